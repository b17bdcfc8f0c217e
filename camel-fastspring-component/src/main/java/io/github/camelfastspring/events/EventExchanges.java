package io.github.camelfastspring.events;

import java.io.IOException;

import org.apache.camel.Exchange;
import org.apache.camel.Message;

import io.github.camelfastspring.FastSpringConstants;
import io.github.camelfastspring.FastSpringEventsConfiguration.EventBody;
import io.github.camelfastspring.support.OutputType;

/** Writes an event into an exchange. */
final class EventExchanges {

    private final EventBody eventBody;
    private final OutputType outputType;

    EventExchanges(EventBody eventBody, OutputType outputType) {
        this.eventBody = eventBody;
        this.outputType = outputType;
    }

    /**
     * Fills the exchange.
     *
     * @param failures how often the route has failed with the event
     * @param resend   whether it repeats one that succeeded; null where that is not looked at
     * @param late     whether a later one of its object was routed before; null where there is no order
     * @throws IOException if the event does not fit the class that outputType names
     */
    void fill(Exchange exchange, StoreEvent event, int failures, Boolean resend, Boolean late) throws IOException {
        Message message = exchange.getMessage();
        message.setHeader(FastSpringConstants.EVENT_ID, event.id());
        message.setHeader(FastSpringConstants.EVENT_TYPE, event.type());
        message.setHeader(FastSpringConstants.EVENT_CREATED, event.created());
        message.setHeader(FastSpringConstants.MESSAGE_TIMESTAMP, event.created());
        message.setHeader(FastSpringConstants.EVENT_LIVE, event.live());
        message.setHeader(FastSpringConstants.EVENT_FAILURES, failures);
        if (resend != null) {
            message.setHeader(FastSpringConstants.EVENT_RESEND, resend);
        }
        if (late != null) {
            message.setHeader(FastSpringConstants.EVENT_LATE, late);
        }
        String objectId = EventObject.idOf(event);
        if (objectId != null) {
            message.setHeader(FastSpringConstants.EVENT_OBJECT_ID, objectId);
        }
        message.setBody(outputType.convert(eventBody == EventBody.DATA ? event.data() : event.json(), null));
    }
}

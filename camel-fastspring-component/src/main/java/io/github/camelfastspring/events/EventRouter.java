package io.github.camelfastspring.events;

import java.io.IOException;

import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultConsumer;

import io.github.camelfastspring.FastSpringConstants;
import io.github.camelfastspring.FastSpringEventsConfiguration;
import io.github.camelfastspring.FastSpringEventsConfiguration.Acknowledge;
import io.github.camelfastspring.FastSpringEventsConfiguration.Resends;

/** Gives events to the route, each in an exchange of its own, and sees to it that the outcome is learnt. */
final class EventRouter {

    /** Adds to an exchange what only the way by which its event came can tell. */
    interface Origin {
        void describe(Exchange exchange);
    }

    private final DefaultConsumer consumer;
    private final EventExchanges exchanges;
    private final EventsLedger ledger;
    private final boolean manual;
    private final boolean looksAtResends;

    EventRouter(
            DefaultConsumer consumer,
            EventExchanges exchanges,
            EventsLedger ledger,
            FastSpringEventsConfiguration configuration) {
        this.consumer = consumer;
        this.exchanges = exchanges;
        this.ledger = ledger;
        this.manual = configuration.getAcknowledge() == Acknowledge.MANUAL;
        this.looksAtResends = configuration.getResends() != Resends.PASS;
    }

    /** Routes a taken event on this thread. Does not throw. */
    void route(EventGate.Candidate candidate, Origin origin) {
        StoreEvent event = candidate.event();
        Delivery handle = ledger.deliveries().start(event);
        Exchange exchange = null;
        try {
            // Not released by its unit of work: its outcome is read after that.
            exchange = consumer.createExchange(false);
            fill(exchange, candidate, handle);
            origin.describe(exchange);
            EventCompletion completion = new EventCompletion(handle, manual);
            exchange.getExchangeExtension().addOnCompletion(completion);
            consumer.getProcessor().process(exchange);
            completion.returned(exchange);
            if (exchange.getException() != null) {
                consumer.getExceptionHandler()
                        .handleException("Error processing exchange", exchange, exchange.getException());
            }
        } catch (Throwable e) {
            // Did not get as far as the route, so nothing else would end this delivery; an Error too.
            handle.failure();
            consumer.getExceptionHandler().handleException("Event " + event + " could not be routed", exchange, e);
        } finally {
            if (exchange != null) {
                consumer.releaseExchange(exchange, false);
            }
        }
    }

    private void fill(Exchange exchange, EventGate.Candidate candidate, Delivery handle) throws IOException {
        StoreEvent event = candidate.event();
        exchanges.fill(
                exchange,
                event,
                ledger.open().failures(event),
                looksAtResends ? candidate.resend() : null,
                ledger.lanes().isOrdered() ? ledger.lanes().isLate(event) : null);
        if (manual) {
            exchange.getMessage().setHeader(FastSpringConstants.ACKNOWLEDGE, handle);
            exchange.setProperty(FastSpringConstants.ACKNOWLEDGE, handle);
        }
    }
}

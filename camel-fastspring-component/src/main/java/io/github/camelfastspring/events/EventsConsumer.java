package io.github.camelfastspring.events;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;

import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Processor;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.support.ScheduledBatchPollingConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.camelfastspring.FastSpringConstants;
import io.github.camelfastspring.FastSpringEndpoint;
import io.github.camelfastspring.FastSpringEventsConfiguration;
import io.github.camelfastspring.FastSpringEventsConfiguration.Acknowledge;
import io.github.camelfastspring.operation.FastSpringOperation;
import io.github.camelfastspring.support.OutputType;

/**
 * Polls the store's unprocessed events and hands each to the route as an exchange of its own. Where an event is
 * acknowledged is decided in {@link EventCompletion}, what that means in {@link EventDeliveries}.
 */
@ManagedResource(description = "Managed FastSpring events consumer")
public class EventsConsumer extends ScheduledBatchPollingConsumer {

    private static final Logger LOG = LoggerFactory.getLogger(EventsConsumer.class);

    private final FastSpringEndpoint endpoint;
    private final FastSpringEventsConfiguration configuration;
    private final EventFilter filter;

    private EventWindow window;
    private EventSource source;
    private EventExchanges exchanges;
    private EventAcknowledger acknowledger;
    private EventDeliveries deliveries;
    private EventSieve.Counters counters;
    private int routed;
    private boolean paused;
    private boolean newerEventsHidden;

    public EventsConsumer(FastSpringEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
        this.configuration = endpoint.getEvents();
        this.filter = new EventFilter(configuration);
        setMaxMessagesPerPoll(configuration.getMaxMessagesPerPoll());
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        configuration.validate();
        endpoint.getConfiguration().validate();
        endpoint.validateConsumer();
    }

    @Override
    protected void doStart() throws Exception {
        EventsLedger ledger = endpoint.startLedger();
        acknowledger = ledger.acknowledger();
        deliveries = ledger.deliveries();
        counters = ledger.counters();
        FastSpringOperation list = endpoint.getOperations().get("events", "listUnprocessed");
        window = new EventWindow(list, endpoint.getParameters().asMap(), Clock.systemUTC());
        source = new EventSource(endpoint.client(), endpoint.requestFactory(), list, endpoint.callSettings());
        exchanges = new EventExchanges(
                configuration.getEventBody(),
                OutputType.of(
                        endpoint.getConfiguration().getOutputType(), endpoint.codec(), endpoint.getCamelContext()));
        super.doStart();
    }

    /**
     * One drain: page after page, as long as FastSpring has more and a page brings something new.
     *
     * @return how many events were handed to the route
     */
    @Override
    protected int poll() throws Exception {
        shutdownRunningTask = null;
        pendingExchanges = 0;
        routed = 0;
        deliveries.endOverdue(Duration.ofMillis(configuration.getCompletionTimeout()));
        paused = !mayRoute();
        EventSieve sieve = new EventSieve(configuration, filter, deliveries, acknowledger, counters);
        boolean more = true;
        boolean hidden = newerEventsHidden;
        // Once the route is about to stop, at most the batch that was begun is finished.
        while (more && mayRoute() && shutdownRunningTask == null) {
            acknowledger.beforeListing();
            EventSource.Page page = source.list(window.parameters());
            Queue<Object> batch = new ArrayDeque<>(sieve.routable(page.events()));
            processBatch(batch);
            batch.forEach(left -> sieve.forget((StoreEvent) left));
            more = page.more() && sieve.sawNews();
            hidden = page.more() && !more && deliveries.inFlight() == 0;
            if (more) {
                acknowledger.awaitFirstAttempts();
            }
        }
        tellHidden(hidden);
        sieve.throwLookUpFailure();
        return routed;
    }

    /** Said once, not at every poll: FastSpring shows no further event until one of these is processed. */
    private void tellHidden(boolean now) {
        if (now && !newerEventsHidden) {
            LOG.warn("FastSpring's list is full of events that stay unprocessed (left out by types or live, failed in"
                    + " the route, or not acknowledged) and hides the newer ones; see the options unmatched and begin");
        }
        newerEventsHidden = now;
    }

    /** A pause for events in flight is not idleness. */
    @Override
    protected void processEmptyMessage() throws Exception {
        if (!paused) {
            super.processEmptyMessage();
        }
    }

    /** Routes the events, one after the other, and leaves in the queue what may not be routed now. */
    @Override
    public int processBatch(Queue<Object> batch) throws Exception {
        int size = batch.size();
        int index = 0;
        while (!batch.isEmpty() && mayRoute()) {
            pendingExchanges = batch.size() - 1;
            StoreEvent event = (StoreEvent) batch.poll();
            // Not released by its unit of work: its outcome is read after that.
            Exchange exchange = createExchange(false);
            exchange.setProperty(ExchangePropertyKey.BATCH_INDEX, index);
            exchange.setProperty(ExchangePropertyKey.BATCH_SIZE, size);
            exchange.setProperty(ExchangePropertyKey.BATCH_COMPLETE, batch.isEmpty());
            try {
                route(event, exchange);
            } finally {
                releaseExchange(exchange, false);
            }
            index++;
            routed++;
        }
        pendingExchanges = 0;
        return index;
    }

    private void route(StoreEvent event, Exchange exchange) {
        Delivery delivery = deliveries.start(event);
        boolean manual = configuration.getAcknowledge() == Acknowledge.MANUAL;
        try {
            exchanges.fill(exchange, event);
            if (manual) {
                exchange.getMessage().setHeader(FastSpringConstants.ACKNOWLEDGE, delivery);
                exchange.setProperty(FastSpringConstants.ACKNOWLEDGE, delivery);
            }
            exchange.getExchangeExtension().addOnCompletion(new EventCompletion(delivery, manual));
            getProcessor().process(exchange);
            if (EventCompletion.isFailed(exchange)) {
                delivery.failure();
            } else {
                delivery.returned();
            }
            if (exchange.getException() != null) {
                getExceptionHandler().handleException("Error processing exchange", exchange, exchange.getException());
            }
        } catch (Throwable e) {
            // Did not get as far as the route, so nothing else would end this delivery; an Error too.
            delivery.failure();
            getExceptionHandler().handleException("Event " + event + " could not be routed", exchange, e);
        }
    }

    private boolean mayRoute() {
        int limit = getMaxMessagesPerPoll();
        return isBatchAllowed()
                && deliveries.inFlight() < configuration.getMaxInFlight()
                && (limit <= 0 || routed < limit);
    }

    /** Acknowledgements of exchanges that have just ended count as pending, so that a graceful stop waits for them. */
    @Override
    public int getPendingExchangesSize() {
        return super.getPendingExchangesSize() + (acknowledger == null ? 0 : acknowledger.firstAttempts());
    }

    @ManagedAttribute(description = "Events whose exchange succeeded")
    public long getEventsSucceeded() {
        return deliveries.succeeded();
    }

    @ManagedAttribute(description = "Events whose exchange failed or was rolled back")
    public long getEventsFailed() {
        return deliveries.failed();
    }

    @ManagedAttribute(description = "Events that had no outcome within completionTimeout")
    public long getEventsOverdue() {
        return deliveries.overdue();
    }

    @ManagedAttribute(description = "Events in the route, those handed over to other threads included")
    public int getEventsInFlight() {
        return deliveries.inFlight();
    }

    @ManagedAttribute(description = "Events left out by types or live, each time they were listed")
    public long getEventsUnmatched() {
        return counters.unmatched();
    }

    @ManagedAttribute(description = "Events listed again after they had succeeded")
    public long getDuplicates() {
        return counters.duplicates();
    }

    @ManagedAttribute(description = "Events that succeeded but could not be recorded in the idempotent repository")
    public long getEventsNotRecorded() {
        return deliveries.notRecorded();
    }

    @ManagedAttribute(description = "Acknowledgements that FastSpring accepted")
    public long getAcknowledgements() {
        return acknowledger.acknowledged();
    }

    @ManagedAttribute(description = "Acknowledgements under way or to be repeated")
    public int getAcknowledgementsPending() {
        return acknowledger.pending();
    }

    @ManagedAttribute(description = "Acknowledgements given up: refused by FastSpring, or the event is too old")
    public long getAcknowledgementsDropped() {
        return acknowledger.dropped();
    }
}

package io.github.camelfastspring.events;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.Processor;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.spi.ShutdownStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.camelfastspring.FastSpringConstants;
import io.github.camelfastspring.FastSpringDeliveryConfiguration;
import io.github.camelfastspring.FastSpringEndpoint;
import io.github.camelfastspring.FastSpringEventsConfiguration;
import io.github.camelfastspring.FastSpringPollingConfiguration;
import io.github.camelfastspring.operation.FastSpringOperation;
import io.github.camelfastspring.support.OutputType;
import io.github.camelfastspring.webhook.WebhookServer;

/**
 * Polls the store's unprocessed events, or receives FastSpring's posts, or both, and hands each event to the route as an
 * exchange of its own. When an event is done is decided in {@link EventCompletion}, what that means in
 * {@link EventDeliveries}. Without polling, polls only look after what is in memory.
 */
@ManagedResource(description = "Managed FastSpring events consumer")
public class EventsConsumer extends ManagedEventsConsumer implements EventDrain.Poll {

    private static final Logger LOG = LoggerFactory.getLogger(EventsConsumer.class);

    private final FastSpringEndpoint endpoint;
    private final FastSpringEventsConfiguration configuration;
    private final FastSpringDeliveryConfiguration delivery;
    private final boolean polls;
    private final WebhookServer server;
    private final Clock clock;

    private EventWindow window;
    private EventSource source;
    private EventCursor cursor;
    private EventGate gate;
    private EventRouter router;
    private EventWorkers workers;
    private EventDispatcher dispatcher;
    private EventReceipt receipt;

    private final PollQuota quota;
    private boolean paused;
    private boolean warnedOfAge;
    private EventSieve sieve;
    private Instant started;
    private volatile Instant lastSuccessfulPoll;
    /** Kept while the next poll is under way, other than Camel's. */
    private volatile Throwable pollFailure;

    private volatile EventDrain.End lastEnd = EventDrain.End.COMPLETE;

    /**
     * @param polls  whether FastSpring's list is asked
     * @param server receives FastSpring's posts; null if none are received
     */
    public EventsConsumer(FastSpringEndpoint endpoint, Processor processor, boolean polls, WebhookServer server) {
        super(endpoint, processor);
        this.endpoint = endpoint;
        this.configuration = endpoint.getEvents();
        this.delivery = endpoint.getDelivery();
        this.polls = polls;
        this.server = server;
        this.clock = endpoint.getComponent().clock();
        this.quota = new PollQuota(delivery.getMaxMessagesPerPoll());
        setMaxMessagesPerPoll(delivery.getMaxMessagesPerPoll());
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        endpoint.validateConsumer();
    }

    @Override
    protected void doStart() throws Exception {
        EventsLedger ledger = endpoint.startLedger();
        setLedger(ledger);
        FastSpringOperation list = endpoint.getOperations().get("events", "listUnprocessed");
        window = new EventWindow(list, endpoint.getParameters().asMap(), clock);
        source = new EventSource(endpoint.client(), endpoint.requestFactory(), list, endpoint.pollSettings());
        FastSpringPollingConfiguration polling = endpoint.getPolling();
        cursor = new EventCursor(
                ledger.open(),
                ledger.acknowledger(),
                Duration.ofMillis(polling.getLookBack()),
                Duration.ofMillis(polling.getFullScanInterval()),
                clock);
        gate = new EventGate(ledger, configuration);
        OutputType output = OutputType.of(
                endpoint.getConfiguration().getOutputType(), endpoint.codec(), endpoint.getCamelContext());
        router = new EventRouter(this, new EventExchanges(configuration.getEventBody(), output), ledger, configuration);
        workers = new EventWorkers(
                endpoint.getCamelContext().getExecutorServiceManager(), this, delivery.getConcurrentConsumers());
        dispatcher = new EventDispatcher(ledger.deliveries(), workers, this::isRoutingAllowed);
        started = clock.instant();
        pollFailure = null;
        endpoint.getComponent().eventsConsumers().add(this);
        EventsHealthCheck.register(endpoint.getCamelContext());
        showMeters(server != null);
        super.doStart();
        if (server != null) {
            EventIntake intake = new EventIntake(ledger, gate, dispatcher, router);
            receipt = new EventReceipt(endpoint, intake, server, this, this::isAccepting, ledger.counters()::posted);
            setReceipt(receipt);
            startListening();
        }
    }

    private void startListening() throws Exception {
        try {
            receipt.start();
        } catch (Exception e) {
            doStop();
            throw e;
        }
    }

    /** Whether posts are taken. */
    private boolean isAccepting() {
        return isStarted() && shutdownRunningTask == null;
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        endpoint.getComponent().eventsConsumers().remove(this);
        try {
            if (receipt != null) {
                receipt.stopListening();
            }
        } finally {
            try {
                endRouting();
            } finally {
                hideMeters();
            }
        }
    }

    private void endRouting() throws InterruptedException {
        if (workers != null) {
            // Mostly there is nothing to wait for: the shutdown strategy has done so. Under master: it has not.
            ShutdownStrategy strategy = endpoint.getCamelContext().getShutdownStrategy();
            Duration patience =
                    Duration.of(strategy.getTimeout(), strategy.getTimeUnit().toChronoUnit());
            workers.end(patience);
            if (receipt != null) {
                receipt.end();
            }
            ledger().acknowledger().awaitFirstAttempts(patience);
        }
    }

    /**
     * One drain: page after page, as long as FastSpring has more and a page brings something new.
     *
     * @return how many events were handed to the route
     */
    @Override
    protected int poll() throws Exception {
        try {
            drain();
        } catch (Throwable e) {
            pollFailure = e;
            throw e;
        }
        warnOfAge();
        return quota.taken();
    }

    private void drain() throws Exception {
        EventsLedger ledger = ledger();
        shutdownRunningTask = null;
        quota.begin();
        ledger.forgetOlderThan(window.retention());
        ledger.deliveries().endOverdue(completionTimeout());
        if (receipt != null) {
            receipt.lookAgain();
        }
        if (!polls) {
            ledger.acknowledger().beforeListing();
            ledger.forgetHandled();
            pollFailure = null;
            return;
        }
        paused = !mayTake();
        if (paused) {
            return;
        }
        sieve = new EventSieve(ledger, gate, endpoint.catchUpAge(), clock);
        try {
            ended(new EventDrain(cursor, window, source, ledger, workers, this).run());
        } finally {
            // A poll has ended when its events have, unless one takes long: that must not keep the others waiting.
            if (workers.awaitStarted(completionTimeout())) {
                workers.awaitIdle(EventDrain.PATIENCE);
            }
        }
        sieve.throwLookUpFailure();
        lastSuccessfulPoll = clock.instant();
        pollFailure = null;
    }

    private Duration completionTimeout() {
        return Duration.ofMillis(delivery.getCompletionTimeout());
    }

    /** Said once, not at every poll. */
    private void warnOfAge() {
        String warning = status().ageWarning();
        if (warning != null && !warnedOfAge) {
            LOG.warn("{}", warning);
        }
        warnedOfAge = warning != null;
    }

    /** Said once, not at every poll. */
    private void ended(EventDrain.End end) {
        if (end.hidden() != null && end != lastEnd) {
            LOG.warn("{}; see the options unmatched, maxFailures and onParked", end.hidden());
        }
        lastEnd = end;
    }

    /** A pause for events in flight is not idleness. */
    @Override
    protected void processEmptyMessage() throws Exception {
        if (polls && !paused) {
            super.processEmptyMessage();
        }
    }

    @Override
    public boolean take(List<StoreEvent> events) throws Exception {
        Queue<Object> batch = new ArrayDeque<>(sieve.routable(events));
        try {
            processBatch(batch);
        } finally {
            batch.forEach(left -> sieve.hold(((EventGate.Candidate) left).event()));
        }
        return batch.isEmpty() && sieve.canLookUp();
    }

    /** Takes the events to the route, in their order, and leaves in the queue what may not be taken now. */
    @Override
    public int processBatch(Queue<Object> batch) throws Exception {
        int size = batch.size();
        int index = 0;
        while (!batch.isEmpty() && mayTake()) {
            EventGate.Candidate candidate = (EventGate.Candidate) batch.poll();
            int place = index++;
            boolean retry = ledger().open().failures(candidate.event()) > 0;
            if (retry && !quota.mayRetry()) {
                sieve.hold(candidate.event());
            } else if (dispatcher.dispatch(
                    candidate.event(), () -> router.route(candidate, exchange -> describe(exchange, place, size)))) {
                quota.take(retry);
            } else {
                sieve.holdLane(candidate.event());
            }
        }
        return index;
    }

    private static void describe(Exchange exchange, int index, int size) {
        exchange.getMessage().setHeader(FastSpringConstants.EVENT_DELIVERY, "poll");
        exchange.setProperty(ExchangePropertyKey.BATCH_INDEX, index);
        exchange.setProperty(ExchangePropertyKey.BATCH_SIZE, size);
        exchange.setProperty(ExchangePropertyKey.BATCH_COMPLETE, index == size - 1);
    }

    /** Once the route is about to stop, no page is begun any more. */
    @Override
    public boolean mayRead() throws InterruptedException {
        return workers.awaitStarted(completionTimeout()) && shutdownRunningTask == null && mayTake();
    }

    /** Whether this poll may take one more event; waits where events in the route are about to make room. */
    private boolean mayTake() throws InterruptedException {
        if (!isRoutingAllowed() || quota.isUsedUp()) {
            return false;
        }
        if (ledger().open().isFull()) {
            workers.awaitIdle(EventDrain.PATIENCE);
        }
        return !ledger().open().isFull();
    }

    /** Once the route is about to stop, at most what was taken is finished, and that only if Camel asks for it. */
    boolean isRoutingAllowed() {
        boolean stopping = shutdownRunningTask != null || isSuspendingOrSuspended();
        return isBatchAllowed() && (!stopping || shutdownRunningTask == ShutdownRunningTask.CompleteAllTasks);
    }

    /** Acknowledgements of exchanges that have just ended count as pending, so that a graceful stop waits for them. */
    @Override
    public int getPendingExchangesSize() {
        return super.getPendingExchangesSize()
                + (workers == null
                        ? 0
                        : workers.waiting() + ledger().acknowledger().firstAttempts());
    }

    @Override
    public EventsStatus status() {
        Instant now = clock.instant();
        Instant polled = lastSuccessfulPoll == null ? started : lastSuccessfulPoll;
        Instant quietSince = polls ? polled : now;
        long oldest = Math.min(
                quietSince.toEpochMilli(),
                Math.min(
                        ledger().open().oldestDated().orElse(Long.MAX_VALUE),
                        ledger().acknowledger().oldestDated().orElse(Long.MAX_VALUE)));
        return new EventsStatus(
                name(),
                pollFailure,
                receipt == null ? null : receipt.lookUpFailure(),
                lastSuccessfulPoll,
                Duration.ofMillis(Math.max(0, now.toEpochMilli() - oldest)),
                window.days(),
                Duration.ofMillis(endpoint.getPolling().getRetentionWarning()),
                ledger().acknowledger().pending(),
                ledger().acknowledger().failing(),
                ledger().acknowledger()
                        .failingSince()
                        .map(since -> Duration.between(since, now))
                        .orElse(Duration.ZERO),
                ledger().open().count(OpenEvents.State.PARKED),
                ledger().deliveries().overdueEvents(completionTimeout()),
                cursor.isRefused() ? EventDrain.End.REFUSED.hidden() : lastEnd.hidden());
    }
}

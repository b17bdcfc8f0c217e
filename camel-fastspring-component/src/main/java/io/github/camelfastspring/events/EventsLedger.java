package io.github.camelfastspring.events;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;

import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.camelfastspring.FastSpringDeliveryConfiguration;
import io.github.camelfastspring.FastSpringDeliveryConfiguration.Ordering;
import io.github.camelfastspring.FastSpringEndpoint;
import io.github.camelfastspring.FastSpringEventsConfiguration.Resends;
import io.github.camelfastspring.client.FastSpringClient;
import io.github.camelfastspring.client.Lane;

/**
 * What is known of an endpoint's events: those in flight or failing, the acknowledgements under way, and the keys of those
 * that succeeded. Belongs to the endpoint, since Camel makes a new consumer each time a route is started, and events may be
 * in flight across that.
 */
public final class EventsLedger {

    private static final int DEFAULT_KEYS = 100_000;

    private static final Logger LOG = LoggerFactory.getLogger(EventsLedger.class);

    private final FastSpringClient client;
    private final IdempotentRepository repository;
    private final HandledEvents handled;
    private final EventAcknowledger acknowledger;
    private final OpenEvents open;
    private final EventLanes lanes;
    private final EventContents contents;
    private final EventPosts posts = new EventPosts();
    private final EventDeliveries deliveries;
    private final EventCounters counters = new EventCounters();
    private final LongAdder forgotten = new LongAdder();

    private EventsLedger(FastSpringEndpoint endpoint, FastSpringClient client, IdempotentRepository repository) {
        this.client = client;
        this.repository = repository;
        Clock clock = endpoint.getComponent().clock();
        FastSpringDeliveryConfiguration delivery = endpoint.getDelivery();
        handled = new HandledEvents(repository, endpoint.getEvents());
        acknowledger = new EventAcknowledger(
                client,
                endpoint.requestFactory(),
                endpoint.getOperations().get("events", "markProcessed"),
                endpoint.callSettings().waitingIn(Lane.ACKNOWLEDGEMENT),
                clock);
        open = new OpenEvents(new FailurePolicy(delivery), delivery.getMaxInFlight(), clock);
        lanes = new EventLanes(
                delivery.getOrdering() == Ordering.OBJECT,
                Math.max(EventSource.PAGE_SIZE, delivery.getMaxInFlight() / 10));
        contents = new EventContents(endpoint.getEvents().getResends() != Resends.PASS);
        deliveries = new EventDeliveries(
                handled,
                acknowledger,
                open,
                lanes,
                contents,
                posts,
                endpoint.getEvents().getAcknowledge(),
                delivery.getOnParked(),
                counters,
                clock);
    }

    /**
     * The ledger for a consumer that starts.
     *
     * @param previous that of the consumer before, or null; kept as long as its client is the endpoint's, which changes
     *                 only with a restart of the component
     */
    public static EventsLedger of(FastSpringEndpoint endpoint, EventsLedger previous) throws Exception {
        FastSpringClient client = endpoint.client();
        if (previous != null && previous.client == client) {
            return previous;
        }
        IdempotentRepository repository = endpoint.getEvents().getIdempotentRepository();
        if (repository == null) {
            repository = previous != null
                    ? previous.repository
                    : MemoryIdempotentRepository.memoryIdempotentRepository(DEFAULT_KEYS);
        }
        // Stopped with the context, not by us: exchanges that were handed over may end after their consumer.
        endpoint.getCamelContext().addService(repository, true, true);
        return new EventsLedger(endpoint, client, repository);
    }

    HandledEvents handled() {
        return handled;
    }

    EventAcknowledger acknowledger() {
        return acknowledger;
    }

    OpenEvents open() {
        return open;
    }

    EventLanes lanes() {
        return lanes;
    }

    EventDeliveries deliveries() {
        return deliveries;
    }

    EventContents contents() {
        return contents;
    }

    /** The posts that wait for an answer. */
    EventPosts posts() {
        return posts;
    }

    EventCounters counters() {
        return counters;
    }

    /** How many events were too old for FastSpring before their route had succeeded. */
    long forgotten() {
        return forgotten.sum();
    }

    /**
     * This event, which was claimed, does not need the route any more.
     *
     * @param acknowledged whether it is acknowledged
     */
    void forget(StoreEvent event, boolean acknowledged) {
        contents.release(event);
        deliveries.done(event, acknowledged);
        forgetElsewhere(List.of(event.id()));
    }

    private void forgetElsewhere(List<String> ids) {
        lanes.forget(ids);
        deliveries.forgetOverdue(ids);
    }

    /** Forgets events that FastSpring did not list though it was asked for all of their time: somebody else marked them. */
    void forgetUnlisted(Set<String> known, Set<String> listed, long since, boolean all) {
        List<String> ids = open.forgetUnlisted(known, listed, since, all);
        forgetElsewhere(ids);
        if (!ids.isEmpty()) {
            LOG.info("These events are not unprocessed any more, without this consumer: {}", ids);
        }
    }

    /** Forgets events that others with the same repository have finished: where nothing is listed, nothing else tells. */
    void forgetHandled() {
        Set<String> ids = open.idle().stream().filter(handled::contains).collect(Collectors.toSet());
        forgetElsewhere(open.forget(ids));
    }

    /** Forgets events that FastSpring does not list any more for their age. */
    void forgetOlderThan(Duration retention) {
        List<String> ids = open.forgetOlderThan(retention);
        forgetElsewhere(ids);
        if (!ids.isEmpty()) {
            forgotten.add(ids.size());
            LOG.error(
                    "Lost: these events did not succeed within {} days, and FastSpring lists them no more: {}",
                    retention.toDays(),
                    ids);
        }
    }
}

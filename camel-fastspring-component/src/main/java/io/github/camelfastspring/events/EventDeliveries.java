package io.github.camelfastspring.events;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

import org.apache.camel.spi.IdempotentRepository;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.camelfastspring.FastSpringEventsConfiguration.Acknowledge;

/**
 * The events that are in the route, and what follows from their outcome: a success is recorded first and acknowledged
 * then, so that a crash between the two costs an acknowledgement and not a second delivery; a failure leaves the event
 * where it is, at FastSpring.
 */
final class EventDeliveries {

    private static final Logger LOG = LoggerFactory.getLogger(EventDeliveries.class);

    private final IdempotentRepository repository;
    private final EventAcknowledger acknowledger;
    private final Acknowledge acknowledge;
    private final Clock clock;

    private final Map<String, Delivery> inFlight = new ConcurrentHashMap<>();
    private final LongAdder succeeded = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder overdue = new LongAdder();
    private final LongAdder notRecorded = new LongAdder();

    EventDeliveries(
            IdempotentRepository repository, EventAcknowledger acknowledger, Acknowledge acknowledge, Clock clock) {
        this.repository = repository;
        this.acknowledger = acknowledger;
        this.acknowledge = acknowledge;
        this.clock = clock;
    }

    /** A new delivery, in flight from now on. */
    Delivery start(StoreEvent event) {
        Delivery delivery = new Delivery(event, clock.instant(), this);
        inFlight.put(event.id(), delivery);
        return delivery;
    }

    boolean isInFlight(String eventId) {
        return inFlight.containsKey(eventId);
    }

    int inFlight() {
        return inFlight.size();
    }

    /** Whether the event's route succeeded before; throws what the repository throws. */
    boolean isRecorded(StoreEvent event) {
        return repository.contains(event.id());
    }

    /** Ends the wait for deliveries that have been without an outcome for longer than {@code timeout}. */
    void endOverdue(Duration timeout) {
        Instant latest = clock.instant().minus(timeout);
        inFlight.values().stream()
                .filter(delivery -> delivery.started().isBefore(latest))
                .forEach(Delivery::overdue);
    }

    void succeeded(Delivery delivery) {
        StoreEvent event = delivery.event();
        try {
            record(event);
            if (acknowledge != Acknowledge.NONE) {
                acknowledger.acknowledge(event);
            }
        } finally {
            // Last: until here the event must count as in flight, or a listing in between would route it again.
            inFlight.remove(event.id(), delivery);
            succeeded.increment();
        }
    }

    void failed(Delivery delivery) {
        inFlight.remove(delivery.event().id(), delivery);
        failed.increment();
        LOG.info("Event {} was not processed by the route; it stays unprocessed at FastSpring", delivery.event());
    }

    void overdue(Delivery delivery) {
        inFlight.remove(delivery.event().id(), delivery);
        overdue.increment();
        LOG.warn(
                "Event {} has had no outcome since {}; it counts as failed and will be routed again, unless a success"
                        + " still comes",
                delivery.event(),
                delivery.started());
    }

    private void record(StoreEvent event) {
        try {
            repository.add(event.id());
            repository.confirm(event.id());
        } catch (RuntimeException | LinkageError e) {
            // The route did its work: to acknowledge is better than to deliver again.
            notRecorded.increment();
            LOG.warn(
                    "Event {} succeeded but could not be recorded in the idempotent repository ({}); it is acknowledged"
                            + " all the same",
                    event,
                    e.toString());
        }
    }

    long succeeded() {
        return succeeded.sum();
    }

    long failed() {
        return failed.sum();
    }

    long overdue() {
        return overdue.sum();
    }

    long notRecorded() {
        return notRecorded.sum();
    }
}

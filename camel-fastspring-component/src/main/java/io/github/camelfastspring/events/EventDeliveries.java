package io.github.camelfastspring.events;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.apache.camel.support.LRUCacheFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.camelfastspring.FastSpringDeliveryConfiguration.OnParked;
import io.github.camelfastspring.FastSpringEventsConfiguration.Acknowledge;

/**
 * The events that are in the route, and what follows from their outcome: a success is recorded first and acknowledged
 * then, so that a crash between the two costs an acknowledgement and not a second delivery; a failure leaves the event
 * where it is, at FastSpring, until its next try.
 */
final class EventDeliveries {

    private static final int MAX_GIVEN_UP = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(EventDeliveries.class);

    private final HandledEvents handled;
    private final EventAcknowledger acknowledger;
    private final OpenEvents open;
    private final EventLanes lanes;
    private final EventContents contents;
    private final EventPosts posts;
    private final Acknowledge acknowledge;
    private final OnParked onParked;
    private final EventCounters counters;
    private final Clock clock;

    private final Map<String, Delivery> inFlight = new ConcurrentHashMap<>();

    /** Counted as failed for want of an outcome, which may still come. */
    private final Set<Delivery> unresolved = ConcurrentHashMap.newKeySet();

    private final Set<String> givenUp = Collections.newSetFromMap(LRUCacheFactory.newLRUCache(MAX_GIVEN_UP));

    private final LongAdder overdue = new LongAdder();
    private final LongAdder notRecorded = new LongAdder();

    EventDeliveries(
            HandledEvents handled,
            EventAcknowledger acknowledger,
            OpenEvents open,
            EventLanes lanes,
            EventContents contents,
            EventPosts posts,
            Acknowledge acknowledge,
            OnParked onParked,
            EventCounters counters,
            Clock clock) {
        this.handled = handled;
        this.acknowledger = acknowledger;
        this.open = open;
        this.lanes = lanes;
        this.contents = contents;
        this.posts = posts;
        this.acknowledge = acknowledge;
        this.onParked = onParked;
        this.counters = counters;
        this.clock = clock;
    }

    /**
     * Takes a claimed event for the route.
     *
     * @return false if its lane is blocked or there is no room; then it is left to a later poll or post
     */
    boolean take(EventTask task) {
        StoreEvent event = task.event();
        // First: as soon as it is in its lane, another thread may route it.
        if (!open.take(event)) {
            withdraw(event);
            return false;
        }
        EventLanes.Entry entry = lanes.enter(task);
        if (entry == EventLanes.Entry.GOES) {
            task.start();
        } else if (entry == EventLanes.Entry.BLOCKED) {
            withdraw(event);
        }
        return entry != EventLanes.Entry.BLOCKED;
    }

    /** Whether the event failed as often as it may and was acknowledged; it does not start anew when it is posted again. */
    boolean isGivenUp(StoreEvent event) {
        return givenUp.contains(event.id());
    }

    boolean isTaken(StoreEvent event) {
        return open.isTaken(event);
    }

    /** The event was taken, but did not get into the route. */
    void giveBack(StoreEvent event) {
        withdraw(event);
        free(event, true);
    }

    /** The event was claimed or taken, and is left to a later poll or post. */
    void withdraw(StoreEvent event) {
        contents.release(event);
        // Last: from here on somebody else may claim it.
        open.giveBack(event);
        posts.notDone(event.id());
    }

    /** A new delivery, in flight from now on. */
    Delivery start(StoreEvent event) {
        Delivery delivery = new Delivery(event, clock.instant(), lanes.isOrdered(), this);
        inFlight.put(event.id(), delivery);
        if (open.failures(event) == 0) {
            counters.routed(event, delivery.started().toEpochMilli());
        }
        return delivery;
    }

    int inFlight() {
        return inFlight.size();
    }

    /** Ends the wait for deliveries that have been without an outcome for longer than {@code timeout}. */
    void endOverdue(Duration timeout) {
        Instant latest = clock.instant().minus(timeout);
        inFlight.values().stream()
                .filter(delivery -> delivery.started().isBefore(latest))
                .forEach(Delivery::overdue);
        Instant forgotten = clock.instant().minus(EventAcknowledger.RETENTION);
        unresolved.removeIf(
                delivery -> !delivery.isOverdue() || delivery.started().isBefore(forgotten));
    }

    void succeeded(Delivery delivery) {
        StoreEvent event = delivery.event();
        boolean acknowledged = false;
        try {
            record(event, handled::record);
            acknowledged = settleOrLog(event);
        } finally {
            counters.count(EventOutcome.SUCCEEDED, event);
            forgetOverdue(List.of(event.id()));
            contents.release(event);
            // Last: until here the event must count as taken, or a listing in between would route it again.
            done(event, acknowledged);
            end(delivery, false);
        }
    }

    void failed(Delivery delivery) {
        StoreEvent event = delivery.event();
        counters.count(EventOutcome.FAILED, event);
        contents.release(event);
        boolean parked = open.failed(event) == OpenEvents.State.PARKED;
        if (!parked) {
            LOG.info("Event {} was not processed by the route; it stays unprocessed and is tried again later", event);
        } else if (onParked == OnParked.ACKNOWLEDGE && acknowledge != Acknowledge.NONE) {
            LOG.warn("Event {} was not processed by the route, as often as maxFailures allows; it is given up", event);
            givenUp.add(event.id());
            giveUp(event);
        } else {
            LOG.warn("Event {} was not processed by the route, as often as maxFailures allows; it is parked", event);
        }
        end(delivery, !parked);
        if (!open.isBusy(event)) {
            posts.notDone(event.id());
        }
    }

    /** The outcome of a delivery that has counted as failed. */
    void failedAfterAll(Delivery delivery) {
        unresolved.remove(delivery);
    }

    void overdue(Delivery delivery) {
        overdue.increment();
        unresolved.add(delivery);
        LOG.warn(
                "Event {} has had no outcome since {}; it counts as failed and will be routed again, unless a success"
                        + " still comes",
                delivery.event(),
                delivery.started());
        failed(delivery);
    }

    /** This consumer is done with an event by its options, without the route's success. */
    void giveUp(StoreEvent event) {
        if (handled.isShared()) {
            record(event, handled::recordGivenUp);
        }
        done(event, settleOrLog(event));
    }

    /**
     * This consumer is done with the event, which is not looked at or routed any more.
     *
     * @param acknowledged what {@link #settle} said
     */
    void done(StoreEvent event, boolean acknowledged) {
        open.done(event);
        // A post that came since the event was settled has found it busy, and waits to be told.
        posts.settled(event.id(), acknowledged);
    }

    /** A resend needs no route, since what it repeats has succeeded. Returns whether it is acknowledged. */
    boolean skip(StoreEvent event) {
        record(event, handled::record);
        return settleOrLog(event);
    }

    /**
     * Acknowledges an event that this consumer is done with, if that is for this consumer to do: by the answer to the post
     * that waits for it, else by a call.
     *
     * @return whether it is acknowledged
     * @throws RuntimeException if the repository does not tell whether the others of the group are done too
     */
    boolean settle(StoreEvent event) {
        if (acknowledge == Acknowledge.NONE || !handled.containsForOthers(event)) {
            posts.notDone(event.id());
            return false;
        }
        if (!posts.done(event.id())) {
            acknowledger.acknowledge(event);
        }
        return true;
    }

    /** The next listing of the event settles it otherwise. */
    private boolean settleOrLog(StoreEvent event) {
        try {
            return settle(event);
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("It cannot be told whether others are done with event {}: {}", event, e.toString());
            posts.notDone(event.id());
            return false;
        }
    }

    private void record(StoreEvent event, Consumer<StoreEvent> how) {
        try {
            how.accept(event);
        } catch (RuntimeException | LinkageError e) {
            // The route did its work: to acknowledge is better than to deliver again.
            notRecorded.increment();
            LOG.warn(
                    "Event {} is done but could not be recorded in the idempotent repository ({}); it is not routed again"
                            + " all the same",
                    event,
                    e.toString());
        }
    }

    private void end(Delivery delivery, boolean waits) {
        StoreEvent event = delivery.event();
        if (inFlight.remove(event.id(), delivery)) {
            free(event, waits);
        } else {
            // It was overdue: its place in the lane is gone, or another delivery's.
            lanes.forget(List.of(event.id()));
        }
    }

    private void free(StoreEvent event, boolean waits) {
        EventLanes.Freed freed = lanes.leave(event, waits);
        freed.blocked().forEach(task -> {
            withdraw(task.event());
            forgetUnknown(task.event());
        });
        if (waits) {
            forgetUnknown(event);
        }
        if (freed.next() != null) {
            freed.next().start();
        }
    }

    /** An event that was forgotten meanwhile is not tried again, and nobody else would end the wait for it. */
    private void forgetUnknown(StoreEvent event) {
        if (!open.contains(event)) {
            lanes.forget(List.of(event.id()));
        }
    }

    long overdue() {
        return overdue.sum();
    }

    /** How many events have been without an outcome for longer than {@code timeout}, whether or not a poll has seen to it. */
    int overdueEvents(Duration timeout) {
        Instant latest = clock.instant().minus(timeout);
        return (int)
                Stream.concat(unresolved.stream(), inFlight.values().stream().filter(delivery -> delivery.started()
                                .isBefore(latest)))
                        .map(delivery -> delivery.event().id())
                        .distinct()
                        .count();
    }

    /** Nobody waits for the outcome of these events any more. A success that still comes is honoured. */
    void forgetOverdue(Collection<String> eventIds) {
        unresolved.removeIf(delivery -> eventIds.contains(delivery.event().id()));
    }

    long notRecorded() {
        return notRecorded.sum();
    }
}

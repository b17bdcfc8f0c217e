package io.github.camelfastspring.events;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

import io.github.camelfastspring.FastSpringEventsConfiguration;
import io.github.camelfastspring.FastSpringEventsConfiguration.Resends;
import io.github.camelfastspring.FastSpringEventsConfiguration.Unmatched;

/** Tells, within one poll, which of the listed events are to be routed, and sees to those that are not. */
final class EventSieve {

    /** What sieves count over the life of an endpoint. */
    static final class Counters {
        private final LongAdder unmatched = new LongAdder();
        private final LongAdder duplicates = new LongAdder();
        private final LongAdder resends = new LongAdder();

        long unmatched() {
            return unmatched.sum();
        }

        long duplicates() {
            return duplicates.sum();
        }

        long resends() {
            return resends.sum();
        }
    }

    /** @param resend whether an event that this one repeats has succeeded */
    record Candidate(StoreEvent event, boolean resend) {}

    private final EventsLedger ledger;
    private final FastSpringEventsConfiguration configuration;
    private final EventFilter filter;
    private final long catchUpAge;
    private final Clock clock;

    /** Lanes with an event that is left to a later poll: what comes after it in its lane must not overtake it. */
    private final Set<String> heldLanes = new HashSet<>();

    private Throwable lookUpFailure;

    EventSieve(
            EventsLedger ledger,
            FastSpringEventsConfiguration configuration,
            EventFilter filter,
            long catchUpAge,
            Clock clock) {
        this.ledger = ledger;
        this.configuration = configuration;
        this.filter = filter;
        this.catchUpAge = catchUpAge;
        this.clock = clock;
    }

    /** The events that are to be routed now, in their order. */
    List<Candidate> routable(List<StoreEvent> events) {
        List<Candidate> candidates = new ArrayList<>(events.size());
        Set<String> contents = new HashSet<>();
        for (StoreEvent event : events) {
            Candidate candidate = candidate(event, contents);
            if (candidate != null) {
                candidates.add(candidate);
            }
        }
        return candidates;
    }

    /** The event is to be routed, but by a later poll. */
    void hold(StoreEvent event) {
        ledger.open().leave(event);
        if (ledger.lanes().isOrdered()) {
            heldLanes.add(EventObject.laneOf(event));
        }
    }

    boolean canLookUp() {
        return lookUpFailure == null;
    }

    /** Ends the poll with an error if the repository could not be read; what was not looked up was not routed. */
    void throwLookUpFailure() {
        if (lookUpFailure != null) {
            throw new IllegalStateException(
                    "fastspring:events: the idempotent repository cannot be read; events were not routed in this poll",
                    lookUpFailure);
        }
    }

    private Candidate candidate(StoreEvent event, Set<String> contents) {
        // In this order: what is done leaves the open events only after its acknowledgement is known.
        if (!ledger.open().isDue(event) || ledger.acknowledger().isKnown(event.id())) {
            return null;
        }
        if (!filter.matches(event)) {
            ledger.counters().unmatched.increment();
            if (configuration.getUnmatched() == Unmatched.ACKNOWLEDGE) {
                ledger.deliveries().giveUp(event);
            }
            return null;
        }
        try {
            return lookUpFailure != null || isToWait(event) ? held(event) : lookUp(event, contents);
        } catch (RuntimeException | LinkageError e) {
            lookUpFailure = e;
            return held(event);
        }
    }

    private boolean isToWait(StoreEvent event) {
        // Without the option, an event that is not created yet by our clock does not wait.
        return catchUpAge > 0 && clock.millis() - event.created() < catchUpAge
                || !heldLanes.isEmpty() && heldLanes.contains(EventObject.laneOf(event));
    }

    private Candidate held(StoreEvent event) {
        hold(event);
        return null;
    }

    private Candidate lookUp(StoreEvent event, Set<String> contents) {
        if (ledger.handled().contains(event)) {
            ledger.counters().duplicates.increment();
            ledger.forget(event);
            ledger.deliveries().settle(event);
            return null;
        }
        Resends resends = configuration.getResends();
        if (resends == Resends.PASS) {
            return new Candidate(event, false);
        }
        if (ledger.deliveries().isOriginalInFlight(event) || !contents.add(ResendKey.of(event))) {
            // Whether it repeats something is known when the other one has ended.
            return held(event);
        }
        boolean resend = ledger.handled().containsOriginal(event);
        if (resend) {
            ledger.counters().resends.increment();
        }
        if (resend && resends == Resends.SKIP) {
            ledger.forget(event);
            ledger.deliveries().skip(event);
            return null;
        }
        return new Candidate(event, resend);
    }
}

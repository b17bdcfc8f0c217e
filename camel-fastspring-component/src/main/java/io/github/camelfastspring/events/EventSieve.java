package io.github.camelfastspring.events;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.github.camelfastspring.events.EventGate.Candidate;

/** Tells, within one poll, which of the listed events are to be routed. */
final class EventSieve {

    private final EventsLedger ledger;
    private final EventGate gate;
    private final long catchUpAge;
    private final Clock clock;

    /** Lanes with an event that is left to a later poll: what comes after it in its lane must not overtake it. */
    private final Set<String> heldLanes = new HashSet<>();

    private Throwable lookUpFailure;

    /** @param catchUpAge how old an event must be, in milliseconds; 0 where none is left to posts */
    EventSieve(EventsLedger ledger, EventGate gate, long catchUpAge, Clock clock) {
        this.ledger = ledger;
        this.gate = gate;
        this.catchUpAge = catchUpAge;
        this.clock = clock;
    }

    /** The events that are to be routed now, in their order. Each is to be taken, or held. */
    List<Candidate> routable(List<StoreEvent> events) {
        List<Candidate> candidates = new ArrayList<>(events.size());
        try {
            for (StoreEvent event : events) {
                Candidate candidate = candidate(event);
                if (candidate != null) {
                    candidates.add(candidate);
                }
            }
        } catch (Throwable e) {
            candidates.forEach(candidate -> hold(candidate.event()));
            throw e;
        }
        return candidates;
    }

    /** The event, which was claimed, is to be routed, but by a later poll. */
    void hold(StoreEvent event) {
        ledger.deliveries().withdraw(event);
        holdLane(event);
    }

    /** What comes after the event in its lane is to be routed by a later poll, as the event itself. */
    void holdLane(StoreEvent event) {
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

    private Candidate candidate(StoreEvent event) {
        if (lookUpFailure != null || isToWait(event)) {
            gate.leave(event);
            holdLane(event);
            return null;
        }
        EventGate.Answer answer = gate.claim(event, false);
        boolean lookedAt = answer == EventGate.Answer.BUSY && !ledger.open().isTaken(event);
        if (answer == EventGate.Answer.REPEATS || lookedAt) {
            holdLane(event);
        }
        if (answer != EventGate.Answer.CLAIMED) {
            return null;
        }
        try {
            return gate.lookUp(event);
        } catch (RuntimeException | LinkageError e) {
            lookUpFailure = e;
            hold(event);
            return null;
        }
    }

    private boolean isToWait(StoreEvent event) {
        // Without the option, an event that is not created yet by our clock does not wait.
        boolean young = catchUpAge > 0 && clock.millis() - event.created() < catchUpAge;
        // One that has failed was posted already; its next try is due by its failureDelay.
        return young && ledger.open().failures(event) == 0
                || !heldLanes.isEmpty() && heldLanes.contains(EventObject.laneOf(event));
    }
}

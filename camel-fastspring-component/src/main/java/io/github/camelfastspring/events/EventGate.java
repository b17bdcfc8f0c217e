package io.github.camelfastspring.events;

import java.util.List;

import io.github.camelfastspring.FastSpringEventsConfiguration;
import io.github.camelfastspring.FastSpringEventsConfiguration.Resends;
import io.github.camelfastspring.FastSpringEventsConfiguration.Unmatched;

/**
 * Tells of an event, whichever way it came, whether the route is to have it, and sees to it if not. Whoever asks has the
 * event to itself until it is routed, given back or done: what one thread looks up here, no other one routes meanwhile.
 */
final class EventGate {

    /** What an event that asked for the route gets. */
    enum Answer {
        /** A look into the repository: the event is the caller's to look up, and then to take, give back or forget. */
        CLAIMED,
        /** Nothing: this consumer is done with it, or leaves it to others. */
        SETTLED,
        /** Nothing: somebody else looks at it or routes it. */
        BUSY,
        /** Nothing yet: an event that it may repeat is looked at or routed. */
        REPEATS,
        /** Nothing yet: it backs off or is parked. */
        LATER
    }

    /** @param resend whether an event that this one repeats has succeeded */
    record Candidate(StoreEvent event, boolean resend) {}

    private final EventsLedger ledger;
    private final FastSpringEventsConfiguration configuration;
    private final EventFilter filter;

    EventGate(EventsLedger ledger, FastSpringEventsConfiguration configuration) {
        this.ledger = ledger;
        this.configuration = configuration;
        this.filter = new EventFilter(configuration);
    }

    /**
     * Claims the event. With the answer {@link Answer#CLAIMED} it is the caller's to look up, take or give back.
     *
     * @param early whether it may be tried before its back-off has ended
     */
    Answer claim(StoreEvent event, boolean early) {
        if (!filter.matches(event)) {
            leaveOut(event);
            return Answer.SETTLED;
        }
        switch (ledger.open().claim(event, early, ledger.contents()::claim)) {
            case BUSY:
                return Answer.BUSY;
            case REFUSED:
                return Answer.REPEATS;
            case NOT_DUE, PARKED:
                if (ledger.deliveries().isGivenUp(event)) {
                    // A post was told so, and this one came before the thread that told it was through with the event.
                    ledger.deliveries().giveUp(event);
                    return Answer.SETTLED;
                }
                ledger.posts().notDone(event.id());
                return Answer.LATER;
            default:
                break;
        }
        // After the claim: what is done leaves the open events only when its acknowledgement is known.
        if (ledger.acknowledger().isKnown(event.id())) {
            ledger.forget(event, true);
            return Answer.SETTLED;
        }
        if (ledger.deliveries().isGivenUp(event)) {
            ledger.contents().release(event);
            ledger.deliveries().giveUp(event);
            ledger.lanes().forget(List.of(event.id()));
            return Answer.SETTLED;
        }
        return Answer.CLAIMED;
    }

    /**
     * Leaves an event to a later poll or post: once claimed, it would be in the way of a post that brings it just now.
     *
     * @return false if it will not need the route later either
     */
    boolean leave(StoreEvent event) {
        if (!filter.matches(event)) {
            leaveOut(event);
            return false;
        }
        if (ledger.acknowledger().isKnown(event.id())) {
            return false;
        }
        ledger.open().note(event);
        return true;
    }

    private void leaveOut(StoreEvent event) {
        if (ledger.acknowledger().isKnown(event.id())) {
            ledger.posts().done(event.id());
            return;
        }
        ledger.counters().count(EventOutcome.UNMATCHED, event);
        if (configuration.getUnmatched() == Unmatched.ACKNOWLEDGE) {
            ledger.deliveries().giveUp(event);
        } else {
            ledger.posts().notDone(event.id());
        }
    }

    /**
     * Looks a claimed event up; null if it needs no route, and then it is settled.
     *
     * @throws RuntimeException if the repository cannot be read; the event is still claimed
     */
    Candidate lookUp(StoreEvent event) {
        if (ledger.handled().contains(event)) {
            boolean acknowledged = ledger.deliveries().settle(event);
            ledger.counters().count(EventOutcome.DUPLICATE, event);
            ledger.forget(event, acknowledged);
            return null;
        }
        Resends resends = configuration.getResends();
        if (resends == Resends.PASS) {
            return new Candidate(event, false);
        }
        boolean resend = ledger.handled().containsOriginal(event);
        if (resend) {
            ledger.counters().count(EventOutcome.RESEND, event);
        }
        if (resend && resends == Resends.SKIP) {
            ledger.counters().count(EventOutcome.SKIPPED, event);
            ledger.forget(event, ledger.deliveries().skip(event));
            return null;
        }
        return new Candidate(event, resend);
    }
}

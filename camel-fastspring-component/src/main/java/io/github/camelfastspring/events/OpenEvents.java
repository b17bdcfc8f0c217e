package io.github.camelfastspring.events;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The events that this consumer has seen and is not done with: in which state each is, how often its route failed, and when
 * it is tried again. In memory: FastSpring lists them again after a restart.
 */
final class OpenEvents {

    enum State {
        /** Seen, and left to a later poll or post. */
        WAITING,
        /** Looked at by a poll or a post, and nobody else's business until that has decided. */
        CLAIMED,
        /** Given to the route, or about to be. */
        TAKEN,
        /** Failed, and tried again later. */
        BACKING_OFF,
        /** Failed as often as it may, and not tried again before somebody releases it. */
        PARKED
    }

    /** What becomes of a wish to look at an event. */
    enum Claim {
        /** Nobody else may look at it or route it before it is taken, left or done. */
        OURS,
        /** Somebody else looks at it, or it is in the route. */
        BUSY,
        /** It backs off. */
        NOT_DUE,
        /** It waits for a person. */
        PARKED,
        /** The condition does not hold. */
        REFUSED
    }

    private static final class Entry {
        final String id;
        final String type;
        final long created;
        State state = State.WAITING;
        int failures;
        /** Since it was first listed, or released. */
        int failuresInARow;

        Instant due = Instant.MIN;

        Entry(StoreEvent event) {
            id = event.id();
            type = event.type();
            created = event.created();
        }
    }

    private final FailurePolicy policy;
    private final int maxInFlight;
    private final Clock clock;
    private final Map<String, Entry> entries = new HashMap<>();
    private int taken;

    OpenEvents(FailurePolicy policy, int maxInFlight, Clock clock) {
        this.policy = policy;
        this.maxInFlight = maxInFlight;
        this.clock = clock;
    }

    /**
     * Claims an event for somebody who wants to know whether it is to be routed.
     *
     * @param early     whether an event that backs off may be tried before its time
     * @param condition what has to hold besides; asked last, so that nobody finds an event busy for nothing
     */
    synchronized Claim claim(StoreEvent event, boolean early, Predicate<StoreEvent> condition) {
        Entry entry = entryOf(event);
        switch (entry.state) {
            case CLAIMED, TAKEN:
                return Claim.BUSY;
            case PARKED:
                return Claim.PARKED;
            case BACKING_OFF:
                if (!early && entry.due.isAfter(clock.instant())) {
                    return Claim.NOT_DUE;
                }
                break;
            default:
                break;
        }
        if (!condition.test(event)) {
            return Claim.REFUSED;
        }
        become(entry, State.CLAIMED);
        return Claim.OURS;
    }

    /** Remembers that there is such an event. */
    synchronized void note(StoreEvent event) {
        entryOf(event);
    }

    /** Whether the event is in the route, about to be, or looked at. */
    synchronized boolean isBusy(StoreEvent event) {
        Entry entry = entries.get(event.id());
        return entry != null && (entry.state == State.TAKEN || entry.state == State.CLAIMED);
    }

    synchronized boolean isTaken(StoreEvent event) {
        Entry entry = entries.get(event.id());
        return entry != null && entry.state == State.TAKEN;
    }

    synchronized boolean contains(StoreEvent event) {
        return entries.containsKey(event.id());
    }

    /** The event is given to the route; false if as many are in there as may be. */
    synchronized boolean take(StoreEvent event) {
        if (taken >= maxInFlight) {
            return false;
        }
        become(entryOf(event), State.TAKEN);
        return true;
    }

    boolean isFull() {
        return taken() >= maxInFlight;
    }

    /** The event was claimed or taken, did not reach the route, and still needs it. */
    synchronized void giveBack(StoreEvent event) {
        Entry entry = entries.get(event.id());
        if (entry != null) {
            become(entry, entry.failuresInARow > 0 ? State.BACKING_OFF : State.WAITING);
        }
    }

    /** This consumer is done with the event. */
    synchronized void done(StoreEvent event) {
        Entry entry = entries.remove(event.id());
        if (entry != null) {
            become(entry, State.WAITING);
        }
    }

    /** The route failed; tells what becomes of the event now. */
    synchronized State failed(StoreEvent event) {
        Entry entry = entryOf(event);
        entry.failures++;
        entry.failuresInARow++;
        if (policy.parks(entry.failuresInARow)) {
            become(entry, State.PARKED);
        } else {
            become(entry, State.BACKING_OFF);
            entry.due = clock.instant().plus(policy.waitAfter(entry.failuresInARow));
        }
        return entry.state;
    }

    /** How often the route has failed with the event. */
    synchronized int failures(StoreEvent event) {
        Entry entry = entries.get(event.id());
        return entry == null ? 0 : entry.failures;
    }

    /** How many are in the route, or about to be. */
    synchronized int taken() {
        return taken;
    }

    synchronized int count(State state) {
        return select(entry -> entry.state == state).size();
    }

    synchronized List<ParkedEvent> parked() {
        return select(entry -> entry.state == State.PARKED).stream()
                .sorted(Comparator.comparingLong(entry -> entry.created))
                .map(entry ->
                        new ParkedEvent(entry.id, entry.type, Instant.ofEpochMilli(entry.created), entry.failures))
                .toList();
    }

    /** Lets a parked event be routed by the next poll; false if there is none with this id. */
    synchronized boolean release(String id) {
        Entry entry = entries.get(id);
        if (entry == null || entry.state != State.PARKED) {
            return false;
        }
        become(entry, State.WAITING);
        entry.failuresInARow = 0;
        return true;
    }

    /** When the oldest event was created that still needs the route. */
    synchronized OptionalLong oldest() {
        return entries.values().stream()
                .filter(entry -> entry.state != State.PARKED)
                .mapToLong(entry -> entry.created)
                .min();
    }

    /** The same of those whose time is known. */
    synchronized OptionalLong oldestDated() {
        return entries.values().stream()
                .filter(entry -> entry.state != State.PARKED && entry.created > 0)
                .mapToLong(entry -> entry.created)
                .min();
    }

    /**
     * Forgets events that FastSpring has not listed though it was asked for all of their time: somebody else has marked them.
     *
     * @param known  what was there before the list was read
     * @param listed what the list named
     * @param since  from when on the list was read, epoch milliseconds
     * @param all    whether all there is was read, so that events without a time were listed too
     */
    synchronized List<String> forgetUnlisted(Set<String> known, Set<String> listed, long since, boolean all) {
        return forget(entry -> (entry.created > 0 ? entry.created >= since : all)
                && known.contains(entry.id)
                && !listed.contains(entry.id));
    }

    /** Forgets events that FastSpring has forgotten by now. */
    synchronized List<String> forgetOlderThan(Duration retention) {
        long oldest = clock.instant().minus(retention).toEpochMilli();
        return forget(entry -> entry.created > 0 && entry.created < oldest);
    }

    synchronized Set<String> ids() {
        return Set.copyOf(entries.keySet());
    }

    /** The ids of events that nobody looks at or routes now. */
    synchronized List<String> idle() {
        return select(entry -> entry.state != State.TAKEN && entry.state != State.CLAIMED).stream()
                .map(entry -> entry.id)
                .toList();
    }

    /** Forgets these events, those excepted that are looked at or routed meanwhile. */
    synchronized List<String> forget(Set<String> ids) {
        return forget(entry -> ids.contains(entry.id));
    }

    private Entry entryOf(StoreEvent event) {
        return entries.computeIfAbsent(event.id(), id -> new Entry(event));
    }

    private void become(Entry entry, State state) {
        taken += (state == State.TAKEN ? 1 : 0) - (entry.state == State.TAKEN ? 1 : 0);
        entry.state = state;
    }

    private List<String> forget(Predicate<Entry> which) {
        List<String> ids =
                select(entry -> entry.state != State.TAKEN && entry.state != State.CLAIMED && which.test(entry))
                        .stream()
                        .map(entry -> entry.id)
                        .toList();
        ids.forEach(entries::remove);
        return ids;
    }

    private List<Entry> select(Predicate<Entry> which) {
        List<Entry> selected = new ArrayList<>();
        for (Entry entry : entries.values()) {
            if (which.test(entry)) {
                selected.add(entry);
            }
        }
        return selected;
    }
}

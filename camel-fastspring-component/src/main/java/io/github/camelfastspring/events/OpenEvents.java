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
        /** Seen, and left to a later poll. */
        WAITING,
        /** Given to the route, or about to be. */
        TAKEN,
        /** Failed, and tried again later. */
        BACKING_OFF,
        /** Failed as often as it may, and not tried again before somebody releases it. */
        PARKED
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
    private final Clock clock;
    private final Map<String, Entry> entries = new HashMap<>();
    private int taken;

    OpenEvents(FailurePolicy policy, Clock clock) {
        this.policy = policy;
        this.clock = clock;
    }

    /** Whether the event may be given to the route now, as far as it is up to itself. */
    synchronized boolean isDue(StoreEvent event) {
        Entry entry = entries.get(event.id());
        return entry == null
                || entry.state == State.WAITING
                || entry.state == State.BACKING_OFF && !entry.due.isAfter(clock.instant());
    }

    synchronized boolean isTaken(StoreEvent event) {
        Entry entry = entries.get(event.id());
        return entry != null && entry.state == State.TAKEN;
    }

    synchronized boolean contains(StoreEvent event) {
        return entries.containsKey(event.id());
    }

    /** The event needs the route, but not now. */
    synchronized void leave(StoreEvent event) {
        entryOf(event);
    }

    /** The event is given to the route. */
    synchronized void take(StoreEvent event) {
        become(entryOf(event), State.TAKEN);
    }

    /** The event was taken, but did not reach the route. */
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

    private Entry entryOf(StoreEvent event) {
        return entries.computeIfAbsent(event.id(), id -> new Entry(event));
    }

    private void become(Entry entry, State state) {
        taken += (state == State.TAKEN ? 1 : 0) - (entry.state == State.TAKEN ? 1 : 0);
        entry.state = state;
    }

    private List<String> forget(Predicate<Entry> which) {
        List<String> ids = select(entry -> entry.state != State.TAKEN && which.test(entry)).stream()
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

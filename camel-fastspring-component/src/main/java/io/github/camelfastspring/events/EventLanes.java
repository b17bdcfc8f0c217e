package io.github.camelfastspring.events;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeSet;

import org.apache.camel.support.LRUCacheFactory;

/**
 * Keeps the events of one object in order: one at a time, by {@link StoreEvent#ORDER}; later ones wait while an earlier one is
 * in the route or backs off. Without ordering there are no lanes, and every event may go.
 */
final class EventLanes {

    /** What becomes of an event that wants to go. */
    enum Entry {
        /** It goes now. */
        GOES,
        /** It goes as soon as the one in front has succeeded or is parked. */
        QUEUES,
        /** An earlier one waits for a later poll, so that this one has to do so too. */
        BLOCKED
    }

    /** Of the lane that an event has left: who goes next, and who has to wait for a later poll. */
    record Freed(EventTask next, List<EventTask> blocked) {
        static final Freed NOBODY = new Freed(null, List.of());
    }

    /** Where an event stands in the order, without its data. */
    private record Position(long created, String id) implements Comparable<Position> {
        Position(StoreEvent event) {
            this(event.created(), event.id());
        }

        @Override
        public int compareTo(Position other) {
            return created != other.created ? Long.compare(created, other.created) : id.compareTo(other.id);
        }
    }

    private static final class Lane {
        Position inFront;
        final PriorityQueue<EventTask> queue =
                new PriorityQueue<>(Comparator.comparing(EventTask::event, StoreEvent.ORDER));

        /** Those that back off, and those that were left to a later poll: none that comes after them may go before. */
        final TreeSet<Position> waiting = new TreeSet<>();

        boolean blocks(Position position) {
            return !waiting.isEmpty() && waiting.first().compareTo(position) < 0;
        }

        boolean isIdle() {
            return inFront == null && queue.isEmpty() && waiting.isEmpty();
        }
    }

    private static final int MAX_REMEMBERED = 100_000;

    private final boolean ordered;
    private final int maxQueued;
    private final Map<String, Lane> lanes = new HashMap<>();

    /** The latest event of each object that was routed. */
    private final Map<String, Position> newest = LRUCacheFactory.newLRUCache(MAX_REMEMBERED);

    /** @param maxQueued how many events of an object may wait behind one in the route: a stuck one takes no more room */
    EventLanes(boolean ordered, int maxQueued) {
        this.ordered = ordered;
        this.maxQueued = maxQueued;
    }

    /** How many events wait behind others of their objects. */
    synchronized int queued() {
        return lanes.values().stream().mapToInt(lane -> lane.queue.size()).sum();
    }

    boolean isOrdered() {
        return ordered;
    }

    synchronized Entry enter(EventTask task) {
        if (!ordered) {
            return Entry.GOES;
        }
        StoreEvent event = task.event();
        Lane lane = lanes.computeIfAbsent(EventObject.laneOf(event), key -> new Lane());
        Position position = new Position(event);
        if (lane.blocks(position)) {
            lane.waiting.add(position);
            return Entry.BLOCKED;
        }
        if (lane.inFront != null && lane.queue.size() >= maxQueued) {
            lane.waiting.add(position);
            return Entry.BLOCKED;
        }
        lane.waiting.remove(position);
        if (lane.inFront != null) {
            lane.queue.add(task);
            return Entry.QUEUES;
        }
        lane.inFront = position;
        return Entry.GOES;
    }

    /** The event needs the route and does not get there now: later ones of its object have to wait for it. */
    synchronized void hold(StoreEvent event) {
        if (ordered) {
            lanes.computeIfAbsent(EventObject.laneOf(event), key -> new Lane())
                    .waiting
                    .add(new Position(event));
        }
    }

    /** Whether a later event of the same object was routed before; to be called when the event is routed. */
    synchronized boolean isLate(StoreEvent event) {
        String key = EventObject.laneOf(event);
        Position position = new Position(event);
        Position latest = newest.get(key);
        if (latest == null || position.compareTo(latest) > 0) {
            newest.put(key, position);
            return false;
        }
        return position.compareTo(latest) < 0;
    }

    /**
     * The event has ended in the route, or did not get there.
     *
     * @param waits whether later events of its object have to wait for its next try
     */
    synchronized Freed leave(StoreEvent event, boolean waits) {
        if (!ordered) {
            return Freed.NOBODY;
        }
        String key = EventObject.laneOf(event);
        Lane lane = lanes.computeIfAbsent(key, any -> new Lane());
        if (waits) {
            lane.waiting.add(new Position(event));
        } else {
            // Somebody may have held it while it was on its way.
            lane.waiting.remove(new Position(event));
        }
        lane.inFront = null;
        EventTask next = lane.queue.peek();
        Position first = next == null ? null : new Position(next.event());
        if (first != null && !lane.blocks(first)) {
            lane.queue.poll();
            lane.waiting.remove(first);
            lane.inFront = first;
            return new Freed(next, List.of());
        }
        List<EventTask> blocked = new ArrayList<>(lane.queue);
        blocked.forEach(task -> lane.waiting.add(new Position(task.event())));
        lane.queue.clear();
        removeIfIdle(key, lane);
        return new Freed(null, blocked);
    }

    /** These events are not tried again, so nobody waits for them. */
    synchronized void forget(Collection<String> ids) {
        if (!ids.isEmpty()) {
            lanes.values().forEach(lane -> lane.waiting.removeIf(position -> ids.contains(position.id)));
            lanes.values().removeIf(Lane::isIdle);
        }
    }

    private void removeIfIdle(String key, Lane lane) {
        if (lane.isIdle()) {
            lanes.remove(key);
        }
    }
}

package io.github.camelfastspring.simulator;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The events, kept in the orders of lists, processed ones apart, so that a page of a list needs no look at all others.
 * Guarded by the store's lock.
 */
final class EventTable {
    // Sorts behind every character of an id.
    private static final String LAST_ID = "\uffff";

    private final Sorted all = new Sorted();
    private final Sorted processed = new Sorted();
    private final Sorted unprocessed = new Sorted();

    /** Where an event stands in time: by {@code created}, then id. */
    private record Place(long created, String id) implements Comparable<Place> {
        private static final Comparator<Place> ORDER =
                Comparator.comparingLong(Place::created).thenComparing(Place::id);

        static Place of(Event event) {
            return new Place(event.created(), event.id());
        }

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }
    }

    /** The same events in two orders. */
    private static final class Sorted {
        private final NavigableMap<Place, Event> byTime = new TreeMap<>();
        private final NavigableMap<String, Event> byId = new TreeMap<>();

        void put(Event event) {
            byTime.put(Place.of(event), event);
            byId.put(event.id(), event);
        }

        void remove(Event event) {
            byTime.remove(Place.of(event));
            byId.remove(event.id());
        }

        NavigableMap<Place, Event> between(long from, long to) {
            return byTime.subMap(new Place(from, ""), true, new Place(to, LAST_ID), true);
        }
    }

    /** Adds or replaces an event. */
    void put(Event event) {
        find(event.id()).ifPresent(before -> sorted(before.processed()).remove(before));
        sorted(event.processed()).put(event);
        all.put(event);
    }

    Optional<Event> find(String id) {
        return Optional.ofNullable(all.byId.get(id));
    }

    /** All events by time. */
    List<Event> all() {
        return List.copyOf(all.byTime.values());
    }

    /** The events that are processed, or that are not, by time. */
    List<Event> of(boolean areProcessed) {
        return List.copyOf(sorted(areProcessed).byTime.values());
    }

    /** The first of them, in this order, that were created from {@code from} to {@code to}, both inclusive. */
    List<Event> first(boolean areProcessed, long from, long to, EventListing.Order order, int limit) {
        if (from > to) {
            return List.of();
        }
        Sorted events = sorted(areProcessed);
        Iterator<Event> candidates =
                switch (order) {
                    case ASCENDING, SHUFFLED_IN_PAGE ->
                        events.between(from, to).values().iterator();
                    case DESCENDING ->
                        events.between(from, to).descendingMap().values().iterator();
                    case BY_ID -> events.byId.values().iterator();
                };
        List<Event> first = new ArrayList<>();
        // No stream: it would ask for the size, and for that the map counts its entries.
        while (first.size() < limit && candidates.hasNext()) {
            Event event = candidates.next();
            // For the order by id, in which the window is no piece of the whole.
            if (event.created() >= from && event.created() <= to) {
                first.add(event);
            }
        }
        return List.copyOf(first);
    }

    private Sorted sorted(boolean areProcessed) {
        return areProcessed ? processed : unprocessed;
    }
}

package io.github.camelfastspring.simulator;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The events, kept in the order of lists, processed ones apart, so that a page of a list needs no look at all others.
 * Guarded by the store's lock.
 */
final class EventTable {
    // Sorts behind every character of an id.
    private static final String LAST_ID = "\uffff";

    private final Map<String, Event> byId = new HashMap<>();
    private final NavigableMap<Place, Event> all = new TreeMap<>();
    private final NavigableMap<Place, Event> processed = new TreeMap<>();
    private final NavigableMap<Place, Event> unprocessed = new TreeMap<>();

    /** Where an event stands in lists: by {@code created}, then id. */
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

    /** Adds or replaces an event. */
    void put(Event event) {
        Event before = byId.put(event.id(), event);
        if (before != null) {
            list(before.processed()).remove(Place.of(before));
        }
        all.put(Place.of(event), event);
        list(event.processed()).put(Place.of(event), event);
    }

    Optional<Event> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** All events in order. */
    List<Event> all() {
        return List.copyOf(all.values());
    }

    /** The events that are processed, or that are not, in order. */
    List<Event> of(boolean areProcessed) {
        return List.copyOf(list(areProcessed).values());
    }

    /** The first of them that were created from {@code from} to {@code to}, both inclusive. */
    List<Event> first(boolean areProcessed, long from, long to, int limit) {
        if (from > to) {
            return List.of();
        }
        List<Event> first = new ArrayList<>();
        Iterator<Event> candidates =
                between(list(areProcessed), from, to).values().iterator();
        // No stream: it would ask for the size, and for that the map counts its entries.
        while (first.size() < limit && candidates.hasNext()) {
            first.add(candidates.next());
        }
        return List.copyOf(first);
    }

    private static NavigableMap<Place, Event> between(NavigableMap<Place, Event> events, long from, long to) {
        return events.subMap(new Place(from, ""), true, new Place(to, LAST_ID), true);
    }

    private NavigableMap<Place, Event> list(boolean areProcessed) {
        return areProcessed ? processed : unprocessed;
    }
}

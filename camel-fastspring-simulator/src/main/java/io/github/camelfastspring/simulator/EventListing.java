package io.github.camelfastspring.simulator;

import java.util.Objects;

/**
 * How the simulator lists events, where FastSpring documents nothing: neither whether {@code begin} is inclusive, nor
 * in which order events come, nor which of them make the first page. The defaults are what seems likely. A client that
 * must not rely on them is tested with others. Pages hold 25 events in each order.
 *
 * @param beginInclusive whether an event that was created at the very millisecond of {@code begin} is listed; default
 *     true. It does not concern {@code days}.
 * @param order which events make the first page, and their order in it; default {@link Order#ASCENDING}
 */
public record EventListing(boolean beginInclusive, Order order) {

    /** The order of the events in a list. */
    public enum Order {
        /** Oldest first, by {@code created}, then id. */
        ASCENDING,
        /**
         * The oldest events make the first page, but within it their order is arbitrary: the same for the same events,
         * and never the ascending one if there are two or more.
         */
        SHUFFLED_IN_PAGE,
        /** Newest first: the newest events make the first page. */
        DESCENDING,
        /** By event id, which says nothing of time: old and new events may be on any page. */
        BY_ID
    }

    public EventListing {
        Objects.requireNonNull(order, "order");
    }

    /** {@code begin} is inclusive, and the oldest events come first. */
    public static EventListing defaults() {
        return new EventListing(true, Order.ASCENDING);
    }

    public EventListing withBeginInclusive(boolean newBeginInclusive) {
        return new EventListing(newBeginInclusive, order);
    }

    public EventListing withOrder(Order newOrder) {
        return new EventListing(beginInclusive, newOrder);
    }
}

package io.github.camelfastspring.benchmarks.stub;

/**
 * What a stub API is like.
 *
 * @param delay       milliseconds before each answer; what a request changes is changed after them
 * @param limit       requests that it takes in any window, or 0 for no limit; others are answered with 429
 * @param window      the length of that window, in milliseconds
 * @param events      unprocessed events that are there from the start
 * @param eventsEvery milliseconds until further events come, again and again, or 0 for none
 * @param bunch       how many come at a time
 * @param orders      how many ids the list of orders has
 */
public record StubSettings(int delay, int limit, int window, int events, int eventsEvery, int bunch, int orders) {

    /** No delay, no limit and nothing to list. */
    public static StubSettings plain() {
        return new StubSettings(0, 0, 60_000, 0, 0, 1, 0);
    }

    public StubSettings withDelay(int millis) {
        return new StubSettings(millis, limit, window, events, eventsEvery, bunch, orders);
    }

    public StubSettings withLimit(int requests, int millis) {
        return new StubSettings(delay, requests, millis, events, eventsEvery, bunch, orders);
    }

    public StubSettings withEvents(int count) {
        return new StubSettings(delay, limit, window, count, eventsEvery, bunch, orders);
    }

    public StubSettings withEventsEvery(int millis, int count) {
        return new StubSettings(delay, limit, window, events, millis, count, orders);
    }

    public StubSettings withOrders(int count) {
        return new StubSettings(delay, limit, window, events, eventsEvery, bunch, count);
    }
}

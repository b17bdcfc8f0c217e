package io.github.camelfastspring.client;

import java.time.Duration;

/**
 * The patience of one call.
 *
 * @param requestTimeout how long an attempt may take, from connecting to the last byte
 * @param maxRetries     how often it is repeated at most
 * @param retryDelay     the wait before the first repetition, doubled with each further one
 * @param maxRetryDelay  the longest wait before a repetition
 * @param lane           where it waits for the budget
 * @param budgetTimeout  how long it waits there at most; null for as long as it takes
 * @param throttled404   whether a 404 without JSON is taken for a throttled read
 */
public record CallSettings(
        Duration requestTimeout,
        int maxRetries,
        Duration retryDelay,
        Duration maxRetryDelay,
        Lane lane,
        Duration budgetTimeout,
        boolean throttled404) {

    /** The same in a lane in which calls wait as long as it takes. */
    public CallSettings waitingIn(Lane other) {
        return new CallSettings(requestTimeout, maxRetries, retryDelay, maxRetryDelay, other, null, throttled404);
    }

    /** The same with another time to wait for the budget. */
    public CallSettings waitingAtMost(Duration time) {
        return new CallSettings(requestTimeout, maxRetries, retryDelay, maxRetryDelay, lane, time, throttled404);
    }

    /** The same without repetitions. */
    public CallSettings once() {
        return new CallSettings(requestTimeout, 0, retryDelay, maxRetryDelay, lane, budgetTimeout, throttled404);
    }
}

package io.github.camelfastspring.events;

import java.time.Duration;

import io.github.camelfastspring.FastSpringDeliveryConfiguration;

/** When an event that failed is tried again, and when it is not any more. */
final class FailurePolicy {

    private final long delay;
    private final long maxDelay;
    private final int maxFailures;

    FailurePolicy(FastSpringDeliveryConfiguration configuration) {
        delay = configuration.getFailureDelay();
        maxDelay = configuration.getMaxFailureDelay();
        maxFailures = configuration.getMaxFailures();
    }

    /** @param failures since the event was first listed, or released */
    boolean parks(int failures) {
        return maxFailures > 0 && failures >= maxFailures;
    }

    /** @param failures at least 1 */
    Duration waitAfter(int failures) {
        return Duration.ofMillis((long) Math.min(delay * Math.pow(2, failures - 1), maxDelay));
    }
}

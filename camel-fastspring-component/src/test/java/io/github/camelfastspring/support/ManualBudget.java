package io.github.camelfastspring.support;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.camelfastspring.client.RateBudget;

/** A budget from which as many calls leave as the test allows. */
public final class ManualBudget implements RateBudget {

    private static final Duration SOON = Duration.ofMillis(1);

    private final AtomicInteger allowed = new AtomicInteger();
    private final AtomicInteger taken = new AtomicInteger();

    @Override
    public Duration take() {
        if (allowed.getAndUpdate(calls -> Math.max(0, calls - 1)) == 0) {
            return SOON;
        }
        taken.incrementAndGet();
        return Duration.ZERO;
    }

    /** So many more calls may leave. */
    public void allow(int calls) {
        allowed.addAndGet(calls);
    }

    /** How many have left. */
    public int taken() {
        return taken.get();
    }
}

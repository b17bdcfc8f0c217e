package io.github.camelfastspring.benchmarks.stub;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/** Judges the rate of requests by a sliding window, to the nanosecond. For one thread. */
final class RequestWindow {

    private final int limit;
    private final long length;
    private final Deque<Long> taken = new ArrayDeque<>();
    private final Deque<Long> all = new ArrayDeque<>();
    private long throttled;
    private long served;
    private int most;

    RequestWindow(int limit, int millis) {
        this.limit = limit;
        this.length = TimeUnit.MILLISECONDS.toNanos(millis);
    }

    /** Whether a request that comes now is within the limit. */
    boolean admit(long now) {
        if (limit > 0) {
            forget(taken, now);
            forget(all, now);
            all.addLast(now);
            most = Math.max(most, all.size());
            if (taken.size() >= limit) {
                throttled++;
                return false;
            }
            taken.addLast(now);
        }
        served++;
        return true;
    }

    private void forget(Deque<Long> times, long now) {
        while (!times.isEmpty() && now - times.peekFirst() >= length) {
            times.removeFirst();
        }
    }

    /** In how many seconds there is room again, rounded up. */
    long retryAfter(long now) {
        return taken.isEmpty() ? 1 : TimeUnit.NANOSECONDS.toSeconds(length - (now - taken.peekFirst())) + 1;
    }

    long served() {
        return served;
    }

    long throttled() {
        return throttled;
    }

    int most() {
        return most;
    }
}

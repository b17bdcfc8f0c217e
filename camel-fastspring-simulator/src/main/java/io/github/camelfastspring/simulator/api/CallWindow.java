package io.github.camelfastspring.simulator.api;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** The calls of the last 60 seconds. A call leaves exactly 60 seconds after it came. Not thread-safe. */
final class CallWindow {
    private static final Duration LENGTH = Duration.ofSeconds(60);

    private final Deque<Moment> moments = new ArrayDeque<>();
    private int size;

    /** Adds a call, which must not be earlier than the one before. */
    void add(Instant now) {
        Moment last = moments.peekLast();
        if (last == null || !last.when.equals(now)) {
            last = new Moment(now);
            moments.addLast(last);
        }
        last.calls++;
        size++;
    }

    /** How many calls there are at this time; forgets those before. */
    int sizeAt(Instant now) {
        while (!moments.isEmpty() && age(moments.peekFirst(), now).compareTo(LENGTH) >= 0) {
            size -= moments.pollFirst().calls;
        }
        return size;
    }

    /** How long it takes from now until the oldest call leaves. There must be one. */
    Duration untilOldestLeaves(Instant now) {
        return LENGTH.minus(age(moments.getFirst(), now));
    }

    private static Duration age(Moment moment, Instant now) {
        return Duration.between(moment.when, now);
    }

    /** Calls of the same time: with a clock that stands still there may be very many. */
    private static final class Moment {
        private final Instant when;
        private int calls;

        Moment(Instant when) {
            this.when = when;
        }
    }
}

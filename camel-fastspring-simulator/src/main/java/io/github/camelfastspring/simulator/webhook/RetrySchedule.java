package io.github.camelfastspring.simulator.webhook;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * When FastSpring posts again what a webhook did not take. After the last of these it gives up, and the event stays
 * unprocessed.
 *
 * @param delays the time from each attempt to the next, from the first attempt on; empty for no retries
 */
public record RetrySchedule(List<Duration> delays) {
    /**
     * Of today's documents: after 1, 2 and 4 hours, three times 6 hours, then every 24 hours, at most 12 retries within
     * 7 days. By these numbers eleven fit into the 7 days, the last 145 hours after the first attempt; a twelfth would
     * come an hour too late.
     */
    public static final RetrySchedule CURRENT = new RetrySchedule(current());

    /** Of older documents: every 10 minutes for 24 hours, which makes 144 retries. */
    public static final RetrySchedule OLDER = new RetrySchedule(Collections.nCopies(6 * 24, Duration.ofMinutes(10)));

    /** One attempt, and that was all. */
    public static final RetrySchedule NONE = new RetrySchedule(List.of());

    /**
     * @throws IllegalArgumentException if a delay is zero or negative
     */
    public RetrySchedule {
        delays = List.copyOf(delays);
        for (Duration delay : delays) {
            if (delay.isZero() || delay.isNegative()) {
                throw new IllegalArgumentException("A retry needs a delay above zero, not " + delay);
            }
        }
    }

    /** A schedule of your own. */
    public static RetrySchedule of(Duration... delays) {
        return new RetrySchedule(List.of(delays));
    }

    /** The time from an attempt (1 is the first) to the next; empty if it was the last. */
    Optional<Duration> delayAfter(int attempt) {
        return attempt > delays.size() ? Optional.empty() : Optional.of(delays.get(attempt - 1));
    }

    private static List<Duration> current() {
        Duration limit = Duration.ofDays(7);
        Duration passed = Duration.ZERO;
        List<Duration> first =
                Stream.of(1, 2, 4, 6, 6, 6).map(Duration::ofHours).toList();
        List<Duration> all = Stream.concat(first.stream(), Stream.generate(() -> Duration.ofHours(24)))
                .limit(12)
                .toList();
        int within = 0;
        for (Duration delay : all) {
            passed = passed.plus(delay);
            within += passed.compareTo(limit) <= 0 ? 1 : 0;
        }
        return all.subList(0, within);
    }
}

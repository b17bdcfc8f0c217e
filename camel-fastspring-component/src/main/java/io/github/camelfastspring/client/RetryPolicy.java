package io.github.camelfastspring.client;

import java.time.Duration;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/** Whether a failed call is repeated, and when. Pure but for the jitter. */
final class RetryPolicy {

    /** The time that the limit of calls is about. */
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final DoubleSupplier random;

    /** @param random numbers from 0 to 1, for the jitter */
    RetryPolicy(DoubleSupplier random) {
        this.random = random;
    }

    /**
     * The wait before the next repetition; empty if there is none.
     *
     * @param repeated how often the call was repeated already
     */
    Optional<Duration> next(Answer.Failure failure, int repeated, CallSettings settings) {
        boolean harmless = !failure.write() || failure.execution() == Answer.Execution.NONE;
        if (!failure.passing() || !harmless || repeated >= settings.maxRetries()) {
            return Optional.empty();
        }
        return Optional.of(waitAfter(failure, repeated, settings));
    }

    /** Whether the answer may be the one that older documents describe for too many calls, rather than for a missing thing. */
    boolean isThrottled404(Answer.Failure failure, CallSettings settings) {
        return settings.throttled404() && failure.bare() && !failure.write();
    }

    /** What FastSpring asked for, up to the longest wait; else a wait that doubles each time. */
    Duration waitAfter(Answer.Failure failure, int repeated, CallSettings settings) {
        if (isThrottled404(failure, settings)) {
            return shorter(WINDOW, settings.maxRetryDelay());
        }
        return failure.retryAfter() == null
                ? backOff(repeated, settings.retryDelay(), settings.maxRetryDelay())
                : shorter(failure.retryAfter(), settings.maxRetryDelay());
    }

    /** {@code first}, doubled with each repetition up to {@code longest}; of that, the half and a random part. */
    private Duration backOff(int repeated, Duration first, Duration longest) {
        double millis = Math.min(first.toMillis() * Math.pow(2, repeated), longest.toMillis());
        return Duration.ofMillis(Math.max(1, Math.round(millis * (0.5 + 0.5 * random.getAsDouble()))));
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}

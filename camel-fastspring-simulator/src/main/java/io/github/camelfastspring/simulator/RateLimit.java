package io.github.camelfastspring.simulator;

import java.util.Objects;

/**
 * How many calls of the API a simulator executes in any 60 seconds, and how it answers those beyond. The window slides
 * and runs on the simulator's clock. A call that is answered in any way but by the limit takes room in it for 60
 * seconds, also if its answer is an error or it has a fault; one that the limit refuses takes none, which is a guess.
 * FastSpring documents 250 a minute for all operations together, by IP address; to the simulator all clients are one.
 *
 * @param callsPerMinute calls in any 60 seconds, at least 1
 * @param answer what calls beyond get
 */
public record RateLimit(int callsPerMinute, Answer answer) {

    /** What a call beyond the limit is answered. It is not executed. */
    public enum Answer {
        /**
         * Status 429 with {@code Retry-After} in whole seconds: the time until a call fits again, rounded up, from 1 to
         * 60. The JSON body has {@code code} and {@code message}. FastSpring documents this form for invoices; the
         * texts are the simulator's.
         */
        RETRY_AFTER,
        /** Status 429 with the same body, but no {@code Retry-After}: most operations do not document any 429. */
        NO_RETRY_AFTER,
        /** Status 404 with an empty body, as FastSpring's documents said until 2018. */
        NOT_FOUND
    }

    /**
     * @throws IllegalArgumentException if {@code callsPerMinute} is below 1
     */
    public RateLimit {
        if (callsPerMinute < 1) {
            throw new IllegalArgumentException("callsPerMinute must be at least 1, not " + callsPerMinute);
        }
        Objects.requireNonNull(answer, "answer");
    }

    /**
     * This many calls in any 60 seconds; those beyond are answered 429 with {@code Retry-After}.
     *
     * @throws IllegalArgumentException if {@code calls} is below 1
     */
    public static RateLimit perMinute(int calls) {
        return new RateLimit(calls, Answer.RETRY_AFTER);
    }

    /** Answers 429 without {@code Retry-After}. The old form, {@link #asNotFound()}, has none anyway and stays. */
    public RateLimit withoutRetryAfter() {
        return answer == Answer.NOT_FOUND ? this : new RateLimit(callsPerMinute, Answer.NO_RETRY_AFTER);
    }

    /** Answers in the old form: 404 without a body. */
    public RateLimit asNotFound() {
        return new RateLimit(callsPerMinute, Answer.NOT_FOUND);
    }
}

package io.github.camelfastspring.producer;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import io.github.camelfastspring.client.Answer.Failure;

/** How the calls of the producers with one base URL and one pair of credentials have ended of late. */
final class ProducerHealth {

    /** So many calls in a row without an answer are no accident. */
    static final int MANY = 3;

    /**
     * After that time without a call nothing is known any more. An application that gets no work because it is not ready
     * makes no calls either, and would never be ready again.
     */
    static final Duration MEMORY = Duration.ofMinutes(5);

    /**
     * What went wrong since the last good answer.
     *
     * @param refused    whether FastSpring has refused the credentials
     * @param unanswered how many calls had no answer
     * @param status     the HTTP status of the last one, 0 where it had none
     * @param last       when that was, epoch milliseconds
     */
    private record Trouble(boolean refused, int unanswered, int status, long last) {

        static final Trouble NONE = new Trouble(false, 0, 0, 0);
    }

    private final String baseUrl;
    private final Clock clock;
    private volatile long lastAnswer;
    private volatile Trouble trouble = Trouble.NONE;

    ProducerHealth(String baseUrl, Clock clock) {
        this.baseUrl = baseUrl;
        this.clock = clock;
    }

    String baseUrl() {
        return baseUrl;
    }

    /** A call has ended; null stands for success. */
    void ended(Failure failure) {
        if (failure == null || failure.isRefusal()) {
            lastAnswer = clock.millis();
            trouble = Trouble.NONE;
        } else {
            failed(failure);
        }
    }

    private synchronized void failed(Failure failure) {
        boolean refused = trouble.refused();
        int unanswered = trouble.unanswered();
        switch (failure.kind()) {
            case AUTHENTICATION -> refused = true;
            case UNAVAILABLE, PROTOCOL -> unanswered++;
            default -> {
                // Too many calls: that says nothing of the next one.
                return;
            }
        }
        trouble = new Trouble(refused, unanswered, failure.details().statusCode(), clock.millis());
    }

    /** When FastSpring last did, or refused to do, what a call asked for; null before that. */
    Instant lastAnswer() {
        return lastAnswer == 0 ? null : Instant.ofEpochMilli(lastAnswer);
    }

    /** The HTTP status of the last call that failed; null if it had none, or if there is no problem. */
    Integer failedStatus() {
        int status = trouble.status();
        return status == 0 || problem() == null ? null : status;
    }

    /** Null if there is none. */
    String problem() {
        Trouble now = trouble;
        if (clock.millis() - now.last() >= MEMORY.toMillis()) {
            return null;
        }
        if (now.refused()) {
            return "FastSpring does not accept the credentials, or they do not allow what was asked";
        }
        return now.unanswered() >= MANY
                ? "calls without a usable answer, one after the other: " + now.unanswered()
                : null;
    }
}

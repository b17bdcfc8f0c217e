package io.github.camelfastspring.simulator;

import java.time.Duration;
import java.util.Map;

/**
 * Something that goes wrong with a request, scripted with {@link Faults}.
 */
public sealed interface Fault {

    /** An answer that does not come from the simulated store; the request is not executed. */
    record Answer(int status, String contentType, String body, Map<String, String> headers) implements Fault {
        public Answer {
            headers = Map.copyOf(headers);
        }
    }

    /** The connection is closed without an answer. */
    record Reset(boolean executed) implements Fault {}

    /** The answer's {@code Content-Length} is right, but the connection is closed after half of the body. */
    record CutBody() implements Fault {}

    /** The request waits, is then executed and answered. */
    record Delay(Duration duration) implements Fault {}

    /** No answer ever comes. */
    record Mute() implements Fault {}

    /** An answer from before, as of a read replica that lags behind. */
    record Stale() implements Fault {}

    /** Answers {@code status} with an empty body; the request is not executed. */
    static Fault status(int status) {
        return new Answer(status, null, "", Map.of());
    }

    /** Answers {@code status} with {@code body}; the request is not executed. */
    static Fault status(int status, String contentType, String body) {
        return new Answer(status, contentType, body, Map.of());
    }

    /** Answers {@code status} with {@code body} and further headers; the request is not executed. */
    static Fault status(int status, String contentType, String body, Map<String, String> headers) {
        return new Answer(status, contentType, body, headers);
    }

    /** Closes the connection without an answer; the request is not executed. */
    static Fault reset() {
        return new Reset(false);
    }

    /** Executes the request, then closes the connection without an answer. */
    static Fault resetAfterExecution() {
        return new Reset(true);
    }

    /** Executes the request and closes the connection after half of the answer's body. */
    static Fault cutBody() {
        return new CutBody();
    }

    /** Waits (real time, not the simulator's clock), then executes and answers the request as usual. */
    static Fault delay(Duration duration) {
        return new Delay(duration);
    }

    /** Never answers: the connection stays open until the faults are cleared or the simulator closes. */
    static Fault mute() {
        return new Mute();
    }

    /**
     * Answers a GET request as the last request to the same path with the same query that was executed and answered 200;
     * this one is not executed. Where there was none among the 100 asked for last, and with other methods, the request
     * is executed as usual.
     */
    static Fault stale() {
        return new Stale();
    }
}

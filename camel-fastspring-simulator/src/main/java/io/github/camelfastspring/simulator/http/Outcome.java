package io.github.camelfastspring.simulator.http;

/**
 * What goes back over the wire.
 *
 * @param response {@code null} if nothing does
 * @param wholeBody false to close the connection after half of the body
 */
public record Outcome(ApiResponse response, boolean wholeBody) {
    /** The connection is closed without an answer. */
    public static final Outcome CLOSED = new Outcome(null, false);

    public static Outcome of(ApiResponse response) {
        return new Outcome(response, true);
    }

    public static Outcome cut(ApiResponse response) {
        return new Outcome(response, false);
    }
}

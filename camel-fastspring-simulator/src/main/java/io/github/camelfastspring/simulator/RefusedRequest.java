package io.github.camelfastspring.simulator;

/**
 * A request that the strict judge refused because it was malformed.
 *
 * @param method method as sent
 * @param target path and query as sent
 * @param status the status answered
 * @param reason what was wrong with it
 */
public record RefusedRequest(String method, String target, int status, String reason) {
    @Override
    public String toString() {
        return method + " " + target + " -> " + status + ": " + reason;
    }
}

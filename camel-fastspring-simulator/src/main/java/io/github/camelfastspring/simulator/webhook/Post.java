package io.github.camelfastspring.simulator.webhook;

import java.time.Instant;
import java.util.List;

/**
 * A post that waits for its time.
 *
 * @param attempt 1 for the first
 * @param firstSecret what the first attempt was signed with, {@code null} for nothing or if there was none yet
 */
record Post(String url, List<String> eventIds, int attempt, Instant due, String firstSecret) {
    static Post first(String url, List<String> eventIds, Instant now) {
        return new Post(url, eventIds, 1, now, null);
    }

    Post retry(List<String> left, Instant at, String secret) {
        return new Post(url, left, attempt + 1, at, secret);
    }

    @Override
    public String toString() {
        // Never the secret.
        return "Post[" + url + ", attempt " + attempt + ", due " + due + "]";
    }
}

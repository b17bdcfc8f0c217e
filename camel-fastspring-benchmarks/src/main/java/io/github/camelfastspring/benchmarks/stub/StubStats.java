package io.github.camelfastspring.benchmarks.stub;

import java.util.List;

/**
 * What a stub API has seen.
 *
 * @param served       requests that were within the limit
 * @param throttled    requests beyond it, answered with 429
 * @param mostInWindow the most requests that came in any window, those beyond the limit included
 * @param throttledAt  when those beyond it came, in seconds since the first request
 * @param listings     lists of events among those served
 * @param acknowledged events that were marked processed
 * @param firstRequest when the first request came, in microseconds of the stub's clock
 * @param lastEvent    when the last event was marked processed, in the same clock
 * @param cpu          processor time of the stub's process, in microseconds
 */
public record StubStats(
        long served,
        long throttled,
        int mostInWindow,
        List<Double> throttledAt,
        long listings,
        int acknowledged,
        long firstRequest,
        long lastEvent,
        long cpu) {}

package io.github.camelfastspring.simulator.api;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import io.github.camelfastspring.simulator.Rate;
import io.github.camelfastspring.simulator.RateLimit;
import io.github.camelfastspring.simulator.http.ApiResponse;
import io.github.camelfastspring.simulator.http.RawRequest;
import io.github.camelfastspring.simulator.http.RouteTable;
import io.github.camelfastspring.simulator.payload.Json;

/** Counts the calls of the API and gives an answer to those beyond the rate limit. Thread-safe. */
public final class RateGate implements Function<RawRequest, Optional<ApiResponse>> {
    private final RateLimit limit;
    private final RouteTable routes;
    private final Clock clock;
    // All that came, and those that were let through: a client that does not wait must not lock itself out.
    private final CallWindow arrived = new CallWindow();
    private final CallWindow passed = new CallWindow();
    private Instant latest = Instant.MIN;
    private long calls;
    private int busiestMinute;
    private long throttled;

    /**
     * @param limit {@code null} for none
     */
    public RateGate(RateLimit limit, RouteTable routes, Clock clock) {
        this.limit = limit;
        this.routes = routes;
        this.clock = clock;
    }

    /** The answer to a request that is beyond the limit; empty if it may go on. */
    @Override
    public Optional<ApiResponse> apply(RawRequest request) {
        return routes.isOpen(request.method(), request.rawPath())
                ? Optional.empty()
                : count().map(this::throttledAnswer);
    }

    public synchronized Rate rate() {
        return new Rate(calls, busiestMinute, throttled);
    }

    /** Counts a call and says how long it would have to wait; empty if it need not. */
    private synchronized Optional<Duration> count() {
        Instant now = now();
        calls++;
        arrived.add(now);
        busiestMinute = Math.max(busiestMinute, arrived.sizeAt(now));
        if (limit == null) {
            return Optional.empty();
        }
        if (passed.sizeAt(now) < limit.callsPerMinute()) {
            passed.add(now);
            return Optional.empty();
        }
        throttled++;
        return Optional.of(passed.untilOldestLeaves(now));
    }

    /** The machine's clock may be set back; the windows need an order. */
    private Instant now() {
        Instant now = clock.instant();
        if (now.isAfter(latest)) {
            latest = now;
        }
        return latest;
    }

    private ApiResponse throttledAnswer(Duration wait) {
        if (limit.answer() == RateLimit.Answer.NOT_FOUND) {
            return ApiResponse.empty(404);
        }
        ApiResponse answer = ApiResponse.json(
                429,
                Json.object()
                        .put("code", "TOO_MANY_REQUESTS")
                        .put("message", "More than " + limit.callsPerMinute() + " calls within a minute"));
        return limit.answer() == RateLimit.Answer.NO_RETRY_AFTER
                ? answer
                : answer.withHeaders(Map.of("Retry-After", String.valueOf(roundedUp(wait))));
    }

    private static long roundedUp(Duration wait) {
        return wait.plusNanos(999_999_999).toSeconds();
    }
}

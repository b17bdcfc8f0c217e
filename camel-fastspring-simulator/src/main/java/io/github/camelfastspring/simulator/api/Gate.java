package io.github.camelfastspring.simulator.api;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.function.Function;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.camelfastspring.simulator.http.ApiResponse;
import io.github.camelfastspring.simulator.http.BusinessError;
import io.github.camelfastspring.simulator.http.RawRequest;
import io.github.camelfastspring.simulator.http.RequestLog;
import io.github.camelfastspring.simulator.http.RouteTable;
import io.github.camelfastspring.simulator.judge.Judge;
import io.github.camelfastspring.simulator.judge.Refusal;
import io.github.camelfastspring.simulator.judge.Verdict;
import io.github.camelfastspring.simulator.payload.ErrorShape.Problem;

/**
 * Lets a request through to its handler: authentication first (a 401 without body, for unknown paths too), then the
 * judge.
 */
public final class Gate implements Function<RawRequest, ApiResponse> {
    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);

    private final String authorization;
    private final RouteTable routes;
    private final Judge judge;
    private final RequestLog log;
    private final Clock clock;
    private final Runnable before;

    /**
     * @param before what is done before a request is handled
     */
    public Gate(String username, String password, RouteTable routes, RequestLog log, Clock clock, Runnable before) {
        byte[] pair = (username + ":" + password).getBytes(StandardCharsets.UTF_8);
        this.authorization = "Basic " + Base64.getEncoder().encodeToString(pair);
        this.routes = routes;
        this.judge = new Judge(routes);
        this.log = log;
        this.clock = clock;
        this.before = before;
    }

    @Override
    public ApiResponse apply(RawRequest raw) {
        String unauthenticated = whyUnauthenticated(raw);
        if (unauthenticated != null) {
            log.refused(raw, 401, unauthenticated);
            return ApiResponse.empty(401);
        }
        Verdict verdict = judge.judge(raw);
        if (verdict.refusal() != null) {
            return refuse(raw, verdict);
        }
        try {
            before.run();
            return verdict.route().handler().handle(verdict.request());
        } catch (BusinessError e) {
            return e.response();
        } catch (RuntimeException e) {
            LOG.error(
                    "The simulator failed at {} {}",
                    raw.method(),
                    verdict.route().template(),
                    e);
            return ApiResponse.empty(500);
        }
    }

    private String whyUnauthenticated(RawRequest raw) {
        if (routes.isOpen(raw.method(), raw.rawPath())) {
            return null;
        }
        String sent = raw.header("Authorization");
        if (sent == null) {
            return "missing Authorization header";
        }
        if (!sent.regionMatches(true, 0, authorization, 0, "Basic ".length())
                || !sent.substring("Basic ".length()).trim().equals(authorization.substring("Basic ".length()))) {
            return "wrong credentials";
        }
        String agent = raw.header("User-Agent");
        return agent == null || agent.isBlank() ? "missing User-Agent header" : null;
    }

    private ApiResponse refuse(RawRequest raw, Verdict verdict) {
        Refusal refusal = verdict.refusal();
        log.refused(raw, refusal.status(), refusal.reason());
        return ApiResponse.json(
                refusal.status(),
                verdict.errors()
                        .body(new Problem(
                                refusal.status(),
                                "MALFORMED_REQUEST",
                                refusal.field(),
                                refusal.reason(),
                                refusal.rejectedValue(),
                                clock.instant())));
    }
}

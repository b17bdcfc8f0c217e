package io.github.camelfastspring.simulator.judge;

import io.github.camelfastspring.simulator.http.ApiRequest;
import io.github.camelfastspring.simulator.http.Route;
import io.github.camelfastspring.simulator.payload.ErrorShape;

/**
 * What the judge says of a request: either a refusal, or the route and what to give it.
 *
 * @param refusal {@code null} if the request is well-formed
 * @param errors how the refusal's body looks
 */
public record Verdict(Refusal refusal, ErrorShape errors, Route route, ApiRequest request) {
    static Verdict refused(Refusal refusal, ErrorShape errors) {
        return new Verdict(refusal, errors, null, null);
    }

    static Verdict accepted(Route route, ApiRequest request) {
        return new Verdict(null, route.errors(), route, request);
    }
}

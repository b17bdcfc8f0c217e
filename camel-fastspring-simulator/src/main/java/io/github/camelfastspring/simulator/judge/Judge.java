package io.github.camelfastspring.simulator.judge;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

import io.github.camelfastspring.simulator.http.ApiRequest;
import io.github.camelfastspring.simulator.http.RawRequest;
import io.github.camelfastspring.simulator.http.Route;
import io.github.camelfastspring.simulator.http.Route.Presence;
import io.github.camelfastspring.simulator.http.RouteTable;
import io.github.camelfastspring.simulator.payload.ErrorShape;
import io.github.camelfastspring.simulator.payload.Json;

/** Refuses requests that are malformed. What is well-formed but cannot be fulfilled is left to the store. */
public final class Judge {
    private final RouteTable routes;
    private final BodySchemas schemas = new BodySchemas();

    public Judge(RouteTable routes) {
        this.routes = routes;
    }

    public Verdict judge(RawRequest raw) {
        ErrorShape errors = raw.rawPath().startsWith("/v2/") ? ErrorShape.SESSION_V2 : ErrorShape.PLAIN;
        if (raw.rawPath().toLowerCase(Locale.ROOT).contains("%2f")) {
            return Verdict.refused(Refusal.of(400, "path", "encoded slash in the path"), errors);
        }
        Optional<RouteTable.Match> match = routes.find(raw.method(), raw.rawPath());
        if (match.isEmpty()) {
            return Verdict.refused(Refusal.of(404, "path", whyUnknown(raw)), errors);
        }
        Route route = match.get().route();
        try {
            Map<String, String> path = decodedPath(match.get().rawPath());
            Map<String, String> query = query(raw, route);
            return Verdict.accepted(route, new ApiRequest(path, query, body(raw, route)));
        } catch (Malformed e) {
            return Verdict.refused(e.refusal, route.errors());
        }
    }

    private String whyUnknown(RawRequest raw) {
        if (!raw.method().equals(raw.method().toUpperCase(Locale.ROOT))) {
            return "method " + raw.method() + " not in capitals";
        }
        List<String> methods = routes.methodsOf(raw.rawPath());
        if (!methods.isEmpty()) {
            return "wrong method " + raw.method() + ", the path takes " + String.join(", ", methods);
        }
        return routes.knowsInOtherCase(raw.rawPath()) ? "wrong letter case in the path" : "unknown path";
    }

    private static Map<String, String> decodedPath(Map<String, String> rawPath) throws Malformed {
        Map<String, String> decoded = new LinkedHashMap<>();
        for (Map.Entry<String, String> parameter : rawPath.entrySet()) {
            // In a path, unlike in a query, a plus sign is itself.
            decoded.put(parameter.getKey(), decoded(parameter.getValue().replace("+", "%2B"), "path"));
        }
        return decoded;
    }

    private static Map<String, String> query(RawRequest raw, Route route) throws Malformed {
        Map<String, String> query = new LinkedHashMap<>();
        // Whatever somebody appends to a link of a page does no harm.
        if (raw.rawQuery() == null || raw.rawQuery().isEmpty() || route.open()) {
            return query;
        }
        for (String pair : raw.rawQuery().split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals), "query");
            String value = equals < 0 ? "" : decoded(pair.substring(equals + 1), "query");
            if (!route.knows(name)) {
                boolean pagination = route.unpaged() && List.of("page", "limit").contains(name);
                throw new Malformed(new Refusal(
                        400,
                        name,
                        pagination
                                ? "Pagination is not supported for this endpoint"
                                : "unknown query parameter " + name,
                        value));
            }
            if (route.isRepeatable(name)) {
                query.merge(name, value, (first, second) -> first + "," + second);
            } else if (query.put(name, value) != null) {
                throw new Malformed(Refusal.of(400, name, "query parameter " + name + " given twice"));
            }
        }
        return query;
    }

    private JsonNode body(RawRequest raw, Route route) throws Malformed {
        Presence presence = route.body().presence();
        boolean empty = raw.body().length == 0;
        if (presence == Presence.IGNORED || empty && presence != Presence.REQUIRED) {
            return null;
        }
        if (empty) {
            throw new Malformed(Refusal.of(400, "body", "missing body"));
        }
        if (presence == Presence.NONE) {
            throw new Malformed(Refusal.of(400, "body", "body where none belongs"));
        }
        String type = raw.header("Content-Type");
        if (type == null || !type.split(";")[0].trim().equalsIgnoreCase("application/json")) {
            throw new Malformed(
                    new Refusal(400, "Content-Type", "Content-Type must be application/json, not " + type, type));
        }
        JsonNode json = parsed(raw.body());
        Optional<Refusal> wrong = schemas.check(route.body().schema(), json);
        if (wrong.isPresent()) {
            throw new Malformed(wrong.get());
        }
        return json;
    }

    private static JsonNode parsed(byte[] body) throws Malformed {
        try {
            return Json.read(body);
        } catch (IOException e) {
            throw new Malformed(Refusal.of(400, "body", "the body is not JSON"));
        }
    }

    private static String decoded(String text, String where) throws Malformed {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Malformed(Refusal.of(400, where, "broken percent-encoding in the " + where));
        }
    }

    /** Carries a refusal out of the checks. */
    private static final class Malformed extends Exception {
        private final transient Refusal refusal;

        Malformed(Refusal refusal) {
            super(null, null, false, false);
            this.refusal = refusal;
        }
    }
}

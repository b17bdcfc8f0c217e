package io.github.camelfastspring.simulator.http;

import java.util.List;
import java.util.Set;

import io.github.camelfastspring.simulator.payload.ErrorShape;

/**
 * One operation: a row of the route table.
 *
 * @param method HTTP method, in capitals
 * @param template path with parameters in braces, each one segment
 * @param query names of the query parameters it knows; a star after a name says that it may be given several times,
 *     its values are then joined by commas
 * @param body what it wants in the body
 * @param errors how its errors look
 * @param unpaged whether it is known to refuse pagination
 * @param open whether it needs no authentication (pages for buyers)
 * @param handler what it does
 */
public record Route(
        String method,
        String template,
        Set<String> query,
        BodyRule body,
        ErrorShape errors,
        boolean unpaged,
        boolean open,
        Handler handler) {

    /**
     * What a route wants in the body.
     *
     * @param presence whether there must be one
     * @param schema name of the schema, {@code null} where no JSON is wanted
     */
    public record BodyRule(Presence presence, String schema) {
        public static final BodyRule NONE = new BodyRule(Presence.NONE, null);
        public static final BodyRule IGNORED = new BodyRule(Presence.IGNORED, null);
    }

    /** Whether a body belongs into a request. */
    public enum Presence {
        NONE,
        OPTIONAL,
        REQUIRED,
        IGNORED
    }

    /** A route without query parameters and body. */
    public static Route of(String method, String template, ErrorShape errors, Handler handler) {
        return new Route(method, template, Set.of(), BodyRule.NONE, errors, false, false, handler);
    }

    /** A page for buyers. */
    public static Route page(String method, String template, Handler handler) {
        return new Route(method, template, Set.of(), BodyRule.IGNORED, ErrorShape.PLAIN, false, true, handler);
    }

    public Route withQuery(String... names) {
        return new Route(method, template, Set.of(names), body, errors, unpaged, open, handler);
    }

    public Route withBody(String schema) {
        return new Route(
                method, template, query, new BodyRule(Presence.REQUIRED, schema), errors, unpaged, open, handler);
    }

    public Route withOptionalBody(String schema) {
        return new Route(
                method, template, query, new BodyRule(Presence.OPTIONAL, schema), errors, unpaged, open, handler);
    }

    /** Says that the parameters {@code page} and {@code limit} are refused as such. */
    public Route withoutPagination() {
        return new Route(method, template, query, body, errors, true, open, handler);
    }

    /** Whether it knows a query parameter. */
    public boolean knows(String parameter) {
        return query.contains(parameter) || isRepeatable(parameter);
    }

    /** Whether a query parameter may be given several times. */
    public boolean isRepeatable(String parameter) {
        return query.contains(parameter + "*");
    }

    List<String> segments() {
        return List.of(template.split("/", -1));
    }
}

package io.github.camelfastspring.simulator.http;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.camelfastspring.simulator.payload.Json;

/**
 * A request that the judge let through.
 *
 * @param path values of the route's path parameters, decoded
 * @param query query parameters, decoded
 * @param json the body, or {@code null} if there was none
 */
public record ApiRequest(Map<String, String> path, Map<String, String> query, JsonNode json) {

    /** The value of a path parameter. */
    public String pathParam(String name) {
        return path.get(name);
    }

    /** The elements of a path parameter that is a comma-separated list. */
    public List<String> pathList(String name) {
        return List.of(path.get(name).split(",", -1));
    }

    /** The body, which is an object; an empty one if there was none. */
    public ObjectNode body() {
        return json == null ? Json.object() : (ObjectNode) json;
    }
}

package io.github.camelfastspring.simulator.http;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

import io.github.camelfastspring.simulator.payload.Json;

/**
 * An answer.
 *
 * @param contentType {@code null} for an answer without body
 */
public record ApiResponse(int status, String contentType, byte[] body, Map<String, String> headers) {
    public static ApiResponse json(int status, JsonNode body) {
        return new ApiResponse(status, "application/json;charset=UTF-8", Json.bytes(body), Map.of());
    }

    public static ApiResponse html(int status, String page) {
        return text(status, "text/html;charset=UTF-8", page, Map.of());
    }

    public static ApiResponse text(int status, String contentType, String body, Map<String, String> headers) {
        return new ApiResponse(status, contentType, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    public static ApiResponse empty(int status) {
        return new ApiResponse(status, null, new byte[0], Map.of());
    }

    /** The same answer with these headers instead of its own. */
    public ApiResponse withHeaders(Map<String, String> newHeaders) {
        return new ApiResponse(status, contentType, body, newHeaders);
    }
}

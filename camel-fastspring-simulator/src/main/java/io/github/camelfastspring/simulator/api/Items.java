package io.github.camelfastspring.simulator.api;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.camelfastspring.simulator.http.ApiResponse;
import io.github.camelfastspring.simulator.http.BusinessError;
import io.github.camelfastspring.simulator.payload.Json;

/** Results of old resources: envelopes with {@code result} and {@code error}, alone or as items of a batch. */
final class Items {
    private Items() {}

    /** An item that succeeded. */
    static ObjectNode success(String idMember, String id, String action) {
        return Json.object().put(idMember, id).put("action", action).put("result", "success");
    }

    /** An item that failed; {@code errors} by offending member. */
    static ObjectNode error(String idMember, String id, String action, Map<String, String> errors) {
        ObjectNode item = Json.object().put("action", action).put(idMember, id).put("result", "error");
        ObjectNode error = item.putObject("error");
        errors.forEach(error::put);
        return item;
    }

    static ObjectNode error(String idMember, String id, String action, String member, String text) {
        return error(idMember, id, action, Map.of(member, text));
    }

    /**
     * A batch: 400 if all items failed. For a mixed result no source knows the real status, the simulator answers 200.
     */
    static ApiResponse batch(String array, List<ObjectNode> items) {
        ObjectNode body = Json.object();
        ArrayNode list = body.putArray(array);
        items.forEach(list::add);
        return ApiResponse.json(!items.isEmpty() && items.stream().allMatch(Items::isError) ? 400 : 200, body);
    }

    static boolean isError(ObjectNode item) {
        return "error".equals(item.path("result").asText());
    }

    /** A failure as a whole. */
    static BusinessError failed(String action, String member, String text) {
        return failed(400, action, Map.of(member, text));
    }

    static BusinessError failed(int status, String action, Map<String, String> errors) {
        ObjectNode body = Json.object().put("action", action).put("result", "error");
        ObjectNode error = body.putObject("error");
        errors.forEach(error::put);
        return new BusinessError(ApiResponse.json(status, body));
    }

    static BusinessError failed(ObjectNode body) {
        return new BusinessError(ApiResponse.json(400, body));
    }
}

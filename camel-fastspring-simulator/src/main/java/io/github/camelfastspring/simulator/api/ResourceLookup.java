package io.github.camelfastspring.simulator.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.camelfastspring.simulator.http.ApiResponse;
import io.github.camelfastspring.simulator.payload.Json;

/**
 * Reads by a comma-separated list of ids. An unknown id becomes an item with an error. The status is 400 if all items
 * failed; for a mixed result no source knows the real status, the simulator answers 200.
 *
 * @param action name of the action
 * @param items name of the array, e.g. {@code orders}
 * @param idMember name of the id in an item, e.g. {@code order}
 */
record ResourceLookup(String action, String items, String idMember) {

    ApiResponse answer(List<String> ids, Function<String, Optional<ObjectNode>> find, boolean flatIfSingle) {
        List<Optional<ObjectNode>> found = new ArrayList<>();
        ids.forEach(id -> found.add(find.apply(id)));
        boolean noneFound = found.stream().allMatch(Optional::isEmpty);
        if (flatIfSingle && ids.size() == 1 && !noneFound) {
            return ApiResponse.json(200, found.get(0).orElseThrow());
        }
        ObjectNode body = Json.object();
        ArrayNode list = body.putArray(items);
        for (int i = 0; i < ids.size(); i++) {
            String id = ids.get(i);
            list.add(found.get(i).orElseGet(() -> notFound(id)));
        }
        return ApiResponse.json(noneFound ? 400 : 200, body);
    }

    private ObjectNode notFound(String id) {
        ObjectNode item = Json.object().put("action", action).put(idMember, id).put("result", "error");
        item.putObject("error").put(idMember, "Not found");
        return item;
    }
}

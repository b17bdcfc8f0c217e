package io.github.camelfastspring.simulator.api;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.camelfastspring.simulator.http.BusinessError;

/**
 * The page that a list is asked for.
 *
 * @param page from 1
 * @param limit rows of a page
 */
record Paging(int page, int limit) {
    private static final int DEFAULT_LIMIT = 50;

    /**
     * Reads {@code page} and {@code limit}; a limit above {@code maximum} is taken for the maximum.
     *
     * @throws BusinessError if one is not a number above zero; the real answer to that is not known
     */
    static Paging of(Map<String, String> query, String action, int maximum) {
        int page = number(query, "page", 1, action);
        return new Paging(page, Math.min(maximum, number(query, "limit", DEFAULT_LIMIT, action)));
    }

    static Paging of(Map<String, String> query, String action) {
        return of(query, action, Integer.MAX_VALUE);
    }

    <T> List<T> of(List<T> all) {
        return all.stream().skip((page - 1L) * limit).limit(limit).toList();
    }

    /** Writes page, limit, nextPage (null on the last page). */
    ObjectNode put(ObjectNode body, int total) {
        body.put("page", page).put("limit", limit);
        if ((long) page * limit < total) {
            return body.put("nextPage", page + 1);
        }
        return body.putNull("nextPage");
    }

    private static int number(Map<String, String> query, String name, int fallback, String action) {
        String text = query.get(name);
        if (text == null) {
            return fallback;
        }
        if (text.matches("[0-9]{1,9}") && Integer.parseInt(text) > 0) {
            return Integer.parseInt(text);
        }
        throw Items.failed(action, name, "Must be a number greater than zero");
    }
}

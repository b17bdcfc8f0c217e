package io.github.camelfastspring.events;

import java.util.Comparator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

/**
 * An event as FastSpring lists it.
 *
 * @param id      FastSpring's id
 * @param type    such as {@code order.completed}; an open set
 * @param created epoch milliseconds; 0 where it is missing
 * @param live    false for events of test orders
 * @param json    the whole event
 */
record StoreEvent(String id, String type, long created, boolean live, JsonNode json) {

    /** Oldest first. FastSpring documents no order, and several events may have one time. */
    static final Comparator<StoreEvent> ORDER =
            Comparator.comparingLong(StoreEvent::created).thenComparing(StoreEvent::id);

    /** Reads a listed event; null if it has no id, so that nothing could ever be said about it to FastSpring. */
    static StoreEvent of(JsonNode json) {
        String id = json.path("id").asText("");
        if (id.isEmpty()) {
            id = json.path("event").asText("");
        }
        if (id.isEmpty()) {
            return null;
        }
        return new StoreEvent(
                id,
                json.path("type").asText(""),
                json.path("created").asLong(),
                json.path("live").asBoolean(true),
                json);
    }

    JsonNode data() {
        return json.path("data");
    }

    /** For those who keep an event for long. */
    StoreEvent withoutData() {
        return new StoreEvent(id, type, created, live, MissingNode.getInstance());
    }

    /** The data may be personal. */
    @Override
    public String toString() {
        return id + " (" + type + ")";
    }
}

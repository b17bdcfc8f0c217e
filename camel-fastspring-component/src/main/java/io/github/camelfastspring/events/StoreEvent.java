package io.github.camelfastspring.events;

import java.util.Comparator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

/** An event as FastSpring lists or posts it. */
final class StoreEvent {

    /** Oldest first. FastSpring documents no order, and several events may have one time. */
    static final Comparator<StoreEvent> ORDER =
            Comparator.comparingLong(StoreEvent::created).thenComparing(StoreEvent::id);

    private final String id;
    private final String type;
    private final long created;
    private final boolean live;
    private final JsonNode json;
    private volatile String resendKey;

    /**
     * @param id      FastSpring's id
     * @param type    such as {@code order.completed}; an open set
     * @param created epoch milliseconds; 0 where it is missing
     * @param live    false for events of test orders
     * @param json    the whole event
     */
    StoreEvent(String id, String type, long created, boolean live, JsonNode json) {
        this.id = id;
        this.type = type;
        this.created = created;
        this.live = live;
        this.json = json;
    }

    /** Reads an event; null if it has no id, so that nothing could ever be said about it to FastSpring. */
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

    String id() {
        return id;
    }

    String type() {
        return type;
    }

    long created() {
        return created;
    }

    boolean live() {
        return live;
    }

    JsonNode json() {
        return json;
    }

    JsonNode data() {
        return json.path("data");
    }

    /** What this event and its manual resends have in common. Costs a digest, at the first time. */
    String resendKey() {
        if (resendKey == null) {
            resendKey = ResendKey.of(this);
        }
        return resendKey;
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

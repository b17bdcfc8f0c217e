package io.github.camelfastspring.simulator.payload;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.camelfastspring.simulator.Event;

/** Events as the API shows them. */
public final class EventPayload {
    private EventPayload() {}

    /** The event object. */
    public static ObjectNode of(Event event) {
        ObjectNode body = Json.object()
                .put("id", event.id())
                .put("processed", event.processed())
                .put("created", event.created())
                .put("type", event.type())
                .put("live", event.live());
        body.set("data", event.data());
        return body;
    }

    /** The event object as posts to webhooks have it: never processed. */
    public static ObjectNode posted(Event event) {
        return of(event).put("processed", false);
    }

    /** The event object with its id repeated as {@code event}, as in lists. */
    public static ObjectNode listed(Event event) {
        return of(event).put("event", event.id());
    }
}

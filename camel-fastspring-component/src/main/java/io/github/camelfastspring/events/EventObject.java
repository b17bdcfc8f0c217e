package io.github.camelfastspring.events;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Where the data of an event names the thing that the event is about. The same member may hold an id or, where the store's
 * webhook has expansion switched on, the whole thing.
 */
final class EventObject {

    /** The first row whose type matches is the event's; a member is a path from the data. */
    private record Row(EventTypes type, List<String> members) {
        Row(String type, List<String> members) {
            this(new EventTypes(type), members);
        }
    }

    private static final List<Row> ROWS = List.of(
            new Row("account.*", List.of("id", "account")),
            new Row("order.*", List.of("id", "order")),
            new Row("subscription.group.*", List.of("cotermGroupId")),
            new Row("subscription.charge.*", List.of("subscription")),
            new Row("subscription.*", List.of("id", "subscription")),
            new Row("return.*", List.of("return")),
            new Row("payoutEntry.*", List.of("orderId", "return")),
            new Row("quote.*", List.of("quote")),
            new Row("fulfillment.*", List.of()),
            new Row("*", List.of("id")));

    private static final List<String> ID_NAMES = List.of("id", "account", "order", "subscription", "return", "quote");

    private EventObject() {}

    /** The id of the thing, or null where the event names none. */
    static String idOf(StoreEvent event) {
        Row row = ROWS.stream()
                .filter(candidate -> candidate.type.matches(event.type()))
                .findFirst()
                .orElseThrow();
        for (String member : row.members) {
            String id = id(event.data().path(member));
            if (id != null) {
                return id;
            }
        }
        return null;
    }

    private static String id(JsonNode value) {
        if (value.isTextual()) {
            return value.asText();
        }
        if (value.isObject()) {
            for (String name : ID_NAMES) {
                if (value.path(name).isTextual()) {
                    return value.path(name).asText();
                }
            }
        }
        return null;
    }
}

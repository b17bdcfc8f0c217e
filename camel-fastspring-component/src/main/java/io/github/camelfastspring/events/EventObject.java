package io.github.camelfastspring.events;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Where the data of an event names the thing that the event is about. The same member may hold an id or, where the store's
 * webhook has expansion switched on, the whole thing.
 */
final class EventObject {

    /**
     * The first row whose type matches is the event's.
     *
     * @param kind    what the id is of
     * @param members paths from the data, with dots; the first that is there gives the id
     */
    private record Row(EventTypes type, String kind, List<String> members) {
        Row(String type, String kind, String... members) {
            this(new EventTypes(type), kind, List.of(members));
        }
    }

    private static final List<Row> OBJECTS = List.of(
            new Row("account.*", "account", "id", "account"),
            new Row("order.*", "order", "id", "order"),
            new Row("subscription.group.*", "group", "cotermGroupId"),
            new Row("subscription.charge.*", "subscription", "subscription"),
            new Row("subscription.*", "subscription", "id", "subscription"),
            new Row("return.*", "return", "return"),
            new Row("payoutEntry.*", "payout", "orderId", "return"),
            new Row("quote.*", "quote", "quote"),
            new Row("fulfillment.*", "fulfillment"),
            new Row("*", "object", "id"));

    /** Whose events keep their order: what happens to an order, its payment and its licences belongs together. */
    private static final List<Row> LANES = List.of(
            new Row("subscription.group.*", "group", "cotermGroupId"),
            new Row("subscription.charge.*", "subscription", "subscription"),
            new Row("subscription.*", "subscription", "id", "subscription"),
            new Row("order.*", "order", "id", "order"),
            new Row("return.*", "order", "original"),
            new Row("payoutEntry.*", "order", "orderId", "order", "return.original"),
            new Row("chargeback.*,fulfillment.*", "order", "order"),
            new Row("quote.*", "quote", "quote"),
            new Row("account.*", "account", "id", "account"),
            new Row("*", "event"));

    private static final List<String> ID_NAMES = List.of("id", "account", "order", "subscription", "return", "quote");

    private EventObject() {}

    /** The id of the thing, or null where the event names none. */
    static String idOf(StoreEvent event) {
        return id(event, row(OBJECTS, event));
    }

    /** What the event shares with those that it keeps an order with; its own id where it names no such thing. */
    static String laneOf(StoreEvent event) {
        Row row = row(LANES, event);
        String id = id(event, row);
        return id == null ? "event:" + event.id() : row.kind + ":" + id;
    }

    private static Row row(List<Row> rows, StoreEvent event) {
        return rows.stream()
                .filter(row -> row.type.matches(event.type()))
                .findFirst()
                .orElseThrow();
    }

    private static String id(StoreEvent event, Row row) {
        for (String path : row.members) {
            JsonNode member = event.data();
            for (String name : path.split("\\.")) {
                member = member.path(name);
            }
            String id = id(member);
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
        for (String name : ID_NAMES) {
            if (value.path(name).isTextual()) {
                return value.path(name).asText();
            }
        }
        return null;
    }
}

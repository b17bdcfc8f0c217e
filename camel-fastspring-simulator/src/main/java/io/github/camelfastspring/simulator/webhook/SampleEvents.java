package io.github.camelfastspring.simulator.webhook;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.camelfastspring.simulator.payload.Json;

/**
 * Samples of the events that FastSpring posts, one of each type, for tests. Their members, JSON types and oddities are
 * those of the bodies that FastSpring and its users have published; the values are invented. What is in {@code data} is
 * the same each time; its decimals keep their digits ({@code 13.3280}) whatever writes them.
 *
 * <p>Without a published body: mailingListEntry.abandoned is like mailingListEntry.updated; quote.updated and the
 * subscription.group types prorated, payment.charge.completed, payment.charge.failed and payment.overdue have the
 * members that FastSpring's pages list; subscription.paused and subscription.resumed are assumed to hold a subscription;
 * invoice.reminder.email and browser.order.completed are guesses, and FastSpring never posts the latter.
 *
 * <p>The nodes are yours: change them as a test needs.
 */
public final class SampleEvents {
    private static final String ID_PREFIX = "EVWB";
    private static final int ID_LENGTH = 30;
    private static final String ID_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private static final String PAYOUT_OF_RETURN = "payoutEntry.created.return";

    private SampleEvents() {}

    /**
     * The 38 types in a fixed order: the 37 of FastSpring's webhook overview of June 2026, and at last
     * browser.order.completed.
     */
    public static List<String> types() {
        byte[] lines = SampleBodies.bytes("types.txt").orElseThrow();
        return new String(lines, StandardCharsets.UTF_8).lines().toList();
    }

    /**
     * An event of a type as FastSpring posts it without webhook expansion: accounts, products, orders and subscriptions
     * in it are ids.
     *
     * @return a new object with {@code id} (30 capitals and digits, another one each time), {@code processed} (false),
     *         {@code created} (now, in milliseconds), {@code type}, {@code live} (false) and {@code data}
     * @throws IllegalArgumentException if the type is not one of {@link #types()}
     */
    public static ObjectNode of(String type) {
        return of(type, data(type, false));
    }

    /**
     * An event of a type as FastSpring posts it with webhook expansion: accounts, products, orders and subscriptions in
     * it are objects. The same as {@link #of(String)} for a type that expansion does not change.
     *
     * @throws IllegalArgumentException if the type is not one of {@link #types()}
     * @see #isExpandable(String)
     */
    public static ObjectNode expanded(String type) {
        return of(type, data(type, true));
    }

    /**
     * Whether expansion changes the events of a type.
     *
     * @throws IllegalArgumentException if the type is not one of {@link #types()}
     */
    public static boolean isExpandable(String type) {
        requireKnown(type);
        return SampleBodies.bytes(type + ".expanded.json").isPresent();
    }

    /**
     * The other form of payoutEntry.created: that of a return. It has {@code return} instead of {@code order}, negative
     * amounts, {@code totalReturn} in the payouts, and neither {@code orderId} nor {@code reference}.
     */
    public static ObjectNode payoutOfReturn() {
        return of(
                "payoutEntry.created",
                SampleBodies.object(PAYOUT_OF_RETURN + ".json").orElseThrow());
    }

    /** {@link #payoutOfReturn()} with webhook expansion. */
    public static ObjectNode expandedPayoutOfReturn() {
        return of(
                "payoutEntry.created",
                SampleBodies.object(PAYOUT_OF_RETURN + ".expanded.json").orElseThrow());
    }

    /**
     * An event of any type, also one that is not known today, with given data.
     *
     * @param data becomes a part of the event; a boolean member {@code live} in it is repeated in the event, whose
     *        {@code live} is else false
     * @return as {@link #of(String)}
     */
    public static ObjectNode of(String type, JsonNode data) {
        ObjectNode event = Json.object()
                .put("id", newId())
                .put("processed", false)
                .put("created", System.currentTimeMillis())
                .put("type", type)
                .put("live", data.path("live").asBoolean(false));
        event.set("data", data);
        return event;
    }

    private static ObjectNode data(String type, boolean expanded) {
        requireKnown(type);
        if (expanded && isExpandable(type)) {
            return SampleBodies.object(type + ".expanded.json").orElseThrow();
        }
        return SampleBodies.object(type + ".json").orElseThrow();
    }

    private static void requireKnown(String type) {
        List<String> types = types();
        if (!types.contains(type)) {
            throw new IllegalArgumentException(
                    "No sample of the type " + type + ", only of " + String.join(", ", types));
        }
    }

    private static String newId() {
        StringBuilder id = new StringBuilder(ID_PREFIX);
        while (id.length() < ID_LENGTH) {
            id.append(ID_ALPHABET.charAt(ThreadLocalRandom.current().nextInt(ID_ALPHABET.length())));
        }
        return id.toString();
    }
}

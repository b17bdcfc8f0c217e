package io.github.camelfastspring.simulator.webhook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

import io.github.camelfastspring.simulator.payload.Json;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares the samples with published events, which are not part of this project: run with
 * {@code -Dfastspring.examples=<folder>}; the events are in its subfolder {@code events}.
 */
@EnabledIfSystemProperty(named = "fastspring.examples", matches = ".+")
class RealEventsTest {
    /** Objects whose keys are data: languages, currencies, ids of fulfillments, names of tags. */
    private static final Set<String> FREE_KEYS = Set.of(
            "display",
            "description",
            "summary",
            "action",
            "full",
            "title",
            "price",
            "values",
            "fulfillments",
            "instructions",
            "tags",
            "attributes",
            "quantityDiscounts");

    /** Texts that name no one: states, kinds, codes, and how nothing is displayed. */
    private static final Set<String> COMMON_TEXTS = Set.of(
            "AFTER_LAST_NOTIFICATION",
            "Assisted",
            "CREDIT_CARD",
            "DC020501",
            "DEACTIVATION",
            "DUNNING",
            "EXECUTED",
            "EXPIRED_CARD",
            "Executed",
            "FOLLOW_UP",
            "FORCE",
            "FREE_WITH_PAYMENT",
            "Full Refund",
            "GROUP_REGULAR_PERIOD",
            "INVOICE_PAYMENT_ORDER",
            "NON_REBILL_ONLY",
            "ON PAYMENT",
            "OPEN",
            "PAYMENT",
            "PAYMENT_OVERDUE",
            "PAYMENT_REMINDER",
            "PREFER_EXPLICIT",
            "Quote Created",
            "RENEWAL",
            "RETURN",
            "SW054000",
            "$0.0",
            "$0.00",
            "100%",
            "abandoned",
            "active",
            "addon",
            "allow",
            "auto",
            "bank",
            "canceled",
            "card",
            "configuration",
            "cross-sell",
            "deactivated",
            "digital",
            "disable",
            "file",
            "license",
            "month",
            "none",
            "null",
            "overdue",
            "public",
            "purchaseOrder",
            "refund",
            "regular",
            "sellerApp",
            "subscribed",
            "successful",
            "test",
            "trial",
            "true",
            "unsubscribed",
            "updated",
            "visa",
            "week",
            "wire",
            "wireTransfer",
            "year");

    /** Shorter values, such as EUR, 4 or Doe, are found everywhere. */
    private static final int TELLING = 4;

    private final List<JsonNode> published = published(Path.of(System.getProperty("fastspring.examples"), "events"));

    /** Null in a published event may be anything in ours, as most members may be null. */
    @Test
    void samplesHaveAllPublishedMembers() {
        Map<String, Map<String, Set<JsonNodeType>>> ours = new HashMap<>();
        SampleEventsTest.all().forEach(event -> gather(event, ours));
        Map<String, Map<String, Set<JsonNodeType>>> theirs = new HashMap<>();
        published.forEach(event -> gather(event, theirs));

        Set<String> missing = new TreeSet<>();
        theirs.forEach((type, paths) -> paths.forEach((path, kinds) -> kinds.forEach(kind -> {
            Set<JsonNodeType> has = ours.getOrDefault(type, Map.of()).getOrDefault(path, Set.of());
            if (!has.contains(kind) && (kind != JsonNodeType.NULL || has.isEmpty())) {
                missing.add(type + path + " " + kind + ", ours: " + has);
            }
        })));
        assertThat(missing).isEmpty();
    }

    @Test
    void samplesHaveNoTellingValueOfPublishedEvents() {
        Set<String> theirs = new HashSet<>();
        published.forEach(event -> values(event.get("data"), theirs));
        Set<String> ours = new TreeSet<>();
        SampleEventsTest.all().forEach(event -> values(event.get("data"), ours));

        ours.retainAll(theirs);
        ours.removeAll(COMMON_TEXTS);
        ours.removeIf(value -> value.length() < TELLING);
        assertThat(ours).isEmpty();
    }

    private static List<JsonNode> published(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            List<JsonNode> events = new ArrayList<>();
            for (Path file : files.filter(name -> name.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                JsonNode json = Json.read(Files.readAllBytes(file));
                if (json.has("events")) {
                    json.get("events").forEach(events::add);
                } else {
                    events.add(json);
                }
            }
            assertThat(events).isNotEmpty();
            return events;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void gather(JsonNode event, Map<String, Map<String, Set<JsonNodeType>>> types) {
        String type = event.get("type").asText();
        walk("", event.get("data"), types.computeIfAbsent(type, key -> new HashMap<>()));
    }

    private static void walk(String path, JsonNode node, Map<String, Set<JsonNodeType>> paths) {
        paths.computeIfAbsent(path, key -> new HashSet<>()).add(node.getNodeType());
        boolean free = FREE_KEYS.contains(path.substring(path.lastIndexOf('/') + 1));
        if (node.isObject()) {
            node.properties()
                    .forEach(member -> walk(path + "/" + (free ? "*" : member.getKey()), member.getValue(), paths));
        }
        if (node.isArray()) {
            node.forEach(element -> walk(path + "[]", element, paths));
        }
    }

    private static void values(JsonNode node, Set<String> values) {
        if (node.isTextual()) {
            values.add(node.asText());
        }
        if (node.isNumber()) {
            values.add(node.decimalValue().stripTrailingZeros().toPlainString());
        }
        node.forEach(child -> values(child, values));
    }
}

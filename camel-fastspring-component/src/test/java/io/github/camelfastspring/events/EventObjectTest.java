package io.github.camelfastspring.events;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

/** Which thing an event is about, whether the store expands its events or not. */
class EventObjectTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Types whose data names nothing that has an id. */
    private static final Set<String> WITHOUT_OBJECT = Set.of("fulfillment.failed");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "account.created | {\"id\":\"a\"} | a",
                "order.completed | {\"order\":\"o\",\"id\":\"o\",\"account\":{\"id\":\"a\"}} | o",
                "subscription.activated | {\"id\":\"s\",\"subscription\":\"s\"} | s",
                "subscription.charge.failed | {\"subscription\":\"s\"} | s",
                "subscription.charge.completed | {\"order\":{\"id\":\"o\"},\"subscription\":{\"id\":\"s\"}} | s",
                "subscription.group.updated | {\"cotermGroupId\":\"g\",\"id\":\"x\"} | g",
                "return.created | {\"return\":\"r\",\"order\":\"o\"} | r",
                "payoutEntry.created | {\"orderId\":\"o\"} | o",
                "payoutEntry.created | {\"return\":{\"return\":\"r\"}} | r",
                "quote.updated | {\"quote\":\"q\"} | q",
                "chargeback.created | {\"id\":\"c\"} | c",
                "mailingListEntry.updated | {\"id\":\"m\"} | m",
                "fulfillment.failed | {\"order\":\"o\"} | ",
                "a.type.of.tomorrow | {\"id\":\"x\"} | x",
                "a.type.of.tomorrow | {\"name\":\"x\"} | ",
            })
    void theObjectsId(String type, String data, String id) throws IOException {
        StoreEvent event = new StoreEvent("e", type, 1, true, JSON.readTree("{\"data\":" + data + "}"));

        assertThat(EventObject.idOf(event)).isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "subscription.group.updated | {\"cotermGroupId\":\"g\",\"id\":\"x\"} | group:g",
                "subscription.activated | {\"id\":\"s\",\"subscription\":\"s\"} | subscription:s",
                "subscription.updated | {\"subscription\":\"s\"} | subscription:s",
                "subscription.canceled | {\"subscription\":{\"id\":\"s\",\"account\":\"a\"}} | subscription:s",
                "subscription.charge.completed | {\"order\":\"o\",\"subscription\":\"s\"} | subscription:s",
                "subscription.charge.failed | {\"id\":\"x\",\"subscription\":{\"id\":\"s\"}} | subscription:s",
                "subscription.payment.reminder | {\"id\":\"s\"} | subscription:s",
                "order.completed | {\"order\":\"o\",\"id\":\"o\",\"account\":\"a\"} | order:o",
                "order.canceled | {\"order\":\"o\"} | order:o",
                "order.failed | {\"order\":{\"order\":\"o\",\"id\":\"o\"}} | order:o",
                "order.approval.pending | {\"id\":\"o\"} | order:o",
                "return.created | {\"return\":\"r\",\"original\":\"o\"} | order:o",
                "return.created | {\"return\":\"r\",\"original\":{\"id\":\"o\",\"order\":\"o\"}} | order:o",
                "payoutEntry.created | {\"orderId\":\"o\"} | order:o",
                "payoutEntry.created | {\"order\":{\"id\":\"o\"}} | order:o",
                "payoutEntry.created | {\"return\":{\"return\":\"r\",\"original\":\"o\"}} | order:o",
                "payoutEntry.created | {\"return\":{\"id\":\"r\",\"original\":{\"id\":\"o\"}}} | order:o",
                "payoutEntry.created | {\"return\":\"r\"} | event:e",
                "chargeback.created | {\"id\":\"c\",\"order\":\"o\"} | order:o",
                "chargeback.created | {\"id\":\"c\"} | event:e",
                "fulfillment.failed | {\"order\":\"o\"} | order:o",
                "fulfillment.failed | {\"order\":{\"id\":\"o\"},\"account\":\"a\"} | order:o",
                "quote.created | {\"quote\":\"q\"} | quote:q",
                "quote.updated | {\"id\":\"x\",\"quote\":{\"id\":\"q\"}} | quote:q",
                "account.created | {\"id\":\"a\",\"account\":\"a\"} | account:a",
                "account.updated | {\"account\":{\"id\":\"a\"}} | account:a",
                "mailingListEntry.updated | {\"id\":\"m\"} | event:e",
                "a.type.of.tomorrow | {\"id\":\"x\",\"order\":\"o\"} | event:e",
                "order.completed | {\"total\":5} | event:e",
                "order.completed | {\"order\":17} | event:e",
                "subscription.activated | null | event:e",
            })
    void whatTheEventKeepsAnOrderWith(String type, String data, String lane) throws IOException {
        StoreEvent event = new StoreEvent("e", type, 1, true, JSON.readTree("{\"data\":" + data + "}"));

        assertThat(EventObject.laneOf(event)).isEqualTo(lane);
    }

    @Test
    void everyExampleOfAnEventIsReadAndNamesItsObject() throws IOException {
        String folder = System.getProperty("fastspring.examples", "");
        assumeFalse(folder.isBlank(), "no folder of examples is named");
        int read = 0;
        try (Stream<Path> files = Files.list(Path.of(folder, "events"))) {
            for (Path file : files.toList()) {
                JsonNode json = JSON.readTree(Files.readString(file));
                for (JsonNode node : json.has("events") ? json.get("events") : List.of(json)) {
                    StoreEvent event = StoreEvent.of(node);
                    assertThat(event).as(file.toString()).isNotNull();
                    assertThat(event.type()).as(file.toString()).isNotEmpty();
                    assertThat(event.created()).as(file.toString()).isPositive();
                    if (!WITHOUT_OBJECT.contains(event.type())) {
                        assertThat(EventObject.idOf(event)).as(file.toString()).isNotBlank();
                    }
                    read++;
                }
            }
        }
        assertThat(read).isGreaterThan(30);
    }
}

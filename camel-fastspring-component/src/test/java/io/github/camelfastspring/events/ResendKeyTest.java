package io.github.camelfastspring.events;

import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.camelfastspring.support.JsonCodec;

import static org.assertj.core.api.Assertions.assertThat;

/** Which events are taken for resends of each other. */
class ResendKeyTest {

    private static final JsonCodec JSON = new JsonCodec();

    private static String key(String type, String data) throws Exception {
        JsonNode json = JSON.read(("{\"data\":" + data + "}").getBytes(StandardCharsets.UTF_8));
        return ResendKey.of(new StoreEvent("any", type, 1, true, json));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "order.completed | {\"id\":\"o\",\"changed\":5,\"total\":1} | {\"id\":\"o\",\"changed\":5,\"total\":2}",
                "order.completed | {\"id\":\"o\",\"changed\":1751896963416} | {\"id\":\"o\",\"changed\":1.751896963416E12}",
                "subscription.updated | {\"id\":\"s\",\"changed\":5} | {\"subscription\":{\"id\":\"s\"},\"changed\":5}",
                "return.created | {\"return\":\"r\",\"changed\":5} | {\"return\":\"r\",\"changed\":5,\"note\":\"n\"}",
                "fulfillment.failed | {\"order\":\"o\"} | {\"order\":\"o\"}",
                "payoutEntry.created | {\"orderId\":\"o\",\"total\":1.10} | {\"orderId\":\"o\",\"total\":1.10}",
            })
    void theSameThingAgain(String type, String one, String other) throws Exception {
        assertThat(key(type, one)).isEqualTo(key(type, other)).matches("r:[A-Za-z0-9_-]{43}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "order.completed | {\"id\":\"o\",\"changed\":5} | {\"id\":\"o\",\"changed\":6}",
                "order.completed | {\"id\":\"o\",\"changed\":5} | {\"id\":\"p\",\"changed\":5}",
                // Never the change of something that is only told along.
                "order.completed | {\"id\":\"o\",\"n\":1,\"account\":{\"changed\":5}} | {\"id\":\"o\",\"n\":2,\"account\":{\"changed\":5}}",
                "order.completed | {\"id\":\"o\",\"changed\":null,\"n\":1} | {\"id\":\"o\",\"changed\":null,\"n\":2}",
                "payoutEntry.created | {\"orderId\":\"o\",\"total\":1.10} | {\"orderId\":\"o\",\"total\":1.1}",
                "fulfillment.failed | {\"order\":\"o\",\"changed\":5} | {\"order\":\"p\",\"changed\":5}",
            })
    void somethingElse(String type, String one, String other) throws Exception {
        assertThat(key(type, one)).isNotEqualTo(key(type, other));
    }

    /** These come again and again for one state of their object. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "subscription.payment.reminder",
                "subscription.trial.reminder",
                "subscription.group.payment.reminder",
                "subscription.payment.overdue",
                "mailingListEntry.abandoned",
                "mailingListEntry.updated",
                "subscription.charge.completed",
                "subscription.charge.failed",
                "subscription.group.payment.charge.completed"
            })
    void theWholeDataCountsWhereTheChangeSaysNothing(String type) throws Exception {
        String data = "{\"id\":\"s\",\"subscription\":\"s\",\"cotermGroupId\":\"g\",\"changed\":5,\"sequence\":%d}";

        assertThat(key(type, data.formatted(1))).isNotEqualTo(key(type, data.formatted(2)));
        assertThat(key(type, data.formatted(1))).isEqualTo(key(type, data.formatted(1)));
    }

    @Test
    void theTypeCounts() throws Exception {
        String data = "{\"id\":\"s\",\"changed\":5}";

        assertThat(key("subscription.updated", data)).isNotEqualTo(key("subscription.canceled", data));
    }
}

package io.github.camelfastspring.simulator.webhook;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.camelfastspring.simulator.payload.Json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SampleEventsTest {
    /** FastSpring's webhook overview of June 2026; the last one runs in browsers only. */
    static final List<String> TYPES = List.of(
            "account.created",
            "account.updated",
            "order.completed",
            "order.failed",
            "order.canceled",
            "order.approval.pending",
            "order.payment.pending",
            "chargeback.created",
            "subscription.activated",
            "subscription.updated",
            "subscription.canceled",
            "subscription.uncanceled",
            "subscription.deactivated",
            "subscription.paused",
            "subscription.resumed",
            "subscription.charge.completed",
            "subscription.charge.failed",
            "subscription.payment.overdue",
            "subscription.payment.reminder",
            "subscription.trial.reminder",
            "subscription.group.created",
            "subscription.group.prorated",
            "subscription.group.updated",
            "subscription.group.payment.charge.completed",
            "subscription.group.payment.charge.failed",
            "subscription.group.payment.overdue",
            "subscription.group.payment.reminder",
            "subscription.group.deactivated",
            "return.created",
            "payoutEntry.created",
            "fulfillment.failed",
            "mailingListEntry.updated",
            "mailingListEntry.abandoned",
            "mailingListEntry.removed",
            "quote.created",
            "quote.updated",
            "invoice.reminder.email",
            "browser.order.completed");

    /** Expansion leaves these as they are. */
    private static final List<String> NOT_EXPANDABLE = List.of(
            "account.created",
            "account.updated",
            "chargeback.created",
            "fulfillment.failed",
            "mailingListEntry.updated",
            "mailingListEntry.abandoned",
            "mailingListEntry.removed",
            "quote.created",
            "quote.updated",
            "invoice.reminder.email",
            "browser.order.completed");

    static Stream<ObjectNode> all() {
        Stream<ObjectNode> payouts = Stream.of(SampleEvents.payoutOfReturn(), SampleEvents.expandedPayoutOfReturn());
        return Stream.concat(
                payouts,
                SampleEvents.types().stream()
                        .flatMap(type -> Stream.of(SampleEvents.of(type), SampleEvents.expanded(type))));
    }

    @Test
    void hasEveryTypeInAFixedOrder() {
        assertThat(SampleEvents.types()).isEqualTo(TYPES).hasSize(38);
    }

    @ParameterizedTest
    @MethodSource("all")
    void looksLikeAPostedEvent(ObjectNode event) {
        assertThat(event.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("id", "processed", "created", "type", "live", "data");
        assertThat(event.get("id").asText()).matches("EVWB[A-Z0-9]{26}");
        assertThat(event.get("processed").isBoolean()).isTrue();
        assertThat(event.get("processed").asBoolean()).isFalse();
        assertThat(event.get("created").asLong())
                .isBetween(System.currentTimeMillis() - 60_000, System.currentTimeMillis());
        assertThat(TYPES).contains(event.get("type").asText());
        assertThat(event.get("live").isBoolean()).isTrue();
        assertThat(event.get("data").path("live").asBoolean(false))
                .isEqualTo(event.get("live").asBoolean());
        assertThat(event.get("data").size()).isPositive();
    }

    @ParameterizedTest
    @MethodSource("all")
    void keepsItsDigitsWhateverMapperWritesIt(ObjectNode event) throws IOException {
        List<String> decimals = new ArrayList<>();
        collectDecimals(event.get("data"), decimals);
        byte[] ours = Json.bytes(event);
        assertThat(new ObjectMapper().writeValueAsBytes(event)).isEqualTo(ours);
        String text = new String(ours, StandardCharsets.UTF_8);
        assertThat(decimals).allSatisfy(decimal -> assertThat(text).contains(":" + decimal));
    }

    @Test
    void keepsTrailingZerosAndExponents() {
        JsonNode order = SampleEvents.of("order.completed").get("data");
        assertThat(order.get("subtotalInPayoutCurrency")).hasToString("138.8800");
        assertThat(order.get("subtotalInPayoutCurrency").decimalValue()).isEqualTo(new BigDecimal("138.8800"));
        JsonNode subscription =
                SampleEvents.expanded("subscription.group.payment.reminder").at("/data/subscriptions/0");
        assertThat(subscription.get("changed")).hasToString("1.772534537605E12");
        assertThat(subscription.get("changed").canConvertToLong()).isTrue();
        assertThat(subscription.get("changed").asLong()).isEqualTo(1772534537605L);
    }

    @Test
    void hasAFreshIdEachTime() {
        ObjectNode first = SampleEvents.of("account.created");
        ObjectNode second = SampleEvents.of("account.created");
        assertThat(first.get("id")).isNotEqualTo(second.get("id"));
        assertThat(first.get("data")).isEqualTo(second.get("data")).isNotSameAs(second.get("data"));
    }

    @Test
    void expandsWhatFastSpringExpands() {
        assertThat(TYPES.stream().filter(type -> !SampleEvents.isExpandable(type)))
                .isEqualTo(NOT_EXPANDABLE);
        for (String type : TYPES) {
            JsonNode plain = SampleEvents.of(type).at("/data/account");
            JsonNode expanded = SampleEvents.expanded(type).at("/data/account");
            if (SampleEvents.isExpandable(type)) {
                assertThat(plain.isTextual()).as(type).isTrue();
                assertThat(expanded.get("account")).as(type).isEqualTo(plain);
                assertThat(expanded.get("id")).as(type).isEqualTo(plain);
            } else {
                assertThat(expanded).as(type).isEqualTo(plain);
            }
        }
    }

    @Test
    void hasTheOddities() {
        assertThat(SampleEvents.of("account.created").at("/data/address/postal code"))
                .hasToString("\"55802\"");
        assertThat(SampleEvents.of("quote.created").at("/data/updatedBy")).hasToString("\"null\"");
        assertThat(SampleEvents.of("quote.created").at("/data/total").isTextual())
                .isTrue();
        assertThat(SampleEvents.of("order.canceled").at("/data/payment")).isEmpty();
        assertThat(SampleEvents.of("order.completed").at("/data/totalDisplay").asText())
                .isEqualTo("147,56\u00a0€");
        assertThat(SampleEvents.payoutOfReturn().at("/data/payouts/0/totalReturn"))
                .hasToString("\"-64.07\"");
        assertThat(SampleEvents.payoutOfReturn().get("data").has("orderId")).isFalse();
        assertThat(SampleEvents.expandedPayoutOfReturn().at("/data/return/return"))
                .isEqualTo(SampleEvents.payoutOfReturn().at("/data/return"));
    }

    @Test
    void namesTheTypesForAnUnknownOne() {
        assertThatThrownBy(() -> SampleEvents.of("order.dreamt"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("order.dreamt")
                .hasMessageContaining("account.created")
                .hasMessageContaining("browser.order.completed");
        assertThatThrownBy(() -> SampleEvents.expanded("order.dreamt")).isInstanceOf(IllegalArgumentException.class);
        // The name of a resource is not the name of a type.
        assertThatThrownBy(() -> SampleEvents.of("order.completed.expanded"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void takesGivenDataForAnyType() {
        ObjectNode event = SampleEvents.of("order.dreamt", Json.object().put("live", true));
        assertThat(event.get("type").asText()).isEqualTo("order.dreamt");
        assertThat(event.get("live").asBoolean()).isTrue();
        assertThat(event.get("data")).isEqualTo(Json.object().put("live", true));
    }

    private static void collectDecimals(JsonNode node, List<String> decimals) {
        if (node.isBigDecimal()) {
            decimals.add(node.asText());
        }
        node.forEach(child -> collectDecimals(child, decimals));
    }
}

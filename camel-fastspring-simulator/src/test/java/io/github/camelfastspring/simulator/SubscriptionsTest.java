package io.github.camelfastspring.simulator;

import java.time.Duration;
import java.time.Instant;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.camelfastspring.simulator.TestClient.Answer;

import static org.assertj.core.api.Assertions.assertThat;

class SubscriptionsTest {
    private static final String PLANS =
            """
            {"products":[{"product":"managed","display":{"en":"Managed"},"pricing":{"interval":"adhoc",
            "intervalLength":1,"price":{"USD":7}}},{"product":"cloud-notes-yearly","display":{"en":"Yearly"},
            "pricing":{"interval":"year","intervalLength":1,"price":{"USD":120}}},{"product":"trial-plan",
            "display":{"en":"Trial"},"pricing":{"interval":"month","intervalLength":1,"trial":14,
            "paymentCollected":false,"price":{"USD":9}}}]}""";

    @RegisterExtension
    final FastSpringSimulatorExtension fastSpring = new FastSpringSimulatorExtension(() -> FastSpringSimulator.builder()
            .clock(SimulatorClock.frozenAt(Instant.parse("2026-03-10T09:00:00Z")))
            .start());

    private FastSpringSimulator simulator;
    private TestClient client;
    private String id;

    @BeforeEach
    void subscribe() {
        simulator = fastSpring.simulator();
        client = new TestClient(simulator);
        client.post("/products", PLANS);
        id = buy("cloud-notes-monthly");
    }

    @Test
    void aCanceledSubscriptionEndsWithItsPeriod() {
        client.delete("/subscriptions/" + id);

        assertThat(state()).isEqualTo("canceled");
        assertThat(read().get("active").asBoolean()).isTrue();
        assertThat(read().get("deactivationDateDisplayISO8601").asText()).isEqualTo("2026-04-10");
        simulator.clock().advance(Duration.ofDays(30));
        assertThat(state()).isEqualTo("canceled");
        simulator.clock().advance(Duration.ofDays(1));
        assertThat(simulator.store().subscription(id).orElseThrow().state()).isEqualTo("deactivated");
        assertEvents("subscription.canceled", "subscription.deactivated");
        assertThat(read().get("active").asBoolean()).isFalse();
    }

    @Test
    void cancellationAtOnceAndTwice() {
        Answer answer = client.delete("/subscriptions/" + id + ",nope?billingPeriod=0");

        assertThat(answer.json().findValuesAsText("result")).containsExactly("success", "error");
        assertThat(state()).isEqualTo("deactivated");
        assertEvents("subscription.deactivated");
        Answer again = client.delete("/subscriptions/" + id);
        assertThat(again.status()).isEqualTo(500);
        assertThat(again.json().at("/error/subscription").asText()).isNotEmpty();
        assertThat(client.delete("/subscriptions/" + id + "?billingPeriod=2").text())
                .contains("billingPeriod");
    }

    @Test
    void onlyTheExplicitNullUncancels() {
        client.delete("/subscriptions/" + id);

        update("\"quantity\":1");
        assertThat(state()).isEqualTo("canceled");
        update("\"deactivation\":null");
        assertThat(state()).isEqualTo("active");
        assertEvents("subscription.canceled", "subscription.updated", "subscription.uncanceled");
        simulator.clock().advance(Duration.ofDays(60));
        assertThat(state()).isEqualTo("active");
    }

    @Test
    void getIsFlatForOneAndAListForSeveral() {
        String other = buy("managed");

        assertThat(read().get("action").asText()).isEqualTo("subscription.get");
        JsonNode several =
                client.get("/subscriptions/" + id + "," + other + ",nope").json();
        assertThat(several.get("subscriptions").findValuesAsText("subscription"))
                .contains(id, other, "nope");
        Answer unknown = client.get("/subscriptions/nope");
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.json().at("/error/subscription").asText()).isEqualTo("Subscription not found");
        assertThat(client.get("/subscriptions/nope/entries").text())
                .isEqualTo("{\"message\":\"not found\",\"params\":[null]}");
        JsonNode entries = client.get("/subscriptions/" + id + "/entries").json();
        assertThat(entries.isArray()).isTrue();
        assertThat(entries.at("/0/endPeriodDate").asText()).isEqualTo("2026-04-09");
    }

    @ParameterizedTest
    @CsvSource({
        "'', 2, false",
        "begin=2026-01-01&end=2026-01-02, 2, false",
        "products=managed, 1, true",
        "status=active, 2, true",
        "status=canceled, 0, true",
        "scope=test, 0, true",
        "event=created&begin=2026-03-10&end=2026-03-10, 2, true",
        "event=canceled, 0, true",
        "limit=1, 1, false",
        "page=2&limit=1, 1, false"
    })
    void lists(String query, int size, boolean objects) {
        buy("managed");

        JsonNode list = client.get("/subscriptions?" + query).json().get("subscriptions");

        assertThat(list).hasSize(size);
        assertThat(list).allMatch(each -> each.isObject() == objects);
        assertThat(client.get("/subscriptions?status=none").status()).isEqualTo(400);
    }

    @Test
    void updatesFailOneByOne() {
        Answer answer = client.post(
                "/subscriptions",
                "{\"subscriptions\":[{\"subscription\":\"nope\"},{\"subscription\":\"" + id
                        + "\",\"next\":\"x\",\"end\":"
                        + "\"x\",\"product\":\"sky-atlas\",\"quantity\":0,\"coupons\":[\"nope\"],\"manualRenew\":false},"
                        + "{\"subscription\":\"" + id + "\",\"quantity\":3}]}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().findValuesAsText("result")).containsExactly("error", "error", "success");
        JsonNode error = answer.json().at("/subscriptions/1/error");
        assertThat(error.fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("next", "end", "product", "quantity", "coupons", "manualRenew");
        assertThat(error.get("coupons").asText()).contains("DOES_NOT_EXIST");
        assertThat(read().get("quantity").asInt()).isEqualTo(3);
    }

    @Test
    void updatesOfEveryKind() {
        update("\"next\":\"2026-05-01\",\"end\":1798675200000,\"coupons\":[\"WELCOME10\"]");
        assertThat(read().get("nextDisplayISO8601").asText()).isEqualTo("2026-05-01");
        assertThat(read().get("endDisplayISO8601").asText()).isEqualTo("2026-12-31");
        assertThat(read().get("discount").decimalValue()).isEqualByComparingTo("1.25");

        update(
                "\"end\":0,\"coupons\":[],\"pricing\":{\"price\":10,\"discount\":{\"type\":\"percent\",\"percentage\":5}}");
        assertThat(read().get("end").isNull()).isTrue();
        assertThat(read().get("discount").decimalValue()).isEqualByComparingTo("0.50");

        update("\"addons\":[{\"product\":\"sky-atlas\",\"quantity\":2,\"pricing\":{\"price\":{\"USD\":3}}}]");
        assertThat(read().at("/addons/0/subtotal").decimalValue()).isEqualByComparingTo("6.00");
        update("\"addons\":[{\"product\":\"sky-atlas\",\"quantity\":0}]");
        assertThat(read().has("addons")).isFalse();

        update("\"remainingPeriods\":3");
        assertThat(read().get("remainingPeriods").asInt()).isEqualTo(3);
        update("\"remainingPeriods\":null,\"manualRenew\":true,\"product\":\"cloud-notes-yearly\"");
        assertThat(read().get("remainingPeriods").isNull()).isTrue();
        assertThat(read().get("autoRenew").asBoolean()).isFalse();
        assertThat(read().get("intervalUnit").asText()).isEqualTo("year");

        JsonNode history =
                client.get("/subscriptions/" + id + "/history").json().get("changes");
        assertThat(history.findValuesAsText("changeType"))
                .containsExactlyInAnyOrder("ADD_ON_ADD", "ADD_ON_REMOVE", "PRODUCT_CHANGE");
        assertThat(client.get("/subscriptions/" + id + "/history?scope=add_on")
                        .json()
                        .get("changes"))
                .hasSize(2);
        assertThat(client.get("/subscriptions/nope/history").status()).isEqualTo(400);
    }

    @Test
    void aPreviewChangesNothingAndAProrationCharges() {
        simulator.clock().advance(Duration.ofDays(10));

        JsonNode preview = update("\"quantity\":2,\"prorate\":true,\"preview\":true")
                .json()
                .at("/subscriptions/0");
        assertThat(preview.at("/proration/chargeAmount").decimalValue()).isPositive();
        assertThat(read().get("quantity").asInt()).isEqualTo(1);
        assertThat(update("\"preview\":true").status()).isEqualTo(400);

        update("\"quantity\":2,\"prorate\":true");
        Order charged = simulator.store().orders().get(1);
        assertThat(charged.total())
                .isEqualByComparingTo(preview.at("/proration/chargeAmount").decimalValue());
        assertEvents("subscription.updated", "subscription.charge.completed");
        assertThat(client.get("/subscriptions/" + id + "/entries").json()).hasSize(2);
    }

    @Test
    void estimates() {
        JsonNode estimate = estimate("{\"subscription\":\"" + id + "\",\"quantity\":2,\"coupons\":[\"nope\"]}")
                .json();
        assertThat(estimate.at("/proposedPlan/subtotal").decimalValue()).isEqualByComparingTo("25.00");
        assertThat(read().get("quantity").asInt()).isEqualTo(1);
        assertThat(estimate("[]").status()).isEqualTo(400);
        assertThat(estimate("{}").json().at("/error/message").asText()).isNotEmpty();
        assertThat(estimate("{\"subscription\":\"nope\"}").status()).isEqualTo(404);
        client.delete("/subscriptions/" + id + "?billingPeriod=0");
        assertThat(estimate("{\"subscription\":\"" + id + "\"}").status()).isEqualTo(500);
    }

    @Test
    void chargesOfManagedSubscriptionsAreLimited() {
        String managed = buy("managed");

        assertThat(charge(id).json().at("/subscriptions/0/error/subscription").asText())
                .contains("Adhoc");
        for (int i = 0; i < 4; i++) {
            Answer charged = charge(managed);
            assertThat(charged.json().at("/subscription/0/result").asText())
                    .as(charged.text())
                    .isEqualTo("success");
            assertThat(charge(managed).status()).as("the same day").isEqualTo(400);
            simulator.clock().advance(Duration.ofDays(2));
        }
        assertThat(charge(managed).text()).contains("30 days");
        simulator.clock().advance(Duration.ofDays(23));
        simulator.store().declineNextCharge(managed, "EXPIRED_CARD");
        assertThat(charge(managed).text()).contains("EXPIRED_CARD");
        assertThat(charge(managed).status()).isEqualTo(200);
        assertThat(simulator.store().events().stream().map(Event::type).filter("subscription.charge.completed"::equals))
                .hasSize(5);
        assertThat(simulator.store().events()).extracting(Event::type).contains("subscription.charge.failed");
        assertThat(client.get("/orders?rebill=true").json().get("orders")).hasSize(5);
    }

    @Test
    void aPauseBeginsAndEndsWithTime() {
        assertThat(pause("{}").json().at("/error").has("subscriptions.pause")).isTrue();
        assertThat(pause("{\"pausePeriodCount\":0}").status()).isEqualTo(400);
        JsonNode paused = pause("[{\"pausePeriodCount\":2}]").json();
        assertThat(paused.get("isPauseScheduled").asBoolean()).isTrue();
        assertThat(paused.get("resumeDateDisplayISO8601").asText()).isEqualTo("2026-06-10");
        assertThat(pause("{\"pausePeriodCount\":2}").status()).isEqualTo(400);

        simulator.clock().advance(Duration.ofDays(31));
        assertThat(state()).isEqualTo("paused");
        simulator.clock().advance(Duration.ofDays(61));
        assertThat(state()).isEqualTo("active");
        assertEvents("subscription.paused", "subscription.updated", "subscription.resumed");
    }

    @Test
    void resumeEndsAPauseEarly() {
        assertThat(client.post("/subscriptions/" + id + "/resume", null)
                        .json()
                        .at("/error")
                        .has("subscriptions.resume"))
                .isTrue();
        pause("{\"pausePeriodCount\":2}");

        JsonNode resumed = client.post("/subscriptions/" + id + "/resume", null).json();

        assertThat(resumed.get("action").asText()).isEqualTo("subscriptions.resume.get");
        assertThat(resumed.get("nextDisplayISO8601").asText()).isEqualTo("2026-04-10");
        assertThat(simulator.store().orders()).hasSize(2);
        assertThat(client.post("/subscriptions/nope/resume", null).status()).isEqualTo(400);
    }

    @Test
    void anExpiredTrialIsConverted() {
        String trial = buy("trial-plan");
        assertThat(client.get("/subscriptions/" + trial).json().get("state").asText())
                .isEqualTo("trial");
        assertThat(simulator.store().orders().get(1).total()).isEqualByComparingTo("0");
        assertThat(client.get("/subscriptions/proformaInvoice/" + trial).status())
                .isEqualTo(405);
        assertThat(client.post("/subscriptions/" + trial + "/convert", null).text())
                .contains("not canceled");

        simulator.clock().advance(Duration.ofDays(15));
        JsonNode session = client.post("/subscriptions/" + trial + "/convert", "{\"coupon\":\"WELCOME10\"}")
                .json();

        assertThat(session.get("subtotal").decimalValue()).isEqualByComparingTo("8.10");
        assertThat(client.post("/subscriptions/nope/convert", null).status()).isEqualTo(400);
        client.delete("/subscriptions/" + id);
        assertThat(client.post("/subscriptions/" + id + "/convert", null).text())
                .contains("not deactivated");
        client.delete("/subscriptions/" + id + "?billingPeriod=0");
        assertThat(client.post("/subscriptions/" + id + "/convert", null).status())
                .isEqualTo(400);
    }

    @Test
    void theJudgeRefuses() {
        fastSpring.expectRefused("missing member subscriptions[0].subscription", "unknown member", "query", "body");

        client.post("/subscriptions", "{\"subscriptions\":[{}]}");
        client.post("/subscriptions", "{\"subscriptions\":[{\"subscription\":\"x\",\"amount\":1}]}");
        client.delete("/subscriptions/x?billing_period=0");
        client.post("/subscriptions/x/resume", "{}");
    }

    private Answer update(String members) {
        return client.post("/subscriptions", "{\"subscriptions\":[{\"subscription\":\"" + id + "\"," + members + "}]}");
    }

    private Answer estimate(String body) {
        return client.post("/subscriptions/estimate", body);
    }

    private Answer charge(String subscription) {
        return client.post(
                "/subscriptions/charge", "{\"subscriptions\":[{\"subscription\":\"" + subscription + "\"}]}");
    }

    private Answer pause(String body) {
        return client.post("/subscriptions/" + id + "/pause", body);
    }

    private JsonNode read() {
        return client.get("/subscriptions/" + id).json();
    }

    private String state() {
        return read().get("state").asText();
    }

    private String buy(String product) {
        Order order = simulator.buy(client.session("{\"productPath\":\"" + product + "\"}"));
        return order.items().get(0).subscriptionId();
    }

    /** What happened after the purchase, in order. */
    private void assertEvents(String... types) {
        assertThat(simulator.store().events())
                .extracting(Event::type)
                .filteredOn(type -> type.startsWith("subscription.") && !"subscription.activated".equals(type))
                .containsExactlyInAnyOrder(types);
    }
}

package io.github.camelfastspring.simulator;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.camelfastspring.simulator.TestClient.Answer;

import static io.github.camelfastspring.simulator.TestClient.SESSIONS;
import static org.assertj.core.api.Assertions.assertThat;

class CouponsTest {
    static final String COUPON =
            """
            {"coupon":"autumn","discount":{"type":"percent","percent":50},"combine":false,"limit":1,
            "applyDiscountImmediately":true,"reason":{"en":"Leaves fall"},"available":{"start":"2026-01-01",
            "end":"2026-12-31"},"codes":["fall50"],"products":["sky-atlas"]}""";

    @RegisterExtension
    final FastSpringSimulatorExtension fastSpring = new FastSpringSimulatorExtension(() -> FastSpringSimulator.builder()
            .clock(SimulatorClock.frozenAt(Instant.parse("2026-10-01T12:00:00Z")))
            .start());

    private FastSpringSimulator simulator;
    private TestClient client;

    @BeforeEach
    void client() {
        simulator = fastSpring.simulator();
        client = new TestClient(simulator);
    }

    @Test
    void aCodeIsUsedUpByPurchases() {
        client.post("/coupons", COUPON);

        Order first = simulator.buy(session("fall50"));
        JsonNode second = create("FALL50");

        assertThat(first.total()).isEqualTo(new BigDecimal("29.97"));
        assertThat(second.at("/cart/couponHasApplied").asBoolean()).isFalse();
        assertThat(second.at("/warnings/0/code").asText()).isEqualTo("INVALID_PROMO_CODE");
        assertThat(simulator.store().coupons().find("autumn").orElseThrow().uses())
                .containsEntry("FALL50", 1);
        // The session that was bought still shows its discount.
        assertThat(client.get(SESSIONS + "/" + first.sessionId())
                        .json()
                        .at("/cart/couponHasApplied")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void aCouponHasItsProductsAndItsTime() {
        client.post("/coupons", COUPON.replace("\"sky-atlas\"", "\"paper-planner\""));
        assertThat(create("FALL50").at("/cart/couponDiscountTotal").decimalValue())
                .isEqualByComparingTo("0");

        client.post("/coupons", "{\"coupon\":\"autumn\",\"products\":[]}");
        assertThat(create("FALL50").at("/cart/couponDiscountTotal").decimalValue())
                .isPositive();

        simulator.clock().advance(Duration.ofDays(92));
        assertThat(create("FALL50").at("/cart/couponHasApplied").asBoolean()).isFalse();
    }

    @Test
    void readsShowWhatIsSetInTheirOwnWay() {
        assertThat(client.post("/coupons", COUPON).json().get("action").asText())
                .isEqualTo("coupon.create");
        assertThat(client.post("/coupons", "{\"coupon\":\"autumn\",\"limit\":0,\"applyDiscountImmediately\":false}")
                        .json()
                        .get("action")
                        .asText())
                .isEqualTo("coupon.update");

        JsonNode coupon = client.get("/coupons/autumn").json();

        assertThat(coupon.get("limit").asText("-")).isEmpty();
        assertThat(coupon.has("applyDiscountImmediately")).isFalse();
        assertThat(coupon.at("/codes/0").asText()).isEqualTo("FALL50");
        assertThat(coupon.has("action")).isFalse();
        assertThat(client.get("/coupons/autumn?expand=true")
                        .json()
                        .at("/products/0/product")
                        .asText())
                .isEqualTo("sky-atlas");
        assertThat(client.get("/coupons").json().get("coupons")).hasSize(2);
    }

    @Test
    void tiersOfBothGenerations() {
        String now = "{\"coupon\":\"tiers\",\"hasMultiDiscount\":true,\"discounts\":[{\"type\":\"flat\",\"amount\":"
                + "{\"USD\":5},\"products\":[\"sky-atlas\"]},{\"type\":\"percent\",\"percent\":10,\"products\":"
                + "[\"paper-planner\"]}],\"codes\":[\"TIER\"]}";
        client.post("/coupons", now);
        assertThat(simulator.buy(session("TIER")).total()).isEqualTo(new BigDecimal("54.95"));

        String older = now.replace(
                        "\"hasMultiDiscount\":true,\"discounts\":",
                        "\"discount\":{\"hasMultipleDiscounts\":" + "true,\"discounts\":")
                .replace("}],\"codes\"", "}]},\"codes\"");
        client.post("/coupons", older);
        assertThat(client.get("/coupons/tiers").json().at("/discount/discounts"))
                .hasSize(2);
    }

    @Test
    void aFlatDiscountOfTheWholeOrder() {
        client.post(
                "/coupons",
                "{\"coupon\":\"order\",\"orderLevelDiscount\":true,\"discount\":{\"type\":\"flat\",\"amount\":"
                        + "{\"USD\":10}},\"codes\":[\"TEN\"]}");

        assertThat(simulator.buy(session("TEN")).total()).isEqualTo(new BigDecimal("49.95"));
    }

    @Test
    void codesAreAddedListedAndDeleted() {
        client.post("/coupons", COUPON);

        JsonNode added = client.post("/coupons/autumn", "{\"codes\":[\"new\",\"new\",\"fall50\"]}")
                .json();
        assertThat(added.get("codes")).hasSize(3);
        assertThat(client.get("/coupons/autumn/codes").json().get("codes").toString())
                .isEqualTo("[\"FALL50\",\"NEW\"]");

        assertThat(client.delete("/coupons/autumn").json().get("error").isTextual())
                .isTrue();
        assertThat(client.delete("/coupons/autumn/codes").json().get("codes deleted"))
                .hasSize(2);
        assertThat(client.delete("/coupons/autumn").json().get("result").asText())
                .isEqualTo("success");
        assertThat(simulator.store().coupons().find("autumn")).isEmpty();
    }

    @Test
    void errorsAreTextsUnder200() {
        for (Answer answer : new Answer[] {
            client.get("/coupons/nope"),
            client.post("/coupons", COUPON.replace("fall50", "fall@50")),
            client.post("/coupons", COUPON.replace("\"percent\",\"percent\"", "\"amount\",\"percent\"")),
            client.post("/coupons", COUPON.replace("\"combine\":false", "\"orderLevelDiscount\":true"))
        }) {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.json().get("result").asText()).isEqualTo("error");
            assertThat(answer.json().get("error").isTextual()).isTrue();
        }
    }

    @Test
    void theJudgeSaysNoMoreThanUnreadable() {
        fastSpring.expectRefused("unknown member percent", "Pagination", "Pagination");

        Answer answer = client.post("/coupons", "{\"coupon\":\"x\",\"percent\":5}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).isEqualTo("{\"message\":\"unreadable\",\"params\":[]}");
        client.get("/coupons?page=2");
        client.get("/coupons/x/codes?limit=2");
    }

    private String session(String code) {
        return create(code).get("id").asText();
    }

    private JsonNode create(String code) {
        return client.post(
                        SESSIONS,
                        "{\"cart\":{\"couponCode\":\"" + code + "\",\"lineItems\":[{\"productPath\":\"sky-atlas\"}]}}")
                .json();
    }
}

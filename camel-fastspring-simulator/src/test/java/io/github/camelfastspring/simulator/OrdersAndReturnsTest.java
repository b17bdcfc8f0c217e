package io.github.camelfastspring.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.camelfastspring.simulator.TestClient.Answer;

import static org.assertj.core.api.Assertions.assertThat;

class OrdersAndReturnsTest {
    @RegisterExtension
    final FastSpringSimulatorExtension fastSpring = new FastSpringSimulatorExtension();

    private FastSpringSimulator simulator;
    private TestClient client;
    private Order order;

    @BeforeEach
    void buy() {
        simulator = fastSpring.simulator();
        client = new TestClient(simulator);
        order = simulator.buy(client.session("{\"productPath\":\"sky-atlas\"},{\"productPath\":\"paper-planner\"}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    products=sky-atlas   | 2
                    products=paper-planner | 1
                    products=paper-planner,sky-atlas | 2
                    scope=test           | 0
                    scope=live           | 2
                    rebill=true          | 0
                    rebill=false         | 2
                    returns=true         | 1
                    status=completed     | 2
                    status=failed        | 0
                    days=1               | 2
                    end=2000-01-31       | 0
                    begin=2000-01-01     | 2
                    """)
    void filters(String query, int found) {
        simulator.buy(client.session("{\"productPath\":\"sky-atlas\"}"));
        fullReturn();

        JsonNode answer = client.get("/orders?" + query).json();

        assertThat(answer.get("orders")).hasSize(found);
        assertThat(answer.get("total").asInt()).isEqualTo(found);
    }

    @Test
    void pagesHaveAtMost50() {
        for (int i = 0; i < 50; i++) {
            simulator.buy(client.session("{\"productPath\":\"sky-atlas\"}"));
        }

        JsonNode first = client.get("/orders?limit=100").json();
        assertThat(first.get("limit").asInt()).isEqualTo(50);
        assertThat(first.get("orders")).hasSize(50);
        assertThat(client.get("/orders?page=2").json().get("orders")).hasSize(1);
        assertThat(client.get("/orders?begin=2026-02-02&end=2026-02-02").status())
                .isEqualTo(400);
        assertThat(client.get("/orders?end=x").json().at("/error/end").asText()).isNotEmpty();
    }

    @Test
    void tagsAndAttributesAreUpdatedOneByOne() {
        Answer mixed = client.post(
                "/orders",
                "{\"orders\":[{\"order\":\"nope\"},{\"order\":\"" + order.id() + "\",\"tags\":{\"a\":\"b\"},\"items\":"
                        + "[{\"product\":\"sky-atlas\",\"attributes\":{\"k\":\"v\"}}]},{\"order\":\"" + order.id()
                        + "\",\"items\":[{\"product\":\"nope\"}]}]}");

        assertThat(mixed.status()).isEqualTo(200);
        assertThat(mixed.json().findValuesAsText("result")).containsExactly("error", "success", "error");
        assertThat(mixed.json().at("/orders/0/order").asText()).isEqualTo("[0]");
        assertThat(mixed.json().at("/orders/2/error").has("items.nope")).isTrue();
        JsonNode read = client.get("/orders/" + order.id()).json();
        assertThat(read.at("/tags/a").asText()).isEqualTo("b");
        assertThat(read.at("/items/0/attributes/k").asText()).isEqualTo("v");
        assertThat(client.post("/orders", "{\"orders\":[{\"order\":\"nope\"}]}").status())
                .isEqualTo(400);
    }

    @Test
    void anOrderForAnAccountWithAPaymentMethod() {
        String body = "{\"account\":\"%s\",\"items\":[{\"product\":\"sky-atlas\",\"quantity\":2}]}";
        String fresh =
                client.post("/accounts", AccountsTest.ACCOUNT).json().get("id").asText();

        Answer answer = client.post("/orders", body.formatted(order.accountId()));

        String id = answer.json().get("order").asText();
        assertThat(simulator.store().order(id).orElseThrow().accountId()).isEqualTo(order.accountId());
        assertThat(client.post("/orders", body.formatted(fresh)).status()).isEqualTo(400);
    }

    @Test
    void aFullReturnIsBookedOnce() {
        JsonNode returned = fullReturn().json().at("/returns/0");

        assertThat(returned.get("totalReturn").decimalValue()).isEqualByComparingTo(order.total());
        assertThat(returned.get("reason").asText()).isEqualTo("Duplicate Order");
        String id = returned.get("return").asText();
        assertThat(client.get("/returns/" + id + ",nope").json().findValuesAsText("result"))
                .containsExactly("success", "error");
        assertThat(client.get("/orders/" + order.id())
                        .json()
                        .at("/returns/0/return")
                        .asText())
                .isEqualTo(id);
        assertThat(simulator.store().events()).extracting(Event::type).contains("return.created");
        Answer again = fullReturn();
        assertThat(again.status()).isEqualTo(400);
        assertThat(again.json().at("/returns/0/error").has("RETURN_ITEMS_NO_REMAINING_AMOUNT_ERROR"))
                .isTrue();
        assertThat(simulator.store().returns().all()).hasSize(1);
    }

    @Test
    void partialReturnsLeaveTheRest() {
        assertThat(partial("[{\"product\":\"sky-atlas\",\"amount\":50.95}]").status())
                .isEqualTo(200);
        assertThat(partial("[{\"product\":\"sky-atlas\",\"amount\":9.01}]").text())
                .contains("RETURN_ITEMS_AMOUNT_GREATER_THAN_ORIGINAL_ITEM_ERROR");
        assertThat(partial("[{\"product\":\"sky-atlas\",\"amount\":9}]").status())
                .isEqualTo(200);
        assertThat(partial("[{\"product\":\"sky-atlas\",\"amount\":1}]").text())
                .contains("RETURN_ITEMS_NO_REMAINING_AMOUNT_ERROR");
        assertThat(fullReturn().json().at("/returns/0/totalReturn").decimalValue())
                .isEqualByComparingTo("29.00");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    null    | RETURN_ITEMS_ARRAY_ERROR
                    "x"     | RETURN_ITEMS_NOT_AN_ARRAY_ERROR
                    []      | RETURN_ITEMS_ARRAY_EMPTY_ERROR
                    ["x"]   | RETURN_ITEMS_ELEMENTS_INVALID_FORMAT
                    [{"product":"sky-atlas","amount":"1"}]   | RETURN_ITEMS_ELEMENTS_INVALID_FORMAT
                    [{"amount":1}]                           | RETURN_ITEMS_PRODUCT_NOT_SPECIFIED_ERROR
                    [{"product":"","amount":1}]              | RETURN_ITEMS_PRODUCT_EMPTY_ERROR
                    [{"product":"nope","amount":1}]          | RETURN_ITEMS_PRODUCT_NOT_FOUND_ERROR
                    [{"product":"sky-atlas"}]                | RETURN_ITEMS_AMOUNT_NOT_SPECIFIED_ERROR
                    [{"product":"sky-atlas","amount":0}]     | RETURN_ITEMS_AMOUNT_ZERO_ERROR
                    [{"product":"sky-atlas","amount":1.005}] | RETURN_ITEMS_AMOUNT_CURRENCY_SCALE_MISMATCH
                    [{"product":"sky-atlas","amount":999}]   | RETURN_ITEMS_AMOUNT_GREATER_THAN_ORIGINAL_ITEM_ERROR
                    [{"product":"sky-atlas","amount":1},{"product":"sky-atlas","amount":1}] | RETURN_ITEMS_PRODUCT_DUPLICATED_ERROR
                    """)
    void partialReturnsFailWithTheirCode(String items, String code) {
        Answer answer = partial(items);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/returns/0/error").has(code))
                .as(answer.text())
                .isTrue();
        assertThat(answer.json().at("/returns/0/return").asText()).isEqualTo(order.id());
        assertThat(simulator.store().returns().all()).isEmpty();
    }

    @Test
    void otherFailuresAndTheReference() {
        String body = "{\"returns\":[{\"order\":\"%s\",\"refundType\":\"%s\"},{\"order\":\"nope\"}]}";

        assertThat(client.post("/returns", body.formatted(order.id(), "HALF")).text())
                .contains("REFUND_TYPE_ERROR");
        assertThat(client.post("/returns", body.formatted(order.reference(), "FULL"))
                        .json()
                        .findValuesAsText("result"))
                .containsExactly("success", "error");
        fastSpring.expectRefused("unknown member returns[0].amount");
        client.post("/returns", "{\"returns\":[{\"order\":\"x\",\"amount\":1}]}");
    }

    private Answer fullReturn() {
        return client.post(
                "/returns",
                "{\"returns\":[{\"order\":\"" + order.id() + "\",\"reason\":\"DUPLICATE_ORDER\",\"note\":\"n\"}]}");
    }

    private Answer partial(String items) {
        return client.post(
                "/returns",
                "{\"returns\":[{\"order\":\"" + order.id() + "\",\"refundType\":\"PARTIAL\",\"items\":" + items
                        + "}]}");
    }
}

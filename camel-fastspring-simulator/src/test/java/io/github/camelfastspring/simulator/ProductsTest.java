package io.github.camelfastspring.simulator;

import java.util.Collections;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.camelfastspring.simulator.TestClient.Answer;

import static org.assertj.core.api.Assertions.assertThat;

class ProductsTest {
    static final String PRODUCT =
            """
            {"products":[{"product":"star-map","display":{"en":"Star Map"},"sku":"SM-1","pricing":{"price":{"USD":20},
            "quantityDiscounts":{"10":25},"discountReason":{"en":"Many"}},"attributes":{"paper":"A2"}}]}""";

    static final String OFFERS =
            """
            {"products":[{"product":"sky-atlas","offers":[{"type":"cross-sell","display":{"en":"Also"},
            "items":["paper-planner"]},{"type":"addon","display":{"en":"More"},"items":["star-map"]}]}]}""";

    @RegisterExtension
    final FastSpringSimulatorExtension fastSpring = new FastSpringSimulatorExtension();

    private FastSpringSimulator simulator;
    private TestClient client;

    @BeforeEach
    void client() {
        simulator = fastSpring.simulator();
        client = new TestClient(simulator);
    }

    @Test
    void createThenMerge() {
        JsonNode created = client.post("/products", PRODUCT).json().at("/products/0");
        assertThat(created.get("action").asText()).isEqualTo("product.create");
        assertThat(created.has("created.id")).isTrue();

        JsonNode updated = client.post(
                        "/products",
                        "{\"products\":[{\"product\":\"star-map\",\"rank\":2,\"pricing\":{\"price\":{\"EUR\":18}}}]}")
                .json()
                .at("/products/0");
        assertThat(updated.get("updated.id")).isEqualTo(created.get("created.id"));

        JsonNode product = client.get("/products/star-map").json().at("/products/0");
        assertThat(product.at("/pricing/price/USD").decimalValue()).isEqualByComparingTo("20");
        assertThat(product.at("/pricing/price/EUR").decimalValue()).isEqualByComparingTo("18");
        assertThat(product.at("/attributes/paper").asText()).isEqualTo("A2");
        assertThat(product.get("rank").asInt()).isEqualTo(2);
        assertThat(simulator
                        .buy(client.session("{\"productPath\":\"star-map\"}"))
                        .total())
                .isEqualByComparingTo("20");
    }

    @Test
    void itemsFailOneByOne() {
        Answer mixed = client.post(
                "/products",
                PRODUCT.replace(
                        "}]}",
                        "},{\"product\":\"x\"},{\"product\":\"sky-atlas\",\"visibility\":\"public\"},"
                                + "{\"product\":\"trial-plan\",\"display\":{\"en\":\"T\"},\"pricing\":{\"price\":{\"USD\":1},"
                                + "\"trial\":5,\"paymentCollected\":false,\"paidTrial\":true,\"setupFee\":{\"price\":{\"USD\":1}}}}]}"));

        assertThat(mixed.status()).isEqualTo(200);
        assertThat(mixed.json().findValuesAsText("result")).containsExactly("success", "error", "error", "error");
        assertThat(mixed.json().at("/products/2/error/visibility").asText()).isEqualTo("Field was not recognized");
        assertThat(mixed.json().at("/products/3/error").fieldNames())
                .toIterable()
                .contains("setupFee", "trialPrice");
        assertThat(client.post("/products", "{\"products\":[{\"product\":\"x\"}]}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void atMost300() {
        String many = String.join(",", Collections.nCopies(301, "{\"product\":\"sky-atlas\"}"));

        assertThat(client.post("/products", "{\"products\":[" + many + "]}").status())
                .isEqualTo(400);
    }

    @Test
    void deletedProductsAreGone() {
        Answer mixed = client.delete("/products/sky-atlas,nope");

        assertThat(mixed.json().findValuesAsText("result")).containsExactly("success", "error");
        assertThat(client.delete("/products/sky-atlas").status()).isEqualTo(400);
        assertThat(client.get("/products").json().get("products")).hasSize(2);
    }

    @Test
    void offers() {
        JsonNode created = client.post("/products/offers/sky-atlas", OFFERS).json();
        JsonNode again = client.post(
                        "/products/offers/sky-atlas",
                        OFFERS.replace("[{\"product\"", "{\"product\"").replace("}]}]}", "}]}}"))
                .json();

        assertThat(created.at("/products/0/action").asText()).isEqualTo("products.offers.create");
        assertThat(again.at("/products/0/action").asText()).isEqualTo("products.offers.update");
        assertThat(client.get("/products/offers/sky-atlas?type=addon").json().at("/products/0/offers"))
                .hasSize(1);
        Answer mismatch = client.post("/products/offers/paper-planner", OFFERS);
        assertThat(mismatch.status()).isEqualTo(400);
        assertThat(mismatch.json().at("/error/product").asText()).contains("paper-planner", "sky-atlas");
        assertThat(client.get("/products/offers/nope").status()).isEqualTo(400);
    }

    @Test
    void prices() {
        client.post("/products", PRODUCT);

        JsonNode page = client.get("/products/price?limit=3&country=DE").json();
        assertThat(page.get("nextPage").asInt()).isEqualTo(2);
        assertThat(page.at("/products/0/pricing/DE/currency").asText()).isEqualTo("EUR");
        JsonNode one = client.get("/products/price/star-map?country=US").json();
        assertThat(one.at("/products/0/pricing/US/quantityDiscount/10/unitPrice")
                        .decimalValue())
                .isEqualByComparingTo("15");
        assertThat(client.get("/products/price/nope").status()).isEqualTo(400);
    }

    @Test
    void theListHasNoPages() {
        fastSpring.expectRefused("Pagination is not supported for this endpoint", "unknown member products[0].name");

        assertThat(client.get("/products?page=1").json().at("/error/page").asText())
                .contains("Pagination");
        client.post("/products", "{\"products\":[{\"product\":\"abc\",\"name\":\"x\"}]}");
        assertThat(client.get("/products").json().get("total").asInt()).isZero();
    }
}

package io.github.camelfastspring.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.camelfastspring.simulator.TestClient.Answer;

import static org.assertj.core.api.Assertions.assertThat;

class ReadsTest {
    @RegisterExtension
    final FastSpringSimulatorExtension fastSpring = new FastSpringSimulatorExtension();

    private TestClient client;

    @BeforeEach
    void client() {
        client = new TestClient(fastSpring.simulator());
    }

    @Test
    void productsAreAlwaysAList() {
        JsonNode one = client.get("/products/sky-atlas").json();
        JsonNode two = client.get("/products/sky-atlas,cloud-notes-monthly").json();

        assertThat(one.at("/products")).hasSize(1);
        assertThat(one.at("/products/0/pricing/price/EUR").asText()).isEqualTo("54.95");
        assertThat(two.at("/products/1/pricing/interval").asText()).isEqualTo("month");
    }

    @Test
    void unknownProductsFailOneByOne() {
        Answer all = client.get("/products/nope");
        Answer some = client.get("/products/nope,sky-atlas");

        assertThat(all.status()).isEqualTo(400);
        assertThat(all.json().at("/products/0/error/product").asText()).isEqualTo("Not found");
        assertThat(some.status()).isEqualTo(200);
        assertThat(some.json().findValuesAsText("result")).containsExactly("error", "success");
    }

    @Test
    void aSingleOrderIsFlatAndSeveralAreAList() {
        String first = buy().id();
        String second = buy().id();

        JsonNode flat = client.get("/orders/" + first).json();
        assertThat(flat.get("order").asText()).isEqualTo(first);
        assertThat(flat.get("action").asText()).isEqualTo("order.get");
        assertThat(client.get("/orders/" + first + "," + second)
                        .json()
                        .at("/orders/1/order")
                        .asText())
                .isEqualTo(second);

        Answer unknown = client.get("/orders/nope");
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.json().at("/orders/0/error/order").asText()).isEqualTo("Not found");
        Answer mixed = client.get("/orders/" + first + ",nope");
        assertThat(mixed.status()).isEqualTo(200);
        assertThat(mixed.json().at("/orders/1/result").asText()).isEqualTo("error");
    }

    @Test
    void anAccountIsFlatAndAListIsOneUnknownId() {
        String account = buy().accountId();

        assertThat(client.get("/accounts/" + account).json().get("account").asText())
                .isEqualTo(account);
        Answer list = client.get("/accounts/" + account + "," + account);
        assertThat(list.status()).isEqualTo(400);
        assertThat(list.json().at("/error/account").asText()).isNotEmpty();
        assertThat(list.json().get("account").asText()).isEqualTo(account + "," + account);
    }

    private Order buy() {
        return fastSpring.simulator().buy(client.session("{\"productPath\":\"sky-atlas\"}"));
    }
}

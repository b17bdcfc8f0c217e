package io.github.camelfastspring.simulator;

import java.math.BigDecimal;
import java.time.Duration;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.camelfastspring.simulator.TestClient.Answer;

import static org.assertj.core.api.Assertions.assertThat;

class SessionsV1Test {
    @RegisterExtension
    final FastSpringSimulatorExtension fastSpring = new FastSpringSimulatorExtension();

    private TestClient client;

    @BeforeEach
    void client() {
        client = new TestClient(fastSpring.simulator());
    }

    @Test
    void aSessionForContactDataCanBeBought() {
        FastSpringSimulator simulator = fastSpring.simulator();
        Answer answer = client.post(
                "/sessions",
                """
                {"contact":{"first":"Grace","last":"Example","email":"grace@example.com","country":"FR",
                "language":"fr"},"expiration":7,"tags":{"campaign":"spring"},
                "items":[{"product":"sky-atlas","quantity":2,"pricing":{"price":{"EUR":"40.00"},
                "quantityDiscounts":{"2":25}}}]}""");

        assertThat(answer.status()).isEqualTo(200);
        JsonNode session = answer.json();
        assertThat(session.get("order").isNull()).isTrue();
        assertThat(session.get("currency").asText()).isEqualTo("EUR");
        assertThat(session.get("subtotal").decimalValue()).isEqualTo(new BigDecimal("60.00"));
        assertThat(session.at("/items/0/quantity").asInt()).isEqualTo(2);

        simulator.clock().advance(Duration.ofDays(6));
        Order order = simulator.buy(session.get("id").asText());
        assertThat(order.accountId()).isEqualTo(session.get("account").asText());
        assertThat(order.total()).isEqualTo(new BigDecimal("60.00"));
        assertThat(order.tags().get("campaign").asText()).isEqualTo("spring");
    }

    @Test
    void whatItCannotFulfil() {
        String contact = "\"contact\":{\"email\":\"grace@example.com\"},";
        assertError("{\"items\":[{\"product\":\"sky-atlas\"}]}", "contact");
        assertError("{\"account\":\"nope\",\"items\":[{\"product\":\"sky-atlas\"}]}", "account");
        assertError("{" + contact + "\"items\":[{\"product\":\"nope\"}]}", "items.nope");
        assertError(
                "{" + contact + "\"items\":[{\"product\":\"sky-atlas\"},{\"product\":\"sky-atlas\"}]}",
                "items.sky-atlas");
        assertError("{" + contact + "\"items\":[]}", "items");
        assertError("{" + contact + "\"expiration\":8,\"items\":[{\"product\":\"sky-atlas\"}]}", "expiration");
        assertThat(fastSpring.simulator().store().accounts()).isEmpty();
    }

    private void assertError(String body, String field) {
        Answer answer = client.post("/sessions", body);
        assertThat(answer.status()).as(body).isEqualTo(400);
        assertThat(answer.json().get("error").has(field)).as(answer.text()).isTrue();
    }
}

package io.github.camelfastspring.simulator;

import java.time.Duration;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.camelfastspring.simulator.TestClient.Answer;

import static org.assertj.core.api.Assertions.assertThat;

class QuotesTest {
    static final String QUOTE =
            """
            {"items":[{"product":"sky-atlas","quantity":3},{"product":"paper-planner","unitListPrice":10}],
            "name":"School library","recipient":{"email":"lib@example.com","first":"Li","last":"Brary"},
            "recipientAddress":{"country":"US","postalCode":"62701"},"expirationDateDays":10,
            "tags":[{"key":"k","value":"v"}]}""";

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
    void createReadUpdateCancelDelete() {
        Answer created = client.post("/quotes", QUOTE);
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.json().get("total").decimalValue()).isEqualByComparingTo("189.85");
        String path = "/quotes/" + created.json().get("id").asText();

        JsonNode updated = client.put(path, "{\"updateQuoteRequest\":{\"name\":\"Library\"}}")
                .json();
        assertThat(updated.get("name").asText()).isEqualTo("Library");
        assertThat(updated.get("items")).hasSize(2);
        assertThat(client.put(path, "{\"notes\":\"n\"}").json().get("notes").asText())
                .isEqualTo("n");

        assertThat(client.post(path + "/cancel", null).json().get("status").asText())
                .isEqualTo("CANCELED");
        assertThat(client.post(path + "/cancel", null).status()).isEqualTo(400);
        assertThat(simulator.store().events())
                .extracting(Event::type)
                .containsExactlyInAnyOrder("quote.created", "quote.updated", "quote.updated", "quote.updated");

        assertThat(client.delete(path).status()).isEqualTo(200);
        Answer gone = client.get(path);
        assertThat(gone.status()).isEqualTo(404);
        assertThat(gone.json().get("status").asText()).isEqualTo("NOT_FOUND");
    }

    @Test
    void quotesExpire() {
        String id = client.post("/quotes", QUOTE).json().get("id").asText();

        simulator.clock().advance(Duration.ofDays(10));

        assertThat(simulator.store().quotes().find(id).orElseThrow().status()).isEqualTo("EXPIRED");
        assertThat(client.get("/quotes/" + id)
                        .json()
                        .at("/statusHistory/0/statusUpdatedTo")
                        .asText())
                .isEqualTo("EXPIRED");
    }

    @Test
    void listsAndFilters() {
        client.post("/quotes", QUOTE);
        String canceled = client.post("/quotes", QUOTE).json().get("id").asText();
        client.post("/quotes/" + canceled + "/cancel", null);

        assertThat(list("")).hasSize(2);
        assertThat(list("?statuses=OPEN")).hasSize(1);
        assertThat(list("?statuses=OPEN&statuses=CANCELED")).hasSize(2);
        assertThat(list("?onlyQuoteId=true").get(0)).hasSize(1);
        assertThat(list("?searchParam=School")).hasSize(2);
        assertThat(list("?createdEnd=2000-01-01")).isEmpty();
        assertThat(client.get("/quotes?createdEnd=x").status()).isEqualTo(400);
    }

    @Test
    void refusals() {
        fastSpring.expectRefused("missing member name", "unknown member quote", "ill-typed member items[0].quantity");

        client.post("/quotes", QUOTE.replace("\"name\":\"School library\",", ""));
        client.put("/quotes/x", "{\"quote\":{}}");
        client.post("/quotes", QUOTE.replace("\"quantity\":3", "\"quantity\":\"3\""));
        assertThat(client.post("/quotes", QUOTE.replace("sky-atlas", "nope")).status())
                .isEqualTo(400);
        assertThat(client.post("/quotes", QUOTE.replace("Days\":10", "Days\":91"))
                        .status())
                .isEqualTo(400);
    }

    private JsonNode list(String query) {
        return client.get("/quotes" + query).json().at("/_embedded/quotes");
    }
}

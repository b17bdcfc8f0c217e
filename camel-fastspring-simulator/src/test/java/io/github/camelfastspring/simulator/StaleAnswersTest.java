package io.github.camelfastspring.simulator;

import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.camelfastspring.simulator.TestClient.Answer;
import io.github.camelfastspring.simulator.payload.Json;

import static org.assertj.core.api.Assertions.assertThat;

class StaleAnswersTest {
    private static final String UNPROCESSED = "/events/unprocessed";

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
    void processedEventsAppearAgainAndNewOnesAreMissing() {
        String first = publish();
        assertThat(unprocessed("days=1")).containsExactly(first);
        client.post("/events/" + first, "{\"processed\":true}");
        String second = publish();
        simulator.faults().next(2, "GET", UNPROCESSED, Fault.stale());

        assertThat(unprocessed("days=1")).containsExactly(first);
        assertThat(unprocessed("days=2")).as("another query").containsExactly(second);
        assertThat(unprocessed("days=1")).containsExactly(second);
        assertThat(simulator.store().event(first).orElseThrow().processed()).isTrue();
        assertThat(simulator.requests()).extracting(RecordedRequest::status).containsOnly(200);
    }

    @Test
    void withoutAnAnswerFromBeforeTheRequestIsExecuted() {
        String event = publish();
        simulator.faults().next("GET", UNPROCESSED, Fault.stale());

        assertThat(unprocessed("days=1")).containsExactly(event);

        // The answer of that execution is one from before now.
        simulator.store().mark(event, true);
        simulator.faults().next("GET", UNPROCESSED, Fault.stale());
        assertThat(unprocessed("days=1")).containsExactly(event);
        assertThat(unprocessed("days=1")).isEmpty();
    }

    @Test
    void otherMethodsAreExecuted() {
        String event = publish();
        client.post("/events/" + event, "{\"processed\":true}");
        simulator.faults().next("POST", "/events/", Fault.stale());

        assertThat(client.post("/events/" + event, "{\"processed\":false}")
                        .json()
                        .get("processed")
                        .asBoolean())
                .isFalse();
        assertThat(simulator.store().event(event).orElseThrow().processed()).isFalse();
    }

    @Test
    void onlyGoodAnswersOfTheStoreAreRepeated() {
        Answer good = client.get("/products/sky-atlas");
        simulator.faults().next("GET", "/products", Fault.status(200, "application/json", "{}"));
        assertThat(client.get("/products/sky-atlas").text()).isEqualTo("{}");
        simulator.store().removeProduct("sky-atlas");
        Answer gone = client.get("/products/sky-atlas");
        assertThat(gone.status()).isNotEqualTo(200);
        simulator.faults().next("GET", "/products", Fault.stale());

        assertThat(client.get("/products/sky-atlas")).isEqualTo(good);
        assertThat(client.get("/products/sky-atlas")).isEqualTo(gone);
    }

    @Test
    void whatIsStaleIsNotJudged() {
        Answer good = client.get("/products/sky-atlas");
        simulator.faults().next("GET", "/products", Fault.stale());

        assertThat(client.send(HttpRequest.newBuilder(URI.create(simulator.baseUrl() + "/products/sky-atlas"))))
                .isEqualTo(good);
        assertThat(simulator.refusedRequests()).isEmpty();
    }

    @Test
    void the100PathsAskedForLastAreKept() {
        for (int i = 0; i < 101; i++) {
            simulator.store().save(product(i, "Old"));
            client.get("/products/p-" + i);
            simulator.store().save(product(i, "New"));
            // Asked for again and again, so that it is not the one to go.
            simulator.faults().next("GET", "/products", Fault.stale());
            assertThat(client.get("/products/p-0").text()).contains("Old");
        }
        simulator.faults().next(3, "GET", "/products", Fault.stale());

        assertThat(client.get("/products/p-100").text()).contains("Old");
        assertThat(client.get("/products/p-2").text()).contains("Old");
        assertThat(client.get("/products/p-1").text()).contains("New").doesNotContain("Old");
    }

    private static Product product(int number, String name) {
        return Product.oneTime("p-" + number, name, "1.00", "1.00");
    }

    private String publish() {
        return simulator
                .store()
                .publish("order.completed", true, Json.object().put("id", "o"))
                .id();
    }

    private List<String> unprocessed(String query) {
        List<String> ids = new ArrayList<>();
        client.get(UNPROCESSED + "?" + query)
                .json()
                .get("events")
                .forEach(event -> ids.add(event.get("id").asText()));
        return ids;
    }
}

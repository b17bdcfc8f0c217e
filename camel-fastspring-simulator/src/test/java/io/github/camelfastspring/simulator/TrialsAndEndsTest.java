package io.github.camelfastspring.simulator;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** What happens to subscriptions and jobs only because time passes. */
class TrialsAndEndsTest {
    @RegisterExtension
    final FastSpringSimulatorExtension fastSpring = new FastSpringSimulatorExtension(() -> FastSpringSimulator.builder()
            .clock(SimulatorClock.frozenAt(Instant.parse("2026-03-10T09:00:00Z")))
            .start());

    private FastSpringSimulator simulator;
    private TestClient client;

    @BeforeEach
    void client() {
        simulator = fastSpring.simulator();
        client = new TestClient(simulator);
        client.post(
                "/products",
                "{\"products\":[{\"product\":\"trial-plan\",\"display\":{\"en\":\"Trial\"},\"pricing\":{\"interval\":"
                        + "\"month\",\"intervalLength\":1,\"trial\":14,\"price\":{\"USD\":9}}}]}");
    }

    @Test
    void aTrialWithAPaymentMethodIsChargedAtItsEnd() {
        String id = buy("trial-plan");

        simulator.clock().advance(Duration.ofDays(14));

        Subscription active = simulator.store().subscription(id).orElseThrow();
        assertThat(active.state()).isEqualTo("active");
        assertThat(active.next()).isEqualTo(Instant.parse("2026-04-24T00:00:00Z"));
        assertThat(simulator.store().orders().get(1).total()).isEqualByComparingTo("9.00");
        assertThat(simulator.store().events()).extracting(Event::type).contains("subscription.charge.completed");
    }

    @Test
    void aTrialCannotBeProrated() {
        String id = buy("trial-plan");

        assertThat(client.post("/subscriptions/estimate", "{\"subscription\":\"" + id + "\"}")
                        .json()
                        .get("prorationStatus")
                        .asText())
                .isEqualTo("TRIAL");
        assertThat(client.post("/subscriptions/estimate", "{\"subscription\":\"" + id + "\",\"prorate\":true}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void anEndThatIsSetEndsTheSubscription() {
        String id = buy("cloud-notes-monthly");
        client.post("/subscriptions", "{\"subscriptions\":[{\"subscription\":\"" + id + "\",\"end\":\"2026-03-20\"}]}");

        simulator.clock().advance(Duration.ofDays(9));
        assertThat(simulator.store().subscription(id).orElseThrow().state()).isEqualTo("active");
        simulator.clock().advance(Duration.ofDays(1));
        assertThat(simulator.store().subscription(id).orElseThrow().state()).isEqualTo("deactivated");
        assertThat(client.post("/subscriptions", "{\"subscriptions\":[{\"subscription\":\"" + id + "\"}]}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void aRequestAloneMakesTimePass() {
        String id = buy("cloud-notes-monthly");
        client.delete("/subscriptions/" + id);
        Subscription canceled = simulator.store().subscription(id).orElseThrow();
        // As if the clock had run by itself.
        simulator
                .store()
                .save(canceled.with(
                        simulator.store().now(),
                        change -> change.cancellation(
                                canceled.terms().canceled(), simulator.store().now())));

        assertThat(client.get("/subscriptions/" + id).json().get("state").asText())
                .isEqualTo("deactivated");
    }

    private String buy(String product) {
        Order order = simulator.buy(client.session("{\"productPath\":\"" + product + "\"}"));
        return order.items().get(0).subscriptionId();
    }
}

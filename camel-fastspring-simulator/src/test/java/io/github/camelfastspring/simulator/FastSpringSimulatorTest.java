package io.github.camelfastspring.simulator;

import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.github.camelfastspring.simulator.payload.Json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FastSpringSimulatorTest {
    @Test
    void theBuilderChangesWhatItIsMadeOf() {
        Product tool = Product.oneTime("tool", "Tool", "5.00", "4.00");
        try (FastSpringSimulator simulator = FastSpringSimulator.builder()
                .credentials("me", "secret")
                .products(List.of(tool))
                .checkouts("mystore/web-one")
                .start()) {
            TestClient client = new TestClient(simulator);

            assertThat(client.get("/products/tool").status()).isEqualTo(200);
            assertThat(client.get("/products/sky-atlas").status()).isEqualTo(400);
            assertThat(client.post("/v2/checkouts/mystore/web-one/sessions", "{}")
                            .status())
                    .isEqualTo(201);
            assertThat(simulator.checkouts()).containsExactly("mystore/web-one");
            assertThat(simulator.refusedRequests()).isEmpty();
        }
    }

    @Test
    void requestsAreRecordedAsSent() {
        try (FastSpringSimulator simulator = FastSpringSimulator.start()) {
            TestClient client = new TestClient(simulator);
            client.post("/events/a%2Bb?x=%20", "{\"processed\":true}");

            assertThat(simulator.requests()).singleElement().satisfies(request -> {
                assertThat(request.method()).isEqualTo("POST");
                assertThat(request.target()).isEqualTo("/events/a%2Bb?x=%20");
                assertThat(request.header("content-TYPE")).isEqualTo("application/json");
                assertThat(request.header("X-None")).isNull();
                assertThat(request.bodyText()).isEqualTo("{\"processed\":true}");
                assertThat(request.status()).isEqualTo(400);
                assertThat(request.toString()).doesNotContain("Basic", "processed");
            });
            assertThat(simulator.refusedRequests())
                    .extracting(RefusedRequest::reason)
                    .containsExactly("unknown query parameter x");
            simulator.forgetRequests();
            assertThat(simulator.requests()).isEmpty();
        }
    }

    @Test
    void manyRequestsAtOnceAreAnswered() {
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try (FastSpringSimulator simulator = FastSpringSimulator.start()) {
            TestClient client = new TestClient(simulator);
            List<CompletableFuture<Order>> orders = IntStream.range(0, 100)
                    .mapToObj(i -> CompletableFuture.supplyAsync(
                            () -> simulator.buy(client.session("{\"productPath\":\"sky-atlas\"}")), threads))
                    .toList();

            assertThat(orders).extracting(order -> order.join().id()).doesNotHaveDuplicates();
            assertThat(simulator.store().accounts()).hasSize(1);
            assertThat(simulator.store().events()).hasSize(101);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aPortThatIsTakenIsNamed() {
        try (FastSpringSimulator simulator = FastSpringSimulator.start()) {
            int taken = Integer.parseInt(simulator.baseUrl().replaceAll(".*:", ""));

            assertThatThrownBy(() -> FastSpringSimulator.builder().port(taken).start())
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("127.0.0.1:" + taken);
        }
    }

    @Test
    void theClockMovesForwardForAllItsZones() {
        SimulatorClock clock = SimulatorClock.frozenAt(Instant.EPOCH);
        Clock tokyo = clock.withZone(ZoneId.of("Asia/Tokyo"));

        clock.advance(Duration.ofHours(2));

        assertThat(clock.millis()).isEqualTo(7_200_000);
        assertThat(tokyo.instant()).isEqualTo(clock.instant());
        assertThatThrownBy(() -> clock.advance(Duration.ofHours(-1))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theStoreKeepsWhatTestsPublish() {
        try (FastSpringSimulator simulator = FastSpringSimulator.builder()
                .clock(SimulatorClock.frozenAt(Instant.EPOCH))
                .start()) {
            Event event = simulator
                    .store()
                    .publish("quote.created", true, Json.object().put("quote", "q"));

            assertThat(event.created()).isZero();
            assertThat(simulator.store().event(event.id())).hasValue(event);
            assertThat(simulator.store().mark("nope", true)).isEmpty();
        }
    }

    @Test
    void aProductNeedsANameAndAPrice() {
        assertThatThrownBy(() -> new Product("x", Map.of("de", "X"), Map.of(), null, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Product x");
    }
}

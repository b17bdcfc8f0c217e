package io.github.camelfastspring.simulator;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.github.camelfastspring.simulator.TestClient.Answer;
import io.github.camelfastspring.simulator.payload.Json;

import static io.github.camelfastspring.simulator.TestClient.SESSIONS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(60)
class RateLimitTest {
    private static final String ATLAS = "/products/sky-atlas";

    private FastSpringSimulator simulator;
    private TestClient client;

    @AfterEach
    void close() {
        simulator.close();
    }

    @Test
    void theCallAfter250IsRefusedUntilOneFitsAgain() throws Exception {
        start(RateLimit.perMinute(250));

        assertThat(statuses(250)).containsOnly(200);
        advance(400);
        HttpResponse<String> refused = client.exchange("GET", ATLAS, null);

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).hasValue("60");
        assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/json;charset=UTF-8");
        assertThat(refused.body())
                .isEqualTo("{\"code\":\"TOO_MANY_REQUESTS\",\"message\":\"More than 250 calls within a minute\"}");
        advance(59_599);
        assertThat(retryAfter()).isEqualTo("1");
        advance(1);
        assertThat(statuses(1)).containsOnly(200);
    }

    @Test
    void theWindowSlides() throws Exception {
        start(RateLimit.perMinute(5));
        statuses(2);
        advance(50_000);
        assertThat(statuses(4)).containsExactly(200, 200, 200, 429);
        assertThat(retryAfter()).isEqualTo("10");

        // A window that starts anew every minute would let five through here.
        advance(10_000);
        assertThat(statuses(3)).containsExactly(200, 200, 429);
        assertThat(retryAfter()).isEqualTo("50");
        advance(49_999);
        assertThat(retryAfter()).isEqualTo("1");
        advance(1);
        assertThat(statuses(4)).containsExactly(200, 200, 200, 429);
    }

    @Test
    void refusedCallsTakeNoRoom() {
        start(RateLimit.perMinute(2));
        for (int second = 0; second < 60; second++) {
            statuses(2);
            advance(1_000);
        }

        assertThat(statuses(3)).containsExactly(200, 200, 429);
        assertThat(simulator.rate()).isEqualTo(new Rate(123, 121, 119));
    }

    @Test
    void theHeaderCanBeMissing() throws Exception {
        start(RateLimit.perMinute(1).withoutRetryAfter());
        statuses(1);

        HttpResponse<String> refused = client.exchange("GET", ATLAS, null);

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).isEmpty();
        assertThat(refused.body()).contains("TOO_MANY_REQUESTS");
    }

    @Test
    void theOldFormIs404WithoutBody() throws Exception {
        start(RateLimit.perMinute(1).asNotFound());
        statuses(1);

        HttpResponse<String> refused = client.exchange("GET", ATLAS, null);

        assertThat(refused.statusCode()).isEqualTo(404);
        assertThat(refused.body()).isEmpty();
        assertThat(refused.headers().map()).doesNotContainKeys("content-type", "retry-after");
        assertThat(simulator.rate().throttled()).isEqualTo(1);
        advance(60_000);
        assertThat(statuses(1)).containsOnly(200);
    }

    @Test
    void refusedCallsChangeNothing() {
        start(RateLimit.perMinute(2));
        simulator.store().publish("quote.created", true, Json.object());
        String event = simulator.store().unprocessedEvents().get(0).id();
        statuses(2);
        simulator.faults().next("POST", SESSIONS, Fault.status(503));

        assertThat(client.post(SESSIONS, "{}").status()).isEqualTo(429);
        assertThat(client.post("/events/" + event, "{\"processed\":true}").status())
                .isEqualTo(429);
        assertThat(client.get("/no/such/path").status()).isEqualTo(429);

        assertThat(simulator.store().sessions()).isEmpty();
        assertThat(simulator.store().unprocessedEvents()).hasSize(1);
        assertThat(simulator.refusedRequests()).isEmpty();
        assertThat(simulator.requests()).extracting(RecordedRequest::status).containsExactly(200, 200, 429, 429, 429);
        // The fault waits for a request that is let through.
        advance(60_000);
        assertThat(client.post(SESSIONS, "{}").status()).isEqualTo(503);
        assertThat(client.post(SESSIONS, "{}").status()).isEqualTo(201);
    }

    @Test
    void callsCountWhateverBecomesOfThem() {
        start(RateLimit.perMinute(5));
        simulator.faults().next("POST", SESSIONS, Fault.reset()).next("GET", ATLAS, Fault.status(500));

        // Not a GET, which the client would send again by itself.
        assertThatThrownBy(() -> client.post(SESSIONS, "{}")).isInstanceOf(IllegalStateException.class);
        assertThat(client.get(ATLAS).status()).isEqualTo(500);
        assertThat(client.get("/products/none").status()).isEqualTo(400);
        assertThat(client.get("/no/such/path").status()).isEqualTo(404);
        assertThat(client.send(client.request("GET", ATLAS, null)).status()).isEqualTo(401);

        assertThat(client.get(ATLAS).status()).isEqualTo(429);
    }

    @Test
    void thePagesOfBuyersAreNotCounted() {
        start(RateLimit.perMinute(1));
        String page = "/checkout/session/" + client.session("{\"productPath\":\"sky-atlas\"}");

        assertThat(open("GET", page).status()).isEqualTo(200);
        assertThat(open("POST", page).text()).contains("State: COMPLETED");
        assertThat(client.get(ATLAS).status()).isEqualTo(429);
        assertThat(simulator.rate()).isEqualTo(new Rate(2, 2, 1));
    }

    @Test
    void callsAtOnceDoNotSlipThrough() {
        start(RateLimit.perMinute(50));
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            List<CompletableFuture<Integer>> calls = IntStream.range(0, 200)
                    .mapToObj(i -> CompletableFuture.supplyAsync(
                            () -> client.post(SESSIONS, "{}").status(), threads))
                    .toList();
            List<Integer> statuses = calls.stream().map(CompletableFuture::join).toList();

            assertThat(statuses).filteredOn(status -> status == 201).hasSize(50);
            assertThat(statuses).filteredOn(status -> status == 429).hasSize(150);
            assertThat(simulator.store().sessions()).hasSize(50);
            assertThat(simulator.rate()).isEqualTo(new Rate(200, 200, 150));
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void withoutALimitCallsAreOnlyCounted() {
        simulator = FastSpringSimulator.builder()
                .clock(SimulatorClock.frozenAt(Instant.EPOCH))
                .start();
        client = new TestClient(simulator);
        assertThat(simulator.rate()).isEqualTo(new Rate(0, 0, 0));

        assertThat(statuses(300)).containsOnly(200);
        advance(60_000);
        statuses(1);
        simulator.forgetRequests();

        assertThat(simulator.rate()).isEqualTo(new Rate(301, 300, 0));
    }

    private void start(RateLimit limit) {
        simulator = FastSpringSimulator.builder()
                .clock(SimulatorClock.frozenAt(Instant.parse("2026-01-31T12:00:00.123456789Z")))
                .rateLimit(limit)
                .start();
        client = new TestClient(simulator);
    }

    private void advance(long millis) {
        simulator.clock().advance(Duration.ofMillis(millis));
    }

    private List<Integer> statuses(int calls) {
        return Stream.generate(() -> client.get(ATLAS).status()).limit(calls).toList();
    }

    private String retryAfter() throws Exception {
        return client.exchange("GET", ATLAS, null)
                .headers()
                .firstValue("Retry-After")
                .orElse("none");
    }

    private Answer open(String method, String target) {
        return client.send(client.request(method, target, null));
    }
}

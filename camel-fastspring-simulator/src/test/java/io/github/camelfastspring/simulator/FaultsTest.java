package io.github.camelfastspring.simulator;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import static io.github.camelfastspring.simulator.TestClient.SESSIONS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(30)
class FaultsTest {
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
    void aScriptedStatusComesAsOftenAsAskedInTheOrderOfRegistration() throws Exception {
        simulator
                .faults()
                .next("GET", "/products", Fault.status(429, "application/json", "{}", Map.of("Retry-After", "7")))
                .next(2, "GET", "/products/sky", Fault.status(503))
                .next("POST", "/products", Fault.status(500));

        HttpResponse<String> throttled = client.exchange("GET", "/products/sky-atlas", null);
        assertThat(throttled.statusCode()).isEqualTo(429);
        assertThat(throttled.headers().firstValue("Retry-After")).hasValue("7");
        assertThat(throttled.body()).isEqualTo("{}");
        assertThat(client.get("/products/sky-atlas").status()).isEqualTo(503);
        assertThat(client.get("/products/paper-planner").status()).isEqualTo(200);
        assertThat(client.get("/products/sky-atlas").text()).isEmpty();
        assertThat(client.get("/products/sky-atlas").status()).isEqualTo(200);
        assertThat(simulator.requests()).extracting(RecordedRequest::status).containsExactly(429, 503, 200, 503, 200);
    }

    @Test
    void aFaultedRequestIsNotJudged() {
        simulator.faults().next("GET", "/no/such/path", Fault.status(500));

        assertThat(client.get("/no/such/path").status()).isEqualTo(500);
        assertThat(simulator.refusedRequests()).isEmpty();
    }

    @Test
    void resetsComeBeforeOrAfterExecution() {
        simulator.faults().next("POST", SESSIONS, Fault.reset());
        assertThatThrownBy(() -> client.exchange("POST", SESSIONS, "{}")).isInstanceOf(IOException.class);
        assertThat(simulator.store().sessions()).isEmpty();

        simulator.faults().next("POST", SESSIONS, Fault.resetAfterExecution());
        assertThatThrownBy(() -> client.exchange("POST", SESSIONS, "{}")).isInstanceOf(IOException.class);
        assertThat(simulator.store().sessions()).hasSize(1);
        assertThat(simulator.requests()).extracting(RecordedRequest::status).containsOnly(0);
    }

    @Test
    void aCutBodyHasTheFullLengthAndHalfTheBytes() {
        simulator.faults().next("GET", "/products", Fault.cutBody());

        String answer = client.raw(
                "GET /products/sky-atlas HTTP/1.1\nUser-Agent: test\nAuthorization: "
                        + TestClient.authorization(simulator),
                "");

        assertThat(answer).startsWith("HTTP/1.1 200");
        int stated = Integer.parseInt(answer.replaceAll("(?s).*Content-Length: (\\d+).*", "$1"));
        String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
        assertThat(body).hasSize(stated / 2).startsWith("{\"products\"");
    }

    @Test
    void aDelayedRequestIsAnsweredAsUsual() {
        simulator.faults().next("GET", "/products", Fault.delay(Duration.ofMillis(50)));
        long start = System.nanoTime();

        assertThat(client.get("/products/sky-atlas").status()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(50));
    }

    @Test
    void aMuteRequestHangsUntilTheFaultsAreCleared() throws Exception {
        simulator.faults().next("POST", SESSIONS, Fault.mute());
        CompletableFuture<Throwable> hanging = hanging();
        awaitRequests(1);
        assertThat(hanging).isNotDone();

        simulator.faults().clear();

        assertThat(hanging.get(10, TimeUnit.SECONDS)).isInstanceOf(IOException.class);
        assertThat(simulator.store().sessions()).isEmpty();
    }

    @Test
    void closingEndsMuteRequestsAtOnce() throws Exception {
        simulator.faults().next(3, "POST", SESSIONS, Fault.mute());
        CompletableFuture<Throwable> hanging = hanging();
        awaitRequests(1);
        long start = System.nanoTime();

        simulator.close();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
        assertThat(hanging.get(10, TimeUnit.SECONDS)).isInstanceOf(IOException.class);
    }

    private CompletableFuture<Throwable> hanging() {
        return CompletableFuture.supplyAsync(() -> {
                    try {
                        return client.exchange("POST", SESSIONS, "{}");
                    } catch (IOException | InterruptedException e) {
                        throw new CompletionException(e);
                    }
                })
                .handle((answer, failure) -> failure == null ? null : failure.getCause());
    }

    private void awaitRequests(int count) {
        while (simulator.requests().size() < count) {
            Thread.onSpinWait();
        }
    }
}

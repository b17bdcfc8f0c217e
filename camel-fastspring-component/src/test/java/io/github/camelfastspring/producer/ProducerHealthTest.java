package io.github.camelfastspring.producer;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.apache.camel.Producer;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheck.State;
import org.apache.camel.health.HealthCheckHelper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.github.camelfastspring.FastSpringComponent;
import io.github.camelfastspring.simulator.SimulatorClock;
import io.github.camelfastspring.support.Calls;
import io.github.camelfastspring.support.RawServerTest;

import static io.github.camelfastspring.support.RawServer.json;
import static io.github.camelfastspring.support.RawServer.raw;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What Camel's health says of the producers. */
class ProducerHealthTest extends RawServerTest {

    private static final String ACCOUNT = "fastspring:accounts?operation=get&id=a&maxRetries=0";

    private final SimulatorClock clock = SimulatorClock.frozenAt(Instant.parse("2026-03-01T12:00:00Z"));

    @BeforeEach
    void useTheClock() {
        component().setClock(clock);
    }

    private FastSpringComponent component() {
        return calls.context().getComponent("fastspring", FastSpringComponent.class);
    }

    /** As {@code camel.health.producersEnabled=true} does. */
    private void enable() {
        HealthCheckHelper.getHealthCheckRepository(calls.context(), "producers").setEnabled(true);
    }

    private List<HealthCheck.Result> results() {
        return HealthCheckHelper.invokeReadiness(calls.context()).stream()
                .filter(result -> result.getCheck().getId().equals("fastspring-producer"))
                .toList();
    }

    private HealthCheck.Result health() {
        assertThat(results()).hasSize(1);
        return results().get(0);
    }

    private void assertUp() {
        assertThat(health().getMessage()).isEmpty();
        assertThat(health().getState()).isEqualTo(State.UP);
        assertThat(health().getDetails()).doesNotContainKeys(detail("problem"), detail("http.response.code"));
    }

    private void assertDown(String problem) {
        assertThat(health().getState()).isEqualTo(State.DOWN);
        assertThat(health().getMessage())
                .hasValueSatisfying(text ->
                        assertThat(text).startsWith(server.baseUrl() + ": ").contains(problem));
        assertThat(health().getDetails().get(detail("problem")).toString()).contains(problem);
    }

    private String detail(String key) {
        return server.baseUrl() + "." + key;
    }

    @Test
    void offUnlessSwitchedOn() {
        server.otherwise(request -> json(401, "{}"));
        calls.failure(ACCOUNT, null);
        assertThat(results()).isEmpty();

        enable();
        assertDown("credentials");
        assertThat(server.requests()).as("it makes no calls of its own").hasSize(1);
    }

    @Test
    void accountsThatNoProducerUsesAnyMoreAreForgotten() throws Exception {
        enable();
        server.otherwise(request -> json(401, "{}"));
        Producer first = producer();
        Producer second = producer();
        first.process(first.getEndpoint().createExchange());
        first.stop();
        assertDown("credentials");

        second.stop();

        assertUp();
    }

    /** As where Camel drops a producer of toD from its cache: what was written must not be told as a failure. */
    @Test
    void aCallThatIsUnderWayWhenItsProducerStopsEndsAsItWould() throws Exception {
        CompletableFuture<Void> answer = new CompletableFuture<>();
        server.otherwise(request -> {
            answer.join();
            return json(200, "{\"id\":\"a\",\"result\":\"success\"}");
        });
        AsyncProducer producer = calls.context()
                .getEndpoint("fastspring:accounts?operation=update&id=a")
                .createAsyncProducer();
        producer.start();
        Exchange exchange = producer.getEndpoint().createExchange();
        exchange.getMessage().setBody(Map.of("language", "en"));
        CompletableFuture<Exchange> done = new CompletableFuture<>();
        producer.process(exchange, sync -> done.complete(exchange));
        await().until(() -> server.requests().size() == 1);

        producer.stop();
        answer.complete(null);

        assertThat(done.get(20, TimeUnit.SECONDS).getException()).isNull();
        assertThat(exchange.getMessage().getBody(Map.class)).containsEntry("result", "success");
    }

    private Producer producer() throws Exception {
        Producer producer = calls.context().getEndpoint(ACCOUNT).createProducer();
        producer.start();
        return producer;
    }

    @Test
    void noLivenessCheck() {
        enable();
        calls.call(ACCOUNT, null);
        assertThat(HealthCheckHelper.invokeLiveness(calls.context()))
                .extracting(result -> result.getCheck().getId())
                .doesNotContain("fastspring-producer");
    }

    @Test
    void nothingIsShownOfAComponentThatHasItSwitchedOff() {
        enable();
        component().setHealthCheckProducerEnabled(false);
        server.otherwise(request -> json(401, "{}"));
        calls.failure(ACCOUNT, null);

        assertThat(results()).isEmpty();
    }

    @Test
    void downWhileTheCredentialsAreRefused() {
        enable();
        server.then(json(401, "{}"), json(503, ""), json(429, "{}"));
        calls.failure(ACCOUNT, null);
        assertDown("credentials");
        assertThat(health().getDetails())
                .containsEntry(detail("http.response.code"), 401)
                .doesNotContainKey(detail("lastAnswer"));

        calls.failure(ACCOUNT, null);
        calls.failure(ACCOUNT, null);
        assertDown("credentials");

        calls.call(ACCOUNT, null);
        assertUp();
        assertThat(health().getDetails())
                .containsEntry(detail("lastAnswer"), clock.instant().toString());
    }

    @Test
    void downWhereCallsHaveNoAnswerOneAfterTheOther() {
        enable();
        server.then(json(503, ""), raw(""), json(200, "{}"), json(503, ""), json(503, ""), json(200, "{"), raw(""));
        calls.failure(ACCOUNT, null);
        calls.failure(ACCOUNT, null);
        assertUp();

        calls.call(ACCOUNT, null);
        calls.failure(ACCOUNT, null);
        calls.failure(ACCOUNT, null);
        assertUp();
        calls.failure("fastspring:orders?operation=get&id=a&maxRetries=0", null);
        assertDown("without a usable answer, one after the other: 3");
        assertThat(health().getDetails()).containsEntry(detail("http.response.code"), 200);
        calls.failure(ACCOUNT, null);
        assertDown("without a usable answer, one after the other: 4");
        assertThat(health().getDetails()).doesNotContainKey(detail("http.response.code"));

        calls.call(ACCOUNT, null);
        assertUp();
    }

    /** They are answers, whatever the exchange makes of them. */
    @Test
    void refusalsAndMissingThingsAndThrottlesAreNoProblem() {
        enable();
        server.then(json(503, ""), json(503, ""), json(401, "{}"));
        for (int i = 0; i < 3; i++) {
            calls.failure(ACCOUNT, null);
        }
        assertDown("credentials");
        server.otherwise(request -> json(400, "{\"result\":\"error\",\"error\":{\"account\":\"wrong\"}}"));
        calls.failure(ACCOUNT, null);
        assertUp();
        server.then(json(503, ""));
        for (int i = 0; i < 4; i++) {
            calls.failure(ACCOUNT, null);
        }
        server.otherwise(request -> json(404, "{\"result\":\"error\"}"));
        for (int i = 0; i < 4; i++) {
            calls.failure(ACCOUNT, null);
        }
        server.otherwise(request -> json(429, "{}"));
        for (int i = 0; i < 4; i++) {
            calls.failure(ACCOUNT, null);
        }
        assertUp();
    }

    /** Otherwise an application that gets no requests while it is down would be down for ever. */
    @Test
    void whatIsLongPastIsForgotten() {
        enable();
        server.otherwise(request -> json(401, "{}"));
        calls.failure(ACCOUNT, null);
        clock.advance(Duration.ofMinutes(5).minusMillis(1));
        assertDown("credentials");
        clock.advance(Duration.ofMillis(1));
        assertUp();

        calls.failure(ACCOUNT, null);
        assertDown("credentials");
    }

    @Test
    void eachStoreIsLookedAtAlone() {
        enable();
        server.otherwise(request -> {
            String user = request.header("Authorization");
            return json(user.equals(basic("wrong", "pass")) ? 403 : 200, "{}");
        });
        calls.call(ACCOUNT, null);
        calls.failure(ACCOUNT + "&username=wrong&password=pass", null);
        calls.call(ACCOUNT, null);

        assertThat(health().getState()).isEqualTo(State.DOWN);
        assertThat(health().getDetails())
                .containsKey(detail("lastAnswer"))
                .doesNotContainKey(detail("problem"))
                .containsEntry(server.baseUrl() + "-2.http.response.code", 403)
                .containsKey(server.baseUrl() + "-2.problem");
        assertThat(health().getMessage() + health().getDetails().toString())
                .doesNotContain("wrong", Calls.USERNAME, Calls.PASSWORD);
    }

    private static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes());
    }

    @Test
    void severalComponentsHaveOneCheck() {
        enable();
        FastSpringComponent other = new FastSpringComponent();
        other.getConfiguration().setBaseUrl("http://127.0.0.1:1");
        other.getConfiguration().setRequestsPerMinute(0);
        other.getConfiguration().setUsername("u");
        other.getConfiguration().setPassword("p");
        calls.context().addComponent("other", other);
        for (int i = 0; i < 3; i++) {
            calls.call(ACCOUNT, null);
            calls.failure("other:accounts?operation=get&id=a&maxRetries=0", null);
        }

        assertThat(health().getState()).isEqualTo(State.DOWN);
        assertThat(health().getMessage())
                .hasValueSatisfying(text ->
                        assertThat(text).startsWith("http://127.0.0.1:1: ").doesNotContain(server.baseUrl()));
        assertThat(health().getDetails()).containsKey(detail("lastAnswer"));
    }
}

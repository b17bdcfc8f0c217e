package io.github.camelfastspring.producer;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.github.camelfastspring.error.FastSpringThrottledException;
import io.github.camelfastspring.support.Calls;
import io.github.camelfastspring.support.MeterTexts;
import io.github.camelfastspring.support.RawServer;

import static io.github.camelfastspring.support.MeterTexts.numbers;
import static io.github.camelfastspring.support.RawServer.answer;
import static io.github.camelfastspring.support.RawServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The meters of calls. */
@Timeout(60)
class CallMetersTest extends ManualBudgetTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    private void bind(String name, MeterRegistry bean) {
        calls.context().getRegistry().bind(name, bean);
    }

    private void start() {
        bind("meters", registry);
        budget.allow(1000);
    }

    private Map<String, Integer> outcomes() {
        return numbers(registry, "calls", "operation", "outcome");
    }

    @Test
    void callsAreTimedByOperationAndOutcome() {
        start();
        server.then(
                json(200, "{}"),
                json(200, "{}"),
                json(401, "{}"),
                json(404, "{\"result\":\"error\"}"),
                json(400, "{\"result\":\"error\",\"error\":{\"account\":\"wrong\"}}"),
                json(429, "{}"),
                json(503, ""),
                json(200, "{"));
        for (int i = 0; i < 8; i++) {
            calls.call(ACCOUNT + "&id=a&maxRetries=0", null);
        }
        server.then(json(
                200,
                "{\"orders\":[{\"order\":\"a\",\"result\":\"success\"},"
                        + "{\"order\":\"b\",\"result\":\"error\",\"error\":{\"order\":\"Not found\"}}]}"));
        calls.failure("fastspring:orders?operation=get&id=a,b", null);

        assertThat(outcomes())
                .isEqualTo(Map.of(
                        "accounts.get success", 2,
                        "accounts.get authentication", 1,
                        "accounts.get not_found", 1,
                        "accounts.get refused", 1,
                        "accounts.get throttled", 1,
                        "accounts.get unavailable", 1,
                        "accounts.get protocol", 1,
                        "orders.get partial_failure", 1));
        assertThat(registry.get("camel.fastspring.calls")
                        .tag("outcome", "refused")
                        .timer()
                        .totalTime(TimeUnit.NANOSECONDS))
                .isPositive();
    }

    /** A retry belongs to its call. */
    @Test
    void throttlesAreCountedEachTime() {
        start();
        calls.call(ACCOUNT + "&id=a", null);
        assertThat(numbers(registry, "throttles")).isEqualTo(Map.of("", 0));

        server.then(json(429, "{}"), json(429, "{}"), answer(404, "text/plain", ""));
        calls.call(ACCOUNT + "&id=a&maxRetryDelay=1", null);

        assertThat(numbers(registry, "throttles")).isEqualTo(Map.of("", 3));
        assertThat(outcomes()).isEqualTo(Map.of("accounts.get success", 2));
    }

    /** What the route does with the answer is none of the call. */
    @Test
    void aCallIsCountedBeforeItsRouteGoesOn() throws Exception {
        start();
        calls.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:a").to(ACCOUNT + "&id=a").process(exchange -> exchange.setVariable("then", outcomes()));
            }
        });
        Exchange exchange = calls.call("direct:a", null);

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getVariable("then")).isEqualTo(Map.of("accounts.get success", 1));
    }

    @Test
    void waitsForTheBudgetAreTimedByLane() throws Exception {
        bind("meters", registry);
        CompletableFuture<Exchange> first = start(ACCOUNT + "&id=a");
        CompletableFuture<Exchange> second = start(ACCOUNT + "&id=b&priority=background");
        assertThat(calls.failure(ACCOUNT + "&id=c&budgetTimeout=20", null))
                .isInstanceOf(FastSpringThrottledException.class);
        assertThat(numbers(registry, "budget.waits", "lane")).isEqualTo(Map.of("interactive", 1));
        assertThat(registry.get("camel.fastspring.budget.waits").timer().max(TimeUnit.MILLISECONDS))
                .isEqualTo(20);

        budget.allow(2);
        CompletableFuture.allOf(first, second).get(20, TimeUnit.SECONDS);

        assertThat(numbers(registry, "budget.waits", "lane")).isEqualTo(Map.of("interactive", 2, "background", 1));
        assertThat(numbers(registry, "throttles"))
                .as("it was not FastSpring that throttled")
                .isEqualTo(Map.of("", 0));
    }

    @Test
    void nothingOfACallIsInAMeterButItsOperation() {
        start();
        server.otherwise(request -> json(200, "{}"));
        calls.call(ACCOUNT + "&id=secretId1", null);
        calls.call("fastspring:accounts?operation=list", null, Map.of("CamelFastSpringEmail", "someone@example.com"));
        calls.call("fastspring:orders?operation=get", "secretId2,secretId3");
        calls.call("fastspring:raw?method=GET&path=/new/secretId4", null);
        calls.call("fastspring:raw?method=POST&path=/new/secretId5", "{\"email\":\"someone@example.com\"}");
        server.otherwise(request -> json(
                400,
                "{\"result\":\"error\",\"error\":{\"account\":\"someone@example.com\"},\"errorId\":\"secretId6\"}"));
        calls.failure("fastspring:accounts?operation=create", "{\"contact\":{\"email\":\"someone@example.com\"}}");

        assertThat(outcomes().keySet())
                .containsExactlyInAnyOrder(
                        "accounts.get success",
                        "accounts.list success",
                        "orders.get success",
                        "raw success",
                        "accounts.create refused");
        assertThat(MeterTexts.texts(registry))
                .isNotEmpty()
                .noneMatch(text -> List.of("secretId", "someone", Calls.USERNAME, Calls.PASSWORD, "127.0.0.1").stream()
                        .anyMatch(text::contains));
    }

    @Test
    void metersLeaveWithTheComponentAndBeginAnew() {
        start();
        registry.counter("somebody.elses").increment();
        calls.call(ACCOUNT + "&id=a", null);
        calls.context().stop();
        assertThat(registry.getMeters()).hasSize(1);

        try (Calls again = new Calls(server.baseUrl())) {
            again.context().getRegistry().bind("meters", registry);
            again.call(ACCOUNT + "&id=a", null);
            assertThat(outcomes()).isEqualTo(Map.of("accounts.get success", 1));
        }
        assertThat(registry.getMeters()).hasSize(1);
    }

    /** The second context is that of another application, or of a test. */
    @Test
    void contextsThatShareARegistryAreTold() {
        start();
        calls.call(ACCOUNT + "&id=a", null);
        try (Calls others = new Calls(server.baseUrl())) {
            others.context().getRegistry().bind("meters", registry);
            others.call(ACCOUNT + "&id=a", null);
            assertThat(numbers(registry, "calls", "camelContext"))
                    .isEqualTo(Map.of(
                            calls.context().getName(), 1, others.context().getName(), 1));
        }
        assertThat(numbers(registry, "calls", "camelContext"))
                .isEqualTo(Map.of(calls.context().getName(), 1));
    }

    @Test
    void ofSeveralRegistriesTheOneOfCamelMicrometerIsTaken() {
        SimpleMeterRegistry other = new SimpleMeterRegistry();
        bind("meters", other);
        bind("metricsRegistry", registry);
        budget.allow(1);
        calls.call(ACCOUNT + "&id=a", null);

        assertThat(outcomes()).isEqualTo(Map.of("accounts.get success", 1));
        assertThat(other.getMeters()).isEmpty();
    }

    @Test
    void orElseTheCompositeOne() {
        CompositeMeterRegistry composite = new CompositeMeterRegistry();
        composite.add(registry);
        bind("part", registry);
        bind("whole", composite);
        budget.allow(1);
        calls.call(ACCOUNT + "&id=a", null);
        assertThat(outcomes()).isEqualTo(Map.of("accounts.get success", 1));

        calls.context().stop();
        assertThat(registry.getMeters()).as("of the parts too").isEmpty();
    }

    @Test
    void orElseNone() {
        SimpleMeterRegistry other = new SimpleMeterRegistry();
        bind("one", registry);
        bind("two", other);
        budget.allow(1);

        assertThat(calls.call(ACCOUNT + "&id=a", null).getException()).isNull();
        assertThat(registry.getMeters()).isEmpty();
        assertThat(other.getMeters()).isEmpty();
    }

    @Test
    void aRegistryThatFailsHarmsNoCall() {
        SimpleMeterRegistry failing = new SimpleMeterRegistry();
        failing.config().onMeterAdded(meter -> {
            throw new IllegalStateException("no room");
        });
        bind("meters", failing);
        CompletableFuture<Exchange> waiting = calls.template().asyncSend(ACCOUNT + "&id=a", exchange -> {});
        budget.allow(1);

        await().until(waiting::isDone);
        assertThat(waiting.join().getException()).isNull();
        assertThat(server.requests()).extracting(RawServer.Request::line).hasSize(1);
    }
}

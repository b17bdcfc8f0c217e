package io.github.camelfastspring.producer;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.http.HttpComponent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.github.camelfastspring.FastSpringComponent;
import io.github.camelfastspring.FastSpringConfiguration;
import io.github.camelfastspring.error.FastSpringUnavailableException;
import io.github.camelfastspring.support.ManualBudget;
import io.github.camelfastspring.support.RawServerTest;

import static io.github.camelfastspring.support.RawServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** On which thread a call is made: the route's own alone where that waits in any case. */
@Timeout(60)
class CallThreadsTest extends RawServerTest {

    private static final String ACCOUNT = "fastspring:accounts?operation=get";

    /** By path. */
    private final Map<String, Thread> threads = new ConcurrentHashMap<>();

    @BeforeEach
    void watchThreads() {
        server.otherwise(request -> json(200, "{\"id\":\"a\"}"));
        calls.context()
                .getComponent("https", HttpComponent.class)
                .setHttpClientConfigurer(builder -> builder.addRequestInterceptorFirst(
                        (request, entity, context) -> threads.put(request.getPath(), Thread.currentThread())));
    }

    private FastSpringConfiguration configuration() {
        return calls.context()
                .getComponent("fastspring", FastSpringComponent.class)
                .getConfiguration();
    }

    private Thread threadOf(String id) {
        return threads.get("/accounts/" + id);
    }

    @Test
    void theRoutesThreadIsNotTheCallsThread() {
        assertThat(calls.call(ACCOUNT + "&id=a", null).getException()).isNull();

        assertThat(threadOf("a")).isNotSameAs(Thread.currentThread());
        assertThat(threadOf("a").getName()).contains("FastSpringCall");
    }

    @Test
    void synchronousCallsAreMadeByTheRoutesThread() {
        Exchange exchange = calls.call(ACCOUNT + "&id=a&synchronous=true", null);

        assertThat(exchange.getMessage().getBody()).isEqualTo(Map.of("id", "a"));
        assertThat(threadOf("a")).isSameAs(Thread.currentThread());
    }

    @Test
    void soAreThoseThatTheBudgetLetsGoAtOnce() throws Exception {
        configuration().setRequestsPerMinute(6_000);
        server.then(server.rawThenSilence(""));
        String uri = ACCOUNT + "&synchronous=true&maxRetries=0&requestTimeout=20000";
        CompletableFuture<Exchange> mute = CompletableFuture.supplyAsync(() -> calls.call(uri + "&id=mute", null));
        await().until(() -> server.requests().size() == 1);

        assertThat(calls.call(uri + "&id=a", null).getException())
                .as("one that waits for its answer holds up nobody")
                .isNull();
        assertThat(threadOf("a")).isSameAs(Thread.currentThread());
        assertThat(mute).isNotDone();
    }

    @Test
    void oneThatHasToWaitForTheBudgetLeavesElsewhere() throws Exception {
        ManualBudget budget = new ManualBudget();
        configuration().setRateBudget(budget);
        CompletableFuture<Exchange> exchange =
                CompletableFuture.supplyAsync(() -> calls.call(ACCOUNT + "&id=a&synchronous=true", null));
        assertThat(exchange).isNotDone();

        budget.allow(1);

        assertThat(exchange.get(20, TimeUnit.SECONDS).getException()).isNull();
        assertThat(threadOf("a").getName()).contains("FastSpringCall");
        assertThat(budget.taken()).isEqualTo(1);
    }

    @Test
    void soDoesOneThatIsTooEarlyForTheOwnBudget() {
        configuration().setRequestsPerMinute(600);

        boolean elsewhere = false;
        for (int i = 0; i < 100 && !elsewhere; i++) {
            assertThat(calls.call(ACCOUNT + "&synchronous=true&id=a" + i, null).getException())
                    .isNull();
            elsewhere = threadOf("a" + i).getName().contains("FastSpringCall");
        }

        assertThat(elsewhere).as("the burst ends").isTrue();
    }

    @Test
    void whatIsMissingIsFoundBeforeTheCall() {
        assertThat(calls.failure(ACCOUNT + "&synchronous=true", null)).hasMessageContaining("CamelFastSpringId");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void transactedRoutesMakeTheirCallsThemselves() throws Exception {
        calls.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:transacted")
                        .process(exchange -> exchange.getUnitOfWork().beginTransactedBy("test"))
                        .to(ACCOUNT + "&id=a");
            }
        });

        assertThat(calls.call("direct:transacted", null).getMessage().getBody()).isEqualTo(Map.of("id", "a"));
        assertThat(threadOf("a")).isSameAs(Thread.currentThread());
    }

    @Test
    void theNextCallOfARouteIsMadeByTheThreadThatMadeTheFirst() throws Exception {
        calls.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:two")
                        .to(ACCOUNT + "&id=first")
                        .to(ACCOUNT + "&id=second")
                        .to(ACCOUNT + "&id=third");
            }
        });

        calls.call("direct:two", null);

        assertThat(threadOf("first")).isNotSameAs(Thread.currentThread());
        assertThat(threadOf("second")).isSameAs(threadOf("first"));
        assertThat(threadOf("third")).isSameAs(threadOf("first"));
    }

    @Test
    void aCallThatHasToBeRepeatedGoesOnElsewhere() {
        server.then(json(503, ""));

        Exchange exchange = calls.call(ACCOUNT + "&id=a&synchronous=true", null);

        assertThat(exchange.getException()).isNull();
        assertThat(server.requests()).hasSize(2);
        assertThat(threadOf("a")).as("of the repetition").isNotSameAs(Thread.currentThread());
    }

    @Test
    void severalIdsInSeveralCallsComeInOrder() {
        server.otherwise(request -> {
            String id = request.line().split("[/ ]")[3];
            return json(200, "{\"id\":\"" + id + "\"}");
        });
        List<String> ids = IntStream.range(0, 3_000).mapToObj(i -> "o" + i).toList();

        Exchange exchange =
                calls.call("fastspring:orders?operation=get&synchronous=true&batchSize=1", String.join(",", ids));

        assertThat(exchange.getException()).isNull();
        assertThat(exchange.getMessage().getBody())
                .isEqualTo(ids.stream().map(id -> Map.of("id", id)).toList());
    }

    @Test
    void moreSynchronousCallsThanConnectionsWaitForTheirTurn() {
        List<CompletableFuture<Exchange>> exchanges = IntStream.range(0, 20)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> calls.call(ACCOUNT + "&synchronous=true&maxConnections=2&id=i" + i, null)))
                .toList();

        assertThat(exchanges).allSatisfy(exchange -> assertThat(
                        exchange.get(20, TimeUnit.SECONDS).getException())
                .isNull());
        assertThat(server.connections()).isLessThanOrEqualTo(2);
    }

    @Test
    void aSynchronousCallThatWaitsForItsAnswerEndsWithTheComponent() throws Exception {
        server.otherwise(request -> server.rawThenSilence(""));
        CompletableFuture<Exchange> exchange =
                CompletableFuture.supplyAsync(() -> calls.call(ACCOUNT + "&id=a&synchronous=true&maxRetries=0", null));
        await().until(() -> server.requests().size() == 1);

        calls.context().getComponent("fastspring").stop();

        assertThat(exchange.get(20, TimeUnit.SECONDS).getException())
                .isInstanceOf(FastSpringUnavailableException.class);
    }

    @Test
    void itsTimeOutIsKeptToo() {
        server.otherwise(request -> server.rawThenSilence(""));

        assertThat(calls.failure(ACCOUNT + "&id=a&synchronous=true&maxRetries=0&requestTimeout=200", null))
                .isInstanceOf(FastSpringUnavailableException.class)
                .hasMessageContaining("200 ms");
    }
}

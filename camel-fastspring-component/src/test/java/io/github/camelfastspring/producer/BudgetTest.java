package io.github.camelfastspring.producer;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.github.camelfastspring.error.FastSpringThrottledException;
import io.github.camelfastspring.error.FastSpringUnavailableException;

import static io.github.camelfastspring.support.RawServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Calls that wait for the budget. */
@Timeout(60)
class BudgetTest extends ManualBudgetTest {

    private static Exchange get(CompletableFuture<Exchange> exchange) throws Exception {
        return exchange.get(20, TimeUnit.SECONDS);
    }

    @Test
    void aCallLeavesWhenTheBudgetHasOne() throws Exception {
        CompletableFuture<Exchange> first = start(ACCOUNT + "&id=a");
        CompletableFuture<Exchange> second = start(ACCOUNT + "&id=b");
        assertThat(server.requests()).isEmpty();

        budget.allow(1);
        assertThat(get(first).getException()).isNull();
        assertThat(second).isNotDone();
        budget.allow(1);
        assertThat(get(second).getException()).isNull();
        assertThat(paths()).containsExactly("/accounts/a", "/accounts/b");
        assertThat(budget.taken()).isEqualTo(2);
    }

    @Test
    void repetitionsCountToo() throws Exception {
        server.then(json(503, ""), json(503, ""));
        CompletableFuture<Exchange> exchange = start(ACCOUNT + "&id=a");
        for (int i = 1; i < 3; i++) {
            budget.allow(1);
            int sent = i;
            await().until(() -> server.requests().size() == sent && budget.taken() == sent);
        }
        assertThat(exchange).isNotDone();

        budget.allow(1);
        assertThat(get(exchange).getException()).isNull();
        assertThat(budget.taken()).isEqualTo(3);
    }

    @Test
    void aCallWithoutBudgetFailsAfterTheTimeOutAndIsNotSent() {
        Exchange exchange = calls.call(ACCOUNT + "&id=a&budgetTimeout=20", null);

        assertThat(exchange.getException()).isInstanceOfSatisfying(FastSpringThrottledException.class, e -> {
            assertThat(e)
                    .hasMessageContaining("accounts.get")
                    .hasMessageContaining("not sent")
                    .hasMessageContaining("budgetTimeout, 20 ms");
            assertThat(e.getStatusCode()).isZero();
            assertThat(e.getRetryAfter()).isNull();
        });
        assertThat(calls.failure(ACCOUNT + "&id=a", null, Map.of("CamelFastSpringBudgetTimeout", 30)))
                .hasMessageContaining("30 ms");
        assertThat(calls.failure("fastspring:accounts?operation=create&budgetTimeout=20", "{}"))
                .isInstanceOf(FastSpringThrottledException.class)
                .hasMessageContaining("not sent");
        budget.allow(5);
        assertThat(calls.call(ACCOUNT + "&id=b", null).getException()).isNull();
        assertThat(paths()).containsExactly("/accounts/b");
    }

    @Test
    void interactiveCallsGoFirstWhicheverWayTheyAreMarked() throws Exception {
        CompletableFuture<Exchange> option = start(ACCOUNT + "&id=a&priority=background");
        CompletableFuture<Exchange> header = start(ACCOUNT + "&id=b", Map.of("CamelFastSpringPriority", "background"));
        CompletableFuture<Exchange> plain = start(ACCOUNT + "&id=c");
        CompletableFuture<Exchange> both =
                start(ACCOUNT + "&id=d&priority=background", Map.of("CamelFastSpringPriority", "INTERACTIVE"));

        for (CompletableFuture<Exchange> next : List.of(plain, both, option, header)) {
            budget.allow(1);
            assertThat(get(next).getException()).isNull();
        }
        assertThat(paths()).containsExactly("/accounts/c", "/accounts/d", "/accounts/a", "/accounts/b");
    }

    @Test
    void wholeListsGoInTheBackgroundUnlessToldOtherwise() throws Exception {
        String list = "fastspring:orders?operation=list&limit=1";
        server.otherwise(request -> json(200, "{\"orders\":[\"o\"],\"nextPage\":null}"));
        start(list + "&paging=all");
        start(list + "&paging=stream");
        start(list, Map.of("CamelFastSpringPaging", "all"));
        CompletableFuture<Exchange> page = start(list + "&paging=page");
        budget.allow(1);
        get(page);
        CompletableFuture<Exchange> first =
                start(list + "&paging=all&priority=interactive", Map.of("CamelFastSpringLimit", 2));
        CompletableFuture<Exchange> second = start(list + "&paging=page");
        budget.allow(1);
        get(first);
        assertThat(second).isNotDone();
        assertThat(paths()).containsExactly("/orders?limit=1", "/orders?limit=2");
        budget.allow(4);
        await().until(() -> server.requests().size() == 6);
    }

    /** More than the queues of Camel's default thread pools take. */
    @Test
    void thousandsOfCallsWaitWithoutThreads() throws Exception {
        AsyncProducer producer = calls.context().getEndpoint(ACCOUNT).createAsyncProducer();
        producer.start();
        int before = Thread.activeCount();
        List<CompletableFuture<Exchange>> exchanges = IntStream.range(0, 2500)
                .mapToObj(i -> start(producer, Map.of("CamelFastSpringId", "a" + i)))
                .toList();
        assertThat(Thread.activeCount()).isLessThan(before + 10);
        assertThat(exchanges).noneMatch(CompletableFuture::isDone);

        budget.allow(2500);
        for (CompletableFuture<Exchange> exchange : exchanges) {
            assertThat(get(exchange).getException()).isNull();
        }
        assertThat(server.requests()).hasSize(2500);
    }

    /** A route may do anything when a call fails; the others must not wait for it. */
    @Test
    void whatARouteDoesAfterATimeOutHoldsUpNobody() throws Exception {
        calls.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:start")
                        .doTry()
                        .to(ACCOUNT + "&budgetTimeout=20")
                        .doCatch(FastSpringThrottledException.class)
                        .process(exchange -> exchange.getMessage()
                                .setBody(calls.call(ACCOUNT + "&id=again", null).getException()))
                        .end();
            }
        });
        CompletableFuture<Exchange> exchange =
                calls.template().asyncSend("direct:start", e -> e.getMessage().setHeader("CamelFastSpringId", "a"));
        CompletableFuture<Exchange> other = start(ACCOUNT + "&id=b&budgetTimeout=100");
        assertThat(get(other).getException()).isInstanceOf(FastSpringThrottledException.class);

        budget.allow(1);
        assertThat(get(exchange).getMessage().getBody()).isNull();
        assertThat(paths()).containsExactly("/accounts/again");
    }

    @Test
    void waitingCallsFailWhenTheContextStops() throws Exception {
        calls.context().getShutdownStrategy().setTimeout(1);
        CompletableFuture<Exchange> read = start(ACCOUNT + "&id=a");
        CompletableFuture<Exchange> write = start("fastspring:orders?operation=update", Map.of());

        calls.close();

        assertThat(get(read).getException()).isInstanceOf(FastSpringUnavailableException.class);
        assertThat(get(write).getException()).isNotNull();
        assertThat(server.requests()).isEmpty();
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().contains("FastSpringBudget")));
    }

    @Test
    void onlyAWriteThatHasLeftWhenTheContextStopsMayHaveBeenExecuted() throws Exception {
        server.then(server.rawThenSilence(""));
        calls.context().getShutdownStrategy().setTimeout(1);
        String write = "fastspring:products?operation=delete&maxConnections=1&id=";
        budget.allow(1);
        CompletableFuture<Exchange> sent = start(write + "sent");
        await().until(() -> server.requests().size() == 1);
        CompletableFuture<Exchange> waiting = start(write + "waiting");

        calls.close();

        assertThat(outcomeUnknown(sent)).isTrue();
        assertThat(outcomeUnknown(waiting)).isFalse();
        assertThat(get(waiting).getException()).hasMessageContaining("not sent");
    }

    @Test
    void theSameHoldsWithoutABudget() throws Exception {
        configuration().setRateBudget(null);
        server.otherwise(request -> server.rawThenSilence(""));
        String write = "fastspring:products?operation=delete&maxConnections=1&id=";
        CompletableFuture<Exchange> sent = start(write + "sent");
        CompletableFuture<Exchange> waiting = start(write + "waiting");
        await().until(() -> server.requests().size() == 1);

        calls.close();

        assertThat(outcomeUnknown(sent)).isTrue();
        assertThat(outcomeUnknown(waiting)).isFalse();
    }

    private static boolean outcomeUnknown(CompletableFuture<Exchange> exchange) throws Exception {
        return get(exchange).getException(FastSpringUnavailableException.class).isOutcomeUnknown();
    }

    @Test
    void aCallWaitsForItsRepetitionHoweverManyOthersDo() throws Exception {
        configuration().setRateBudget(null);
        server.otherwise(request -> json(503, ""));
        AsyncProducer producer =
                calls.context().getEndpoint(ACCOUNT + "&retryDelay=60000").createAsyncProducer();
        producer.start();
        List<CompletableFuture<Exchange>> exchanges = IntStream.range(0, 1500)
                .mapToObj(i -> start(producer, Map.of("CamelFastSpringId", "a" + i)))
                .toList();

        await().until(() -> server.requests().size() == 1500);
        assertThat(exchanges).noneMatch(CompletableFuture::isDone);
    }
}

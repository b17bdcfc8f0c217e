package io.github.camelfastspring.producer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.github.camelfastspring.error.FastSpringNotFoundException;
import io.github.camelfastspring.error.FastSpringThrottledException;
import io.github.camelfastspring.support.RawServer;

import static io.github.camelfastspring.support.RawServer.answer;
import static io.github.camelfastspring.support.RawServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What 429, and the 404 of older documents, mean for the call and for all others. */
@Timeout(60)
class ThrottledTest extends ManualBudgetTest {

    private static final RawServer.Reply BARE_404 = answer(404, "text/plain", "");
    private static final String OTHER = "fastspring:orders?operation=get&id=o&budgetTimeout=50";

    @BeforeEach
    void enoughBudget() {
        budget.allow(1000);
    }

    private CompletableFuture<Exchange> startAnswered(String uri, Object body) {
        int before = server.requests().size();
        CompletableFuture<Exchange> exchange =
                calls.template().asyncSend(uri, e -> e.getMessage().setBody(body));
        await().until(() -> server.requests().size() == before + 1);
        // The answer is told to the budget before the next call of the same client can be done.
        return exchange;
    }

    /** All other calls wait now. */
    private void everythingIsPaused(int sent) {
        await().untilAsserted(() -> {
            int before = server.requests().size();
            assertThat(calls.failure(OTHER, null)).isInstanceOf(FastSpringThrottledException.class);
            assertThat(server.requests()).hasSize(before);
        });
        int taken = budget.taken();
        assertThat(calls.failure("fastspring:accounts?operation=create&budgetTimeout=50", "{}"))
                .isInstanceOf(FastSpringThrottledException.class);
        assertThat(budget.taken()).as("nothing is taken for them").isEqualTo(taken);
        assertThat(server.requests().size()).isGreaterThanOrEqualTo(sent);
    }

    @Test
    void retryAfterPausesAllCalls() throws Exception {
        server.then(json(429, "{}", "Retry-After: 3600"));
        CompletableFuture<Exchange> throttled = startAnswered(ACCOUNT + "&id=a&maxRetryDelay=3600000", null);

        everythingIsPaused(1);
        assertThat(throttled).isNotDone();
    }

    @Test
    void writesPauseAllCallsToo() throws Exception {
        server.then(json(429, "{}", "Retry-After: 3600"));
        startAnswered("fastspring:accounts?operation=create&maxRetries=0&maxRetryDelay=3600000", "{}")
                .get(20, TimeUnit.SECONDS);

        everythingIsPaused(1);
    }

    @Test
    void callsGoOnAfterRetryAfter() throws Exception {
        List<Long> times = new ArrayList<>();
        server.otherwise(request -> {
            times.add(System.nanoTime());
            return times.size() == 1 ? json(429, "{}", "Retry-After: 1") : json(200, "{}");
        });
        CompletableFuture<Exchange> throttled = startAnswered(ACCOUNT + "&id=a", null);
        CompletableFuture<Exchange> other = start(ACCOUNT + "&id=b");

        assertThat(throttled.get(20, TimeUnit.SECONDS).getException()).isNull();
        assertThat(other.get(20, TimeUnit.SECONDS).getException()).isNull();
        assertThat(times.get(times.size() - 1) - times.get(0)).isGreaterThanOrEqualTo(999_000_000);
        assertThat(budget.taken()).isEqualTo(3);
    }

    @Test
    void thePauseIsNotLongerThanMaxRetryDelay() {
        server.then(json(429, "{}", "Retry-After: 3600"));
        assertThat(calls.call(ACCOUNT + "&id=a&maxRetryDelay=30", null).getException())
                .isNull();
        server.then(json(429, "{}"), json(429, "{}"));
        assertThat(calls.call(ACCOUNT + "&id=a", null).getException()).isNull();
        assertThat(calls.call(OTHER, null).getException()).isNull();
    }

    @Test
    void retryAfterIsToldWhereNothingIsRepeated() {
        server.then(json(429, "{}", "Retry-After: 7"));
        assertThat(calls.failure(ACCOUNT + "&id=a&maxRetries=0&maxRetryDelay=10", null))
                .isInstanceOfSatisfying(FastSpringThrottledException.class, e -> {
                    assertThat(e.getRetryAfter()).hasSeconds(7);
                    assertThat(e.getStatusCode()).isEqualTo(429);
                });
    }

    @Test
    void absurdWaitsHangNothing() throws Exception {
        server.then(json(429, "{}", "Retry-After: 9223372036854775807"));
        CompletableFuture<Exchange> exchange = start(ACCOUNT + "&id=a&maxRetries=0&maxRetryDelay=9223372036854775807");

        assertThat(exchange.get(20, TimeUnit.SECONDS).getException()).isInstanceOf(FastSpringThrottledException.class);
    }

    @Test
    void aBare404OfAReadIsAskedOnceMore() {
        for (RawServer.Reply bare : List.of(BARE_404, answer(404, "text/html", "<html>Not Found</html>"))) {
            int before = server.requests().size();
            server.then(bare);
            assertThat(calls.call(ACCOUNT + "&id=a&maxRetryDelay=30&maxRetries=0", null)
                            .getException())
                    .isNull();
            assertThat(server.requests()).hasSize(before + 2);
        }
    }

    @Test
    void aSecondBare404MeansThatItDoesNotExist() {
        server.otherwise(request -> BARE_404);
        assertThat(calls.failure(ACCOUNT + "&id=a&maxRetryDelay=30", null))
                .isInstanceOf(FastSpringNotFoundException.class);
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void aBare404PausesAllCalls() throws Exception {
        server.then(BARE_404);
        CompletableFuture<Exchange> doubted = startAnswered(ACCOUNT + "&id=a", null);

        everythingIsPaused(1);
        assertThat(doubted).isNotDone();
    }

    @Test
    void a404WithJsonIsNoThrottle() {
        server.then(json(404, "{\"message\":\"x\"}"));
        assertThat(calls.failure(ACCOUNT + "&id=a", null)).isInstanceOf(FastSpringNotFoundException.class);
        assertThat(calls.call(OTHER, null).getException()).isNull();
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void writesAreNeverAskedAgain() {
        server.then(BARE_404, BARE_404);
        assertThat(calls.failure("fastspring:accounts?operation=create", "{}"))
                .isInstanceOf(FastSpringNotFoundException.class);
        assertThat(calls.failure("fastspring:products?operation=delete&id=a", null))
                .isInstanceOf(FastSpringNotFoundException.class);
        assertThat(calls.call(OTHER, null).getException()).isNull();
        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void throttled404CanBeSwitchedOff() {
        server.then(BARE_404, BARE_404);
        assertThat(calls.failure(ACCOUNT + "&id=a&throttled404=false", null))
                .isInstanceOf(FastSpringNotFoundException.class);
        assertThat(calls.failure(ACCOUNT + "&id=a", null, Map.of("CamelFastSpringThrottled404", "false")))
                .isInstanceOf(FastSpringNotFoundException.class);
        assertThat(server.requests()).hasSize(2);
        server.then(BARE_404);
        assertThat(calls.call(
                                ACCOUNT + "&id=a&throttled404=false&maxRetryDelay=30",
                                null,
                                Map.of("CamelFastSpringThrottled404", true))
                        .getException())
                .isNull();
    }
}

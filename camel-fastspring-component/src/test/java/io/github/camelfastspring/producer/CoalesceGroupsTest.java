package io.github.camelfastspring.producer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.camelfastspring.FastSpringComponent;
import io.github.camelfastspring.support.RawServer;

import static io.github.camelfastspring.support.RawServer.json;
import static org.assertj.core.api.Assertions.assertThat;

/** Whose ids may share a call: those who ask the same in the same way. */
@Timeout(60)
class CoalesceGroupsTest extends CoalescingTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "&username=other&password=store",
                "&password=other",
                "&query.x=1",
                "&priority=background",
                "&budgetTimeout=29999",
                "&requestTimeout=29999",
                "&maxRetries=2",
                "&retryDelay=2",
                "&maxRetryDelay=59999",
                "&throttled404=false",
                "&batchSize=49",
                "&coalesceDelay=1",
                "&userAgent=other",
                "&maxConnections=63",
                "&connectTimeout=9999"
            })
    void differentOptionsAreDifferentCalls(String option) throws Exception {
        String other = ORDER + option;
        if (option.startsWith("&coalesceDelay")) {
            other = ORDER.replace("&coalesceDelay=0", option);
        }
        List<CompletableFuture<Exchange>> one = lookUp(ORDER, "a", "b");
        List<CompletableFuture<Exchange>> another = lookUp(other, "a", "c");
        budget.allow(10);

        assertOwn(one, "a", "b");
        assertOwn(another, "a", "c");
        assertThat(asked()).containsExactlyInAnyOrder(List.of("a", "b"), List.of("a", "c"));
    }

    @Test
    void differentHeadersAreDifferentCalls() throws Exception {
        List<Map<String, Object>> headers = List.of(
                Map.of(),
                Map.of("CamelFastSpringQuery", Map.of("x", "1")),
                Map.of("CamelFastSpringQuery", Map.of("x", "2")),
                Map.of("CamelFastSpringPriority", "background"),
                Map.of("CamelFastSpringBudgetTimeout", 29_999),
                Map.of("CamelFastSpringRequestTimeout", 29_999),
                Map.of("CamelFastSpringMaxRetries", 1));
        List<CompletableFuture<Exchange>> exchanges = new ArrayList<>();
        for (Map<String, Object> each : headers) {
            for (String id : List.of("a", "b")) {
                Map<String, Object> all = new HashMap<>(each);
                all.put("CamelFastSpringId", id);
                exchanges.add(start(ORDER, all));
            }
        }
        budget.allow(100);
        for (int i = 0; i < exchanges.size(); i += 2) {
            assertOwn(exchanges.subList(i, i + 2), "a", "b");
        }
        assertThat(asked()).hasSize(headers.size()).containsOnly(List.of("a", "b"));
        assertThat(paths()).contains("/orders/a,b?x=1", "/orders/a,b?x=2");
    }

    @Test
    void eachStoreIsAskedWithItsOwnCredentials() throws Exception {
        List<CompletableFuture<Exchange>> one = lookUp(ORDER + "&username=one&password=x", "a", "b");
        List<CompletableFuture<Exchange>> other = lookUp(ORDER + "&username=two&password=x", "c", "d");
        server.otherwise(request -> request.header("Authorization").endsWith("b25lOng=")
                ? json(401, "{}")
                : json(200, answerTo(ids(request))));
        budget.allow(10);

        assertOwn(other, "c", "d");
        assertThat(failure(one.get(0))).isNotNull();
        assertThat(failure(one.get(1))).isNotNull();
        assertThat(asked()).containsExactlyInAnyOrder(List.of("a", "b"), List.of("c", "d"));
    }

    @Test
    void eachBaseUrlIsAskedForItsOwn() throws Exception {
        try (RawServer second = new RawServer()) {
            second.otherwise(request -> json(200, answerTo(ids(request))));
            List<CompletableFuture<Exchange>> one = lookUp(ORDER, "a", "b");
            List<CompletableFuture<Exchange>> other = lookUp(ORDER + "&baseUrl=" + second.baseUrl(), "c", "d");
            budget.allow(10);
            assertOwn(one, "a", "b");
            assertOwn(other, "c", "d");
            assertThat(asked()).containsExactly(List.of("a", "b"));
            assertThat(second.requests()).hasSize(1);
        }
    }

    @Test
    void eachOperationIsAskedForItsOwn() throws Exception {
        List<CompletableFuture<Exchange>> orders = lookUp(ORDER, "a", "b");
        List<CompletableFuture<Exchange>> returns = lookUp(ORDER.replace("orders", "returns"), "a", "b");
        budget.allow(100);
        for (CompletableFuture<Exchange> exchange : orders) {
            get(exchange);
        }
        for (CompletableFuture<Exchange> exchange : returns) {
            get(exchange);
        }
        assertThat(paths()).contains("/orders/a,b", "/returns/a,b");
    }

    @Test
    void whatOnlyMattersAfterTheCallIsNoDifference() throws Exception {
        List<CompletableFuture<Exchange>> maps = lookUp(ORDER, "a", "b");
        List<CompletableFuture<Exchange>> others = lookUp(ORDER + "&partialFailure=return&outputType=map", "c");
        List<CompletableFuture<Exchange>> options =
                List.of(start(ORDER + "&id=d"), start(ORDER, Map.of("CamelFastSpringId", "e")));
        budget.allow(10);

        assertOwn(maps, "a", "b");
        assertOwn(others, "c");
        assertOwn(options, "d", "e");
        assertThat(asked()).containsExactly(List.of("a", "b", "c", "d", "e"));
    }

    @Test
    void componentsHaveCallsOfTheirOwnButOneBudget() throws Exception {
        FastSpringComponent shop = new FastSpringComponent();
        shop.getConfiguration().setBaseUrl(server.baseUrl());
        shop.getConfiguration().setUsername("shop");
        shop.getConfiguration().setPassword("secret");
        shop.getConfiguration().setRateBudget(budget);
        calls.context().addComponent("shop", shop);
        List<CompletableFuture<Exchange>> one = lookUp(ORDER, "a", "b");
        List<CompletableFuture<Exchange>> other = lookUp(ORDER.replace("fastspring:", "shop:"), "c", "d");
        budget.allow(2);

        assertOwn(one, "a", "b");
        assertOwn(other, "c", "d");
        assertThat(budget.taken()).isEqualTo(2);
    }
}

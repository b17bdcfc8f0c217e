package io.github.camelfastspring.producer;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.github.camelfastspring.FastSpringComponent;
import io.github.camelfastspring.error.FastSpringThrottledException;
import io.github.camelfastspring.error.FastSpringUnavailableException;

import static io.github.camelfastspring.support.RawServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;
import static org.awaitility.Awaitility.await;

/** Single ids of several exchanges in one call. */
@Timeout(60)
class CoalesceTest extends CoalescingTest {

    private static String[] ids(int count) {
        return IntStream.range(0, count).mapToObj(i -> "o" + i).toArray(String[]::new);
    }

    @Test
    void idsThatWaitForTheBudgetShareOneCall() throws Exception {
        String[] ids = ids(10);
        List<CompletableFuture<Exchange>> exchanges = lookUp(ORDER, ids);
        assertThat(exchanges).noneMatch(CompletableFuture::isDone);
        budget.allow(10);

        assertOwn(exchanges, ids);
        assertThat(asked()).containsExactly(List.of(ids));
        assertThat(budget.taken()).isEqualTo(1);
    }

    @Test
    void moreIdsThanFitMakeAsFewCallsAsCanBe() throws Exception {
        String[] ids = ids(50);
        List<CompletableFuture<Exchange>> exchanges = lookUp(ORDER + "&batchSize=20", ids);
        budget.allow(10);

        assertOwn(exchanges, ids);
        assertThat(asked()).extracting(List::size).containsExactlyInAnyOrder(20, 20, 10);
    }

    @Test
    void whoComesLaterJoinsACallThatStillWaits() throws Exception {
        List<CompletableFuture<Exchange>> first = lookUp(ORDER + "&batchSize=3", "a", "b");
        List<CompletableFuture<Exchange>> later = lookUp(ORDER + "&batchSize=3", "c", "d");
        budget.allow(1);
        assertOwn(first, "a", "b");
        assertOwn(later.subList(0, 1), "c");
        assertThat(later.get(1)).isNotDone();
        List<CompletableFuture<Exchange>> last = lookUp(ORDER + "&batchSize=3", "e");
        budget.allow(1);

        assertOwn(later, "c", "d");
        assertOwn(last, "e");
        assertThat(asked()).containsExactly(List.of("a", "b", "c"), List.of("d", "e"));
        assertThat(budget.taken()).isEqualTo(2);
    }

    @Test
    void equalIdsAreAskedOnceAndOthersThatDifferByCaseAreNotEqual() throws Exception {
        String[] ids = {"a", "b", "a", "A", "a"};
        List<CompletableFuture<Exchange>> exchanges = lookUp(ORDER, ids);
        budget.allow(1);

        assertOwn(exchanges, ids);
        assertThat(asked()).containsExactly(List.of("a", "b", "A"));
    }

    @Test
    void whoGetsTheSameAnswerMayChangeItWithoutTheOthers() throws Exception {
        for (String[] ids : List.of(new String[] {"a", "a"}, new String[] {"a", "a", "b"})) {
            List<CompletableFuture<Exchange>> exchanges = lookUp(ORDER + "&outputType=json", ids);
            budget.allow(1);
            ObjectNode one = get(exchanges.get(0)).getMessage().getBody(ObjectNode.class);
            ObjectNode other = get(exchanges.get(1)).getMessage().getBody(ObjectNode.class);
            one.put("of", "changed");

            assertThat(other.get("of").asText()).isEqualTo("a");
        }
    }

    @Test
    void anIdAloneCostsOneCallWhateverIsAnswered() throws Exception {
        budget.allow(10);
        assertOwn(lookUp(ORDER, "a"), "a");
        assertThat(server.requests()).hasSize(1);
        item = id -> error(id, "Not found");
        assertThat(failure(lookUp(ORDER, "b").get(0))).isNotNull();
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void idsThatComeWithinTheDelayShareACallWithoutABudget() throws Exception {
        configuration().setRateBudget(null);
        List<CompletableFuture<Exchange>> exchanges =
                lookUp("fastspring:orders?operation=get&coalesce=true&coalesceDelay=500", "a", "b", "c");

        assertOwn(exchanges, "a", "b", "c");
        assertThat(asked()).containsExactly(List.of("a", "b", "c"));
    }

    @Test
    void aFullCallDoesNotWaitForTheDelay() throws Exception {
        configuration().setRateBudget(null);
        String patient = "fastspring:orders?operation=get&coalesce=true&coalesceDelay=3600000&batchSize=";
        assertOwn(lookUp(patient + 3, "a", "b", "c"), "a", "b", "c");
        assertOwn(lookUp(patient + 1, "d", "e"), "d", "e");
        assertThat(asked()).hasSize(3).contains(List.of("a", "b", "c"), List.of("d"), List.of("e"));
    }

    @Test
    void theHeadersDecide() throws Exception {
        String plain = "fastspring:orders?operation=get";
        List<CompletableFuture<Exchange>> exchanges = List.of(
                start(plain, Map.of("CamelFastSpringId", "a", "CamelFastSpringCoalesce", true)),
                start(plain, Map.of("CamelFastSpringId", "b", "CamelFastSpringCoalesce", "true")),
                start(plain + "&coalesce=true", Map.of("CamelFastSpringId", "c")),
                start(
                        plain + "&coalesceDelay=5000000",
                        Map.of(
                                "CamelFastSpringId",
                                "d",
                                "CamelFastSpringCoalesce",
                                true,
                                "CamelFastSpringCoalesceDelay",
                                20)),
                start(ORDER, Map.of("CamelFastSpringId", "e", "CamelFastSpringCoalesce", false)));
        await().untilAsserted(() -> {
            budget.allow(1);
            assertThat(exchanges).allMatch(CompletableFuture::isDone);
        });

        assertOwn(exchanges, "a", "b", "c", "d", "e");
        assertThat(asked()).contains(List.of("e")).hasSizeBetween(2, 3);
    }

    @Test
    void listsWritesAndOtherOperationsDoNotShare() throws Exception {
        List<CompletableFuture<Exchange>> exchanges = List.of(
                start(ORDER, Map.of("CamelFastSpringId", "a,b")),
                start(ORDER, Map.of("CamelFastSpringId", List.of("c"))),
                start("fastspring:products?operation=delete&coalesce=true", Map.of("CamelFastSpringId", "d")),
                start(ACCOUNT + "&coalesce=true", Map.of("CamelFastSpringId", "e")),
                start(ORDER, Map.of("CamelFastSpringId", "f")));
        budget.allow(10);
        for (CompletableFuture<Exchange> exchange : exchanges) {
            get(exchange);
        }

        assertThat(paths())
                .containsExactlyInAnyOrder("/orders/a,b", "/orders/c", "/products/d", "/accounts/e", "/orders/f");
    }

    @Test
    void allFourResourcesShare() throws Exception {
        for (String resource : List.of("orders", "products", "returns", "subscriptions")) {
            String member = resource.substring(0, resource.length() - 1);
            item = id -> order(id).replace("\"order\"", "\"" + member + "\"");
            server.otherwise(
                    request -> json(200, answerTo(ids(request)).replace("\"orders\"", "\"" + resource + "\"")));
            List<CompletableFuture<Exchange>> exchanges = lookUp(ORDER.replace("orders", resource), "a", "b", "c");
            budget.allow(1);
            assertOwn(exchanges, "a", "b", "c");
        }
        assertThat(paths())
                .containsExactly("/orders/a,b,c", "/products/a,b,c", "/returns/a,b,c", "/subscriptions/a,b,c");
    }

    /** An answer mapped to a class. */
    public record Order(String order, String action, String result, String of) {}

    @Test
    void everyFormOfTheAnswerIsThatOfACallAlone() throws Exception {
        budget.allow(1000);
        for (String type : List.of("map", "json", "string", "stream", Order.class.getName())) {
            String uri = "fastspring:orders?operation=get&coalesceDelay=200&outputType=" + type + "&coalesce=";
            Exchange alone = get(lookUp(uri + "false", "a").get(0));
            Exchange only = get(lookUp(uri + "true", "a").get(0));
            List<CompletableFuture<Exchange>> shared = lookUp(uri + "true", "b", "a", "c", "a");
            Object expected = text(alone);
            assertThat(text(only)).as(type).isEqualTo(expected);
            assertThat(text(get(shared.get(1)))).as(type).isEqualTo(expected);
            assertThat(text(get(shared.get(3)))).as(type).isEqualTo(expected);
            assertThat(get(shared.get(1)).getMessage().getHeaders())
                    .as(type)
                    .isEqualTo(alone.getMessage().getHeaders());
        }
    }

    private static Object text(Exchange exchange) throws Exception {
        Object body = exchange.getMessage().getBody();
        return body instanceof InputStream stream ? new String(stream.readAllBytes(), StandardCharsets.UTF_8) : body;
    }

    @Test
    void amountsKeepTheirDigits() throws Exception {
        item = id -> "{\"order\":\"" + id + "\",\"total\":138.8800,\"tax\":1e2,\"none\":null}";
        List<CompletableFuture<Exchange>> exchanges = lookUp(ORDER + "&outputType=string", "a", "b");
        budget.allow(1);

        assertThat(get(exchanges.get(1)).getMessage().getBody(String.class)).contains("138.8800", "\"none\":null");
        assertThat(new ObjectMapper()
                        .readTree(get(exchanges.get(0)).getMessage().getBody(String.class))
                        .get("order")
                        .asText())
                .isEqualTo("a");
    }

    @Test
    void aRouteThatBlocksHoldsUpNoOther() throws Exception {
        CountDownLatch blocked = new CountDownLatch(1);
        calls.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:lookup").to(ORDER).process(exchange -> {
                    if (exchange.getMessage().getBody(Map.class).get("of").equals("a")) {
                        blocked.await();
                    }
                });
            }
        });
        List<CompletableFuture<Exchange>> exchanges = List.of("a", "b", "a", "c").stream()
                .map(id -> calls.template().asyncSend("direct:lookup", exchange -> exchange.getMessage()
                        .setHeader("CamelFastSpringId", id)))
                .toList();
        await().untilAsserted(() -> {
            budget.allow(1);
            assertThat(get(exchanges.get(1)).getException()).isNull();
            assertThat(get(exchanges.get(3)).getException()).isNull();
        });
        assertThat(exchanges.get(0)).isNotDone();
        blocked.countDown();
        assertOwn(exchanges, "a", "b", "a", "c");
    }

    @Test
    void idsWithoutBudgetFailAfterTheTimeOut() throws Exception {
        List<CompletableFuture<Exchange>> exchanges = lookUp(ORDER + "&budgetTimeout=30&batchSize=2", "a", "b", "c");
        for (CompletableFuture<Exchange> exchange : exchanges) {
            assertThat(failure(exchange))
                    .isInstanceOf(FastSpringThrottledException.class)
                    .hasMessageContaining("30 ms");
        }
        assertThat(server.requests()).isEmpty();
        nothingIsKept();
        budget.allow(1);
        assertOwn(lookUp(ORDER + "&budgetTimeout=30&batchSize=2", "a"), "a");
    }

    @Test
    void whoJoinsACallThatRunsOutOfTimeHasItsOwnTime() throws Exception {
        String uri = ORDER + "&budgetTimeout=3000";
        List<CompletableFuture<Exchange>> first = lookUp(uri, "a");
        // Half of the time passes.
        assertThat(failure(lookUp(ORDER + "&budgetTimeout=1500", "x").get(0)))
                .isInstanceOf(FastSpringThrottledException.class);
        List<CompletableFuture<Exchange>> later = lookUp(uri, "b", "c", "b");
        assertThat(failure(first.get(0)))
                .isInstanceOf(FastSpringThrottledException.class)
                .hasMessageContaining("3000 ms");
        budget.allow(1);

        assertOwn(later, "b", "c", "b");
        assertThat(asked()).containsExactly(List.of("b", "c"));
    }

    @Test
    void idsThatWaitForOthersOrForTheBudgetFailWhenTheContextStops() throws Exception {
        calls.context().getShutdownStrategy().setTimeout(1);
        List<CompletableFuture<Exchange>> delayed =
                lookUp("fastspring:orders?operation=get&coalesce=true&coalesceDelay=3600000", "a", "b");
        List<CompletableFuture<Exchange>> waiting = lookUp(ORDER, "c", "d");
        calls.close();

        for (int i = 0; i < 2; i++) {
            assertThat(failure(delayed.get(i))).isInstanceOf(FastSpringUnavailableException.class);
            assertThat(failure(waiting.get(i))).isInstanceOf(FastSpringUnavailableException.class);
        }
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void nothingIsKeptOfCallsThatAreDone() throws Exception {
        budget.allow(1000);
        String uri = "fastspring:orders?operation=get&coalesce=true&coalesceDelay=1&batchSize=2&query.n=";
        for (int i = 0; i < 20; i++) {
            assertOwn(lookUp(uri + i, "a", "b", "c"), "a", "b", "c");
        }
        await().untilAsserted(this::nothingIsKept);
    }

    private void nothingIsKept() {
        FastSpringComponent component = calls.context().getComponent("fastspring", FastSpringComponent.class);
        assertThat(component.coalescer()).extracting("groups").asInstanceOf(MAP).isEmpty();
    }
}

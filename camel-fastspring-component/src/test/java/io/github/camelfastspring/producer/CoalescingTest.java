package io.github.camelfastspring.producer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;

import io.github.camelfastspring.support.RawServer.Request;

import static io.github.camelfastspring.support.RawServer.json;
import static org.assertj.core.api.Assertions.assertThat;

/** For tests of calls that share: ids wait for the budget together, and leave when the test says so. */
abstract class CoalescingTest extends ManualBudgetTest {

    static final String ORDER = "fastspring:orders?operation=get&coalesce=true&coalesceDelay=0";

    /** What the server says of an id within a list. */
    Function<String, String> item = CoalescingTest::order;

    @BeforeEach
    void answerOrders() {
        server.otherwise(request -> json(200, answerTo(ids(request))));
    }

    static List<String> ids(Request request) {
        return ids(request.line().split(" ")[1]);
    }

    static List<String> ids(String path) {
        return Arrays.asList(
                path.replaceAll("\\?.*", "").replaceAll("/[a-z]+/", "").split(","));
    }

    /** One id is answered without an array. */
    String answerTo(List<String> ids) {
        return ids.size() == 1
                ? item.apply(ids.get(0))
                : ids.stream().map(item).collect(Collectors.joining(",", "{\"orders\":[", "]}"));
    }

    static String order(String id) {
        return "{\"order\":\"" + id + "\",\"action\":\"order.get\",\"result\":\"success\",\"of\":\"" + id + "\"}";
    }

    static String error(String id, String text) {
        return "{\"order\":\"" + id + "\",\"action\":\"order.get\",\"result\":\"error\",\"error\":{\"order\":\"" + text
                + "\"}}";
    }

    /** Starts a lookup for each id, all on one producer. */
    List<CompletableFuture<Exchange>> lookUp(String uri, String... ids) throws Exception {
        AsyncProducer producer = calls.context().getEndpoint(uri).createAsyncProducer();
        producer.start();
        List<CompletableFuture<Exchange>> exchanges = new ArrayList<>();
        for (String id : ids) {
            exchanges.add(start(producer, Map.of("CamelFastSpringId", id)));
        }
        return exchanges;
    }

    static Exchange get(CompletableFuture<Exchange> exchange) throws Exception {
        return exchange.get(20, TimeUnit.SECONDS);
    }

    static Exception failure(CompletableFuture<Exchange> exchange) throws Exception {
        return get(exchange).getException();
    }

    /** Each exchange got the order that it asked for. */
    static void assertOwn(List<CompletableFuture<Exchange>> exchanges, String... ids) throws Exception {
        for (int i = 0; i < ids.length; i++) {
            Exchange exchange = get(exchanges.get(i));
            assertThat(exchange.getException()).as(ids[i]).isNull();
            assertThat(exchange.getMessage().getBody(Map.class)).containsEntry("of", ids[i]);
        }
    }

    List<List<String>> asked() {
        return paths().stream().map(CoalescingTest::ids).toList();
    }
}

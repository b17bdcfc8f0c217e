package io.github.camelfastspring.producer;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.github.camelfastspring.error.FastSpringAuthenticationException;
import io.github.camelfastspring.error.FastSpringFailedItem;
import io.github.camelfastspring.error.FastSpringNotFoundException;
import io.github.camelfastspring.error.FastSpringPartialFailureException;
import io.github.camelfastspring.error.FastSpringUnavailableException;
import io.github.camelfastspring.support.RawServer;
import io.github.camelfastspring.support.RawServerTest;

import static io.github.camelfastspring.support.RawServer.json;
import static org.assertj.core.api.Assertions.assertThat;

/** Several ids: cut into calls, merged in the order of the ids, judged one by one; and the two shapes of one answer. */
class BatchTest extends RawServerTest {

    private static final String ORDERS = "fastspring:orders?operation=get";
    private static final String UPDATE =
            "fastspring:sessions?operation=updateItem&checkoutPath=a/b&id=s&batchSize=2&productPath=";

    @BeforeEach
    void start() {
        server.otherwise(BatchTest::orders);
    }

    /** Answers as FastSpring does, in an order of its own; ids that begin with x do not exist. */
    private static RawServer.Reply orders(RawServer.Request request) {
        List<String> ids = ids(request);
        if (ids.size() == 1) {
            return json(200, "{\"order\":\"" + ids.get(0) + "\",\"action\":\"order.get\",\"result\":\"success\"}");
        }
        String items = ids.stream()
                .sorted(Comparator.reverseOrder())
                .map(id -> id.startsWith("x")
                        ? "{\"action\":\"order.get\",\"order\":\"" + id
                                + "\",\"result\":\"error\",\"error\":{\"order\":\"Not found\"}}"
                        : "{\"order\":\"" + id + "\",\"result\":\"success\",\"total\":10.8800}")
                .collect(Collectors.joining(","));
        return json(200, "{\"orders\":[" + items + "]}");
    }

    private static List<String> ids(RawServer.Request request) {
        String path = request.line().split(" ")[1];
        return Arrays.asList(path.substring(path.lastIndexOf('/') + 1).split(","));
    }

    private static List<Object> orderIds(Object body) {
        return ((List<?>) body)
                .stream().map(item -> ((Map<?, ?>) item).get("order")).collect(Collectors.toList());
    }

    @Test
    void oneIdGivesTheObjectWhicheverShapeCame() {
        String bare = "{\"order\":\"o1\",\"result\":\"success\"}";
        server.then(json(200, bare), json(200, "{\"orders\":[" + bare + "],\"result\":\"success\"}"));

        Object first = calls.call(ORDERS + "&id=o1", null).getMessage().getBody();
        Object second = calls.call(ORDERS + "&id=o1", null).getMessage().getBody();

        assertThat(first).isEqualTo(Map.of("order", "o1", "result", "success")).isEqualTo(second);
    }

    @Test
    void aListGivesAListAlsoOfOne() {
        assertThat(orderIds(calls.call(ORDERS, null, Map.of("CamelFastSpringId", List.of("o1")))
                        .getMessage()
                        .getBody()))
                .containsExactly("o1");
        assertThat(orderIds(calls.call(ORDERS, List.of("o2")).getMessage().getBody()))
                .as("ids in the body")
                .containsExactly("o2");
        assertThat(calls.call(ORDERS, "o3").getMessage().getBody()).isInstanceOf(Map.class);
    }

    @Test
    void idsAreCutIntoCallsAndMergedInTheirOrder() {
        List<String> ids = IntStream.rangeClosed(1, 120).mapToObj(i -> "o" + i).collect(Collectors.toList());

        Exchange exchange = calls.call(ORDERS, null, Map.of("CamelFastSpringId", ids));

        assertThat(server.requests()).extracting(request -> ids(request).size()).containsExactly(50, 50, 20);
        assertThat(orderIds(exchange.getMessage().getBody())).isEqualTo(ids);
    }

    @Test
    void anIdGivenTwiceIsAskedOnceAndGivenTwice() {
        Exchange exchange = calls.call(ORDERS + "&id=o2,o1,o2", null);

        assertThat(ids(server.onlyRequest())).containsExactly("o2", "o1");
        assertThat(orderIds(exchange.getMessage().getBody())).containsExactly("o2", "o1", "o2");
    }

    @Test
    void itemsThatFailAreTold() {
        Exception e = calls.failure(ORDERS + "&batchSize=3&id=o1,x1,o2,o3,x2,o4", null);

        assertThat(e).isInstanceOfSatisfying(FastSpringPartialFailureException.class, partial -> {
            assertThat(orderIds(partial.getSucceeded())).containsExactly("o1", "o2", "o3", "o4");
            assertThat(partial.getFailed()).extracting(FastSpringFailedItem::id).containsExactly("x1", "x2");
            assertThat(partial.getFailed()).allMatch(FastSpringFailedItem::notFound);
            assertThat(partial.getUnknown()).isEmpty();
            assertThat(partial.getNotSent()).isEmpty();
            assertThat(partial).hasMessageContaining("2 of 6 items failed").hasMessageContaining("x1 order: Not found");
        });
    }

    @Test
    void itemsThatFailCanBeReturned() {
        Exchange exchange = calls.call(ORDERS + "&partialFailure=return&id=o1,x1,o2", null);

        assertThat(exchange.getException()).isNull();
        assertThat(orderIds(exchange.getMessage().getBody())).containsExactly("o1", "o2");
        assertThat((List<?>) exchange.getMessage().getHeader("CamelFastSpringFailedItems"))
                .singleElement()
                .satisfies(
                        item -> assertThat(((FastSpringFailedItem) item).id()).isEqualTo("x1"));
    }

    @Test
    void anIdThatTheAnswerLeavesOutHasFailed() {
        server.then(json(200, "{\"orders\":[{\"order\":\"o1\",\"result\":\"success\"}]}"));

        Exception e = calls.failure(ORDERS + "&id=o1,o2", null);

        assertThat(((FastSpringPartialFailureException) e).getFailed())
                .singleElement()
                .satisfies(item -> {
                    assertThat(item.id()).isEqualTo("o2");
                    assertThat(item.errors().get(0).message()).isEqualTo("missing from the answer");
                });
    }

    @Test
    void theStatusOfAPartlyFailedCallDoesNotMatter() {
        String answer = "{\"orders\":[{\"order\":\"o1\",\"result\":\"success\"},"
                + "{\"order\":\"x1\",\"result\":\"error\",\"error\":{\"order\":\"Not found\"}}]}";
        for (int status : new int[] {200, 400, 500}) {
            server.then(json(status, answer));
            Exception e = calls.failure(ORDERS + "&id=o1,x1", null);
            assertThat(((FastSpringPartialFailureException) e).getSucceeded())
                    .as("%s", status)
                    .hasSize(1);
        }
    }

    @Test
    void oneIdThatFailsIsNoPartialFailure() {
        server.then(
                json(400, "{\"orders\":[{\"order\":\"x\",\"result\":\"error\",\"error\":{\"order\":\"Not found\"}}]}"));

        assertThat(calls.failure(ORDERS + "&id=x", null))
                .isInstanceOf(FastSpringNotFoundException.class)
                .hasMessageContaining("order: Not found");
    }

    @Test
    void productsAreUnwrapped() {
        server.then(json(200, "{\"products\":[{\"product\":\"gold\",\"format\":\"digital\"}]}"));

        assertThat(calls.call("fastspring:products?operation=get&id=gold", null)
                        .getMessage()
                        .getBody())
                .isEqualTo(Map.of("product", "gold", "format", "digital"));
    }

    @Test
    void readsWithoutBatchMakeACallAnId() {
        server.otherwise(request -> json(200, "{\"account\":\"" + ids(request).get(0) + "\"}"));

        Exchange exchange = calls.call("fastspring:accounts?operation=get&id=a1,a2", null);

        assertThat(server.requests()).hasSize(2);
        assertThat(exchange.getMessage().getBody())
                .isEqualTo(List.of(Map.of("account", "a1"), Map.of("account", "a2")));
    }

    @Test
    void aReadThatCannotBeDoneIsThatFailure() {
        server.then(orders(new RawServer.Request("GET /orders/o1,o2 X\r\n", new byte[0])), json(401, ""));

        assertThat(calls.failure(ORDERS + "&batchSize=2&id=o1,o2,o3,o4", null))
                .isInstanceOf(FastSpringAuthenticationException.class);
    }

    @Test
    void aCutWriteThatBreaksOffSaysWhatIsKnown() {
        server.then(json(200, "[{\"productPath\":\"b\"},{\"productPath\":\"a\"}]"), json(503, ""), json(200, "{}"));

        Exception e = calls.failure(UPDATE + "a,b,c,d,e&partialFailure=return", "{\"quantity\":2}");

        assertThat(e).isInstanceOfSatisfying(FastSpringPartialFailureException.class, partial -> {
            assertThat(partial.getSucceeded())
                    .isEqualTo(List.of(Map.of("productPath", "a"), Map.of("productPath", "b")));
            assertThat(partial.getFailed()).isEmpty();
            assertThat(partial.getUnknown()).containsExactly("c", "d");
            assertThat(partial.getNotSent()).containsExactly("e");
            assertThat(partial.getCause()).isInstanceOf(FastSpringUnavailableException.class);
        });
        assertThat(server.requests())
                .as("the first call without readable answer stops the rest")
                .hasSize(2);
    }

    @Test
    void aRefusedPartOfACutWriteDoesNotStopTheRest() {
        server.then(
                json(400, "{\"status\":\"400 BAD_REQUEST\",\"message\":\"no such item\",\"errors\":[]}"),
                json(200, "[{\"productPath\":\"c\"},{\"productPath\":\"d\"}]"));

        Exception e = calls.failure(UPDATE + "a,b,c,d", "{\"quantity\":2}");

        assertThat(e).isInstanceOfSatisfying(FastSpringPartialFailureException.class, partial -> {
            assertThat(partial.getFailed()).extracting(FastSpringFailedItem::id).containsExactly("a", "b");
            assertThat(partial.getSucceeded()).hasSize(2);
        });
    }

    @Test
    void anIdOfAWriteThatTheAnswerLeavesOutHasNoKnownOutcome() {
        server.then(json(200, "[{\"productPath\":\"a\"}]"));

        Exception e = calls.failure(UPDATE + "a,b&partialFailure=return", "{\"quantity\":2}");

        assertThat(e).isInstanceOfSatisfying(FastSpringPartialFailureException.class, partial -> {
            assertThat(partial.getSucceeded()).hasSize(1);
            assertThat(partial.getUnknown()).containsExactly("b");
        });
    }

    @Test
    void anExceptionSurvivesSerialization() throws Exception {
        Exception e = calls.failure(ORDERS + "&id=o1,x1", null);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new ObjectOutputStream(bytes).writeObject(e);
        Object copy = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();

        assertThat(copy).isInstanceOfSatisfying(FastSpringPartialFailureException.class, partial -> {
            assertThat(partial.getOperation()).isEqualTo("orders.get");
            assertThat(partial.getFailed()).hasSize(1);
            assertThat(partial.getSucceeded()).isEmpty();
        });
    }

    @Test
    void aNumberAsIdGivesTheObject() {
        assertThat(calls.call(ORDERS, null, Map.of("CamelFastSpringId", 42L))
                        .getMessage()
                        .getBody())
                .isInstanceOf(Map.class);
    }

    @Test
    void oneObjectForSeveralProductsIsTakenForEach() {
        server.then(json(200, "{\"productPath\":\"a\",\"quantity\":2}"));

        assertThat((List<?>) calls.call(UPDATE + "a,b", "{\"quantity\":2}")
                        .getMessage()
                        .getBody())
                .hasSize(2);
    }
}

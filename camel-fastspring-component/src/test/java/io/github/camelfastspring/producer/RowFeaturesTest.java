package io.github.camelfastspring.producer;

import java.io.InputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.camelfastspring.error.FastSpringFailedItem;
import io.github.camelfastspring.error.FastSpringPartialFailureException;
import io.github.camelfastspring.error.FastSpringProtocolException;
import io.github.camelfastspring.error.FastSpringRefusedException;
import io.github.camelfastspring.support.RawServer;
import io.github.camelfastspring.support.RawServerTest;

import static io.github.camelfastspring.support.RawServer.answer;
import static io.github.camelfastspring.support.RawServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a row can say: wrappers, forms of parameters, limits, items of writes, text, raw calls. */
class RowFeaturesTest extends RawServerTest {

    private static final String PRODUCTS = "fastspring:products?operation=createOrUpdate";

    private String sent(String uri, Object body) {
        assertThat(calls.call(uri, body).getException()).isNull();
        return server.requests().get(server.requests().size() - 1).bodyText();
    }

    private String line(String uri, Object... headers) {
        Map<String, Object> map = headers.length == 0 ? Map.of() : Map.of((String) headers[0], headers[1]);
        assertThat(calls.call(uri, null, map).getException()).isNull();
        return server.requests().get(server.requests().size() - 1).line().split(" ")[1];
    }

    @Test
    void theWrapperIsPutAroundABareObjectOrArrayAndBytesAreKept() {
        assertThat(sent(PRODUCTS, "{ \"product\":\"a\", \"price\":10.8800,\"sku\":null }"))
                .isEqualTo("{\"products\":[{ \"product\":\"a\", \"price\":10.8800,\"sku\":null }]}");
        assertThat(sent(PRODUCTS, "[{\"product\":\"a\"} , {\"product\":\"b\"}]"))
                .isEqualTo("{\"products\":[{\"product\":\"a\"} , {\"product\":\"b\"}]}");
        String wrapped = "{ \"products\" : [{\"product\":\"a\"}] }";
        assertThat(sent(PRODUCTS, wrapped)).as("left alone").isEqualTo(wrapped);
        assertThat(sent(PRODUCTS, Map.of("product", "a"))).isEqualTo("{\"products\":[{\"product\":\"a\"}]}");
        assertThat(sent(PRODUCTS, List.of(Map.of("product", "a")))).isEqualTo("{\"products\":[{\"product\":\"a\"}]}");
        assertThat(sent(
                        "fastspring:subscriptions?operation=uncancel",
                        "{\"subscription\":\"s\",\"deactivation\":null}"))
                .as("explicit nulls mean something")
                .isEqualTo("{\"subscriptions\":[{\"subscription\":\"s\",\"deactivation\":null}]}");
    }

    @Test
    void moreItemsThanFastSpringTakesAreRefused() {
        List<Object> items = Collections.nCopies(301, Map.of("product", "a"));
        Map<String, Object> transfer = Map.of("subscriptions", Collections.nCopies(21, "s"));

        assertThat(calls.failure(PRODUCTS, items))
                .hasMessageContaining("has 301 products")
                .hasMessageContaining("300");
        assertThat(calls.failure(PRODUCTS, Map.of("products", items))).hasMessageContaining("has 301 products");
        assertThat(calls.failure("fastspring:subscriptions?operation=transfer", transfer))
                .hasMessageContaining("has 21 subscriptions");
        assertThat(server.requests()).isEmpty();
        assertThat(sent(PRODUCTS, Collections.nCopies(300, Map.of("product", "a"))))
                .isNotEmpty();
    }

    @Test
    void anOptionalBodyMayBeMissing() {
        assertThat(sent("fastspring:subscriptions?operation=convert&id=s", null))
                .isEmpty();
        assertThat(sent("fastspring:subscriptions?operation=convert&id=s", "{\"coupon\":\"C\"}"))
                .isEqualTo("{\"coupon\":\"C\"}");
    }

    @Test
    void parametersHaveTheFormOfTheirRow() {
        String orders = "fastspring:orders?operation=list";
        assertThat(line(orders + "&begin=2026-03-01&rebill=TRUE&products=a,b"))
                .isEqualTo("/orders?begin=2026-03-01&products=a%2Cb&rebill=true");
        assertThat(line(orders, "CamelFastSpringBegin", LocalDate.of(2026, 3, 1)))
                .isEqualTo("/orders?begin=2026-03-01");
        assertThat(line(orders, "CamelFastSpringEnd", Instant.parse("2026-03-01T23:59:59Z")))
                .isEqualTo("/orders?end=2026-03-01");
        assertThat(line(orders + "&end=1772409599000")).isEqualTo("/orders?end=2026-03-01");
        assertThat(line(orders, "CamelFastSpringProducts", List.of("a", "b"))).isEqualTo("/orders?products=a%2Cb");
        assertThat(line(
                        "fastspring:events?operation=listProcessed",
                        "CamelFastSpringBegin",
                        Instant.ofEpochMilli(1772409599000L)))
                .isEqualTo("/events/processed?days=30&begin=1772409599000");
        assertThat(line(orders, "CamelFastSpringProducts", new String[] {"a", "b"}))
                .isEqualTo("/orders?products=a%2Cb");
        assertThat(line("fastspring:quotes?operation=list&statuses=OPEN,EXPIRED"))
                .isEqualTo("/quotes?statuses=OPEN&statuses=EXPIRED");
        assertThat(line("fastspring:subscriptions?operation=cancel&id=s&billingPeriod=0"))
                .isEqualTo("/subscriptions/s?billingPeriod=0");
    }

    @ParameterizedTest
    @CsvSource({
        "fastspring:orders?operation=list&begin=soon, begin",
        "fastspring:orders?operation=list&limit=0, limit",
        "fastspring:orders?operation=list&limit=51, limit",
        "fastspring:orders?operation=list&begin=20240101, begin",
        "fastspring:orders?operation=list&begin=1704067200, begin",
        "fastspring:subscriptions?operation=cancel&id=s&billingPeriod=2, billingPeriod",
    })
    void aWrongParameterIsToldWhenTheEndpointIsMade(String uri, String option) {
        assertThatThrownBy(() -> calls.context().getEndpoint(uri))
                .hasMessageContaining("the option " + option + " must be");
    }

    @Test
    void furtherQueryParametersCanBeSent() {
        assertThat(line("fastspring:accounts?operation=lookup&query.orderID=O 1&query.new=x&limit=5"))
                .isEqualTo("/accounts?limit=5&new=x&orderID=O%201");
        assertThat(line("fastspring:coupons?operation=list&query.a=1", "CamelFastSpringQuery", Map.of("a", 2, "b", 3)))
                .isEqualTo("/coupons?a=2&b=3");
    }

    @Test
    void everyItemOfAWriteIsJudged() {
        String ok = "{\"product\":\"a\",\"action\":\"product.update\",\"result\":\"success\"}";
        String bad =
                "{\"product\":\"b\",\"action\":\"product.update\",\"result\":\"error\",\"error\":{\"sku\":\"taken\"}}";
        for (int status : new int[] {200, 400, 500}) {
            server.then(json(status, "{\"products\":[" + ok + "," + bad + "]}"));
            Exception e = calls.failure(PRODUCTS, List.of(Map.of("product", "a"), Map.of("product", "b")));
            assertThat(e).isInstanceOfSatisfying(FastSpringPartialFailureException.class, partial -> {
                assertThat(partial.getSucceeded()).hasSize(1);
                assertThat(partial.getFailed())
                        .extracting(FastSpringFailedItem::id)
                        .containsExactly("b");
                assertThat(partial).hasMessageContaining("1 of 2 items failed").hasMessageContaining("b sku: taken");
            });
        }
        server.then(json(200, "{\"products\":[" + ok + "," + bad + "]}"));
        Exchange returned = calls.call(PRODUCTS + "&partialFailure=return", List.of(Map.of("product", "a")));
        assertThat(returned.getException()).isNull();
        assertThat((List<?>) returned.getMessage().getHeader("CamelFastSpringFailedItems"))
                .hasSize(1);

        server.then(json(200, "{\"products\":[" + bad + "]}"));
        assertThat(calls.failure(PRODUCTS, Map.of("product", "b"))).isInstanceOf(FastSpringRefusedException.class);
    }

    private static final String CANCEL = "fastspring:subscriptions?operation=cancel&id=a,b";
    private static final String CHARGE = "fastspring:subscriptions?operation=charge";
    private static final String THREE = "[{\"subscription\":\"a\"},{\"subscription\":\"b\"},{\"subscription\":\"c\"}]";

    private FastSpringPartialFailureException partial(String uri, Object body, RawServer.Reply reply) {
        server.then(reply);
        Exception e = calls.failure(uri + "&partialFailure=return&maxRetries=0", body);
        assertThat(e).isInstanceOf(FastSpringPartialFailureException.class);
        return (FastSpringPartialFailureException) e;
    }

    private static String item(String id, boolean success) {
        return "{\"subscription\":\"" + id + "\",\"result\":"
                + (success ? "\"success\"}" : "\"error\",\"error\":{\"subscription\":\"no\"}}");
    }

    @Test
    void idsOfAWriteThatTheAnswerDoesNotNameHaveNoKnownOutcome() {
        for (String body : List.of(
                "{\"subscriptions\":[]}", "{\"subscriptions\":[" + item("x", true) + "," + item("y", true) + "]}")) {
            assertThat(partial(CANCEL, null, json(200, body)).getUnknown()).containsExactly("a", "b");
        }
        assertThat(partial(CANCEL, null, json(200, item("a", true))).getUnknown())
                .as("a flat answer speaks of the id that it names")
                .containsExactly("b");
        FastSpringPartialFailureException one =
                partial(CANCEL, null, json(400, "{\"subscriptions\":[" + item("a", false) + "]}"));
        assertThat(one.getFailed()).extracting(FastSpringFailedItem::id).containsExactly("a");
        assertThat(one.getUnknown()).containsExactly("b");
        String single = "fastspring:subscriptions?operation=cancel&id=a";
        assertThat(partial(single, null, json(200, "{\"subscriptions\":[]}")).getUnknown())
                .containsExactly("a");
    }

    @Test
    void aFlatAnswerToAReadOfSeveralIsNotTakenForAll() {
        server.then(json(200, "{\"subscription\":\"a\",\"state\":\"active\"}"));

        Exception e = calls.failure("fastspring:subscriptions?operation=get&id=a,b", null);

        assertThat(((FastSpringPartialFailureException) e).getFailed())
                .extracting(FastSpringFailedItem::id)
                .containsExactly("b");
    }

    @Test
    void itemsOfABodyThatTheAnswerLeavesOutHaveNoKnownOutcome() {
        FastSpringPartialFailureException partly =
                partial(CHARGE, THREE, json(200, "{\"subscriptions\":[" + item("a", true) + "]}"));
        assertThat(partly.getSucceeded()).hasSize(1);
        assertThat(partly.getUnknown()).containsExactly("[1]", "[2]");
        assertThat(partial(CHARGE, THREE, json(200, "{\"subscriptions\":[]}")).getUnknown())
                .hasSize(3);
        FastSpringPartialFailureException refused =
                partial(CHARGE, THREE, json(400, "{\"subscriptions\":[" + item("b", false) + "]}"));
        assertThat(refused.getFailed()).extracting(FastSpringFailedItem::id).containsExactly("b");
        assertThat(refused.getUnknown()).hasSize(2);
    }

    @Test
    void aTransferOfWhichAllFailedIsNoSuccess() {
        server.then(json(
                200,
                "{\"failedSubscriptions\":[{\"subscriptionId\":\"a\",\"errorMessage\":\"x\"},"
                        + "{\"subscriptionId\":\"b\",\"errorMessage\":\"x\"}]}"));

        Exception e = calls.failure(
                "fastspring:subscriptions?operation=transfer", Map.of("subscriptions", List.of("a", "b")));

        assertThat(((FastSpringPartialFailureException) e).getFailed())
                .extracting(FastSpringFailedItem::id)
                .containsExactly("a", "b");
    }

    @Test
    void aRawWriteThatWasDoneInPartIsAPartialFailure() {
        server.then(json(200, "{\"things\":[" + item("a", true) + "," + item("b", false) + "]}"));

        Exception e = calls.failure("fastspring:raw?method=POST&path=/things", "{}");

        assertThat(e).isInstanceOfSatisfying(FastSpringPartialFailureException.class, partial -> {
            assertThat(partial.getSucceeded()).hasSize(1);
            assertThat(partial.getFailed()).hasSize(1);
        });
    }

    @Test
    void singularNamesAndSingleObjectsAreItemsToo() {
        server.then(
                json(
                        200,
                        "{\"subscription\":[{\"subscription\":\"s\",\"result\":\"error\",\"error\":{\"subscription\":\"no\"}}]}"),
                json(200, "{\"products\":{\"product\":\"p\",\"result\":\"error\",\"error\":{\"product\":\"no\"}}}"));

        assertThat(calls.failure("fastspring:subscriptions?operation=charge", Map.of("subscription", "s")))
                .isInstanceOf(FastSpringRefusedException.class);
        assertThat(calls.failure("fastspring:products?operation=createOrUpdateOffers&id=p", Map.of("product", "p")))
                .isInstanceOf(FastSpringRefusedException.class);
    }

    @Test
    void itemsThatAreListedApartBecauseTheyFailedHaveFailed() {
        server.then(json(
                200,
                "{\"status\":\"200\",\"transferredSubscriptions\":[\"s1\"],\"failedSubscriptions\":[{\"subscriptionId\":\"s2\","
                        + "\"errorMessage\":\"Subscription not found\",\"errorCode\":\"SUBSCRIPTION_NOT_FOUND\"}],"
                        + "\"remainingSubscriptions\":[]}"));

        Exception e = calls.failure(
                "fastspring:subscriptions?operation=transfer", Map.of("subscriptions", List.of("s1", "s2")));

        assertThat(e).isInstanceOfSatisfying(FastSpringPartialFailureException.class, partial -> {
            assertThat(partial.getSucceeded()).isEqualTo(List.of("s1"));
            assertThat(partial.getFailed().get(0).id()).isEqualTo("s2");
            assertThat(partial.getFailed().get(0).notFound()).isTrue();
            assertThat(partial.getFailed().get(0).errors().get(0).code()).isEqualTo("SUBSCRIPTION_NOT_FOUND");
        });
    }

    @Test
    void anEmptyErrorOfAnItemIsNone() {
        server.then(
                json(
                        200,
                        "{\"result\":\"success\",\"coTermChangesResult\":[{\"subscription\":\"s\",\"status\":\"EXECUTED\",\"error\":{}}]}"));

        assertThat(calls.call("fastspring:subscriptions?operation=updateCoterm&id=g", "{\"action\":\"ADD\"}")
                        .getException())
                .isNull();
    }

    @Test
    void textIsGivenAsText() {
        String csv = "order,total\nO-1,10.8800\n";
        String uri = "fastspring:data?operation=downloadReport&id=J";
        server.otherwise(request -> answer(200, "text/plain", csv));

        assertThat(calls.call(uri, null).getMessage().getBody()).isEqualTo(csv);
        assertThat(calls.call(uri + "&outputType=string", null).getMessage().getBody())
                .isEqualTo(csv);
        assertThat(calls.call(uri + "&outputType=stream", null).getMessage().getBody())
                .isInstanceOfSatisfying(InputStream.class, in -> assertThat(in).hasContent(csv));
        server.then(json(400, "{\"status\":\"BAD_REQUEST\",\"message\":\"Invalid job\",\"errors\":[]}"));
        assertThat(calls.failure(uri, null)).isInstanceOf(FastSpringRefusedException.class);
        server.then(json(200, "{\"result\":\"error\",\"error\":\"not ready\"}"));
        assertThat(calls.failure(uri, null)).isInstanceOf(FastSpringRefusedException.class);
    }

    @Test
    void rawReachesWhatTheTableDoesNotHave() {
        assertThat(line("fastspring:raw?method=GET&path=/webhooks&query.a=b")).isEqualTo("/webhooks?a=b");
        server.then(json(200, "[1,2]"));
        Exchange exchange = calls.call(
                "fastspring:raw",
                "{\"x\":1}",
                Map.of("CamelFastSpringMethod", "PUT", "CamelFastSpringPath", "/v2/new/a,b%20c"));
        RawServer.Request last = server.requests().get(1);
        assertThat(last.line()).isEqualTo("PUT /v2/new/a,b%20c HTTP/1.1");
        assertThat(last.bodyText()).isEqualTo("{\"x\":1}");
        assertThat(exchange.getMessage().getBody()).isEqualTo(List.of(1, 2));
        server.then(json(200, "<html>"));
        assertThat(calls.failure("fastspring:raw?method=GET&path=/x", null))
                .isInstanceOf(FastSpringProtocolException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://elsewhere.example.com/x",
                "//elsewhere.example.com/x",
                "x",
                "/a/../b",
                "/..",
                "/a/%2e%2E/b",
                "/a/..;/b",
                "/a%2Fb",
                "/a?b=c",
                "/a#b",
                "/a b",
                "/a\\b",
                ""
            })
    void aRawPathLeadsNowhereElse(String path) {
        Exception e = calls.failure("fastspring:raw?method=GET", null, Map.of("CamelFastSpringPath", path));

        assertThat(e).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("CamelFastSpringPath");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void rawNeedsAMethodAndAPath() {
        assertThat(calls.failure("fastspring:raw?path=/x", null)).hasMessageContaining("the option method");
        assertThat(calls.failure("fastspring:raw?method=GET", null)).hasMessageContaining("the option path");
        assertThatThrownBy(() -> calls.context().getEndpoint("fastspring:raw?operation=get"))
                .hasMessageContaining("raw has no operations");
        assertThatThrownBy(() -> calls.context().getEndpoint("fastspring:raw?method=PATCH&path=/x"))
                .hasMessageContaining("must be one of GET, POST, PUT, DELETE");
    }

    @Test
    void ofManyIdsExactlyTheBadOnesFail() {
        server.otherwise(request -> {
            String[] ids = request.line().split(" ")[1].replaceAll(".*/", "").split(",");
            String items = List.of(ids).stream()
                    .map(id -> id.endsWith("7") && id.length() < 4
                            ? "{\"order\":\"" + id + "\",\"result\":\"error\",\"error\":{\"order\":\"Not found\"}}"
                            : "{\"order\":\"" + id + "\",\"result\":\"success\"}")
                    .collect(Collectors.joining(","));
            return json(200, "{\"orders\":[" + items + "]}");
        });
        List<String> ids = IntStream.range(0, 120).mapToObj(i -> "o" + i).collect(Collectors.toList());

        Exception e =
                calls.failure("fastspring:orders?operation=get&batchSize=50", null, Map.of("CamelFastSpringId", ids));

        assertThat(server.requests()).hasSize(3);
        List<String> bad =
                ids.stream().filter(id -> id.endsWith("7") && id.length() < 4).toList();
        assertThat(((FastSpringPartialFailureException) e).getFailed())
                .extracting(FastSpringFailedItem::id)
                .isEqualTo(bad);
        assertThat(((FastSpringPartialFailureException) e).getSucceeded()).hasSize(120 - bad.size());
    }

    @Test
    void aHundredThousandAmountsSurviveDigitForDigit() {
        Random random = new Random(42);
        List<String> amounts = new ArrayList<>(List.of("10.8800", "0.0", "28.0"));
        random.longs(100_000)
                .mapToObj(value ->
                        BigDecimal.valueOf(value >> 20, Math.floorMod(value, 7)).toPlainString())
                .forEach(amounts::add);
        String json = "{\"amounts\":[" + String.join(",", amounts) + "],\"created\":1.732038207127E12}";
        server.otherwise(request -> json(200, json));

        Map<?, ?> body = calls.call("fastspring:raw?method=GET&path=/x", null)
                .getMessage()
                .getBody(Map.class);
        assertThat(calls.call("fastspring:raw?method=POST&path=/x", body).getException())
                .isNull();

        assertThat(((Number) body.get("created")).longValue()).isEqualTo(1732038207127L);
        List<?> read = (List<?>) body.get("amounts");
        List<String> wrong = IntStream.range(0, amounts.size())
                .filter(i -> !read.get(i).toString().equals(amounts.get(i)))
                .mapToObj(amounts::get)
                .toList();
        assertThat(wrong).isEmpty();
        String sent = server.requests().get(1).bodyText();
        assertThat(sent.startsWith("{\"amounts\":[" + String.join(",", amounts) + "]"))
                .as("sent as it was read")
                .isTrue();
    }
}

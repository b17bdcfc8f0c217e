package io.github.camelfastspring.producer;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.apache.camel.Exchange;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.camelfastspring.error.FastSpringAuthenticationException;
import io.github.camelfastspring.error.FastSpringError;
import io.github.camelfastspring.error.FastSpringException;
import io.github.camelfastspring.error.FastSpringNotFoundException;
import io.github.camelfastspring.error.FastSpringPartialFailureException;
import io.github.camelfastspring.error.FastSpringRefusedException;
import io.github.camelfastspring.error.FastSpringThrottledException;
import io.github.camelfastspring.error.FastSpringUnavailableException;
import io.github.camelfastspring.support.RawServer;
import io.github.camelfastspring.support.RawServerTest;

import static io.github.camelfastspring.support.RawServer.answer;
import static io.github.camelfastspring.support.RawServer.json;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * FastSpring's documents contradict each other between generations and resources. Both sides of each contradiction that a
 * client meets are fed here, and mean the same.
 */
class ToleranceTest extends RawServerTest {

    private static final String ACCOUNT = "fastspring:accounts?operation=get&id=a";
    private static final String SUBSCRIPTION = "fastspring:subscriptions?operation=get&id=s";
    private static final String UPDATE = "fastspring:subscriptions?operation=update";

    private Object body(String uri, String answer) {
        server.then(json(200, answer));
        Exchange exchange = calls.call(uri, "{}");
        assertThat(exchange.getException()).as(uri).isNull();
        return exchange.getMessage().getBody();
    }

    private Exception failure(String uri, RawServer.Reply reply) {
        server.then(reply);
        return calls.failure(uri + (uri.contains("?") ? "&" : "?") + "maxRetries=0", "{}");
    }

    private String target(String uri, Object body) {
        assertThat(calls.call(uri, body).getException()).isNull();
        return server.requests().get(server.requests().size() - 1).line();
    }

    /** The eleven points that a client of this API has to tolerate. */
    @Nested
    class Points {

        @Test
        void oneAnEmptyBodyIsPossibleWithAnyStatus() {
            assertThat(failure(UPDATE, json(401, ""))).isInstanceOf(FastSpringAuthenticationException.class);
            assertThat(failure(UPDATE, json(404, ""))).isInstanceOf(FastSpringNotFoundException.class);
            assertThat(failure(UPDATE, json(400, ""))).isInstanceOf(FastSpringRefusedException.class);
            assertThat(failure(UPDATE, json(500, ""))).isInstanceOf(FastSpringUnavailableException.class);
            server.then(json(200, ""));
            assertThat(calls.call(UPDATE, "{}").getMessage().getBody()).isNull();
        }

        @Test
        void twoTheRootMayBeObjectArrayOrText() {
            assertThat(body(ACCOUNT, "{\"account\":\"a\"}")).isInstanceOf(Map.class);
            assertThat(body("fastspring:data?operation=listJobs", "[{\"id\":\"j\"}]"))
                    .isInstanceOf(List.class);
            server.then(answer(200, "text/plain", "done"));
            assertThat(calls.call("fastspring:data?operation=resetCache", null)
                            .getMessage()
                            .getBody())
                    .isEqualTo("done");
        }

        @Test
        void threeFailureIsToldByStatusByRootOrByAnItem() {
            assertThat(failure(UPDATE, json(409, "{}"))).isInstanceOf(FastSpringRefusedException.class);
            assertThat(failure(UPDATE, json(200, "{\"result\":\"error\",\"error\":{\"x\":\"no\"}}")))
                    .isInstanceOf(FastSpringRefusedException.class);
            assertThat(
                            failure(
                                    UPDATE,
                                    json(
                                            200,
                                            "{\"subscriptions\":[{\"subscription\":\"a\",\"result\":\"success\"},"
                                                    + "{\"subscription\":\"b\",\"result\":\"error\",\"error\":{\"x\":\"no\"}}]}")))
                    .isInstanceOf(FastSpringPartialFailureException.class);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{\"result\":\"error\",\"error\":\"no\"}",
                    "{\"result\":\"error\",\"error\":{\"field\":\"no\"}}",
                    "{\"result\":\"error\",\"error\":{\"good\":null,\"field\":\"no\"}}",
                    "{\"result\":\"error\",\"error\":{\"message\":\"no\"}}",
                    "{\"result\":\"error\",\"error\":{\"code\":\"C\",\"message\":\"no\"}}",
                    "{\"status\":\"BAD_REQUEST\",\"message\":\"no\",\"errors\":[{\"erroCode\":\"C\",\"field\":\"f\",\"message\":\"no\"}]}",
                })
        void fourAnErrorHasManyShapes(String body) {
            FastSpringException e = (FastSpringException) failure(UPDATE, json(400, body));

            assertThat(e.getErrors()).extracting(FastSpringError::message).containsExactly("no");
        }

        @Test
        void fiveAnItemArrayIsPluralSingularOrMissing() {
            String item = "{\"subscription\":\"s\",\"result\":\"error\",\"error\":{\"subscription\":\"no\"}}";
            for (String body :
                    List.of("{\"subscriptions\":[" + item + "]}", "{\"subscription\":[" + item + "]}", item)) {
                assertThat(failure("fastspring:subscriptions?operation=charge", json(200, body)))
                        .isInstanceOf(FastSpringRefusedException.class);
            }
        }

        @Test
        void sixElementsAreStringsOrObjects() {
            String list = "fastspring:orders?operation=list&paging=all";
            assertThat(body(list, "{\"orders\":[\"o\"]}")).isEqualTo(List.of("o"));
            assertThat(body(list, "{\"orders\":[{\"order\":\"o\"}]}")).isEqualTo(List.of(Map.of("order", "o")));
        }

        @Test
        void sevenUnknownKeysWordsAndActionsPass() {
            assertThat(body(ACCOUNT, "{\"account\":\"a\",\"action\":\"account.seen\",\"new\":{\"codes deleted\":[1]}}"))
                    .isEqualTo(Map.of(
                            "account", "a", "action", "account.seen", "new", Map.of("codes deleted", List.of(1))));
        }

        @Test
        void eightNumbersMayBeTextAndTheReverse() {
            Map<?, ?> read = (Map<?, ?>) body(ACCOUNT, "{\"postalCode\":93101,\"total\":\"10.88\",\"x\":10.8800}");
            assertThat(read.get("postalCode")).isEqualTo(93101);
            assertThat(read.get("total")).isEqualTo("10.88");
            assertThat(read.get("x")).isEqualTo(new BigDecimal("10.8800"));
        }

        @Test
        void nineExplicitNullsAreWrittenAndAbsentKeysStayAbsent() {
            calls.call(UPDATE, Collections.singletonMap("deactivation", null));
            assertThat(server.onlyRequest().bodyText()).isEqualTo("{\"subscriptions\":[{\"deactivation\":null}]}");
        }

        @Test
        void tenIdsAreEncodedAndCommasKept() {
            assertThat(target("fastspring:subscriptions?operation=cancel", null, List.of("-a_1", "b c")))
                    .isEqualTo("DELETE /subscriptions/-a_1,b%20c HTTP/1.1");
        }

        private String target(String uri, Object body, Object ids) {
            server.then(json(200, "[]"));
            calls.call(uri, body, Map.of("CamelFastSpringId", ids));
            return server.onlyRequest().line();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "subscriptions?operation=charge",
                    "returns?operation=create",
                    "orders?operation=create",
                    "subscriptions?operation=executeCoterm&id=g",
                    "subscriptions?operation=update",
                    "subscriptions?operation=resume&id=s",
                })
        void elevenWhatMovesMoneyIsNeverRepeatedUnlessItWasNotExecuted(String operation) {
            server.then(json(500, ""), json(200, "{}"));
            Exception e = calls.failure("fastspring:" + operation, "{}");
            assertThat(((FastSpringUnavailableException) e).isOutcomeUnknown()).isTrue();
            assertThat(server.requests()).hasSize(1);

            server.then(json(429, "", "Retry-After: 0"), json(200, "{}"));
            assertThat(calls.call("fastspring:" + operation, "{}").getException())
                    .isNull();
        }
    }

    /** Two answers that mean the same. */
    record Pair(String uri, String one, String other) {
        @Override
        public String toString() {
            return uri;
        }
    }

    static Stream<Pair> pairs() {
        String order = "{\"order\":\"o\",\"total\":5}";
        return Stream.of(
                new Pair(
                        "fastspring:orders?operation=get&id=o",
                        order,
                        "{\"result\":\"success\",\"orders\":[" + order + "]}"),
                new Pair(ACCOUNT, "{\"account\":\"a\",\"x\":1}", "{\"accounts\":[{\"account\":\"a\",\"x\":1}]}"),
                new Pair(
                        SUBSCRIPTION,
                        "{\"subscription\":\"s\"}",
                        "{\"action\":\"subscription.get\",\"subscriptions\":[{\"subscription\":\"s\"}]}"),
                new Pair(
                        "fastspring:quotes?operation=list&paging=all",
                        "{\"_embedded\":{\"quotes\":[{\"id\":\"q\"}]}}",
                        "{\"links\":[],\"content\":[{\"id\":\"q\"}]}"),
                new Pair(
                        "fastspring:products?operation=getOffers&id=p",
                        "{\"products\":[{\"product\":\"p\",\"offers\":[]}]}",
                        "{\"products\":{\"product\":\"p\",\"offers\":[]}}"),
                new Pair(
                        "fastspring:sessions?operation=updateItem&checkoutPath=a/b&id=s&productPath=p",
                        "{\"productPath\":\"p\",\"quantity\":2}",
                        "[{\"productPath\":\"p\",\"quantity\":2}]"));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void bothShapesOfAnAnswerGiveOne(Pair pair) {
        assertThat(body(pair.uri, pair.one)).isEqualTo(body(pair.uri, pair.other));
    }

    @ParameterizedTest
    @CsvSource({"200", "400", "500"})
    void theStatusOfARefusalDiffersBetweenGenerations(int status) {
        assertThat(failure(
                        ACCOUNT, json(status, "{\"result\":\"error\",\"error\":{\"account\":\"account not found\"}}")))
                .isInstanceOf(FastSpringNotFoundException.class);
        assertThat(failure(
                        "fastspring:subscriptions?operation=pause&id=s",
                        json(status, "{\"result\":\"error\",\"error\":{\"subscriptions.pause\":\"no\"}}")))
                .isInstanceOf(FastSpringRefusedException.class);
        assertThat(failure(
                        "fastspring:subscriptions?operation=pause&id=s",
                        json(status, "{\"result\":\"error\",\"error\":{\"subscription.pause\":\"no\"}}")))
                .isInstanceOf(FastSpringRefusedException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204})
    void anySuccessStatusIsOne(int status) {
        server.then(json(status, status == 204 ? "" : "{\"id\":\"q\"}"));
        assertThat(calls.call("fastspring:quotes?operation=create", "{}").getException())
                .isNull();
    }

    @Test
    void theRateLimitIs429AndA404IsNotFound() {
        assertThat(failure(ACCOUNT, json(429, "{\"code\":\"X\",\"message\":\"slow\"}", "Retry-After: 7")))
                .isInstanceOfSatisfying(FastSpringThrottledException.class, e -> assertThat(e.getRetryAfter())
                        .hasSeconds(7));
        assertThat(failure(ACCOUNT, json(429, ""))).isInstanceOf(FastSpringThrottledException.class);
        assertThat(failure(ACCOUNT, json(404, "{}"))).isInstanceOf(FastSpringNotFoundException.class);
    }

    @Test
    void bothSpellingsOfAParameterCanBeSent() {
        assertThat(target("fastspring:accounts?operation=lookup&orderId=O", null))
                .contains("?orderId=O ");
        assertThat(target("fastspring:accounts?operation=lookup&query.orderID=O", null))
                .contains("?orderID=O ");
        assertThat(target("fastspring:orders?operation=list&status=canceled", null))
                .contains("status=canceled");
        assertThat(target("fastspring:orders?operation=list&status=cancelled", null))
                .contains("status=cancelled");
        assertThat(target("fastspring:subscriptions?operation=cancel&id=s&query.billing_period=0", null))
                .contains("?billing_period=0 ");
    }

    @Test
    void pagesAreAskedForOnlyWhenTheyAreWanted() {
        assertThat(target("fastspring:subscriptions?operation=list", null)).isEqualTo("GET /subscriptions HTTP/1.1");
        assertThat(target("fastspring:products?operation=list", null)).isEqualTo("GET /products HTTP/1.1");
        assertThat(target("fastspring:subscriptions?operation=list&page=2", null))
                .isEqualTo("GET /subscriptions?page=2 HTTP/1.1");
    }

    @Test
    void bodiesOfAllGenerationsAreSentAsTheyAre() {
        for (String body : Arrays.asList(
                "{\"updateQuoteRequest\":{\"coupon\":\"C\"}}",
                "{\"coupon\":\"C\"}",
                "[{\"pausePeriodCount\":1}]",
                "{\"billToAddress\":{\"country\":\"DE\"},\"quantityDefault\":true}",
                "{\"price\":{\"USD\":\"5\"},\"pageNumber\":0}")) {
            calls.call("fastspring:quotes?operation=update&id=q", body);
            assertThat(server.requests().get(server.requests().size() - 1).bodyText())
                    .isEqualTo(body);
        }
        for (String checkout : List.of("store/popup-x", "store/components-x", "store/anything")) {
            assertThat(target("fastspring:sessions?operation=create&checkoutPath=" + checkout, "{}"))
                    .contains("/v2/checkouts/" + checkout + "/sessions ");
        }
        assertThat(target(
                        "fastspring:subscriptions?operation=uncancel",
                        "{\"subscription\":\"s\",\"deactivation\":null}"))
                .isEqualTo("POST /subscriptions HTTP/1.1");
        assertThat(target("fastspring:invoices?operation=create", "{\"contacts\":[]}"))
                .isEqualTo("POST /invoices/paymentInvoice HTTP/1.1");
        assertThat(target("fastspring:webhooks?operation=updateKey", "{\"url\":\"https://example.com\"}"))
                .isEqualTo("POST /webhooks/keys HTTP/1.1");
    }

    @Test
    void anInvoiceWithoutAContactAnswersWithAnEmpty500() {
        Exception e = failure("fastspring:invoices?operation=create", json(500, ""));
        assertThat(((FastSpringUnavailableException) e).isOutcomeUnknown()).isTrue();
    }
}

package io.github.camelfastspring.producer;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Stream;

import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.camelfastspring.support.Calls;
import io.github.camelfastspring.support.RawServer;
import io.github.camelfastspring.support.RawServerTest;

import static org.assertj.core.api.Assertions.assertThat;

/** What is on the wire, to the letter: line, body and headers. Every row is looked at in EveryRowTest. */
class WireTest extends RawServerTest {

    private static final String CHECKOUT = "checkoutPath=examplestore/popup-checkout";
    private static final String SESSIONS = "/v2/checkouts/examplestore/popup-checkout/sessions";
    private static final String BODY = "{\"quantity\": 10.8800, \"note\": null}";

    /** A row, how it is called, and what must be sent. */
    record Case(String uri, Object body, String line, String sent) {

        String operation() {
            return uri.substring("fastspring:".length()).replaceAll("\\?.*operation=(\\w+).*", ".$1");
        }

        @Override
        public String toString() {
            return operation();
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                new Case("fastspring:sessions?operation=create&" + CHECKOUT, BODY, "POST " + SESSIONS, BODY),
                new Case("fastspring:sessions?operation=get&id=S-1&" + CHECKOUT, null, "GET " + SESSIONS + "/S-1", ""),
                new Case(
                        "fastspring:sessions?operation=replace&id=S-1&" + CHECKOUT,
                        BODY,
                        "PUT " + SESSIONS + "/S-1",
                        BODY),
                new Case(
                        "fastspring:sessions?operation=getPaymentMethods&id=S-1&" + CHECKOUT,
                        null,
                        "GET " + SESSIONS + "/S-1/payment-methods",
                        ""),
                new Case(
                        "fastspring:sessions?operation=addItem&id=S-1&" + CHECKOUT,
                        BODY,
                        "POST " + SESSIONS + "/S-1/cart/items",
                        BODY),
                new Case(
                        "fastspring:sessions?operation=updateItem&id=S-1&productPath=a,b&" + CHECKOUT,
                        BODY,
                        "PUT " + SESSIONS + "/S-1/cart/items/a,b",
                        BODY),
                new Case(
                        "fastspring:sessions?operation=removeItem&id=S-1&productPath=gold-plan&" + CHECKOUT,
                        BODY,
                        "DELETE " + SESSIONS + "/S-1/cart/items/gold-plan",
                        ""),
                new Case(
                        "fastspring:sessions?operation=updateCustomer&id=S-1&" + CHECKOUT,
                        BODY,
                        "PUT " + SESSIONS + "/S-1/customer",
                        BODY),
                new Case("fastspring:sessions-v1?operation=create", BODY, "POST /sessions", BODY),
                new Case("fastspring:events?operation=listUnprocessed", BODY, "GET /events/unprocessed?days=30", ""),
                new Case(
                        "fastspring:events?operation=listProcessed&days=7&begin=2026-11-01&end=1764000000000",
                        BODY,
                        "GET /events/processed?days=7&begin=2026-11-01&end=1764000000000",
                        ""),
                new Case(
                        "fastspring:events?operation=markProcessed&id=-event_1",
                        BODY,
                        "POST /events/-event_1",
                        "{\"processed\":true}"),
                new Case(
                        "fastspring:events?operation=markUnprocessed&id=event_1",
                        BODY,
                        "POST /events/event_1",
                        "{\"processed\":false}"),
                new Case("fastspring:accounts?operation=get&id=a1", null, "GET /accounts/a1", ""),
                new Case("fastspring:orders?operation=get&id=o1,o2", null, "GET /orders/o1,o2", ""),
                new Case("fastspring:products?operation=get&id=p1", null, "GET /products/p1", ""));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void sendsWhatTheCatalogueSays(Case row) {
        Exchange exchange = calls.call(row.uri, row.body, Map.of("Authorization", "Bearer forged", "X-Custom", "x"));

        RawServer.Request request = server.onlyRequest();
        assertThat(request.line()).isEqualTo(row.line + " HTTP/1.1");
        assertThat(request.bodyText()).isEqualTo(row.sent);
        assertThat(request.head()).doesNotContainIgnoringCase("%2F");
        String pair = Calls.USERNAME + ":" + Calls.PASSWORD;
        assertThat(request.header("Authorization"))
                .isEqualTo("Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
        assertThat(request.header("User-Agent")).startsWith("camel-fastspring/1.");
        assertThat(request.header("Content-Type")).isEqualTo("application/json");
        assertThat(request.header("Accept")).isEqualTo("application/json");
        assertThat(request.header("X-Custom"))
                .as("exchange headers stay in the exchange")
                .isNull();
        assertThat(request.header("Cookie")).isNull();
        assertThat(exchange.getMessage().getHeader("X-Custom")).isEqualTo("x");
    }

    @Test
    void encodesEverySegmentOnItsOwn() {
        calls.call(
                "fastspring:sessions?operation=get",
                null,
                Map.of("CamelFastSpringCheckoutPath", "my store/büro-checkout", "CamelFastSpringId", "a b+c?d#e%"));

        assertThat(server.onlyRequest().line())
                .isEqualTo("GET /v2/checkouts/my%20store/b%C3%BCro-checkout/sessions/a%20b%2Bc%3Fd%23e%25 HTTP/1.1");
    }

    @Test
    void theHeaderWinsOverTheOption() {
        calls.call(
                "fastspring:events?operation=listProcessed&days=3",
                null,
                Map.of("CamelFastSpringOperation", "listUnprocessed", "CamelFastSpringDays", 5));

        assertThat(server.onlyRequest().line()).isEqualTo("GET /events/unprocessed?days=5 HTTP/1.1");
    }

    @Test
    void connectionsAreKeptAlive() {
        for (int i = 0; i < 5; i++) {
            calls.call("fastspring:accounts?operation=get&id=a1", null);
        }

        assertThat(server.requests()).hasSize(5);
        assertThat(server.connections()).isEqualTo(1);
    }
}

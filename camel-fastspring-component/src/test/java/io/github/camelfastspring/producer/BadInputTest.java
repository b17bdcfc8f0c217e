package io.github.camelfastspring.producer;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.camelfastspring.FastSpringComponent;
import io.github.camelfastspring.support.RawServerTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is wrong in URI, header or body is told before anything is sent, and the message names it. */
class BadInputTest extends RawServerTest {

    private static final String ORDERS = "fastspring:orders?operation=get";

    private void assertRefusedEndpoint(String uri, String... fragments) {
        assertThatThrownBy(() -> calls.context().getEndpoint(uri)).satisfies(e -> {
            for (String fragment : fragments) {
                assertThat(messages(e)).contains(fragment);
            }
        });
    }

    private static String messages(Throwable e) {
        StringBuilder text = new StringBuilder();
        for (Throwable t = e; t != null; t = t.getCause()) {
            text.append(t.getMessage()).append('\n');
        }
        return text.toString();
    }

    @Test
    void unknownResourceListsTheValidOnes() {
        assertRefusedEndpoint(
                "fastspring:session?operation=create",
                "resource 'session' is unknown",
                "sessions, sessions-v1, events");
    }

    @Test
    void unknownOperationListsTheValidOnes() {
        assertRefusedEndpoint(
                "fastspring:sessions?operation=delete", "operation 'delete' is unknown", "create, get, replace");
    }

    @Test
    void anOperationOfAnotherResourceIsUnknown() {
        assertRefusedEndpoint(
                "fastspring:orders?operation=addItem",
                "operation 'addItem' is unknown",
                "valid are list, get, update, create");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"examplestore", "examplestore/popup/checkout", "/popup-checkout", "examplestore/", "a/..", "/"})
    void aCheckoutPathHasTwoSegments(String path) {
        assertRefusedEndpoint(
                "fastspring:sessions?operation=create&checkoutPath=" + path,
                "the option checkoutPath must be storeId/checkoutId, exactly two segments");
    }

    @Test
    void aCheckoutPathInTheHeaderIsCheckedToo() {
        Exception e = calls.failure(
                "fastspring:sessions?operation=create", "{}", Map.of("CamelFastSpringCheckoutPath", "one/two/three"));

        assertThat(e)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("CamelFastSpringCheckoutPath")
                .hasMessageContaining("'one/two/three'");
        assertThat(server.requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fastspring:sessions?operation=get&checkoutPath=a/b | the option id (header CamelFastSpringId) is missing",
                "fastspring:sessions?operation=get&id=1 | checkoutPath (header CamelFastSpringCheckoutPath) is missing; it takes storeId/checkoutId",
                "fastspring:events?operation=markProcessed | the option id (header CamelFastSpringId) is missing",
                "fastspring:orders | set the option operation or the header CamelFastSpringOperation to one of list, get",
                "fastspring:orders?operation=get&id=a,,b | must be an id",
                "fastspring:orders?operation=get&id=a/b | without slash",
                "fastspring:events?operation=markProcessed&id=a,b | takes one id, not several",
                "fastspring:sessions?operation=removeItem&checkoutPath=a/b&id=1&productPath=x,y | takes one id",
            })
    void whatIsMissingOrTooMuchIsNamed(String uri, String message) {
        Exception e = calls.failure(uri, null);

        assertThat(e).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(message);
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void theBodyServesAsIdsOfReadsOnly() {
        Exception mark = calls.failure("fastspring:events?operation=markProcessed", "some-event");
        Exception notIds = calls.failure("fastspring:orders?operation=get", "{\"order\":\"x\"}");

        assertThat(mark).hasMessageContaining("the option id (header CamelFastSpringId) is missing");
        assertThat(notIds).hasMessageContaining("the message body is not made of ids either");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void anUnknownOperationInTheHeaderFailsTheExchange() {
        Exception e = calls.failure("fastspring:orders", null, Map.of("CamelFastSpringOperation", "burn"));

        assertThat(e)
                .hasMessageContaining("operation 'burn' is unknown")
                .hasMessageContaining("valid are list, get, update, create");
        assertThat(server.requests()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://api.example.com",
                "http://10.0.0.1",
                "http://localhost.example.com:80",
                "http://cafe.de",
                "ftp://localhost"
            })
    void plainHttpIsForLoopbackOnly(String baseUrl) {
        assertRefusedEndpoint("fastspring:orders?operation=get&baseUrl=" + baseUrl, "the option baseUrl must be https");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://user:pw@api.example.com", "https://api.example.com?a=b", "api.example.com", "https://"})
    void theBaseUrlIsAUrlWithoutMore(String baseUrl) {
        assertRefusedEndpoint("fastspring:orders?operation=get&baseUrl=RAW(" + baseUrl + ")", "the option baseUrl");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:1", "http://127.0.0.1:1", "http://127.8.8.8:1", "http://[::1]:1"})
    void plainHttpIsAcceptedForLoopback(String baseUrl) {
        assertThat(calls.context().getEndpoint("fastspring:orders?operation=get&baseUrl=" + baseUrl))
                .isNotNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "not json | not JSON",
                "{\"a\":1 | not JSON",
                "{\"a\":1} {\"b\":2} | something follows",
                "'' | not a JSON object or array",
                "42 | not a JSON object or array",
                "<html>secret</html> | not JSON",
            })
    void aBodyThatIsNotJsonIsRefused(String body, String message) {
        Exception e = calls.failure("fastspring:sessions?operation=create&checkoutPath=a/b", body);

        assertThat(e)
                .hasMessageContaining("sessions.create: the message body is")
                .hasMessageContaining(message);
        assertThat(e.toString()).as("quotes nothing of the body").doesNotContain("secret");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void aMissingOrUnwritableBodyIsRefused() {
        Exception missing = calls.failure("fastspring:sessions?operation=create&checkoutPath=a/b", null);
        Map<String, Object> endless = new HashMap<>();
        endless.put("itself", endless);
        Exception cyclic = calls.failure("fastspring:sessions?operation=create&checkoutPath=a/b", endless);

        assertThat(missing).hasMessageContaining("the message body is missing");
        assertThat(cyclic).hasMessageContaining("cannot be written as JSON");
        assertThat(server.requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CamelFastSpringDays | 31 | a whole number from 1 to 30",
                "CamelFastSpringDays | soon | a whole number from 1 to 30",
                "CamelFastSpringBegin | 12/24/2026 | yyyy-MM-dd or epoch milliseconds",
                "CamelFastSpringOutputType | xml | neither map, json, string or stream nor a class",
                "CamelFastSpringRequestTimeout | 0 | at least 1",
                "CamelFastSpringMaxRetries | -1 | at least 0",
                "CamelFastSpringPartialFailure | ignore | fail or return",
            })
    void headersAreChecked(String header, String value, String message) {
        Exception e = calls.failure("fastspring:events?operation=listUnprocessed", null, Map.of(header, value));

        assertThat(e)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(header)
                .hasMessageContaining(message);
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void optionsAreCheckedWhenTheEndpointIsMade() {
        assertRefusedEndpoint("fastspring:events?days=31", "the option days must be a whole number from 1 to 30");
        assertRefusedEndpoint("fastspring:events?begin=yesterday", "the option begin must be yyyy-MM-dd");
        assertRefusedEndpoint("fastspring:orders?outputType=com.example.Missing", "outputType=com.example.Missing");
        assertRefusedEndpoint("fastspring:orders?colour=red", "colour");
        assertRefusedEndpoint("fastspring:events?live=maybe", "live");
        assertRefusedEndpoint("fastspring:orders?partialFailure=ignore", "partialFailure");
    }

    @ParameterizedTest
    @ValueSource(strings = {"username", "password"})
    void credentialsAreDemandedAtStart(String missing) {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            FastSpringComponent component = new FastSpringComponent();
            component.getConfiguration().setUsername(missing.equals("username") ? null : "u");
            component.getConfiguration().setPassword(missing.equals("password") ? " " : "p");
            context.addComponent("fastspring", component);
            context.addRoutes(route("direct:a", "fastspring:orders?operation=get"));
            assertThatThrownBy(context::start)
                    .satisfies(e -> assertThat(messages(e)).contains("the option " + missing + " is missing"));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"fastspring:orders", "fastspring:events?operation=listUnprocessed", "fastspring:sessions"})
    void aConsumerExistsForEventsAlone(String uri) {
        assertThatThrownBy(() -> calls.context().addRoutes(route(uri, "mock:x")))
                .satisfies(e -> assertThat(messages(e)).contains("A consumer exists for fastspring:events"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fastspring:events?maxInFlight=0 | the option maxInFlight must be at least 1",
                "fastspring:events?completionTimeout=0 | the option completionTimeout must be at least 1",
                "fastspring:events?types=order.*,, | the option types",
                "fastspring:events?end=2026-01-01 | the option end is for producers",
                "fastspring:events?requestTimeout=0 | the option requestTimeout must be positive",
            })
    void aConsumersOptionsAreCheckedAtStart(String uri, String message) {
        assertThatThrownBy(() -> calls.context().addRoutes(route(uri, "mock:x")))
                .satisfies(e -> assertThat(messages(e)).contains(message));
    }

    @Test
    void idsInTheWrongFormAreRefused() {
        Exception comma = calls.failure(ORDERS, null, Map.of("CamelFastSpringId", List.of("a,b")));
        Exception nothing = calls.failure(ORDERS, null, Map.of("CamelFastSpringId", Arrays.asList("a", null)));
        Exception array = calls.failure(
                "fastspring:events?operation=markProcessed", null, Map.of("CamelFastSpringId", new String[] {"a"}));

        assertThat(comma).hasMessageContaining("FastSpring orders.get").hasMessageContaining("an id with a comma");
        assertThat(nothing).hasMessageContaining("holds null");
        assertThat(array).hasMessageContaining("takes one id, not several");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void anEmptyListOfIdsIsRefused() {
        Exception e = calls.failure("fastspring:orders?operation=get", null, Map.of("CamelFastSpringId", List.of()));

        assertThat(e).hasMessageContaining("holds no id");
    }

    private static RouteBuilder route(String from, String to) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(from).to(to);
            }
        };
    }
}

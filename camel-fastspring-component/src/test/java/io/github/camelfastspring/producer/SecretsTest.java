package io.github.camelfastspring.producer;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;

import io.github.camelfastspring.FastSpringEndpoint;
import io.github.camelfastspring.support.Calls;
import io.github.camelfastspring.support.JmxTexts;
import io.github.camelfastspring.support.RawServer;

import static org.assertj.core.api.Assertions.assertThat;

/** Neither the credentials nor what a body holds is in anything that is shown. */
class SecretsTest {

    private static final String PERSONAL = "someone@example.com";
    private static final List<String> SECRETS = List.of(
            Calls.USERNAME,
            Calls.PASSWORD,
            PERSONAL,
            Base64.getEncoder().encodeToString((Calls.USERNAME + ":" + Calls.PASSWORD).getBytes()));

    private static void assertClean(String where, String text) {
        assertThat(SECRETS).as(where).noneMatch(text::contains);
    }

    @Test
    void nothingIsShown() throws Exception {
        try (RawServer server = new RawServer();
                Calls calls = new Calls("http://127.0.0.1:1")) {
            String credentials = "&username=" + Calls.USERNAME + "&password=" + Calls.PASSWORD;
            String uri = "fastspring:sessions?operation=create&checkoutPath=a/b&maxRetries=0&baseUrl="
                    + server.baseUrl() + credentials;
            calls.context().addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:a").routeId("secrets").to(uri);
                    from("fastspring:events?initialDelay=600000&baseUrl=" + server.baseUrl() + credentials)
                            .to("mock:x");
                }
            });
            String body = "{\"customer\":{\"billToContact\":{\"email\":\"" + PERSONAL + "\"}}}";
            for (RawServer.Reply reply : List.of(
                    RawServer.json(401, ""),
                    RawServer.json(503, ""),
                    RawServer.json(200, "{\"email\":\"" + PERSONAL),
                    RawServer.json(200, PERSONAL),
                    RawServer.raw(""),
                    RawServer.json(
                            400,
                            "{\"status\":\"400\",\"message\":\"wrong\",\"errors\":[{\"field\":\"email\","
                                    + "\"message\":\"wrong\",\"rejectedValue\":\"" + PERSONAL + "\"}]}"))) {
                server.then(reply);
                StringWriter trace = new StringWriter();
                calls.failure(uri, body, Map.of()).printStackTrace(new PrintWriter(trace));
                assertClean("exception", trace.toString());
            }
            StringWriter trace = new StringWriter();
            calls.failure(uri, body + "x", Map.of()).printStackTrace(new PrintWriter(trace));
            assertClean("exception before sending", trace.toString());

            FastSpringEndpoint endpoint = calls.context().getEndpoint(uri, FastSpringEndpoint.class);
            assertClean("endpoint", endpoint.toString());
            assertClean("configuration", endpoint.getConfiguration().toString());
            assertClean("service location", endpoint.getServiceUrl() + endpoint.getServiceMetadata());
            assertJmxIsClean();
        }
    }

    private static void assertJmxIsClean() throws Exception {
        Map<String, String> texts = JmxTexts.all();
        assertThat(texts).isNotEmpty();
        texts.forEach((name, text) -> assertClean("JMX", name + " " + text));
    }
}

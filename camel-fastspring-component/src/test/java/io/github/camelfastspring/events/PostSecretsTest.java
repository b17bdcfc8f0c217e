package io.github.camelfastspring.events;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.console.DevConsole;
import org.apache.logging.log4j.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.camelfastspring.FastSpringEndpoint;
import io.github.camelfastspring.simulator.FastSpringSimulatorExtension;
import io.github.camelfastspring.simulator.webhook.SampleEvents;
import io.github.camelfastspring.simulator.webhook.WebhookPost;
import io.github.camelfastspring.simulator.webhook.WebhookSignature;
import io.github.camelfastspring.support.JmxTexts;
import io.github.camelfastspring.support.LogLines;
import io.github.camelfastspring.support.RawClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** Neither the webhook's secret nor a right signature, nor what wrong posts hold, is in anything that is shown. */
class PostSecretsTest {

    private static final String SECRET = "canary-secret";
    private static final String OLD = "canary-old-secret";

    @RegisterExtension
    final FastSpringSimulatorExtension fastSpring = new FastSpringSimulatorExtension();

    private static void assertClean(String where, String text, List<String> signatures) {
        assertThat(text).as(where).doesNotContain(SECRET, OLD, "canary@example.com");
        assertThat(signatures).as(where).noneMatch(text::contains);
    }

    private static String trace(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private RouteBuilder routes(PostsServer server) {
        String component = server == PostsServer.JETTY ? "jetty" : "platform-http";
        return new RouteBuilder() {
            @Override
            public void configure() {
                String secret = "secret=RAW(" + OLD + "," + SECRET + ")";
                from("fastspring:events?delivery=webhook&resends=pass&webhookPath=/hook&webhookMaxBodySize=20000&"
                                + secret)
                        .routeId(EventsRoute.ROUTE)
                        .choice()
                        .when(header("CamelFastSpringEventType").isEqualTo("order.failed"))
                        .throwException(new IllegalStateException("on purpose"));
                from("webhook:fastspring:events?resends=pass&types=order.*&webhookPath=/other&webhookComponentName="
                                + component + "&" + secret)
                        .to("mock:x");
            }
        };
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsShown(PostsServer server) throws Exception {
        List<String> signatures = new ArrayList<>();
        try (LogLines log = new LogLines(Level.DEBUG);
                PostsRoute route = new PostsRoute(fastSpring.simulator(), server).start(routes(server))) {
            for (String path : List.of("/hook", "/other")) {
                for (byte[] body : bodies()) {
                    for (String secret : List.of(SECRET, OLD, "another")) {
                        String signature = WebhookSignature.sign(body, secret);
                        signatures.add(signature);
                        for (String header : List.of(
                                "X-FS-Signature: " + signature,
                                "X-FS-Signature: x" + signature,
                                "X-FS-Signature: " + signature + "\r\nX-FS-Signature: " + signature)) {
                            RawClient.Answer answer = RawClient.post(route.url(path), body, header);
                            assertClean("answer", answer.head() + answer.body(), signatures);
                        }
                    }
                }
            }
            FastSpringEndpoint endpoint = (FastSpringEndpoint)
                    route.context().getRoute(EventsRoute.ROUTE).getEndpoint();
            assertClean("endpoint", endpoint.toString(), signatures);
            assertClean("configuration", endpoint.getConfiguration().toString(), signatures);
            assertClean("webhook", endpoint.getWebhook().toString(), signatures);
            assertClean("consumer", route.consumer().toString(), signatures);
            assertClean("route", route.context().getRoute(EventsRoute.ROUTE).toString(), signatures);
            assertClean("uses", route.consumer().secretUses().toString(), signatures);
            assertClean("uses by JMX", route.consumer().listSecretUses().toString(), signatures);
            assertClean("service", endpoint.getServiceUrl() + endpoint.getServiceMetadata(), signatures);
            FastSpringDevConsole console = new FastSpringDevConsole();
            console.setCamelContext(route.context());
            for (DevConsole.MediaType type : DevConsole.MediaType.values()) {
                assertClean("console", console.call(type).toString(), signatures);
            }
            Map<String, String> jmx = JmxTexts.all();
            assertThat(jmx).isNotEmpty();
            jmx.forEach((name, text) -> assertClean("JMX", name + " " + text, signatures));
            assertThat(route.consumer().getPostsReceived()).isPositive();
            assertThat(route.consumer().getPostsRefused()).isPositive();

            assertThat(log.lines()).anyMatch(line -> line.contains("A post was refused: its signature is"));
            log.lines().forEach(line -> assertClean("log", line, signatures));
        }
    }

    private static List<byte[]> bodies() {
        return List.of(
                WebhookPost.of(SampleEvents.of("order.completed")).body(),
                WebhookPost.of(SampleEvents.of("order.failed")).body(),
                "{\"events\":[{\"email\":\"canary@example.com\"}]}".getBytes(StandardCharsets.UTF_8),
                "{\"events\":[\"canary@example.com\"".getBytes(StandardCharsets.UTF_8),
                "canary@example.com".getBytes(StandardCharsets.UTF_8),
                new byte[20_001]);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delivery=webhook",
                "delivery=webhook&webhookPath=a//b",
                "delivery=webhook&webhookPath=/hook&webhookUnsigned=true",
                "delivery=webhook&webhookPath=/hook&acknowledge=none",
                "delivery=webhook&webhookPath=/hook&webhookTimeout=-1",
                "delivery=webhook&webhookPath=/hook&httpServerComponent=log",
                "delivery=webhook&webhookPath=/hook&maxInFlight=-1",
                "delivery=webhook&webhookPath=/hook&limit=5",
                "delivery=webhook&webhookPath=/hook&operation=listProcessed",
                "delivery=never&webhookPath=/hook",
                "delivery=webhook&webhookPath=/hook&noSuchOption=1",
                "delivery=webhook&webhookPath=/taken"
            })
    void whatIsRefusedAtTheStartDoesNotTellTheSecret(String options) throws Exception {
        try (LogLines log = new LogLines(Level.DEBUG);
                PostsRoute route = new PostsRoute(fastSpring.simulator())) {
            Throwable thrown = catchThrowable(() -> route.start(new RouteBuilder() {
                @Override
                public void configure() {
                    from("fastspring:events?delivery=webhook&webhookPath=/taken&secret=" + OLD)
                            .to("mock:x");
                    from("fastspring:events?secret=" + SECRET + "&" + options).to("mock:x");
                }
            }));

            assertThat(thrown).isNotNull();
            assertClean("exception", trace(thrown), List.of());
            log.lines().forEach(line -> assertClean("log", line, List.of()));
        }
    }

    @Test
    void theKeyOfARotationIsNotShownEither() throws Exception {
        try (LogLines log = new LogLines(Level.DEBUG);
                PostsRoute route = new PostsRoute(fastSpring.simulator()).start(routes(PostsServer.PLATFORM_HTTP))) {
            String answer = route.context()
                    .createProducerTemplate()
                    .requestBody(
                            "fastspring:webhooks?operation=updateKey",
                            Map.of("url", route.url("/hook"), "hmacSecret", SECRET))
                    .toString();
            assertClean("answer", answer, List.of());
            log.lines().forEach(line -> assertClean("log", line, List.of()));
        }
    }
}

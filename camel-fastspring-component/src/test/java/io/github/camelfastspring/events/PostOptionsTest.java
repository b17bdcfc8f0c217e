package io.github.camelfastspring.events;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

import org.apache.camel.spi.RestConfiguration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.camelfastspring.FastSpringEndpoint;
import io.github.camelfastspring.simulator.FastSpringSimulatorExtension;
import io.github.camelfastspring.simulator.webhook.WebhookPost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a consumer of posts does not start with, and says so. */
class PostOptionsTest {

    private static final String PATH = "delivery=webhook&webhookPath=/hook";

    @RegisterExtension
    final FastSpringSimulatorExtension fastSpring = new FastSpringSimulatorExtension();

    private static ThrowingCallable starting(EventsRoute route, String options) {
        return () -> {
            try (route) {
                route.start(options, steps -> steps.to("mock:x"));
            }
        };
    }

    private EventsRoute served() throws Exception {
        EventsRoute route = new EventsRoute(fastSpring.simulator());
        PostsServer.PLATFORM_HTTP.addTo(route.context());
        return route;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                PATH + "|needs the option secret",
                "delivery=both&webhookPath=/hook|delivery=both needs the option secret",
                PATH + "&secret=|needs the option secret",
                PATH + "&secret= |needs the option secret",
                PATH + "&secret=,|needs the option secret",
                PATH + "&secret= , ,|needs the option secret",
                PATH + "&secret=canary&webhookUnsigned=true|exclude each other",
                "delivery=webhook&secret=canary|need the option webhookPath",
                "delivery=both&secret=canary|need the option webhookPath",
                "delivery=webhook&secret=canary&webhookPath=|the option webhookPath",
                "delivery=webhook&secret=canary&webhookPath=/|the option webhookPath",
                "delivery=webhook&secret=canary&webhookPath=/a/|the option webhookPath",
                "delivery=webhook&secret=canary&webhookPath=//a|the option webhookPath",
                "delivery=webhook&secret=canary&webhookPath=/a*|the option webhookPath",
                "delivery=webhook&secret=canary&webhookPath=/:a|the option webhookPath",
                "delivery=webhook&secret=canary&webhookPath=/{a}|the option webhookPath",
                "delivery=webhook&secret=canary&webhookPath=/a b|the option webhookPath",
                "delivery=webhook&secret=canary&webhookPath=http://a/b|the option webhookPath",
                "webhookPath=/hook|the option webhookPath needs the option delivery",
                "delivery=poll&webhookPath=/hook|the option webhookPath needs the option delivery",
                PATH + "&secret=canary&acknowledge=none|acknowledge=none",
                PATH + "&secret=canary&webhookTimeout=0|the option webhookTimeout",
                PATH + "&secret=canary&webhookMaxBodySize=0|the option webhookMaxBodySize",
                "delivery=push&webhookPath=/hook&secret=canary|delivery",
                PATH + "&secret=canary&httpServerComponent=no-such|the component no-such does not exist",
                PATH + "&secret=canary&httpServerComponent=log|the component log cannot serve",
            })
    void wrongOptionsAreRefusedAndNamed(String optionsAndMessage) throws Exception {
        String[] parts = optionsAndMessage.split("\\|");
        assertThatThrownBy(starting(served(), parts[0]))
                .hasStackTraceContaining(parts[1])
                .satisfies(thrown -> assertThat(stackTrace(thrown)).doesNotContain("canary"));
    }

    private static String stackTrace(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    @Test
    void withoutAServerItSaysWhatToAdd() {
        assertThatThrownBy(starting(new EventsRoute(fastSpring.simulator()), PATH + "&secret=s"))
                .hasStackTraceContaining("receiving posts needs an HTTP server")
                .hasStackTraceContaining("httpServerComponent");
    }

    @Test
    void emptyPartsOfTheSecretAreNoSecrets() throws Exception {
        try (PostsRoute route = new PostsRoute(fastSpring.simulator())
                .start("webhook", "secret=,one,, two ,", steps -> steps.to("log:x"))) {
            WebhookPost post = WebhookPost.ofTypes("order.completed");

            assertThat(post.signedWith(" ").sendTo(route.url()).status()).isEqualTo(403);
            assertThat(post.signedWith(",one,, two ,").sendTo(route.url()).status())
                    .isEqualTo(403);
            assertThat(post.signedWith("two").sendTo(route.url()).status()).isEqualTo(200);
            assertThat(route.consumer().secretUses())
                    .extracting(use -> List.of(use.position(), use.posts()))
                    .containsExactly(List.of(1, 0L), List.of(2, 1L));
        }
    }

    @Test
    void postsWithoutSignatureAreTakenOnlyOnRequest() throws Exception {
        try (PostsRoute route = new PostsRoute(fastSpring.simulator())) {
            route.route().start("webhookUnsigned=true&" + PATH, steps -> steps.to("log:x"));
            WebhookPost post = WebhookPost.ofTypes("order.completed");

            assertThat(post.sendTo(route.url("/hook")).status()).isEqualTo(200);
            assertThat(post.withSignature("x").sendTo(route.url("/hook")).status())
                    .isEqualTo(200);
            assertThat(route.consumer().secretUses()).isEmpty();
            assertThat(route.consumer().getPostsRefused()).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSecretThatIsTakenAwayLeavesNothingThatIsAccepted(PostsServer server) throws Exception {
        try (PostsRoute route =
                new PostsRoute(fastSpring.simulator(), server).start("webhook", "", steps -> steps.to("log:x"))) {
            var endpoint = (FastSpringEndpoint)
                    route.context().getRoute(EventsRoute.ROUTE).getEndpoint();
            for (String secret : new String[] {null, "", ",", " "}) {
                endpoint.getConfiguration().setSecret(secret);
                WebhookPost post = WebhookPost.ofTypes("order.completed");
                assertThat(post.sendTo(route.url()).status()).isEqualTo(403);
                assertThat(post.withSignature("").sendTo(route.url()).status()).isEqualTo(403);
                assertThat(post.signedWith(PostsRoute.SECRET)
                                .sendTo(route.url())
                                .status())
                        .isEqualTo(403);
            }
        }
    }

    /** The rest configuration says where jetty listens; without its name it may be about any component. */
    @Test
    void theServerMayBeNamed() throws Exception {
        int port = PostsServer.freePort();
        try (EventsRoute route = served()) {
            RestConfiguration rest = new RestConfiguration();
            rest.setHost("127.0.0.1");
            rest.setPort(port);
            route.context().setRestConfiguration(rest);
            route.start(PATH + "&secret=s&httpServerComponent=jetty", steps -> steps.to("log:x"));

            assertThat(WebhookPost.ofTypes("order.completed")
                            .signedWith("s")
                            .sendTo("http://127.0.0.1:" + port + "/hook")
                            .status())
                    .isEqualTo(200);
        }
    }
}

package io.github.camelfastspring.events;

import java.io.UncheckedIOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.camelfastspring.FastSpringConstants;
import io.github.camelfastspring.simulator.FastSpringSimulatorExtension;
import io.github.camelfastspring.simulator.webhook.SampleEvents;
import io.github.camelfastspring.simulator.webhook.WebhookPost;
import io.github.camelfastspring.support.RawClient;
import io.github.camelfastspring.webhook.PublishedBodies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** {@code webhook:fastspring:events}, for those who use camel-webhook. */
class CamelWebhookTest {

    private static final String SECRET = "a-webhook-secret";

    @RegisterExtension
    final FastSpringSimulatorExtension fastSpring = new FastSpringSimulatorExtension();

    private final Queue<Exchange> routed = new ConcurrentLinkedQueue<>();

    private PostsRoute start(PostsServer server, String options) throws Exception {
        return new PostsRoute(fastSpring.simulator(), server).start(route(server, options));
    }

    private RouteBuilder route(PostsServer server, String options) {
        String component = server == PostsServer.JETTY ? "jetty" : "platform-http";
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("webhook:fastspring:events?webhookComponentName=" + component
                                + "&webhookBasePath=/base&webhookPath=/hook&" + options)
                        .routeId(EventsRoute.ROUTE)
                        .process(exchange -> {
                            routed.add(exchange.copy());
                            if (exchange.getMessage()
                                    .getHeader(FastSpringConstants.EVENT_TYPE)
                                    .equals("order.failed")) {
                                throw new IllegalStateException("on purpose");
                            }
                        });
            }
        };
    }

    private static WebhookPost.Answer post(PostsRoute route, WebhookPost post) {
        return post.sendTo(route.url("/base/hook"));
    }

    /** Jetty ends with its last path. */
    private static boolean isServed(PostsRoute route, WebhookPost post) {
        try {
            return post(route, post).status() != 404;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    @ParameterizedTest
    @EnumSource
    void postsAreReceivedWhereCamelWebhookSaysAndAnsweredByOutcome(PostsServer server) throws Exception {
        try (PostsRoute route = start(server, "secret=" + SECRET + "&types=order.*")) {
            var good = SampleEvents.of("order.completed");
            var bad = SampleEvents.of("order.failed");
            var foreign = SampleEvents.of("account.created");

            assertThat(post(route, WebhookPost.of(good)).status()).isEqualTo(403);
            assertThat(post(route, WebhookPost.of(good).signedWith("another")).status())
                    .isEqualTo(403);
            assertThat(post(route, WebhookPost.raw("{".getBytes()).signedWith(SECRET))
                            .status())
                    .isEqualTo(400);
            assertThat(routed).isEmpty();
            assertThat(post(route, WebhookPost.of(good).signedWith(SECRET)).status())
                    .isEqualTo(200);
            assertThat(post(route, WebhookPost.of(foreign, bad, good).signedWith(SECRET)))
                    .isEqualTo(new WebhookPost.Answer(202, good.get("id").asText()));
            assertThat(post(route, WebhookPost.of(foreign).signedWith(SECRET)).status())
                    .isEqualTo(500);

            Exchange exchange = routed.element();
            assertThat(exchange.getMessage().getHeader(FastSpringConstants.EVENT_DELIVERY))
                    .isEqualTo("webhook");
            assertThat(exchange.getMessage().getHeaders().keySet())
                    .allMatch(name -> name.startsWith("CamelFastSpringEvent") || name.equals("CamelMessageTimestamp"));
            assertThat(RawClient.send(route.url(), RawClient.request("GET", "/base/hook", new byte[0]))
                            .status())
                    .isEqualTo(405);
        }
    }

    @ParameterizedTest
    @EnumSource
    void bodiesAreVerifiedByTheirRawBytes(PostsServer server) throws Exception {
        try (PostsRoute route = start(server, "secret=" + SECRET)) {
            for (PublishedBodies.Body body : PublishedBodies.all()) {
                WebhookPost post = WebhookPost.raw(body.post());
                byte[] changed = body.post();
                changed[changed.length / 2] ^= 1;
                String signature = post.signedWith(SECRET).headers().get("X-FS-Signature");

                assertThat(post(route, post.signedWith(SECRET)).status())
                        .as(body.name())
                        .isIn(200, 202, 500);
                assertThat(post(route, WebhookPost.raw(changed).withSignature(signature))
                                .status())
                        .as(body.name())
                        .isEqualTo(403);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsKnownOfEventsOutlivesARestartOfTheRoute(PostsServer server) throws Exception {
        try (PostsRoute route = start(server, "secret=" + SECRET)) {
            CamelContext context = route.context();
            WebhookPost post = WebhookPost.ofTypes("order.completed").signedWith(SECRET);
            for (int i = 0; i < 3; i++) {
                assertThat(post(route, post).status()).isEqualTo(200);
                context.getRouteController().stopRoute(EventsRoute.ROUTE);
                assertThat(isServed(route, post)).isFalse();
                context.getRouteController().startRoute(EventsRoute.ROUTE);
            }
            assertThat(post(route, post).status()).isEqualTo(200);
            assertThat(routed).hasSize(1);
            assertThat(post(route, WebhookPost.ofTypes("order.completed").signedWith(SECRET))
                            .status())
                    .isEqualTo(200);
            assertThat(routed).hasSize(2);
        }
    }

    @Test
    void ourOptionsThatBeginLikeThoseOfCamelWebhookReachUs() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        try (PostsRoute route = new PostsRoute(fastSpring.simulator())) {
            route.start(new RouteBuilder() {
                @Override
                public void configure() {
                    from("webhook:fastspring:events?webhookComponentName=platform-http&webhookBasePath=/base"
                                    + "&webhookPath=hook&webhookUnsigned=true&webhookTimeout=50&webhookMaxBodySize=20000")
                            .process(exchange -> end.await());
                }
            });
            assertThat(post(route, WebhookPost.ofTypes("order.completed")).status())
                    .as("after webhookTimeout")
                    .isEqualTo(500);
            assertThat(post(route, WebhookPost.raw(new byte[20_001])).status()).isEqualTo(413);
            end.countDown();
        }
    }

    @Test
    void theWayMayBeNamed() throws Exception {
        try (PostsRoute route = start(PostsServer.PLATFORM_HTTP, "delivery=webhook&secret=" + SECRET)) {
            assertThat(post(route, WebhookPost.ofTypes("order.completed").signedWith(SECRET))
                            .status())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"poll", "both"})
    void anotherWayIsRefused(String delivery) {
        assertThatThrownBy(() -> start(PostsServer.PLATFORM_HTTP, "secret=" + SECRET + "&delivery=" + delivery))
                .hasStackTraceContaining("the option delivery must be webhook, or be left out");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "types=order.*|needs the option secret",
                "secret=|needs the option secret",
                "secret=,|needs the option secret",
                "secret=x&webhookUnsigned=true|exclude each other",
                "secret=x&acknowledge=none|acknowledge=none",
                "secret=x&operation=listProcessed|without operation",
                "secret=x&limit=5|limit"
            })
    void wrongOptionsAreRefused(String optionsAndMessage) {
        String[] parts = optionsAndMessage.split("\\|");
        assertThatThrownBy(() -> start(PostsServer.PLATFORM_HTTP, parts[0])).hasStackTraceContaining(parts[1]);
    }

    @Test
    void otherResourcesAreNotCapable() {
        assertThatThrownBy(() -> new PostsRoute(fastSpring.simulator()).start(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("webhook:fastspring:orders?webhookComponentName=platform-http")
                                .to("mock:x");
                    }
                }))
                .hasStackTraceContaining("not capable of being used in webhook mode");
    }
}

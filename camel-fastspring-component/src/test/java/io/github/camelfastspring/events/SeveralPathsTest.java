package io.github.camelfastspring.events;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.camelfastspring.FastSpringComponent;
import io.github.camelfastspring.FastSpringConstants;
import io.github.camelfastspring.simulator.FastSpringSimulatorExtension;
import io.github.camelfastspring.simulator.webhook.WebhookPost;
import io.github.camelfastspring.support.RawClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Several consumers on one HTTP server. */
class SeveralPathsTest {

    @RegisterExtension
    final FastSpringSimulatorExtension fastSpring = new FastSpringSimulatorExtension();

    private final Map<String, String> routed = new ConcurrentHashMap<>();

    private RouteBuilder route(String id, String path, String options) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("fastspring:events?delivery=webhook&resends=pass&webhookPath=" + path + "&secret=secret-" + id
                                + options)
                        .routeId(id)
                        .process(exchange -> routed.put(
                                exchange.getMessage().getHeader(FastSpringConstants.EVENT_ID, String.class), id));
            }
        };
    }

    private PostsRoute start(PostsServer server) throws Exception {
        PostsRoute routes = new PostsRoute(fastSpring.simulator(), server);
        routes.context().addRoutes(route("a", "/hooks/a", ""));
        return routes.start(route("b", "/hooks/b", ""));
    }

    private static int post(PostsRoute routes, String id) throws IOException {
        WebhookPost post = WebhookPost.ofTypes("order.completed").signedWith("secret-" + id);
        return RawClient.post(
                        routes.url("/hooks/" + id),
                        post.body(),
                        post.headers().entrySet().stream()
                                .map(header -> header.getKey() + ": " + header.getValue())
                                .toArray(String[]::new))
                .status();
    }

    @ParameterizedTest
    @EnumSource
    void eachStopsAndStartsByItself(PostsServer server) throws Exception {
        try (PostsRoute routes = start(server)) {
            CamelContext context = routes.context();
            for (int round = 0; round < 3; round++) {
                assertThat(post(routes, "a")).isEqualTo(200);
                assertThat(post(routes, "b")).isEqualTo(200);
                context.getRouteController().stopRoute("a");
                assertThat(post(routes, "a")).isIn(404, 503);
                assertThat(post(routes, "b")).isEqualTo(200);
                context.getRouteController().startRoute("a");
                context.getRouteController().stopRoute("b");
                assertThat(post(routes, "a")).isEqualTo(200);
                assertThat(post(routes, "b")).isIn(404, 503);
                context.getRouteController().startRoute("b");
            }
            context.getRouteController().suspendRoute("a");
            assertThat(post(routes, "a")).isEqualTo(503);
            assertThat(post(routes, "b")).isEqualTo(200);
            context.getRouteController().resumeRoute("a");
            assertThat(post(routes, "a")).isEqualTo(200);
            context.getRouteController().stopRoute("b");
            context.removeRoute("b");
            assertThat(post(routes, "a")).isEqualTo(200);

            assertThat(routed.values().stream().filter("a"::equals)).hasSize(8);
            assertThat(routed.values().stream().filter("b"::equals)).hasSize(7);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theSecretOfOneIsNotThatOfTheOther(PostsServer server) throws Exception {
        try (PostsRoute routes = start(server)) {
            WebhookPost post = WebhookPost.ofTypes("order.completed");

            assertThat(post.signedWith("secret-b")
                            .sendTo(routes.url("/hooks/a"))
                            .status())
                    .isEqualTo(403);
            assertThat(post.signedWith("secret-a")
                            .sendTo(routes.url("/hooks/b"))
                            .status())
                    .isEqualTo(403);
            assertThat(routed).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPathThatIsTakenIsRefusedAndTheFirstGoesOn(PostsServer server) throws Exception {
        try (PostsRoute routes = start(server)) {
            for (String path : new String[] {"/hooks/a", "hooks/a"}) {
                assertThatThrownBy(() -> routes.context().addRoutes(route("c", path, "&types=order.*")))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("the webhookPath /hooks/a")
                        .hasMessageContaining("types=order.*")
                        .hasMessageContaining("served already, for fastspring://events?delivery=webhook&resends=pass")
                        .hasMessageNotContaining("secret-");
                routes.context().removeRoute("c");
            }
            assertThat(post(routes, "a")).isEqualTo(200);

            routes.context().getRouteController().stopRoute("a");
            routes.context().addRoutes(route("c", "/hooks/a", "&types=order.*"));
            assertThatThrownBy(() -> routes.context().getRouteController().startRoute("a"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("served already");
            routes.context().getRouteController().stopRoute("c");
            routes.context().getRouteController().startRoute("a");
            assertThat(post(routes, "a")).isEqualTo(200);
        }
    }

    /** Two stores are two components, and have one server. */
    @ParameterizedTest
    @EnumSource
    void aPathThatAnotherComponentServesIsRefused(PostsServer server) throws Exception {
        try (PostsRoute routes = start(server)) {
            FastSpringComponent other = new FastSpringComponent();
            other.setConfiguration(routes.route().component().getConfiguration().copy());
            routes.context().addComponent("other", other);

            assertThatThrownBy(() -> routes.context().addRoutes(new RouteBuilder() {
                        @Override
                        public void configure() {
                            from("other:events?delivery=webhook&secret=s&webhookPath=/hooks/b")
                                    .to("mock:x");
                        }
                    }))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("served already");
        }
    }
}

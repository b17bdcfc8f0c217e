package io.github.camelfastspring.events;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.apache.camel.Exchange;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.camelfastspring.FastSpringConstants;
import io.github.camelfastspring.simulator.FastSpringSimulatorExtension;
import io.github.camelfastspring.simulator.webhook.SampleEvents;
import io.github.camelfastspring.simulator.webhook.WebhookPost;
import io.github.camelfastspring.support.RawClient;

import static io.github.camelfastspring.events.EventsWatch.patiently;
import static org.assertj.core.api.Assertions.assertThat;

/** The same posts and answers on either kind of server. */
class OtherPostsTest {

    private static final int LIMIT = 20_000;

    @RegisterExtension
    final FastSpringSimulatorExtension fastSpring = new FastSpringSimulatorExtension();

    private final Queue<Exchange> routed = new ConcurrentLinkedQueue<>();

    private PostsRoute start(PostsServer server, String options) throws Exception {
        return new PostsRoute(fastSpring.simulator(), server)
                .start(
                        "webhook",
                        "resends=pass&webhookMaxBodySize=" + LIMIT + options,
                        steps -> steps.process(exchange -> {
                            routed.add(exchange.copy());
                            if (exchange.getMessage()
                                    .getHeader(FastSpringConstants.EVENT_TYPE)
                                    .equals("order.failed")) {
                                throw new IllegalStateException("on purpose");
                            }
                        }));
    }

    private static RawClient.Answer send(PostsRoute route, WebhookPost post, String... more) throws Exception {
        List<String> headers = new ArrayList<>(List.of(more));
        post.headers().forEach((name, value) -> headers.add(name + ": " + value));
        return RawClient.post(route.url(), post.body(), headers.toArray(String[]::new));
    }

    @ParameterizedTest
    @EnumSource
    void answersAreByOutcome(PostsServer server) throws Exception {
        try (PostsRoute route = start(server, "")) {
            var good = SampleEvents.of("order.completed");
            var bad = SampleEvents.of("order.failed");

            RawClient.Answer all = send(route, WebhookPost.of(good).signedWith(PostsRoute.SECRET));
            RawClient.Answer some = send(
                    route,
                    WebhookPost.of(bad, SampleEvents.of("account.created"), good)
                            .signedWith(PostsRoute.SECRET));
            RawClient.Answer none = send(route, WebhookPost.of(bad).signedWith(PostsRoute.SECRET));

            assertThat(all.status()).isEqualTo(200);
            assertThat(some.status()).isEqualTo(202);
            assertThat(some.body().lines())
                    .hasSize(2)
                    .contains(good.get("id").asText())
                    .doesNotContain(bad.get("id").asText());
            assertThat(none.status()).isEqualTo(500);
        }
    }

    @ParameterizedTest
    @EnumSource
    void otherRequestsAreRefused(PostsServer server) throws Exception {
        try (PostsRoute route = start(server, "")) {
            WebhookPost post = WebhookPost.ofTypes("order.completed");
            byte[] broken = "{\"events\":[".getBytes(StandardCharsets.UTF_8);
            byte[] large = new byte[LIMIT + 1];

            for (String method : List.of("GET", "PUT", "DELETE", "PATCH")) {
                assertThat(RawClient.send(route.url(), RawClient.request(method, PostsRoute.PATH, new byte[0]))
                                .status())
                        .as(method)
                        .isEqualTo(405);
            }
            assertThat(send(route, post.unsigned()).status()).isEqualTo(403);
            assertThat(send(route, post.signedWith("another")).status()).isEqualTo(403);
            assertThat(send(route, WebhookPost.raw(broken).signedWith(PostsRoute.SECRET))
                            .status())
                    .isEqualTo(400);
            assertThat(send(route, WebhookPost.raw(large).signedWith(PostsRoute.SECRET))
                            .status())
                    .isEqualTo(413);
            assertThat(send(route, WebhookPost.raw(large).unsigned()).status()).isEqualTo(413);
            assertThat(routed).isEmpty();

            route.context().getRouteController().suspendRoute(EventsRoute.ROUTE);
            assertThat(send(route, post.signedWith(PostsRoute.SECRET)).status()).isEqualTo(503);
            assertThat(routed).isEmpty();
            route.context().getRouteController().resumeRoute(EventsRoute.ROUTE);
            assertThat(send(route, post.signedWith(PostsRoute.SECRET)).status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothingOfTheRequestComesBackOrReachesTheRoute(PostsServer server) throws Exception {
        try (PostsRoute route = start(server, "")) {
            WebhookPost post = WebhookPost.ofTypes("order.completed");
            String[] more = {
                "X-Canary: canary",
                "Authorization: Bearer canary",
                "Cookie: a=canary",
                "CamelCanary: canary",
                "CamelFastSpringEventId: canary",
                "traceparent: canary"
            };
            for (WebhookPost sent : List.of(post.signedWith(PostsRoute.SECRET), post.unsigned())) {
                RawClient.Answer answer = send(route, sent, more);

                assertThat(answer.status()).isIn(200, 403);
                assertThat(answer.headers())
                        .isSubsetOf("content-type", "content-length", "transfer-encoding", "server", "date");
                assertThat(answer.header("Content-Type")).startsWithIgnoringCase("text/plain");
                assertThat(answer.head() + answer.body()).doesNotContain("canary");
            }
            assertThat(routed).hasSize(1);
            assertThat(routed.element().getMessage().getHeaders().toString()).doesNotContain("canary");
            assertThat(routed.element().getMessage().getHeaders().keySet())
                    .allMatch(name -> name.startsWith("CamelFastSpringEvent") || name.equals("CamelMessageTimestamp"));
            assertThat(routed.element().getProperties().toString()).doesNotContain("canary");
        }
    }

    @ParameterizedTest
    @EnumSource
    void postsInChunksAreRead(PostsServer server) throws Exception {
        try (PostsRoute route = start(server, "")) {
            WebhookPost post = WebhookPost.ofTypes("order.completed").signedWith(PostsRoute.SECRET);
            List<String> headers = new ArrayList<>(List.of("Transfer-Encoding: chunked"));
            post.headers().forEach((name, value) -> headers.add(name + ": " + value));
            var body = new ByteArrayOutputStream();
            byte[] bytes = post.body();
            for (int i = 0; i < bytes.length; i += 7) {
                int size = Math.min(7, bytes.length - i);
                body.writeBytes((Integer.toHexString(size) + "\r\n").getBytes(StandardCharsets.US_ASCII));
                body.write(bytes, i, size);
                body.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
            }
            body.writeBytes("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            byte[] request = RawClient.requestWithHeaders("POST", PostsRoute.PATH, body.toByteArray(), headers);

            assertThat(RawClient.send(route.url(), request).status()).isEqualTo(200);
            assertThat(routed).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void manyPostsAtOnce(PostsServer server) throws Exception {
        CountDownLatch together = new CountDownLatch(10);
        try (PostsRoute route = new PostsRoute(fastSpring.simulator(), server)
                .start(
                        "webhook",
                        "resends=pass&concurrentConsumers=10",
                        steps -> steps.process(exchange -> {
                            together.countDown();
                            assertThat(together.await(30, TimeUnit.SECONDS)).isTrue();
                        }))) {
            List<CompletableFuture<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                WebhookPost post = WebhookPost.ofTypes("order.completed").signedWith(PostsRoute.SECRET);
                CompletableFuture<Integer> answer = new CompletableFuture<>();
                answers.add(answer);
                new Thread(() -> answer.complete(post.sendTo(route.url()).status())).start();
            }
            assertThat(answers).allSatisfy(answer -> assertThat(answer.join()).isEqualTo(200));
            patiently().until(() -> route.consumer().getEventsInFlight() == 0);
            assertThat(route.consumer().getPostsReceived()).isEqualTo(10);
        }
    }
}

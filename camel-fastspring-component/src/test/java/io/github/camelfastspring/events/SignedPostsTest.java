package io.github.camelfastspring.events;

import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.camelfastspring.FastSpringConstants;
import io.github.camelfastspring.simulator.FastSpringSimulatorExtension;
import io.github.camelfastspring.simulator.webhook.WebhookPost;
import io.github.camelfastspring.simulator.webhook.WebhookSignature;
import io.github.camelfastspring.support.RawClient;
import io.github.camelfastspring.webhook.PublishedBodies;

import static org.assertj.core.api.Assertions.assertThat;

/** Signatures over HTTP: raw bytes, and the forms that a header may have. */
class SignedPostsTest {

    private static final String SECRET = PostsRoute.SECRET;

    @RegisterExtension
    final FastSpringSimulatorExtension fastSpring = new FastSpringSimulatorExtension();

    private final Queue<Object> routed = new ConcurrentLinkedQueue<>();
    private final Random random = new Random(7);
    private PostsRoute route;

    private void start(PostsServer server) throws Exception {
        route = new PostsRoute(fastSpring.simulator(), server)
                .start(
                        "webhook",
                        "resends=pass",
                        steps -> steps.process(
                                exchange -> routed.add(exchange.getMessage().getHeader(FastSpringConstants.EVENT_ID))));
    }

    @AfterEach
    void stop() {
        route.close();
    }

    private int post(byte[] body, String... headers) throws IOException {
        return RawClient.post(route.url(), body, headers).status();
    }

    private static String header(byte[] body) {
        return WebhookSignature.HEADER + ": " + WebhookSignature.sign(body, SECRET);
    }

    @ParameterizedTest
    @EnumSource
    void everyBodyIsTakenByItsRawBytesAndRefusedWhenOneIsChanged(PostsServer server) throws Exception {
        start(server);
        int taken = 0;
        int refused = 0;
        for (PublishedBodies.Body body : PublishedBodies.all()) {
            byte[] post = body.post();
            // An answer about the events, which need not have an id or may have come before.
            assertThat(post(post, header(post))).as(body.name()).isIn(200, 202, 500);
            assertThat(route.consumer().getPostsReceived()).isEqualTo(++taken);
            for (int i = 0; i < 5; i++) {
                byte[] changed = post.clone();
                changed[random.nextInt(changed.length)] ^= (byte) (1 + random.nextInt(255));
                assertThat(post(changed, header(post))).as(body.name()).isEqualTo(403);
                assertThat(route.consumer().getPostsRefused()).isEqualTo(++refused);
            }
        }
        assertThat(routed).doesNotHaveDuplicates();
        assertThat(routed).hasSizeGreaterThanOrEqualTo(PublishedBodies.samples().size());
        assertThat(route.consumer().getPostsReceived()).isEqualTo(taken);
    }

    @ParameterizedTest
    @EnumSource
    void theLetterCaseOfTheHeaderDoesNotMatter(PostsServer server) throws Exception {
        start(server);
        for (String name :
                List.of("X-FS-Signature", "X-Fs-Signature", "x-fs-signature", "X-FS-SIGNATURE", "x-FS-signature")) {
            byte[] body = WebhookPost.ofTypes("order.completed").body();
            String signature = WebhookSignature.sign(body, SECRET);

            assertThat(post(body, name + ": " + signature)).as(name).isEqualTo(200);
            assertThat(post(body, name + ":" + signature + " \t")).as(name).isEqualTo(200);
            assertThat(post(body, name + ": x" + signature)).as(name).isEqualTo(403);
        }
        assertThat(routed).hasSize(5);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNotExactlyOneRightHeaderIsRefused(PostsServer server) throws Exception {
        start(server);
        byte[] body = WebhookPost.ofTypes("order.completed").body();
        String right = WebhookSignature.sign(body, SECRET);
        String name = WebhookSignature.HEADER + ": ";
        String wrong = WebhookSignature.sign(body, "another");

        assertThat(post(body)).as("none").isEqualTo(403);
        assertThat(post(body, name)).as("empty").isEqualTo(403);
        assertThat(post(body, name + right, name + right)).as("twice").isEqualTo(403);
        assertThat(post(body, name + right, name + wrong)).as("two").isEqualTo(403);
        assertThat(post(body, name + wrong, "x-fs-signature: " + right))
                .as("two")
                .isEqualTo(403);
        assertThat(post(body, name + right + "," + right)).as("list").isEqualTo(403);
        assertThat(post(body, name + wrong)).as("another secret").isEqualTo(403);
        assertThat(post(body, "X_FS_Signature: " + right)).as("another name").isEqualTo(403);
        assertThat(post(body, "Signature: " + right)).as("another name").isEqualTo(403);
        String url = right.replace('+', '-').replace('/', '_').replace("=", "");
        assertThat(post(body, name + url)).as("base64url").isEqualTo(403);

        assertThat(routed).isEmpty();
        assertThat(route.consumer().getPostsReceived()).isZero();
        assertThat(route.consumer().getPostsRefused()).isEqualTo(10);
        assertThat(post(body, name + right)).isEqualTo(200);
    }

    @Test
    void aSignatureElsewhereIsNone() throws Exception {
        start(PostsServer.PLATFORM_HTTP);
        byte[] body = WebhookPost.ofTypes("order.completed").body();
        String right = WebhookSignature.sign(body, SECRET).replace("+", "%2B");
        String path = PostsRoute.PATH + "?X-FS-Signature=" + right;

        assertThat(RawClient.send(route.url(), RawClient.request("POST", path, body))
                        .status())
                .isEqualTo(403);
        assertThat(post(body, "Cookie: X-FS-Signature=" + right)).isEqualTo(403);
        assertThat(routed).isEmpty();
    }

    /** Camel's servers read such bodies themselves, or change them, when a header says so. */
    @ParameterizedTest
    @EnumSource
    void headersAboutTheBodyDoNotHelpAWrongPost(PostsServer server) throws Exception {
        start(server);
        byte[] body = WebhookPost.ofTypes("order.completed").body();
        for (String header : List.of(
                "Content-Type: application/x-www-form-urlencoded",
                "Content-Type: multipart/form-data; boundary=x",
                "Content-Type: text/plain; charset=UTF-16",
                "Content-Type: nonsense",
                "Content-Encoding: gzip",
                "CamelHttpMethod: POST",
                "CamelFastSpringEventId: forged")) {
            assertThat(post(body, header, "X-FS-Signature: x")).as(header).isIn(400, 403, 500);
        }
        assertThat(routed).isEmpty();
        assertThat(post(body, header(body), "Content-Type: text/plain; charset=UTF-16"))
                .isEqualTo(200);
    }
}

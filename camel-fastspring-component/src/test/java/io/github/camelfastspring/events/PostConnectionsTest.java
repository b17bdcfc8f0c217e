package io.github.camelfastspring.events;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.camelfastspring.simulator.FastSpringSimulatorExtension;
import io.github.camelfastspring.simulator.webhook.WebhookPost;

import static io.github.camelfastspring.events.EventsWatch.patiently;
import static io.github.camelfastspring.events.PostsRoute.id;
import static io.github.camelfastspring.events.PostsRoute.order;
import static org.assertj.core.api.Assertions.assertThat;

/** Connections that end too early. */
class PostConnectionsTest {

    @RegisterExtension
    final FastSpringSimulatorExtension store = new FastSpringSimulatorExtension();

    private final RouteWork work = new RouteWork();

    @AfterEach
    void release() {
        work.release();
    }

    private PostsRoute start() throws Exception {
        return new PostsRoute(store.simulator()).start("webhook", "webhookTimeout=60000", steps -> steps.process(work));
    }

    /** Sends as much of a post's body as is asked for; the connection is still open. */
    private static Socket send(PostsRoute route, WebhookPost post, int length) throws IOException {
        URI url = URI.create(route.url());
        StringBuilder head = new StringBuilder("POST " + url.getPath() + " HTTP/1.1\r\nHost: " + url.getAuthority());
        post.headers().forEach((name, value) -> head.append("\r\n").append(name + ": " + value));
        head.append("\r\nContent-Length: ").append(post.body().length).append("\r\n\r\n");
        Socket socket = new Socket(url.getHost(), url.getPort());
        OutputStream out = socket.getOutputStream();
        out.write(head.toString().getBytes(StandardCharsets.US_ASCII));
        out.write(Arrays.copyOf(post.body(), length));
        out.flush();
        return socket;
    }

    /** Its events are done all the same, and its next post says so. */
    @Test
    void aSenderThatDoesNotWaitHarmsNothing() throws Exception {
        try (PostsRoute route = start()) {
            ObjectNode event = order("a");
            WebhookPost post = WebhookPost.of(event).signedWith(PostsRoute.SECRET);
            work.hold();
            try (Socket gone = send(route, post, post.body().length)) {
                patiently().until(() -> work.entered().size() == 1);
            }
            CompletableFuture<WebhookPost.Answer> patient = route.posting(event);
            patiently().until(() -> route.consumer().getPostsReceived() == 2);
            work.release();

            assertThat(patient.get(30, TimeUnit.SECONDS).status()).isEqualTo(200);
            assertThat(route.post(event).status()).isEqualTo(200);
            assertThat(work.entered()).hasSize(1);
        }
    }

    @Test
    void aPostThatIsCutOffIsNoPost() throws Exception {
        try (PostsRoute route = start()) {
            ObjectNode event = order("a");
            WebhookPost post = WebhookPost.of(event).signedWith(PostsRoute.SECRET);
            for (int i = 0; i < 50; i++) {
                send(route, post, i).close();
            }
            assertThat(route.post(order("b")).status()).isEqualTo(200);
            assertThat(work.entered()).hasSize(1).doesNotContain(id(event));
            assertThat(route.consumer().getPostsReceived()).isEqualTo(1);
            assertThat(route.consumer().getPostsRefused()).isZero();
        }
    }

    /** A body that comes in pieces, and pauses in between. */
    @Test
    void aPostMayComeInPieces() throws Exception {
        try (PostsRoute route = start()) {
            ObjectNode event = order("a");
            WebhookPost post = WebhookPost.of(event).signedWith(PostsRoute.SECRET);
            byte[] body = post.body();
            try (Socket slow = send(route, post, 10)) {
                assertThat(route.post(order("b")).status())
                        .as("nobody waits for it")
                        .isEqualTo(200);
                slow.getOutputStream().write(body, 10, body.length - 10);
                slow.getOutputStream().flush();
                byte[] answer = slow.getInputStream().readNBytes(12);
                assertThat(new String(answer, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 200");
            }
            assertThat(work.entered()).contains(id(event));
        }
    }
}

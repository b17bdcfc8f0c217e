package io.github.camelfastspring.simulator.webhook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.camelfastspring.simulator.payload.Json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class WebhookPostTest {
    private static final String SECRET = "schlüssel";

    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    private HttpServer server;
    private String url;

    private record Received(String method, Headers headers, byte[] body) {}

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/hook", this::receive);
        server.start();
        url = "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    private void receive(HttpExchange exchange) throws IOException {
        received.add(new Received(
                exchange.getRequestMethod(),
                exchange.getRequestHeaders(),
                exchange.getRequestBody().readAllBytes()));
        byte[] answer = "EVWBÄ\n".getBytes(UTF_8);
        exchange.sendResponseHeaders(202, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    @ParameterizedTest
    @MethodSource("io.github.camelfastspring.simulator.webhook.SampleEventsTest#all")
    void arrivesByteForByteAndTheSignatureFits(ObjectNode event) throws Exception {
        WebhookPost post = WebhookPost.of(event).signedWith(SECRET);

        WebhookPost.Answer answer = post.sendTo(url);

        assertThat(answer).isEqualTo(new WebhookPost.Answer(202, "EVWBÄ\n"));
        Received request = received.take();
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.body()).isEqualTo(post.body());
        assertThat(request.headers().getFirst("X-FS-Signature"))
                .isEqualTo(WebhookSignature.sign(request.body(), SECRET))
                .hasSize(44);
        assertThat(request.headers().get("Content-Type")).containsExactly("application/json; charset=UTF-8");
        assertThat(request.headers().get("User-Agent")).containsExactly("FS");
        assertThat(request.headers()).doesNotContainKey("Upgrade");
        JsonNode body = Json.read(request.body());
        assertThat(body.fieldNames()).toIterable().containsExactly("events");
        assertThat(body.get("events")).hasSize(1);
        assertThat(body.at("/events/0/id")).isEqualTo(event.get("id"));
    }

    @Test
    void carriesSeveralEventsInTheirOrder() throws IOException {
        JsonNode events = Json.read(
                        WebhookPost.ofTypes("return.created", "order.completed").body())
                .get("events");
        assertThat(events).hasSize(2);
        assertThat(events.at("/0/type").asText()).isEqualTo("return.created");
        assertThat(events.at("/1/type").asText()).isEqualTo("order.completed");
    }

    @Test
    void isUnsignedWrongOrRawIfToldSo() throws InterruptedException {
        byte[] bytes = {'{', (byte) 0xff};
        WebhookPost post = WebhookPost.raw(bytes);
        assertThat(post.headers()).doesNotContainKey(WebhookSignature.HEADER);
        assertThat(post.signedWith(SECRET).unsigned().headers()).isEqualTo(post.headers());
        assertThat(post.withSignature("wrong").headers()).containsEntry("X-FS-Signature", "wrong");
        assertThat(post.signedWith("another").headers())
                .isNotEqualTo(post.signedWith(SECRET).headers());

        post.sendTo(url);

        Received request = received.take();
        assertThat(request.body()).isEqualTo(bytes);
        assertThat(request.headers()).doesNotContainKey("X-FS-Signature");
    }

    @Test
    void doesNotChangeWithTheArraysOfOthers() {
        byte[] bytes = "{}".getBytes(UTF_8);
        WebhookPost post = WebhookPost.raw(bytes);
        bytes[0] = 'x';
        post.body()[0] = 'y';
        assertThat(post.body()).isEqualTo("{}".getBytes(UTF_8));
    }

    @Test
    void saysThatNobodyAnswered() {
        server.stop(0);
        assertThatThrownBy(() -> WebhookPost.ofTypes("order.completed").sendTo(url))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(url);
        assertThatThrownBy(() -> WebhookPost.ofTypes("order.completed").sendTo("somewhere"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

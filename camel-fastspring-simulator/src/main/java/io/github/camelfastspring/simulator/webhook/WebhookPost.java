package io.github.camelfastspring.simulator.webhook;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.camelfastspring.simulator.payload.Json;

/**
 * A post as FastSpring sends it to a webhook, for tests of routes that receive them:
 *
 * <pre>{@code
 * WebhookPost.Answer answer = WebhookPost.ofTypes("order.completed", "subscription.activated")
 *         .signedWith("my secret")
 *         .sendTo("http://127.0.0.1:8080/fastspring");
 * assertEquals(200, answer.status());
 * }</pre>
 *
 * <p>It is not signed unless {@link #signedWith} or {@link #withSignature} says so, as FastSpring's are not without a
 * secret. Objects of this class do not change; the methods that look as if they did return another one.
 */
public final class WebhookPost {
    // As captured from FastSpring.
    private static final String CONTENT_TYPE = "application/json; charset=UTF-8";
    private static final String USER_AGENT = "FS";

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final byte[] body;
    private final String signature;

    private WebhookPost(byte[] body, String signature) {
        this.body = body;
        this.signature = signature;
    }

    /** A post of events, such as those of {@link SampleEvents}, in the given order: {@code {"events":[...]}} in UTF-8. */
    public static WebhookPost of(JsonNode... events) {
        return of(List.of(events));
    }

    /** A post of events in the given order. */
    public static WebhookPost of(List<? extends JsonNode> events) {
        ArrayNode array = Json.array();
        events.forEach(array::add);
        ObjectNode body = Json.object();
        body.set("events", array);
        return raw(Json.bytes(body));
    }

    /**
     * A post of samples without expansion, see {@link SampleEvents#of(String)}.
     *
     * @throws IllegalArgumentException if one of the types is not in {@link SampleEvents#types()}
     */
    public static WebhookPost ofTypes(String... types) {
        return of(Stream.of(types).map(SampleEvents::of).toList());
    }

    /** A post of any bytes, also such as are no JSON. */
    public static WebhookPost raw(byte[] body) {
        return new WebhookPost(body.clone(), null);
    }

    /**
     * The same with the signature that belongs to its bytes, see {@link WebhookSignature}.
     *
     * @param secret the secret of the webhook; another one makes a signature that the receiver must refuse
     * @throws IllegalArgumentException if the secret is empty
     */
    public WebhookPost signedWith(String secret) {
        return withSignature(WebhookSignature.sign(body, secret));
    }

    /** The same with this text as signature, right or wrong. */
    public WebhookPost withSignature(String text) {
        return new WebhookPost(body, text);
    }

    /** The same without signature. */
    public WebhookPost unsigned() {
        return new WebhookPost(body, null);
    }

    /** The bytes that are sent. */
    public byte[] body() {
        return body.clone();
    }

    /** The headers that are sent, except those that the connection adds, such as {@code Content-Length}. */
    public Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", CONTENT_TYPE);
        headers.put("User-Agent", USER_AGENT);
        if (signature != null) {
            headers.put(WebhookSignature.HEADER, signature);
        }
        return headers;
    }

    /**
     * Sends the post. It may be sent more than once, as FastSpring repeats posts.
     *
     * @param url http or https
     * @throws IllegalArgumentException if this is no such URL
     * @throws UncheckedIOException if there is no answer within 30 seconds
     */
    public Answer sendTo(String url) {
        return sendTo(URI.create(url));
    }

    /** See {@link #sendTo(String)}. */
    public Answer sendTo(URI url) {
        // HTTP/1.1, as else the first request would ask for an upgrade, which FastSpring's do not.
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(TIMEOUT)
                .build();
        HttpRequest.Builder request =
                HttpRequest.newBuilder(url).timeout(TIMEOUT).POST(HttpRequest.BodyPublishers.ofByteArray(body));
        headers().forEach(request::header);
        try {
            HttpResponse<String> response =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            return new Answer(response.statusCode(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException("No answer from " + url, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for the answer", e);
        }
    }

    /**
     * What the receiver answered. To FastSpring, status 200 acknowledges every event of the post, 202 those whose ids
     * are the lines of the body, anything else none.
     *
     * @param status HTTP status
     * @param body as text, empty if there was none
     */
    public record Answer(int status, String body) {}
}

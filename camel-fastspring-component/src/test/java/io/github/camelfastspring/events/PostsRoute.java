package io.github.camelfastspring.events;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.RouteDefinition;

import io.github.camelfastspring.simulator.FastSpringSimulator;
import io.github.camelfastspring.simulator.webhook.SampleEvents;
import io.github.camelfastspring.simulator.webhook.WebhookPost;

/** A route from {@code fastspring:events} that receives posts on an HTTP server of its context, for tests. */
final class PostsRoute implements AutoCloseable {

    static final String PATH = "/fastspring/events";
    static final String SECRET = "a-webhook-secret";

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final EventsRoute route;
    private final IntSupplier port;

    PostsRoute(FastSpringSimulator simulator) throws Exception {
        this(simulator, PostsServer.PLATFORM_HTTP);
    }

    PostsRoute(FastSpringSimulator simulator, PostsServer server) throws Exception {
        route = new EventsRoute(simulator);
        port = server.addTo(route.context());
    }

    /** Starts a route with {@code delivery=webhook} or {@code both} and further options. */
    PostsRoute start(String delivery, String options, Consumer<RouteDefinition> steps) throws Exception {
        route.component().getConfiguration().setSecret(SECRET);
        route.start(path(delivery, options), steps);
        return this;
    }

    /** Starts a route with exactly these options, beside those of another builder. */
    PostsRoute start(String delivery, String options, RouteBuilder others, Consumer<RouteDefinition> steps)
            throws Exception {
        route.component().getConfiguration().setSecret(SECRET);
        route.start(path(delivery, options), others, steps);
        return this;
    }

    private static String path(String delivery, String options) {
        String path = "delivery=" + delivery + "&webhookPath=" + PATH;
        return path + (options.isEmpty() ? "" : "&" + options);
    }

    /** An event about an order of its own, which FastSpring's list does not have. */
    static ObjectNode order(String id) {
        return SampleEvents.of("order.completed", EventsRoute.data(id));
    }

    static String id(JsonNode event) {
        return event.get("id").asText();
    }

    /** Posts events as FastSpring does, and waits for the answer. */
    WebhookPost.Answer post(JsonNode... events) {
        return posting(events).join();
    }

    /** Posts events as FastSpring does. */
    CompletableFuture<WebhookPost.Answer> posting(JsonNode... events) {
        return sending(WebhookPost.of(events).signedWith(SECRET));
    }

    CompletableFuture<WebhookPost.Answer> sending(WebhookPost post) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(url())).POST(HttpRequest.BodyPublishers.ofByteArray(post.body()));
        post.headers().forEach(request::header);
        return CLIENT.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString())
                .thenApply(response -> new WebhookPost.Answer(response.statusCode(), response.body()));
    }

    /** Starts the context with these routes alone. */
    PostsRoute start(RouteBuilder routes) throws Exception {
        route.context().addRoutes(routes);
        route.context().start();
        return this;
    }

    CamelContext context() {
        return route.context();
    }

    EventsRoute route() {
        return route;
    }

    EventsConsumer consumer() {
        return route.consumer();
    }

    String url() {
        return url(PATH);
    }

    String url(String path) {
        return "http://127.0.0.1:" + port.getAsInt() + path;
    }

    @Override
    public void close() {
        route.close();
    }
}

package io.github.camelfastspring.events;

import java.util.function.Consumer;
import java.util.function.IntSupplier;

import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.RouteDefinition;

import io.github.camelfastspring.simulator.FastSpringSimulator;

/** A route from {@code fastspring:events} that receives posts on an HTTP server of its context, for tests. */
final class PostsRoute implements AutoCloseable {

    static final String PATH = "/fastspring/events";
    static final String SECRET = "a-webhook-secret";

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
        String path = "delivery=" + delivery + "&webhookPath=" + PATH;
        route.start(path + (options.isEmpty() ? "" : "&" + options), steps);
        return this;
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

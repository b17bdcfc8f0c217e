package io.github.camelfastspring.events;

import java.util.function.Consumer;

import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.model.RouteDefinition;

import io.github.camelfastspring.simulator.FastSpringSimulator;

/** A route from {@code fastspring:events} that receives posts on platform-http, for tests. */
final class PostsRoute implements AutoCloseable {

    static final String PATH = "/fastspring/events";
    static final String SECRET = "a-webhook-secret";

    private final EventsRoute route;
    private final VertxPlatformHttpServer server;

    PostsRoute(FastSpringSimulator simulator) throws Exception {
        route = new EventsRoute(simulator);
        VertxPlatformHttpServerConfiguration configuration = new VertxPlatformHttpServerConfiguration();
        configuration.setBindHost("127.0.0.1");
        configuration.setBindPort(0);
        server = new VertxPlatformHttpServer(configuration);
        route.context().addService(server);
    }

    /** Starts a route with {@code delivery=webhook} or {@code both} and further options. */
    PostsRoute start(String delivery, String options, Consumer<RouteDefinition> steps) throws Exception {
        route.component().getConfiguration().setSecret(SECRET);
        String path = "delivery=" + delivery + "&webhookPath=" + PATH;
        route.start(path + (options.isEmpty() ? "" : "&" + options), steps);
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
        return "http://127.0.0.1:" + server.getServer().actualPort() + path;
    }

    @Override
    public void close() {
        route.close();
    }
}

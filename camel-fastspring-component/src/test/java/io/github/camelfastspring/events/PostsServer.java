package io.github.camelfastspring.events;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.function.IntSupplier;

import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.spi.RestConfiguration;

/** The HTTP servers that posts are received on, for tests. */
enum PostsServer {
    /** As with Camel Main and Spring Boot. */
    PLATFORM_HTTP {
        @Override
        IntSupplier addTo(CamelContext context) throws Exception {
            VertxPlatformHttpServerConfiguration configuration = new VertxPlatformHttpServerConfiguration();
            configuration.setBindHost("127.0.0.1");
            // With 0, Camel's own consumers would not find the server.
            configuration.setBindPort(freePort());
            context.addService(new VertxPlatformHttpServer(configuration));
            return configuration::getBindPort;
        }
    },
    /** As any other component that can serve paths; its host and port are those of the rest configuration. */
    JETTY {
        @Override
        IntSupplier addTo(CamelContext context) {
            int port = freePort();
            RestConfiguration rest = new RestConfiguration();
            rest.setComponent("jetty");
            rest.setHost("127.0.0.1");
            rest.setPort(port);
            context.setRestConfiguration(rest);
            return () -> port;
        }
    };

    /** Gives the port. */
    abstract IntSupplier addTo(CamelContext context) throws Exception;

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

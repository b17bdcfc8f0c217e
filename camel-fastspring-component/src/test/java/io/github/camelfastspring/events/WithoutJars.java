package io.github.camelfastspring.events;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntSupplier;

import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;

import io.github.camelfastspring.FastSpringConstants;

/**
 * An application for a JVM that lacks libraries which are optional: polls, calls, and receives posts, and writes its port and
 * each event's id and way into a file. Arguments: base URL, user name, password, the file, the server, and the names of
 * classes that must not be there.
 */
public final class WithoutJars {

    private WithoutJars() {}

    public static void main(String[] args) throws Exception {
        for (int i = 5; i < args.length; i++) {
            requireAbsent(args[i]);
        }
        CamelContext context = CrashingApplication.context(args);
        Path file = Path.of(args[3]);
        PostsServer server = PostsServer.valueOf(args[4]);
        IntSupplier port = server.addTo(context);
        if (server == PostsServer.JETTY) {
            // Alone in the context: nothing says that it is to be used.
            context.getComponent("jetty");
            context.getRestConfiguration().setComponent(null);
        }
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("fastspring:events?initialDelay=0&delay=100&types=order.*").to("direct:write");
                from("fastspring:events?delivery=webhook&webhookPath=/hook&secret=a-secret")
                        .to("direct:write");
                from("direct:write")
                        .setVariable("event", header(FastSpringConstants.EVENT_ID))
                        .setVariable("way", header(FastSpringConstants.EVENT_DELIVERY))
                        .to("fastspring:events?operation=listProcessed")
                        .process(exchange -> append(
                                file,
                                exchange.getVariable("way", String.class) + " "
                                        + exchange.getVariable("event", String.class)));
            }
        });
        context.start();
        append(file, "port " + port.getAsInt());
        new CountDownLatch(1).await();
    }

    private static synchronized void append(Path file, String line) throws Exception {
        Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static void requireAbsent(String name) {
        try {
            Class.forName(name);
        } catch (ClassNotFoundException e) {
            return;
        }
        throw new IllegalStateException(name + " is there");
    }
}

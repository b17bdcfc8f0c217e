package io.github.camelfastspring.events;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CountDownLatch;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.processor.idempotent.FileIdempotentRepository;

import io.github.camelfastspring.FastSpringComponent;
import io.github.camelfastspring.FastSpringConstants;

/**
 * An application of its own JVM, so that a test can kill it: writes the id of each event into a file, and then either is
 * done with it or stays in the route for ever. Arguments: base URL, user name, password, repository file, file of the
 * routed events, and whether to stay.
 */
public final class CrashingApplication {

    private CrashingApplication() {}

    public static void main(String[] args) throws Exception {
        DefaultCamelContext context = new DefaultCamelContext();
        FastSpringComponent component = new FastSpringComponent();
        component.getConfiguration().setBaseUrl(args[0]);
        component.getConfiguration().setUsername(args[1]);
        component.getConfiguration().setPassword(args[2]);
        component.getConfiguration().setRetryDelay(50);
        context.addComponent("fastspring", component);
        context.getRegistry()
                .bind(
                        "done",
                        FileIdempotentRepository.fileIdempotentRepository(
                                Path.of(args[3]).toFile(), 1000));
        Path routed = Path.of(args[4]);
        boolean stay = Boolean.parseBoolean(args[5]);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("fastspring:events?initialDelay=0&delay=100&idempotentRepository=#done")
                        .process(exchange -> {
                            String id = exchange.getMessage().getHeader(FastSpringConstants.EVENT_ID, String.class);
                            Files.writeString(routed, id + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                            if (stay) {
                                new CountDownLatch(1).await();
                            }
                        });
            }
        });
        context.start();
        new CountDownLatch(1).await();
    }
}

package io.github.camelfastspring.events;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CountDownLatch;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.processor.idempotent.FileIdempotentRepository;

import io.github.camelfastspring.FastSpringComponent;
import io.github.camelfastspring.FastSpringConstants;

/**
 * An application of its own JVM, so that a test can kill it: writes {@code begin} and the id of each event into a file, and
 * then either {@code end} and the id or stays in the route for ever. Arguments: base URL, user name, password, repository
 * (a file, or the URL of a database), file of the routed events, whether to stay, and the number of concurrent consumers.
 */
public final class CrashingApplication {

    private CrashingApplication() {}

    public static void main(String[] args) throws Exception {
        CamelContext context = context(args);
        context.getRegistry().bind("done", repository(args[3]));
        Path routed = Path.of(args[4]);
        boolean stay = Boolean.parseBoolean(args[5]);
        int consumers = Integer.parseInt(args[6]);
        String concurrency = consumers > 1 ? "&concurrentConsumers=" + consumers : "";
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("fastspring:events?initialDelay=0&delay=100&idempotentRepository=#done" + concurrency)
                        .process(exchange -> append(routed, "begin", exchange))
                        .process(exchange -> {
                            if (stay) {
                                new CountDownLatch(1).await();
                            }
                        })
                        .transform(simple("${body[order]} of ${body[total]}"))
                        .process(exchange -> append(routed, "end", exchange));
            }
        });
        run(context);
    }

    private static void append(Path file, String word, Exchange exchange) throws IOException {
        String id = exchange.getMessage().getHeader(FastSpringConstants.EVENT_ID, String.class);
        Files.writeString(file, word + " " + id + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static IdempotentRepository repository(String place) {
        return place.startsWith("jdbc:")
                ? Postgres.repository(Postgres.dataSource(place))
                : FileIdempotentRepository.fileIdempotentRepository(
                        Path.of(place).toFile(), 1000);
    }

    /** A context whose component talks to the store of the first three arguments. */
    static CamelContext context(String[] args) {
        CamelContext context = new DefaultCamelContext();
        FastSpringComponent component = new FastSpringComponent();
        component.getConfiguration().setBaseUrl(args[0]);
        component.getConfiguration().setRequestsPerMinute(0);
        component.getConfiguration().setUsername(args[1]);
        component.getConfiguration().setPassword(args[2]);
        component.getConfiguration().setRetryDelay(50);
        context.addComponent("fastspring", component);
        return context;
    }

    /** Until it is killed. */
    static void run(CamelContext context) throws InterruptedException {
        context.start();
        new CountDownLatch(1).await();
    }
}

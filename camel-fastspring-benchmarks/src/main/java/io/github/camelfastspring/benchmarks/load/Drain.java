package io.github.camelfastspring.benchmarks.load;

import java.io.IOException;

import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;

import io.github.camelfastspring.benchmarks.Tls;
import io.github.camelfastspring.benchmarks.stub.Stub;
import io.github.camelfastspring.benchmarks.stub.StubStats;

/** A route that consumes the events of a stub API, until all are acknowledged. */
public final class Drain implements AutoCloseable {

    /** As many keys as the repository has that the component makes by itself. */
    public static final int KEYS = 100_000;

    private static final String ROUTE = "events";

    /** Longer than any: twenty thousand events one by one take ten minutes. */
    private static final long PATIENCE = 30 * 60_000L;

    private final CamelContext context;
    private final Stub stub;

    /**
     * @param keys    how many keys the repository in memory keeps
     * @param options of the endpoint, such as {@code maxConnections=8}
     */
    public Drain(Stub stub, Tls tls, int keys, String options, Processor step) throws Exception {
        this.stub = stub;
        context = Contexts.create(stub.baseUrl(), tls);
        context.getRegistry().bind("keys", MemoryIdempotentRepository.memoryIdempotentRepository(keys));
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("fastspring:events?initialDelay=0&delay=200&idempotentRepository=#keys&" + options)
                        .routeId(ROUTE)
                        .autoStartup(false)
                        .process(step);
            }
        });
        context.start();
    }

    public CamelContext context() {
        return context;
    }

    /** Starts to poll. */
    public void start() throws Exception {
        context.getRouteController().startRoute(ROUTE);
    }

    /** Waits until so many events are acknowledged. */
    public StubStats await(int events) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE * 1_000_000;
        while (System.nanoTime() - end < 0) {
            StubStats stats = stub.stats();
            if (stats.acknowledged() >= events) {
                return stats;
            }
            Thread.sleep(20);
        }
        throw new IllegalStateException(stub.stats().acknowledged() + " of " + events + " events are acknowledged");
    }

    @Override
    public void close() {
        context.stop();
    }
}

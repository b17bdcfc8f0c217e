package io.github.camelfastspring.benchmarks.load;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;

import io.github.camelfastspring.FastSpringConstants;
import io.github.camelfastspring.benchmarks.Tls;

/** Looks up one order after the other, each by its id, and checks that it is the one that was asked for. */
public final class LookupPath implements CallPath {

    private final CamelContext context;
    private final String options;
    private final Endpoint endpoint;
    private final AsyncProducer producer;
    private final AtomicInteger numbers = new AtomicInteger();

    /** @param options of the endpoint, such as {@code coalesce=true} */
    public LookupPath(String baseUrl, Tls tls, String options) throws Exception {
        this.options = options;
        context = Contexts.create(baseUrl, tls);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:lookup").to("fastspring:orders?operation=get&" + options);
            }
        });
        context.start();
        endpoint = context.getEndpoint("direct:lookup");
        producer = endpoint.createAsyncProducer();
        producer.start();
    }

    @Override
    public String name() {
        return "lookups, " + options;
    }

    @Override
    public Caller caller() {
        return Caller.ASYNCHRONOUS;
    }

    @Override
    public void call(Consumer<Throwable> done) {
        String id = "order-" + numbers.incrementAndGet();
        Exchange exchange = endpoint.createExchange();
        exchange.getMessage().setHeader(FastSpringConstants.ID, id);
        producer.process(exchange, sync -> done.accept(problem(exchange, id)));
    }

    private static Throwable problem(Exchange exchange, String id) {
        if (exchange.isFailed()) {
            return exchange.getException();
        }
        boolean own = exchange.getMessage().getBody() instanceof Map<?, ?> order && id.equals(order.get("id"));
        return own ? null : new IllegalStateException("not the order that was asked for");
    }

    @Override
    public void close() {
        producer.stop();
        context.stop();
    }
}

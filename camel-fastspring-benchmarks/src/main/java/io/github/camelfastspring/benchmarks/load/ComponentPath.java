package io.github.camelfastspring.benchmarks.load;

import java.util.function.Consumer;

import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;

import io.github.camelfastspring.benchmarks.Tls;

/** A route with the component: {@code from("direct:call").to("fastspring:...")}. */
public final class ComponentPath implements CallPath {

    private final CamelContext context;
    private final Caller caller;
    private final String options;
    private final ProducerTemplate template;
    private final Endpoint endpoint;
    private final AsyncProducer producer;

    /**
     * @param caller  whether the caller blocks in a producer template, or goes on in the callback of an asynchronous producer
     * @param options further options of the endpoint, such as {@code outputType=json}
     */
    public ComponentPath(String baseUrl, Tls tls, int connections, Caller caller, String options) throws Exception {
        this.caller = caller;
        this.options = options;
        context = Contexts.create(baseUrl, tls);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:call")
                        .to(SessionCall.URI + "&maxConnections=" + connections + Contexts.BUDGET_OFF
                                + (options.isEmpty() ? "" : "&" + options));
            }
        });
        context.start();
        template = context.createProducerTemplate();
        endpoint = context.getEndpoint("direct:call");
        producer = endpoint.createAsyncProducer();
        producer.start();
    }

    @Override
    public String name() {
        return "component" + (options.isEmpty() ? "" : ", " + options);
    }

    @Override
    public Caller caller() {
        return caller;
    }

    @Override
    public void call(Consumer<Throwable> done) {
        if (caller == Caller.BLOCKS) {
            done.accept(problem(
                    template.send("direct:call", sent -> sent.getMessage().setBody(SessionCall.BODY))));
            return;
        }
        Exchange exchange = endpoint.createExchange();
        exchange.getMessage().setBody(SessionCall.BODY);
        producer.process(exchange, sync -> done.accept(problem(exchange)));
    }

    private static Throwable problem(Exchange exchange) {
        return exchange.isFailed()
                ? exchange.getException()
                : SessionCall.problem(exchange.getMessage().getBody());
    }

    @Override
    public void close() {
        producer.stop();
        context.stop();
    }
}

package io.github.camelfastspring.benchmarks.load;

import java.util.function.Consumer;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.impl.DefaultCamelContext;

import io.github.camelfastspring.benchmarks.Tls;

/**
 * What people write without the component. Its pool is made as large as the component's: with camel-http's own of 20
 * connections the comparison would be with the pool.
 */
public final class HandWrittenPath implements CallPath {

    private final CamelContext context = new DefaultCamelContext();
    private final ProducerTemplate template;

    public HandWrittenPath(String baseUrl, Tls tls, int connections) throws Exception {
        context.getRegistry().bind("tls", tls.parameters());
        HttpComponent https = context.getComponent("https", HttpComponent.class);
        https.setMaxTotalConnections(connections);
        https.setConnectionsPerRoute(connections);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:call")
                        .setHeader(Exchange.HTTP_METHOD, constant("POST"))
                        .setHeader(Exchange.CONTENT_TYPE, constant("application/json"))
                        .to(baseUrl + SessionCall.PATH + "?sslContextParameters=#tls&authMethod=Basic"
                                + "&authenticationPreemptive=true&authUsername=" + Contexts.USERNAME
                                + "&authPassword=" + Contexts.PASSWORD)
                        .unmarshal()
                        .json();
            }
        });
        context.start();
        template = context.createProducerTemplate();
    }

    @Override
    public String name() {
        return "setHeader + to(\"https:...\") + unmarshal";
    }

    @Override
    public Caller caller() {
        return Caller.BLOCKS;
    }

    @Override
    public void call(Consumer<Throwable> done) {
        Exchange exchange =
                template.send("direct:call", sent -> sent.getMessage().setBody(SessionCall.BODY));
        done.accept(
                exchange.isFailed()
                        ? exchange.getException()
                        : SessionCall.problem(exchange.getMessage().getBody()));
    }

    @Override
    public void close() {
        context.stop();
    }
}

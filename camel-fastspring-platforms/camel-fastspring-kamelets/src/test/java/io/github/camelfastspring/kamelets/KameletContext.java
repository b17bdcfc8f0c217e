package io.github.camelfastspring.kamelets;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;

import io.github.camelfastspring.simulator.FastSpringSimulator;

import static org.assertj.core.api.Assertions.assertThat;

/** Camel Main with the Kamelets on the class path, pointed to a simulator as users point it: by properties. */
final class KameletContext implements AutoCloseable {

    private final Main main = new Main();
    private final Queue<Exchange> received = new ConcurrentLinkedQueue<>();

    /** Without credentials. */
    KameletContext(FastSpringSimulator simulator) {
        Properties properties = new Properties();
        properties.setProperty("camel.component.fastspring.base-url", simulator.baseUrl());
        properties.setProperty("camel.main.shutdown-timeout", "10");
        main.setOverrideProperties(properties);
        main.configure().withAutoConfigurationFailFast(true);
    }

    /** With the credentials of the component. */
    static KameletContext withCredentials(FastSpringSimulator simulator) {
        return new KameletContext(simulator)
                .with("camel.component.fastspring.username", simulator.username())
                .with("camel.component.fastspring.password", simulator.password());
    }

    KameletContext with(String property, String value) {
        main.addOverrideProperty(property, value);
        return this;
    }

    KameletContext bind(String name, Object bean) {
        main.bind(name, bean);
        return this;
    }

    KameletContext start(RouteBuilder routes) throws Exception {
        main.configure().addRoutesBuilder(routes);
        main.start();
        return this;
    }

    /** Starts the routes of a file; its {@code direct:received} keeps what it receives. */
    KameletContext run(Path file) throws Exception {
        main.configure().withRoutesIncludePattern("file:" + file);
        return receiveFrom("direct:received");
    }

    /** Starts a route from a Kamelet that keeps what it receives. */
    KameletContext receiveFrom(String kamelet) throws Exception {
        return start(new RouteBuilder() {
            @Override
            public void configure() {
                from(kamelet).process(exchange -> received.add(exchange.copy()));
            }
        });
    }

    /** Starts the route {@code direct:start} to a Kamelet. */
    KameletContext sendTo(String kamelet) throws Exception {
        return start(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:start").to(kamelet);
            }
        });
    }

    Queue<Exchange> received() {
        return received;
    }

    CamelContext camel() {
        return main.getCamelContext();
    }

    /** Sends a message to {@code direct:start}. */
    Exchange send(Object body, Map<String, Object> headers) {
        return camel().createProducerTemplate().request("direct:start", exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().getHeaders().putAll(headers);
        });
    }

    /** The body, which must be JSON as text. */
    static JsonNode json(Exchange exchange) throws JsonProcessingException {
        assertThat(exchange.getMessage().getBody()).isInstanceOf(String.class);
        return new ObjectMapper().readTree(exchange.getMessage().getBody(String.class));
    }

    @Override
    public void close() {
        main.stop();
    }
}

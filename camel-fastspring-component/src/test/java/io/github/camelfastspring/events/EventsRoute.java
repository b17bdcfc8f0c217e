package io.github.camelfastspring.events;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteDefinition;

import io.github.camelfastspring.FastSpringComponent;
import io.github.camelfastspring.simulator.Event;
import io.github.camelfastspring.simulator.FastSpringSimulator;
import io.github.camelfastspring.simulator.RecordedRequest;

/** A context with one route from {@code fastspring:events}, wired to a simulator, for tests. */
final class EventsRoute implements AutoCloseable {

    static final String ROUTE = "events";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final CamelContext context = new DefaultCamelContext();
    private final FastSpringComponent component = new FastSpringComponent();
    private final FastSpringSimulator simulator;

    EventsRoute(FastSpringSimulator simulator) {
        this.simulator = simulator;
        component.getConfiguration().setBaseUrl(simulator.baseUrl());
        component.getConfiguration().setRequestsPerMinute(0);
        component.getConfiguration().setUsername(simulator.username());
        component.getConfiguration().setPassword(simulator.password());
        component.getConfiguration().setRetryDelay(20);
        component.setClock(simulator.clock());
        context.addComponent("fastspring", component);
        context.getShutdownStrategy().setTimeout(10);
    }

    FastSpringComponent component() {
        return component;
    }

    CamelContext context() {
        return context;
    }

    /** Starts a route that polls every 50 ms and tries failing events again in each poll, with further options. */
    EventsRoute start(String options, Consumer<RouteDefinition> steps) throws Exception {
        String patience = options.contains("failureDelay") ? "" : "&failureDelay=0";
        String pace = options.contains("delay=") ? "" : "&delay=50";
        String all = "initialDelay=0" + pace + patience + (options.isEmpty() ? "" : "&" + options);
        return start(
                all,
                new RouteBuilder() {
                    @Override
                    public void configure() {}
                },
                steps);
    }

    /** Starts a route with exactly these options, beside those of another builder. */
    EventsRoute start(String options, RouteBuilder others, Consumer<RouteDefinition> steps) throws Exception {
        context.addRoutes(others);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                steps.accept(from("fastspring:events?" + options).routeId(ROUTE));
            }
        });
        context.start();
        return this;
    }

    EventsConsumer consumer() {
        return (EventsConsumer) context.getRoute(ROUTE).getConsumer();
    }

    /** How many times an acknowledgement was asked for. */
    static int marks(FastSpringSimulator simulator) {
        return requests(simulator, "POST").size();
    }

    static List<RecordedRequest> requests(FastSpringSimulator simulator, String method) {
        return simulator.requests().stream()
                .filter(request -> request.method().equals(method))
                .toList();
    }

    static ObjectNode data(String id) {
        return JSON.createObjectNode().put("order", id).put("id", id).put("total", 5);
    }

    /** Publishes events, a millisecond apart, and gives their ids. */
    static List<String> publish(FastSpringSimulator simulator, int count) {
        List<String> ids = new ArrayList<>();
        long now = simulator.clock().millis();
        for (int i = 0; i < count; i++) {
            Event event = simulator.store().publish("order.completed", true, data("order-" + i), now - count + i);
            ids.add(event.id());
        }
        return ids;
    }

    FastSpringSimulator simulator() {
        return simulator;
    }

    @Override
    public void close() {
        context.stop();
    }
}

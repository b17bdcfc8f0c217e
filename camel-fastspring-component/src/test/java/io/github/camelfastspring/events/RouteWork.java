package io.github.camelfastspring.events;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;

import io.github.camelfastspring.FastSpringConstants;

/** What a route does with events, for tests: notes them, holds them, and fails where the test says so. */
final class RouteWork implements Processor {

    private final List<String> entered = new CopyOnWriteArrayList<>();
    private final List<Exchange> exchanges = new CopyOnWriteArrayList<>();
    private final Set<String> failing = ConcurrentHashMap.newKeySet();
    private final Set<String> held = ConcurrentHashMap.newKeySet();
    private volatile CountDownLatch gate = new CountDownLatch(0);

    @Override
    public void process(Exchange exchange) throws Exception {
        String id = exchange.getMessage().getHeader(FastSpringConstants.EVENT_ID, String.class);
        CountDownLatch here = gate;
        exchanges.add(exchange.copy());
        entered.add(id);
        if ((held.isEmpty() || held.contains(id)) && !here.await(30, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the test did not open the gate");
        }
        if (failing.contains(id)) {
            throw new IllegalStateException("as the test wants");
        }
    }

    /** A route on threads of its own, which does this. */
    RouteBuilder on(String from) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(from).process(RouteWork.this);
            }
        };
    }

    /** Keeps what comes from now on, or these events alone, until the release. */
    void hold(JsonNode... events) {
        held.clear();
        Stream.of(events).map(PostsRoute::id).forEach(held::add);
        gate = new CountDownLatch(1);
    }

    void release() {
        gate.countDown();
    }

    void fail(JsonNode... events) {
        for (JsonNode event : events) {
            failing.add(PostsRoute.id(event));
        }
    }

    void fail(Collection<String> ids) {
        failing.addAll(ids);
    }

    void succeed() {
        failing.clear();
    }

    /** The ids of the events that came, in their order. */
    List<String> entered() {
        return entered;
    }

    /** A header of each event that came. */
    List<Object> headers(String name) {
        return exchanges.stream()
                .map(exchange -> exchange.getMessage().getHeader(name))
                .toList();
    }

    /** When the events of an object that came were created. */
    List<Long> created(String object) {
        return exchanges.stream()
                .map(Exchange::getMessage)
                .filter(message -> object.equals(message.getHeader(FastSpringConstants.EVENT_OBJECT_ID)))
                .map(message -> message.getHeader(FastSpringConstants.EVENT_CREATED, Long.class))
                .toList();
    }
}

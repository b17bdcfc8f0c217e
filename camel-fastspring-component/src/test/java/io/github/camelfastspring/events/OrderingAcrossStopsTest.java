package io.github.camelfastspring.events;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.camelfastspring.FastSpringConstants;
import io.github.camelfastspring.simulator.Event;
import io.github.camelfastspring.simulator.FastSpringSimulator;
import io.github.camelfastspring.simulator.FastSpringSimulatorExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What waits behind another event when the route stops is neither lost nor overtaken. */
class OrderingAcrossStopsTest {

    @RegisterExtension
    final FastSpringSimulatorExtension store = new FastSpringSimulatorExtension();

    private FastSpringSimulator simulator;
    private long start;
    private final List<String> routed = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, FastSpringAcknowledgement> handles = new ConcurrentHashMap<>();

    @BeforeEach
    void simulator() {
        simulator = store.simulator();
        start = simulator.clock().millis() - 60_000;
    }

    private String publish(String order, long after) {
        return simulator
                .store()
                .publish("order.completed", true, EventsRoute.data(order).put("changed", after), start + after)
                .id();
    }

    private List<String> publishAll(String order, int count) {
        List<String> ids = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            ids.add(publish(order, i * 10L));
        }
        return ids;
    }

    private String note(Exchange exchange) {
        String id = exchange.getMessage().getHeader(FastSpringConstants.EVENT_ID, String.class);
        assertThat(exchange.getMessage().getHeader(FastSpringConstants.EVENT_LATE))
                .isEqualTo(false);
        routed.add(id);
        return id;
    }

    private List<String> routed() {
        synchronized (routed) {
            return List.copyOf(routed);
        }
    }

    private List<String> unprocessed() {
        return simulator.store().unprocessedEvents().stream().map(Event::id).toList();
    }

    private void awaitPolls() {
        int lists = EventsRoute.requests(simulator, "GET").size();
        await().until(() -> EventsRoute.requests(simulator, "GET").size() > lists + 1);
    }

    private static void restart(CamelContext context) throws Exception {
        context.getRouteController().stopRoute(EventsRoute.ROUTE);
        context.getRouteController().startRoute(EventsRoute.ROUTE);
    }

    @Test
    void whatIsQueuedGoesBackAtAStopAndIsRoutedAfterTheRestart() throws Exception {
        List<String> ids = publishAll("a", 6);
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        try (EventsRoute route = new EventsRoute(simulator)) {
            route.start(
                    "ordering=object&concurrentConsumers=4",
                    steps -> steps.process(exchange -> {
                        note(exchange);
                        entered.countDown();
                        gate.await(60, TimeUnit.SECONDS);
                    }));
            assertThat(entered.await(60, TimeUnit.SECONDS)).isTrue();
            EventsConsumer stopping = route.consumer();
            CompletableFuture<Void> stop = CompletableFuture.runAsync(() -> stop(route.context()));
            await().until(() -> stopping.isSuspendingOrSuspended() || stopping.isStoppingOrStopped());
            gate.countDown();
            stop.get(60, TimeUnit.SECONDS);

            assertThat(routed()).containsExactly(ids.get(0));
            assertThat(unprocessed()).isEqualTo(ids.subList(1, 6));
            assertThat(EventsRoute.marks(simulator)).isEqualTo(1);

            route.context().getRouteController().startRoute(EventsRoute.ROUTE);
            await().until(() -> unprocessed().isEmpty());
            assertThat(routed()).isEqualTo(ids);
        }
    }

    private static void stop(CamelContext context) {
        try {
            context.getRouteController().stopRoute(EventsRoute.ROUTE);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatWaitsForAnEventThatOutlivesTheRouteIsRoutedByTheNext() throws Exception {
        List<String> ids = publishAll("a", 4);
        try (EventsRoute route = new EventsRoute(simulator)) {
            route.start(
                    "ordering=object&acknowledge=manual",
                    steps -> steps.process(exchange -> handles.put(
                            note(exchange),
                            exchange.getProperty(FastSpringConstants.ACKNOWLEDGE, FastSpringAcknowledgement.class))));
            await().until(() -> handles.containsKey(ids.get(0)));
            awaitPolls();
            restart(route.context());
            awaitPolls();
            assertThat(routed()).containsExactly(ids.get(0));
            assertThat(EventsRoute.marks(simulator)).isZero();

            for (String id : ids) {
                await().until(() -> handles.containsKey(id));
                handles.get(id).success();
            }
            await().until(() -> unprocessed().isEmpty());
            assertThat(routed()).isEqualTo(ids);
        }
    }

    /** The third event is looked at after the second one went back, which was looked at before. */
    @Test
    void whatGoesBackDuringAPollIsNotOvertaken() throws Exception {
        List<String> ids = publishAll("a", 3);
        AtomicReference<String> slow = new AtomicReference<>();
        CountDownLatch looking = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        try (EventsRoute route = new EventsRoute(simulator)) {
            route.context().getRegistry().bind("repository", new MemoryIdempotentRepository() {
                @Override
                public boolean contains(String key) {
                    if (key.equals(slow.get())) {
                        looking.countDown();
                        await().until(() -> gate.getCount() == 0);
                    }
                    return super.contains(key);
                }
            });
            route.start(
                    "ordering=object&acknowledge=manual&idempotentRepository=#repository",
                    steps -> steps.process(exchange -> handles.put(
                            note(exchange),
                            exchange.getProperty(FastSpringConstants.ACKNOWLEDGE, FastSpringAcknowledgement.class))));
            await().until(() -> handles.containsKey(ids.get(0)));
            awaitPolls();
            route.context().getRouteController().stopRoute(EventsRoute.ROUTE);
            slow.set(publish("b", 25));
            route.context().getRouteController().startRoute(EventsRoute.ROUTE);
            assertThat(looking.await(60, TimeUnit.SECONDS)).isTrue();
            handles.get(ids.get(0)).success();
            gate.countDown();
            for (String id : List.of(slow.get(), ids.get(1), ids.get(2))) {
                await().until(() -> handles.containsKey(id));
                handles.get(id).success();
            }
            await().until(() -> unprocessed().isEmpty());

            assertThat(routed()).containsExactly(ids.get(0), slow.get(), ids.get(1), ids.get(2));
        }
    }

    @Test
    void whatHasNoThreadYetWhenTheStopIsForcedIsRoutedAfterTheRestart() throws Exception {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            ids.add(publish("order-" + i, i));
        }
        CountDownLatch never = new CountDownLatch(1);
        try (EventsRoute route = new EventsRoute(simulator)) {
            route.context().getShutdownStrategy().setTimeout(1);
            route.start(
                    "ordering=object",
                    steps -> steps.process(exchange -> {
                        if (routed.isEmpty()) {
                            routed.add("first");
                            never.await(60, TimeUnit.SECONDS);
                        }
                        note(exchange);
                    }));
            await().until(() -> !routed.isEmpty());
            restart(route.context());
            await().until(() -> unprocessed().isEmpty());

            assertThat(routed()).contains("first").containsAll(ids).hasSize(6);
        }
    }
}

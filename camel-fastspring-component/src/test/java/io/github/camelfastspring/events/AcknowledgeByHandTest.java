package io.github.camelfastspring.events;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import org.apache.camel.Exchange;
import org.apache.camel.model.language.SimpleExpression;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.camelfastspring.FastSpringConstants;
import io.github.camelfastspring.simulator.Event;
import io.github.camelfastspring.simulator.FastSpringSimulator;
import io.github.camelfastspring.simulator.FastSpringSimulatorExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The route says itself when an event is done. */
class AcknowledgeByHandTest {

    @RegisterExtension
    final FastSpringSimulatorExtension store = new FastSpringSimulatorExtension();

    private FastSpringSimulator simulator;
    private final List<Exchange> received = Collections.synchronizedList(new ArrayList<>());

    @BeforeEach
    void simulator() {
        simulator = store.simulator();
    }

    private List<Event> unprocessed() {
        return simulator.store().unprocessedEvents();
    }

    @Test
    void theRouteAcknowledgesItselfWithManual() throws Exception {
        EventsRoute.publish(simulator, 3);
        Map<Object, List<FastSpringAcknowledgement>> handles = new ConcurrentHashMap<>();
        try (EventsRoute route = new EventsRoute(simulator)
                .start(
                        "acknowledge=manual",
                        steps -> steps.process(exchange -> {
                            FastSpringAcknowledgement handle = exchange.getMessage()
                                    .getHeader(FastSpringConstants.ACKNOWLEDGE, FastSpringAcknowledgement.class);
                            assertThat(exchange.getProperty(FastSpringConstants.ACKNOWLEDGE))
                                    .isSameAs(handle);
                            handles.computeIfAbsent(
                                            exchange.getMessage().getHeader("CamelFastSpringEventObjectId"),
                                            id -> new CopyOnWriteArrayList<>())
                                    .add(handle);
                        }))) {
            await().until(() -> handles.size() == 3);
            int lists = EventsRoute.requests(simulator, "GET").size();
            await().until(() -> EventsRoute.requests(simulator, "GET").size() > lists + 1);
            assertThat(EventsRoute.marks(simulator)).isZero();
            assertThat(route.consumer().getEventsInFlight()).isEqualTo(3);
            assertThat(handles.values()).as("routed once").allMatch(given -> given.size() == 1);

            handles.get("order-0").get(0).success();
            handles.get("order-0").get(0).failure();
            await().until(() -> unprocessed().size() == 2);
            assertThat(handles.get("order-0").get(0).toString()).contains("order.completed");

            handles.get("order-1").get(0).failure();
            handles.get("order-1").get(0).success();
            await().until(() -> handles.get("order-1").size() == 2);
            assertThat(EventsRoute.marks(simulator))
                    .as("the first call decides")
                    .isEqualTo(1);
            assertThat(route.consumer().getEventsInFlight()).isEqualTo(2);
        }
    }

    @Test
    void anExchangeThatFailsWithoutAWordIsAFailureWithManual() throws Exception {
        EventsRoute.publish(simulator, 1);
        try (EventsRoute route = new EventsRoute(simulator)
                .start("acknowledge=manual", steps -> steps.throwException(new IllegalStateException("no word")))) {
            await().until(() -> route.consumer().getEventsFailed() > 1);

            assertThat(EventsRoute.marks(simulator)).isZero();
        }
    }

    @Test
    void theHandleCanBeUsedFromTheSimpleLanguage() throws Exception {
        EventsRoute.publish(simulator, 1);
        try (EventsRoute route = new EventsRoute(simulator)
                .start(
                        "acknowledge=manual",
                        steps -> steps.script(new SimpleExpression("${header.CamelFastSpringAcknowledge.success}")))) {
            await().until(() -> unprocessed().isEmpty());

            assertThat(route.consumer().getEventsFailed()).isZero();
        }
    }

    @Test
    void aRolledBackExchangeIsNoSuccessWithManualEither() throws Exception {
        EventsRoute.publish(simulator, 1);
        try (EventsRoute route = new EventsRoute(simulator)
                .start("acknowledge=manual", steps -> steps.process(received::add)
                        .markRollbackOnly())) {
            await().until(() -> route.consumer().getEventsFailed() > 1);

            assertThat(EventsRoute.marks(simulator)).isZero();
        }
    }
}

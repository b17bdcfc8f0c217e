package io.github.camelfastspring.events;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.camelfastspring.FastSpringConstants;
import io.github.camelfastspring.simulator.FastSpringSimulatorExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** An event that is handed over is in flight until both its exchange and the copy have ended, also where one of them fails. */
class OverlapTest {

    private static final String OPTIONS =
            "initialDelay=0&delay=20&ordering=object&concurrentConsumers=2&maxFailures=1&failureDelay=0";

    @RegisterExtension
    final FastSpringSimulatorExtension store = new FastSpringSimulatorExtension();

    private final List<String> entered = new CopyOnWriteArrayList<>();
    private final CountDownLatch failed = new CountDownLatch(1);
    private final CountDownLatch gate = new CountDownLatch(1);
    private String first;

    private String id(Exchange exchange) {
        return exchange.getMessage().getHeader(FastSpringConstants.EVENT_ID, String.class);
    }

    private void publishTwoOfOneOrder() {
        long now = store.simulator().clock().millis();
        first = store.simulator()
                .store()
                .publish("order.completed", true, EventsRoute.data("o").put("changed", 1), now - 2)
                .id();
        store.simulator()
                .store()
                .publish("order.completed", true, EventsRoute.data("o").put("changed", 2), now - 1);
    }

    private void waitIfFirst(Exchange exchange) throws Exception {
        if (id(exchange).equals(first)) {
            gate.await(30, TimeUnit.SECONDS);
        }
    }

    private void failIfFirst(Exchange exchange) {
        if (id(exchange).equals(first)) {
            failed.countDown();
            throw new IllegalStateException("as the test wants");
        }
    }

    private void afterwardsTheNextOneGoes(EventsRoute route) throws Exception {
        assertThat(failed.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(route.consumer().getEventsInFlight()).isEqualTo(1);
        assertThat(entered).containsExactly(first);

        gate.countDown();
        await().until(() -> route.consumer().getEventsParked() == 1);
        await().until(() -> route.consumer().getEventsSucceeded() == 1);
        assertThat(entered).hasSize(2);
    }

    @Test
    void theHandedOverCopyFailsWhileTheExchangeIsStillInTheRoute() throws Exception {
        publishTwoOfOneOrder();
        RouteBuilder later = new RouteBuilder() {
            @Override
            public void configure() {
                from("seda:later").process(OverlapTest.this::failIfFirst);
            }
        };
        try (EventsRoute route = new EventsRoute(store.simulator())
                .start(OPTIONS, later, steps -> steps.process(exchange -> entered.add(id(exchange)))
                        .to("seda:later")
                        .process(this::waitIfFirst))) {
            afterwardsTheNextOneGoes(route);
        }
    }

    @Test
    void theExchangeFailsWhileTheHandedOverCopyIsStillInItsRoute() throws Exception {
        publishTwoOfOneOrder();
        RouteBuilder later = new RouteBuilder() {
            @Override
            public void configure() {
                from("seda:later").process(OverlapTest.this::waitIfFirst);
            }
        };
        try (EventsRoute route = new EventsRoute(store.simulator())
                .start(OPTIONS, later, steps -> steps.process(exchange -> entered.add(id(exchange)))
                        .to("seda:later")
                        .process(this::failIfFirst))) {
            afterwardsTheNextOneGoes(route);
        }
    }
}

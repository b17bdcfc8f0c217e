package io.github.camelfastspring.events;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.camelfastspring.FastSpringConstants;
import io.github.camelfastspring.simulator.Event;
import io.github.camelfastspring.simulator.FastSpringSimulator;
import io.github.camelfastspring.simulator.FastSpringSimulatorExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What becomes of an event that somebody sends again by hand, under a new id. */
class ResendsTest {

    @RegisterExtension
    final FastSpringSimulatorExtension store = new FastSpringSimulatorExtension();

    private FastSpringSimulator simulator;
    private final List<Exchange> received = new CopyOnWriteArrayList<>();

    @BeforeEach
    void simulator() {
        simulator = store.simulator();
    }

    private Event publish(String order, long changed) {
        return simulator
                .store()
                .publish("order.completed", true, EventsRoute.data(order).put("changed", changed));
    }

    private List<Object> headers(String name) {
        return received.stream()
                .map(exchange -> exchange.getMessage().getHeader(name))
                .toList();
    }

    private EventsRoute start(String options) throws Exception {
        return new EventsRoute(simulator).start(options, steps -> steps.process(received::add));
    }

    private void awaitProcessed() {
        await().until(() -> simulator.store().unprocessedEvents().isEmpty());
    }

    @Test
    void aResendIsMarked() throws Exception {
        try (EventsRoute route = start("")) {
            publish("o", 5);
            awaitProcessed();
            publish("o", 5);
            publish("o", 6);
            awaitProcessed();

            assertThat(headers(FastSpringConstants.EVENT_RESEND)).containsExactly(false, true, false);
            assertThat(route.consumer().getResends()).isEqualTo(1);
        }
    }

    @Test
    void aResendIsAcknowledgedWithoutTheRouteIfAsked() throws Exception {
        try (EventsRoute route = start("resends=skip")) {
            publish("o", 5);
            awaitProcessed();
            Event resend = publish("o", 5);
            awaitProcessed();
            Event changed = publish("o", 6);
            awaitProcessed();

            assertThat(headers(FastSpringConstants.EVENT_ID))
                    .hasSize(2)
                    .doesNotContain(resend.id())
                    .contains(changed.id());
            assertThat(headers(FastSpringConstants.EVENT_RESEND)).containsExactly(false, false);
            assertThat(route.consumer().getResends()).isEqualTo(1);
        }
    }

    @Test
    void aResendIsLikeAnyOtherEventIfAsked() throws Exception {
        try (EventsRoute route = start("resends=pass")) {
            publish("o", 5);
            publish("o", 5);
            awaitProcessed();

            assertThat(headers(FastSpringConstants.EVENT_RESEND)).containsExactly(null, null);
            assertThat(route.consumer().getResends()).isZero();
        }
    }

    /** What failed was not done, so that a resend of it is nothing that was done before. */
    @Test
    void whatRepeatsAFailedEventIsRouted() throws Exception {
        AtomicBoolean fail = new AtomicBoolean(true);
        try (EventsRoute route = new EventsRoute(simulator)
                .start(
                        "resends=skip&failureDelay=3600000",
                        steps -> steps.process(exchange -> {
                            if (fail.get()) {
                                throw new IllegalStateException("as the test wants");
                            }
                            received.add(exchange);
                        }))) {
            publish("o", 5);
            await().until(() -> route.consumer().getEventsFailed() == 1);
            fail.set(false);
            Event resend = publish("o", 5);
            await().until(() -> received.size() == 1);

            assertThat(headers(FastSpringConstants.EVENT_ID)).containsExactly(resend.id());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mark", "skip"})
    void aResendWaitsForTheOutcomeOfWhatItRepeats(String resends) throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        CountDownLatch entered = new CountDownLatch(1);
        RouteBuilder later = new RouteBuilder() {
            @Override
            public void configure() {
                from("seda:later?concurrentConsumers=3").process(exchange -> {
                    entered.countDown();
                    gate.await(30, TimeUnit.SECONDS);
                    received.add(exchange);
                });
            }
        };
        publish("o", 5);
        publish("o", 5);
        try (EventsRoute route = new EventsRoute(simulator)
                .start("initialDelay=0&delay=20&resends=" + resends, later, steps -> steps.to("seda:later"))) {
            assertThat(entered.await(30, TimeUnit.SECONDS)).isTrue();
            publish("o", 5);
            int lists = EventsRoute.requests(simulator, "GET").size();
            await().until(() -> EventsRoute.requests(simulator, "GET").size() > lists + 2);
            assertThat(route.consumer().getEventsInFlight()).isEqualTo(1);

            gate.countDown();
            awaitProcessed();
            await().until(() -> route.consumer().getResends() == 2);
            assertThat(headers(FastSpringConstants.EVENT_RESEND))
                    .isEqualTo(resends.equals("mark") ? List.of(false, true, true) : List.of(false));
        }
    }

    /** The process died between the two records, or the route recorded the id itself. */
    @Test
    void anEventWhoseIdAloneIsRecordedIsRememberedForItsResendsToo() throws Exception {
        Event event = publish("o", 5);
        MemoryIdempotentRepository repository = new MemoryIdempotentRepository();
        repository.start();
        repository.add(event.id());
        EventsRoute route = new EventsRoute(simulator);
        route.context().getRegistry().bind("done", repository);
        try (route) {
            route.start("resends=skip&idempotentRepository=#done", steps -> steps.process(received::add));
            awaitProcessed();
            publish("o", 5);
            awaitProcessed();

            assertThat(received).isEmpty();
        }
    }
}

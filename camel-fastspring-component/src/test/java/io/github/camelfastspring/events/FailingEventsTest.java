package io.github.camelfastspring.events;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.camelfastspring.FastSpringConstants;
import io.github.camelfastspring.simulator.Event;
import io.github.camelfastspring.simulator.FastSpringSimulator;
import io.github.camelfastspring.simulator.FastSpringSimulatorExtension;
import io.github.camelfastspring.simulator.SimulatorClock;

import static io.github.camelfastspring.events.EventsWatch.awaitPoll;
import static io.github.camelfastspring.events.EventsWatch.patiently;
import static org.assertj.core.api.Assertions.assertThat;

/** When events that fail in the route are tried again, and when they are not. */
class FailingEventsTest {

    private final SimulatorClock clock = SimulatorClock.frozenAt(Instant.parse("2026-03-01T12:00:00Z"));

    @RegisterExtension
    final FastSpringSimulatorExtension store = new FastSpringSimulatorExtension(
            () -> FastSpringSimulator.builder().clock(clock).start());

    private FastSpringSimulator simulator;

    /** The headers CamelFastSpringEventFailures of what the route was given, in order. */
    private final List<Integer> tries = new CopyOnWriteArrayList<>();

    private final Processor fail = exchange -> {
        tries.add(exchange.getMessage().getHeader("CamelFastSpringEventFailures", Integer.class));
        throw new IllegalStateException("always");
    };

    @BeforeEach
    void simulator() {
        simulator = store.simulator();
    }

    private EventsRoute start(String options, Processor processor) throws Exception {
        return new EventsRoute(simulator).start(options, steps -> steps.process(processor));
    }

    private static void failOrders(Exchange exchange, List<String> failing) {
        if (failing.contains(exchange.getMessage().getHeader("CamelFastSpringEventId", String.class))) {
            throw new IllegalStateException("this one");
        }
    }

    private void awaitTries(int count) {
        patiently().until(() -> tries.size() >= count);
        awaitPoll(simulator);
        assertThat(tries).hasSize(count);
    }

    private void advance(long millis) {
        clock.advance(Duration.ofMillis(millis));
        awaitPoll(simulator);
    }

    @Test
    void aFailingEventWaitsForAMinuteAndThenForTwo() throws Exception {
        EventsRoute.publish(simulator, 1);
        RouteBuilder noOthers = new RouteBuilder() {
            @Override
            public void configure() {}
        };
        try (EventsRoute route =
                new EventsRoute(simulator).start("initialDelay=0&delay=50", noOthers, steps -> steps.process(fail))) {
            awaitTries(1);
            advance(59_999);
            assertThat(tries).hasSize(1);
            assertThat(route.consumer().getEventsBackingOff()).isEqualTo(1);

            advance(1);
            awaitTries(2);
            advance(119_999);
            assertThat(tries).hasSize(2);

            advance(1);
            awaitTries(3);
            assertThat(route.consumer().getEventsFailed()).isEqualTo(3);
            assertThat(route.consumer().getErrorCounter())
                    .as("polls do not fail by it")
                    .isZero();
        }
    }

    @Test
    void theWaitDoublesUpToItsMaximum() throws Exception {
        EventsRoute.publish(simulator, 1);
        try (EventsRoute route = start("failureDelay=1000&maxFailureDelay=5000", fail)) {
            int count = 1;
            for (long wait : new long[] {1000, 2000, 4000, 5000, 5000, 5000}) {
                awaitTries(count++);
                advance(wait - 1);
                assertThat(tries).hasSize(count - 1);
                advance(1);
            }
            awaitTries(count);
            assertThat(tries).as("the header counts the failures so far").containsExactly(0, 1, 2, 3, 4, 5, 6);
        }
    }

    @Test
    void maxFailuresParksAnEventAndLeavesItUnprocessed() throws Exception {
        List<String> ids = EventsRoute.publish(simulator, 1);
        try (EventsRoute route = start("failureDelay=1000&maxFailures=2", fail)) {
            awaitTries(1);
            assertThat(route.consumer().getEventsParked()).isZero();
            advance(1000);
            awaitTries(2);
            for (int i = 0; i < 3; i++) {
                advance(Duration.ofDays(1).toMillis());
            }

            assertThat(tries).hasSize(2);
            assertThat(route.consumer().getEventsParked()).isEqualTo(1);
            assertThat(route.consumer().getEventsBackingOff()).isZero();
            assertThat(EventsRoute.marks(simulator)).isZero();
            assertThat(simulator.store().unprocessedEvents())
                    .extracting(Event::id)
                    .isEqualTo(ids);
        }
    }

    @Test
    void maxFailuresCanGiveAnEventUpAndAcknowledgeIt() throws Exception {
        EventsRoute.publish(simulator, 1);
        try (EventsRoute route = start("failureDelay=1000&maxFailures=2&onParked=acknowledge", fail)) {
            awaitTries(1);
            assertThat(EventsRoute.marks(simulator)).isZero();
            advance(1000);
            patiently()
                    .until(() -> simulator.store().unprocessedEvents().isEmpty()
                            && route.consumer().getAcknowledgementsPending() == 0);
            advance(Duration.ofDays(1).toMillis());

            assertThat(tries).hasSize(2);
            assertThat(EventsRoute.marks(simulator)).isEqualTo(1);
            assertThat(route.consumer().getEventsParked()).isZero();
            assertThat(route.consumer().getEventsBackingOff()).isZero();
            assertThat(route.consumer().getEventsSucceeded()).isZero();
        }
    }

    @Test
    void whereNothingIsAcknowledgedAnEventIsParkedAndNotGivenUp() throws Exception {
        EventsRoute.publish(simulator, 1);
        try (EventsRoute route = start("maxFailures=2&onParked=acknowledge&acknowledge=none", fail)) {
            awaitTries(2);

            assertThat(route.consumer().getEventsParked()).isEqualTo(1);
            assertThat(EventsRoute.marks(simulator)).isZero();
        }
    }

    /** More than a page of each, so that neither kind may take the other's place. */
    @Test
    void otherEventsAreNotHeldUpByFailingAndParkedOnes() throws Exception {
        List<String> ids = EventsRoute.publish(simulator, 60);
        clock.advance(Duration.ofSeconds(1));
        List<String> failing = new ArrayList<>(ids.subList(0, 30));
        failing.addAll(ids.subList(40, 45));
        try (EventsRoute route = start("failureDelay=1000&maxFailures=2", exchange -> failOrders(exchange, failing))) {
            patiently().until(() -> route.consumer().getAcknowledgements() == 25);
            patiently().until(() -> route.consumer().getEventsBackingOff() == 35);
            EventsRoute.publish(simulator, 3);
            patiently().until(() -> route.consumer().getAcknowledgements() == 28);
            assertThat(route.consumer().getEventsFailed()).isEqualTo(35);

            clock.advance(Duration.ofSeconds(1));
            patiently().until(() -> route.consumer().getEventsParked() == 35);
            EventsRoute.publish(simulator, 3);
            patiently().until(() -> route.consumer().getAcknowledgements() == 31);

            assertThat(route.consumer().getEventsFailed()).isEqualTo(70);
            assertThat(simulator.store().unprocessedEvents())
                    .extracting(Event::id)
                    .isEqualTo(failing);
        }
    }

    @Test
    void anEventThatSomebodyElseMarksWhileItBacksOffIsForgotten() throws Exception {
        List<String> ids = EventsRoute.publish(simulator, 2);
        try (EventsRoute route = start("failureDelay=1000", fail)) {
            awaitTries(2);
            simulator.store().mark(ids.get(0), true);
            awaitPoll(simulator);
            assertThat(route.consumer().getEventsBackingOff()).isEqualTo(1);

            advance(1000);
            awaitTries(3);
            assertThat(route.consumer().getEventsForgotten())
                    .as("not lost, but done")
                    .isZero();
            simulator.store().mark(ids.get(0), false);
            awaitTries(4);
            assertThat(tries)
                    .as("as new when it comes back, whose turn it is at once")
                    .endsWith(0);
        }
    }

    @Test
    void anEventThatSomebodyElseMarksWhileItIsParkedIsForgotten() throws Exception {
        String old = simulator
                .store()
                .publish(
                        "order.completed",
                        true,
                        EventsRoute.data("old"),
                        clock.millis() - Duration.ofHours(5).toMillis())
                .id();
        List<String> ids = EventsRoute.publish(simulator, 1);
        try (EventsRoute route = start("maxFailures=1", fail)) {
            patiently().until(() -> route.consumer().getEventsParked() == 2);
            simulator.store().mark(ids.get(0), true);
            patiently().until(() -> route.consumer().getEventsParked() == 1);
            simulator.store().mark(old, true);
            awaitPoll(simulator);
            assertThat(route.consumer().getEventsParked())
                    .as("polls look back for an hour")
                    .isEqualTo(1);

            advance(Duration.ofHours(1).toMillis());
            assertThat(route.consumer().getEventsParked()).as("full scan").isZero();
            assertThat(route.consumer().getEventsForgotten()).isZero();
        }
    }

    @Test
    void aRestartOfTheRouteChangesNothing() throws Exception {
        EventsRoute.publish(simulator, 1);
        try (EventsRoute route = start("failureDelay=1000&maxFailures=2", fail)) {
            awaitTries(1);
            route.context().getRouteController().stopRoute(EventsRoute.ROUTE);
            route.context().getRouteController().startRoute(EventsRoute.ROUTE);
            awaitTries(1);
            advance(1000);
            awaitTries(2);

            assertThat(tries).containsExactly(0, 1);
            assertThat(route.consumer().getEventsParked()).isEqualTo(1);
        }
    }

    @Test
    void countsStartAgainWithANewContext() throws Exception {
        EventsRoute.publish(simulator, 1);
        try (EventsRoute route = start("failureDelay=1000&maxFailures=2", fail)) {
            awaitTries(1);
            advance(1000);
            awaitTries(2);
            assertThat(route.consumer().getEventsParked()).isEqualTo(1);
        }
        try (EventsRoute route = start("failureDelay=1000&maxFailures=2", fail)) {
            awaitTries(3);

            assertThat(tries).containsExactly(0, 1, 0);
            assertThat(route.consumer().getEventsParked()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void failingEventsLeaveRoomForOthersWhereAPollMayTakeOnlySoMany(int limit) throws Exception {
        List<String> ids = EventsRoute.publish(store.simulator(), 8);
        List<String> routed = new CopyOnWriteArrayList<>();
        try (EventsRoute route = new EventsRoute(store.simulator())
                .start(
                        "failureDelay=0&maxMessagesPerPoll=" + limit,
                        steps -> steps.process(exchange -> {
                            String id = exchange.getMessage().getHeader(FastSpringConstants.EVENT_ID, String.class);
                            if (ids.indexOf(id) < 6) {
                                throw new IllegalStateException("as the test wants");
                            }
                            routed.add(id);
                        }))) {
            patiently().until(() -> routed.size() == 2);
            long failed = route.consumer().getEventsFailed();
            patiently().until(() -> route.consumer().getEventsFailed() > failed);
        }
    }
}

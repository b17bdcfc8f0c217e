package io.github.camelfastspring.events;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import org.apache.camel.health.HealthCheck;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.camelfastspring.FastSpringConstants;
import io.github.camelfastspring.simulator.FastSpringSimulator;
import io.github.camelfastspring.simulator.FastSpringSimulatorExtension;
import io.github.camelfastspring.simulator.SimulatorClock;

import static io.github.camelfastspring.events.EventsWatch.awaitPoll;
import static io.github.camelfastspring.events.EventsWatch.patiently;
import static io.github.camelfastspring.events.EventsWatch.state;
import static io.github.camelfastspring.events.EventsWatch.warning;
import static org.assertj.core.api.Assertions.assertThat;

/** Events that have no outcome within completionTimeout: they count as failed, and a late success is honoured. */
class OverdueEventsTest {

    private static final String OPTIONS = "acknowledge=manual&completionTimeout=60000&failureDelay=1000";

    private final SimulatorClock clock = SimulatorClock.frozenAt(Instant.parse("2026-03-01T12:00:00Z"));

    @RegisterExtension
    final FastSpringSimulatorExtension store = new FastSpringSimulatorExtension(
            () -> FastSpringSimulator.builder().clock(clock).start());

    private FastSpringSimulator simulator;
    private List<String> ids;
    private final List<FastSpringAcknowledgement> handles = new CopyOnWriteArrayList<>();
    private final List<Integer> tries = new CopyOnWriteArrayList<>();

    @BeforeEach
    void simulator() {
        simulator = store.simulator();
    }

    /** A route that says nothing, with one event that has become overdue. */
    private EventsRoute startOverdue(String options) throws Exception {
        ids = EventsRoute.publish(simulator, 1);
        EventsRoute route = new EventsRoute(simulator)
                .start(
                        options,
                        steps -> steps.process(exchange -> {
                            tries.add(
                                    exchange.getMessage().getHeader(FastSpringConstants.EVENT_FAILURES, Integer.class));
                            handles.add(exchange.getMessage()
                                    .getHeader(FastSpringConstants.ACKNOWLEDGE, FastSpringAcknowledgement.class));
                        }));
        patiently().until(() -> handles.size() == 1);
        clock.advance(Duration.ofMillis(60_000));
        awaitPoll(simulator);
        assertThat(route.consumer().getEventsOverdue()).isZero();
        assertThat(warning(route)).isEmpty();

        clock.advance(Duration.ofMillis(1));
        patiently().until(() -> route.consumer().getEventsOverdue() == 1);
        patiently()
                .until(() -> warning(route).equals("events without an outcome within completionTimeout: 1")
                        || warning(route).contains("parked"));
        return route;
    }

    @Test
    void anOverdueEventCountsAsFailedAndShowsInHealth() throws Exception {
        try (EventsRoute route = startOverdue(OPTIONS)) {
            assertThat(route.consumer().getEventsFailed()).isEqualTo(1);
            assertThat(route.consumer().getEventsBackingOff()).isEqualTo(1);
            assertThat(route.consumer().getEventsInFlight()).isZero();
            assertThat(state(route)).isEqualTo(HealthCheck.State.UP);
            assertThat(EventsWatch.details(route)).containsEntry("events.overdue", 1);
        }
    }

    @Test
    void aLateSuccessIsHonouredAndHealthRecovers() throws Exception {
        try (EventsRoute route = startOverdue(OPTIONS)) {
            handles.get(0).success();
            patiently().until(() -> simulator.store().unprocessedEvents().isEmpty());

            assertThat(warning(route)).isEmpty();
            assertThat(route.consumer().getEventsBackingOff()).isZero();
            clock.advance(Duration.ofDays(1));
            awaitPoll(simulator);
            assertThat(handles).hasSize(1);
        }
    }

    @Test
    void aLateSuccessFreesAParkedEvent() throws Exception {
        try (EventsRoute route = startOverdue(OPTIONS + "&maxFailures=1")) {
            assertThat(route.consumer().getEventsParked()).isEqualTo(1);
            handles.get(0).success();
            patiently().until(() -> simulator.store().unprocessedEvents().isEmpty());

            assertThat(route.consumer().getEventsParked()).isZero();
            assertThat(warning(route)).isEmpty();
        }
    }

    @Test
    void aLateFailureIsNoSecondOne() throws Exception {
        try (EventsRoute route = startOverdue(OPTIONS)) {
            handles.get(0).failure();

            assertThat(warning(route)).isEmpty();
            assertThat(route.consumer().getEventsFailed()).isEqualTo(1);
            assertThat(route.consumer().getEventsBackingOff()).isEqualTo(1);
        }
    }

    @Test
    void theSuccessOfTheNextTryEndsTheWarningToo() throws Exception {
        try (EventsRoute route = startOverdue(OPTIONS)) {
            clock.advance(Duration.ofMillis(1000));
            patiently().until(() -> handles.size() == 2);
            assertThat(tries).containsExactly(0, 1);
            assertThat(warning(route)).isNotEmpty();

            handles.get(1).success();
            patiently().until(() -> simulator.store().unprocessedEvents().isEmpty());
            assertThat(warning(route)).isEmpty();
        }
    }

    @Test
    void anEventThatIsOverdueTwiceIsOneEvent() throws Exception {
        try (EventsRoute route = startOverdue(OPTIONS)) {
            clock.advance(Duration.ofMillis(1000));
            patiently().until(() -> handles.size() == 2);
            clock.advance(Duration.ofMillis(60_001));
            patiently().until(() -> route.consumer().getEventsOverdue() == 2);

            assertThat(route.consumer().status().overdue()).isEqualTo(1);
        }
    }

    @Test
    void anOverdueEventThatSomebodyElseMarksIsForgotten() throws Exception {
        try (EventsRoute route = startOverdue(OPTIONS)) {
            simulator.store().mark(ids.get(0), true);
            patiently().until(() -> route.consumer().getEventsBackingOff() == 0);

            assertThat(warning(route)).isEmpty();
        }
    }

    /** No poll can begin while it hangs. */
    @Test
    void aRouteThatHangsShowsInHealthToo() throws Exception {
        EventsRoute.publish(simulator, 1);
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        try (EventsRoute route = new EventsRoute(simulator)
                .start(
                        "",
                        steps -> steps.process(exchange -> {
                            entered.countDown();
                            gate.await();
                        }))) {
            try {
                entered.await();
                assertThat(warning(route)).isEmpty();
                clock.advance(Duration.ofMillis(3_600_001));
                assertThat(warning(route)).isEqualTo("events without an outcome within completionTimeout: 1");
            } finally {
                gate.countDown();
            }
            patiently().until(() -> simulator.store().unprocessedEvents().isEmpty());
            assertThat(warning(route)).isEmpty();
        }
    }
}

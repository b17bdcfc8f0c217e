package io.github.camelfastspring.events;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheck.Kind;
import org.apache.camel.health.HealthCheck.State;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.camelfastspring.simulator.FastSpringSimulator;
import io.github.camelfastspring.simulator.FastSpringSimulatorExtension;
import io.github.camelfastspring.simulator.Fault;
import io.github.camelfastspring.simulator.SimulatorClock;

import static io.github.camelfastspring.events.EventsWatch.awaitPoll;
import static io.github.camelfastspring.events.EventsWatch.details;
import static io.github.camelfastspring.events.EventsWatch.health;
import static io.github.camelfastspring.events.EventsWatch.patiently;
import static io.github.camelfastspring.events.EventsWatch.state;
import static io.github.camelfastspring.events.EventsWatch.warning;
import static org.assertj.core.api.Assertions.assertThat;

/** What Camel's health says of the consumers. */
class EventsHealthTest {

    private static final int ALWAYS = 1_000_000;
    private static final Processor NOTHING = exchange -> {};

    private final SimulatorClock clock = SimulatorClock.frozenAt(Instant.parse("2026-03-01T12:00:00Z"));

    @RegisterExtension
    final FastSpringSimulatorExtension store = new FastSpringSimulatorExtension(
            () -> FastSpringSimulator.builder().clock(clock).start());

    private FastSpringSimulator simulator;

    @BeforeEach
    void simulator() {
        simulator = store.simulator();
    }

    private EventsRoute start(String options) throws Exception {
        return new EventsRoute(simulator).start(options, steps -> steps.process(NOTHING));
    }

    private void publish(String type, int count, Duration age) {
        for (int i = 0; i < count; i++) {
            long created = clock.millis() - age.toMillis();
            simulator.store().publish(type, true, EventsRoute.data(type + i), created);
        }
    }

    private static void assertWell(EventsRoute route) {
        assertThat(health(route).getMessage()).isEmpty();
        assertThat(state(route)).isEqualTo(State.UP);
        assertThat(warning(route)).isEmpty();
        assertThat(route.consumer().getTrouble()).isEmpty();
    }

    @Test
    void upAfterAGoodPoll() throws Exception {
        EventsRoute.publish(simulator, 3);
        try (EventsRoute route = start("")) {
            patiently().until(() -> simulator.store().unprocessedEvents().isEmpty());
            awaitPoll(simulator);

            assertWell(route);
            assertThat(details(route))
                    .containsEntry("events.lastSuccessfulPoll", "2026-03-01T12:00:00Z")
                    .containsEntry("events.oldestUnprocessedAge", 0L)
                    .containsEntry("events.daysLeft", 30L)
                    .containsEntry("events.parked", 0)
                    .containsEntry("events.overdue", 0)
                    .containsEntry("events.acknowledgementsPending", 0)
                    .containsEntry("check.kind", Kind.READINESS);
        }
    }

    @Test
    void downWhilePollsFail() throws Exception {
        simulator.faults().next(ALWAYS, "GET", "/events/", Fault.status(503));
        try (EventsRoute route = start("maxRetries=0")) {
            patiently().until(() -> state(route) == State.DOWN);
            assertThat(health(route).getMessage()).contains("events: the last poll failed");
            assertThat(health(route).getError()).isPresent();
            assertThat(details(route)).doesNotContainKey("events.lastSuccessfulPoll");
            assertThat(route.consumer().getLastSuccessfulPoll()).isEmpty();

            simulator.faults().clear();
            patiently().until(() -> state(route) == State.UP);
            assertWell(route);
        }
    }

    /** Camel counts errors from zero again when it has backed off. */
    @Test
    void downAlsoWhileThePollAfterABackOffIsUnderWay() throws Exception {
        simulator.faults().next("GET", "/events/", Fault.status(503));
        simulator.faults().next("GET", "/events/", Fault.mute());
        try (EventsRoute route = start("maxRetries=0&backoffMultiplier=1&backoffErrorThreshold=1")) {
            patiently().until(() -> EventsRoute.requests(simulator, "GET").size() == 2);
            assertThat(state(route)).isEqualTo(State.DOWN);

            simulator.faults().clear();
            patiently().until(() -> state(route) == State.UP);
        }
    }

    @Test
    void downWhileTheRepositoryCannotBeRead() throws Exception {
        EventsRoute.publish(simulator, 1);
        var repository = new AcknowledgementFailuresTest.Repository(simulator);
        repository.failContains = true;
        EventsRoute route = new EventsRoute(simulator);
        route.context().getRegistry().bind("done", repository);
        try (route) {
            route.start("idempotentRepository=#done", steps -> steps.process(NOTHING));
            patiently().until(() -> state(route) == State.DOWN);

            repository.failContains = false;
            patiently().until(() -> state(route) == State.UP);
            patiently().until(() -> simulator.store().unprocessedEvents().isEmpty());
            awaitPoll(simulator);
            assertWell(route);
        }
    }

    @Test
    void downWhereAcknowledgementsPileUp() throws Exception {
        simulator.faults().next(ALWAYS, "POST", "/events/", Fault.status(503));
        EventsRoute.publish(simulator, 30);
        try (EventsRoute route = start("maxRetryDelay=100")) {
            patiently().until(() -> state(route) == State.DOWN);
            patiently()
                    .until(() ->
                            health(route).getMessage().orElse("").contains("events: acknowledgements that fail: 30"));
            assertThat(details(route)).containsEntry("events.acknowledgementsPending", 30);

            simulator.faults().clear();
            patiently().until(() -> state(route) == State.UP);
            patiently().until(() -> simulator.store().unprocessedEvents().isEmpty());
            awaitPoll(simulator);
            assertWell(route);
        }
    }

    @Test
    void downWhereOneAcknowledgementFailsForLong() throws Exception {
        simulator.faults().next(ALWAYS, "POST", "/events/", Fault.status(503));
        EventsRoute.publish(simulator, 1);
        try (EventsRoute route = start("maxRetryDelay=100")) {
            patiently().until(() -> EventsRoute.marks(simulator) > 2);
            clock.advance(Duration.ofMinutes(15).minusMillis(1));
            assertThat(state(route)).isEqualTo(State.UP);
            clock.advance(Duration.ofMillis(1));
            assertThat(state(route)).isEqualTo(State.DOWN);

            simulator.faults().clear();
            patiently().until(() -> state(route) == State.UP);
        }
    }

    @Test
    void parkedEventsAreAWarning() throws Exception {
        EventsRoute.publish(simulator, 2);
        try (EventsRoute route = new EventsRoute(simulator)
                .start("maxFailures=1", steps -> steps.throwException(new IllegalStateException("always")))) {
            patiently().until(() -> warning(route).equals("events that are parked, and wait for a person: 2"));
            clock.advance(Duration.ofDays(29));
            awaitPoll(simulator);

            assertThat(state(route)).as("29 days old too").isEqualTo(State.UP);
            assertThat(details(route)).containsEntry("events.parked", 2);
        }
    }

    @Test
    void hiddenEventsAreAWarning() throws Exception {
        publish("account.created", 26, Duration.ofMinutes(1));
        try (EventsRoute route = start("types=order.*")) {
            patiently().until(() -> warning(route).contains("at one moment"));
            assertThat(state(route)).isEqualTo(State.UP);

            simulator.store().unprocessedEvents().stream()
                    .limit(2)
                    .forEach(event -> simulator.store().mark(event.id(), true));
            patiently().until(() -> warning(route).isEmpty());
        }
    }

    @Test
    void eventsThatAreLeftToOthersDoNotCount() throws Exception {
        publish("account.created", 3, Duration.ofDays(29));
        try (EventsRoute route = start("types=order.*")) {
            patiently().until(() -> route.consumer().getEventsUnmatched() > 3);
            awaitPoll(simulator);

            assertWell(route);
            assertThat(route.consumer().getOldestUnprocessedAge()).isZero();
        }
    }

    @Test
    void recordedEventsDoNotCountWhereNothingIsAcknowledged() throws Exception {
        publish("order.completed", 3, Duration.ofDays(29));
        try (EventsRoute route = start("acknowledge=none")) {
            patiently().until(() -> route.consumer().getDuplicates() > 3);
            awaitPoll(simulator);

            assertWell(route);
            assertThat(simulator.store().unprocessedEvents()).hasSize(3);
        }
    }

    @Test
    void theAgeOfAnEventWithoutATimeIsNotKnown() throws Exception {
        String list = "{\"action\":\"events.get\",\"result\":\"success\",\"events\":"
                + "[{\"id\":\"timeless\",\"type\":\"order.completed\",\"data\":{}}],\"more\":false}";
        simulator.faults().next(ALWAYS, "GET", "/events/", Fault.status(200, "application/json", list));
        try (EventsRoute route = new EventsRoute(simulator)
                .start("failureDelay=1000", steps -> steps.throwException(new IllegalStateException("always")))) {
            patiently().until(() -> route.consumer().getEventsBackingOff() == 1);
            awaitPoll(simulator);

            assertWell(route);
        }
    }

    @Test
    void consumersOfAComponentThatHasItSwitchedOffAreLeftOut() throws Exception {
        simulator.faults().next(ALWAYS, "GET", "/events/", Fault.status(503));
        EventsRoute route = new EventsRoute(simulator);
        route.component().setHealthCheckConsumerEnabled(false);
        try (route) {
            route.start("maxRetries=0", steps -> steps.process(NOTHING));
            patiently().until(() -> !route.consumer().getTrouble().isEmpty());

            assertThat(state(route)).isEqualTo(State.UP);
            assertThat(details(route)).doesNotContainKey("events.daysLeft");
        }
    }

    @Test
    void allConsumersOfAContextAreInTheDetails() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        publish("account.created", 1, Duration.ofDays(28));
        EventsRoute route = new EventsRoute(simulator);
        RouteBuilder accounts = new RouteBuilder() {
            @Override
            public void configure() {
                from("fastspring:events?types=account.*&initialDelay=0&delay=50")
                        .routeId("accounts")
                        .process(exchange -> gate.await());
            }
        };
        try (route) {
            route.start("initialDelay=0&delay=50&types=order.*", accounts, steps -> steps.process(NOTHING));
            patiently().until(() -> state(route) == State.DOWN);

            assertThat(health(route).getMessage())
                    .hasValueSatisfying(text -> assertThat(text).startsWith("accounts: "));
            assertThat(details(route))
                    .containsEntry("events.daysLeft", 30L)
                    .containsEntry("accounts.daysLeft", 2L)
                    .containsKey("accounts.warning")
                    .doesNotContainKey("events.warning");
            assertThat(EventsHealthCheck.statuses(route.context()))
                    .extracting(EventsStatus::name)
                    .isEqualTo(List.of("accounts", "events"));

            gate.countDown();
            patiently().until(() -> state(route) == State.UP);
            route.context().getRouteController().stopRoute("accounts");
            assertThat(details(route).keySet()).noneMatch(name -> name.startsWith("accounts."));
        } finally {
            gate.countDown();
        }
    }
}

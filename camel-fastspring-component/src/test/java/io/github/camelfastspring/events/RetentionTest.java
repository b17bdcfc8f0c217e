package io.github.camelfastspring.events;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.apache.camel.health.HealthCheck.State;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.camelfastspring.FastSpringComponent;
import io.github.camelfastspring.FastSpringConstants;
import io.github.camelfastspring.simulator.Event;
import io.github.camelfastspring.simulator.FastSpringSimulator;
import io.github.camelfastspring.simulator.FastSpringSimulatorExtension;
import io.github.camelfastspring.simulator.Fault;
import io.github.camelfastspring.simulator.SimulatorClock;

import static io.github.camelfastspring.events.EventsWatch.awaitPoll;
import static io.github.camelfastspring.events.EventsWatch.health;
import static io.github.camelfastspring.events.EventsWatch.patiently;
import static io.github.camelfastspring.events.EventsWatch.state;
import static io.github.camelfastspring.events.EventsWatch.warning;
import static org.assertj.core.api.Assertions.assertThat;

/** FastSpring forgets events at 30 days: what is seen of that before, and what goes on after. */
class RetentionTest {

    private static final int ALWAYS = 1_000_000;
    private static final Duration DAY = Duration.ofDays(1);

    private final SimulatorClock clock = SimulatorClock.frozenAt(Instant.parse("2026-03-01T12:00:00Z"));

    @RegisterExtension
    final FastSpringSimulatorExtension store = new FastSpringSimulatorExtension(
            () -> FastSpringSimulator.builder().clock(clock).start());

    private FastSpringSimulator simulator;
    private final Logger logger = (Logger) LogManager.getLogger("io.github.camelfastspring.events");
    private final Lines log = new Lines();

    private volatile boolean failing;
    private final List<Object> succeeded = new CopyOnWriteArrayList<>();

    @BeforeEach
    void begin() {
        simulator = store.simulator();
        log.start();
        logger.addAppender(log);
    }

    @AfterEach
    void end() {
        logger.removeAppender(log);
    }

    private EventsRoute start(String options) throws Exception {
        return start(new EventsRoute(simulator), options);
    }

    private EventsRoute start(EventsRoute route, String options) throws Exception {
        return route.start(
                options,
                steps -> steps.process(exchange -> {
                    if (failing) {
                        throw new IllegalStateException("always");
                    }
                    succeeded.add(exchange.getMessage().getHeader(FastSpringConstants.EVENT_ID));
                }));
    }

    private String publish() {
        return publish(Duration.ZERO);
    }

    private String publish(Duration age) {
        return simulator
                .store()
                .publish("order.completed", true, EventsRoute.data("o"), clock.millis() - age.toMillis())
                .id();
    }

    private void assertNoBeginWasRefused() {
        assertThat(simulator.requests()).noneMatch(request -> request.status() == 400);
    }

    /** No request is under way while the time jumps: it would be judged by another time than it was made at. */
    private void pass(EventsRoute route, Duration time) throws Exception {
        route.context().getRouteController().suspendRoute(EventsRoute.ROUTE);
        clock.advance(time);
        route.context().getRouteController().resumeRoute(EventsRoute.ROUTE);
    }

    private void assertGoesOn(EventsRoute route) {
        String id = publish();
        patiently().until(() -> succeeded.contains(id));
        patiently().until(() -> state(route) == State.UP && warning(route).isEmpty());
        assertNoBeginWasRefused();
    }

    @Test
    void anEventThatFailsForLongerThanFastSpringRemembersIsMissed() throws Exception {
        failing = true;
        String id = publish();
        try (EventsRoute route = start("failureDelay=1000")) {
            awaitPoll(simulator);
            for (int day = 1; day <= 35; day++) {
                pass(route, DAY);
                awaitPoll(simulator);
                assertThat(route.consumer().getErrorCounter())
                        .as("failed polls, day %d", day)
                        .isZero();
                assertThat(state(route))
                        .as("state on day %d", day)
                        .isEqualTo(day < 28 || day > 30 ? State.UP : State.DOWN);
                assertThat(!warning(route).isEmpty())
                        .as("warning on day %d", day)
                        .isEqualTo(day >= 20 && day <= 30);
                assertThat(route.consumer().getEventsForgotten())
                        .as("lost on day %d", day)
                        .isEqualTo(day <= 30 ? 0 : 1);
                assertThat(route.consumer().getDaysLeft())
                        .as("days left on day %d", day)
                        .isEqualTo(day <= 30 ? 30 - day : 30);
            }
            assertThat(route.consumer().getEventsFailed()).isEqualTo(31);
            assertThat(route.consumer().getEventsBackingOff()).isZero();
            assertThat(log.texts(Level.ERROR)).hasSize(1).first().asString().contains("Lost", id);
            assertThat(log.texts(Level.WARN))
                    .as("warned once for its age")
                    .filteredOn(text -> text.contains("days old"))
                    .hasSize(1);

            failing = false;
            assertGoesOn(route);
            assertThat(succeeded).doesNotContain(id);
        }
    }

    @Test
    void aParkedEventThatFastSpringForgetsIsMissedToo() throws Exception {
        failing = true;
        String id = publish();
        try (EventsRoute route = start("maxFailures=1")) {
            patiently().until(() -> route.consumer().getEventsParked() == 1);
            pass(route, DAY.multipliedBy(30).plusMinutes(2));
            awaitPoll(simulator);

            assertThat(route.consumer().getEventsParked()).isZero();
            assertThat(route.consumer().getEventsForgotten()).isEqualTo(1);
            assertThat(log.texts(Level.ERROR)).hasSize(1).first().asString().contains("Lost", id);
        }
    }

    /** It may leave the list a little before it is 30 days old by our clock; that does not mean that it is done. */
    @ParameterizedTest
    @ValueSource(longs = {-30_000, 30_000})
    void anEventIsMissedAlsoWhereTheClocksDiffer(long difference) throws Exception {
        failing = true;
        publish();
        EventsRoute route = new EventsRoute(simulator);
        ((FastSpringComponent) route.context().hasComponent("fastspring"))
                .setClock(Clock.offset(clock, Duration.ofMillis(difference)));
        try (route) {
            start(route, "failureDelay=1000");
            patiently().until(() -> route.consumer().getEventsBackingOff() == 1);
            pass(route, DAY.multipliedBy(30).minusSeconds(40));
            for (int i = 0; i < 15; i++) {
                awaitPoll(simulator);
                pass(route, Duration.ofSeconds(10));
            }
            awaitPoll(simulator);

            assertThat(route.consumer().getEventsForgotten()).isEqualTo(1);
            assertThat(route.consumer().getEventsBackingOff()).isZero();
            assertThat(route.consumer().getErrorCounter()).isZero();
            assertNoBeginWasRefused();
        }
    }

    @Test
    void anApiThatIsOutOfReachForLongerThanFastSpringRemembersDoesNoHarmAfterwards() throws Exception {
        EventsRoute.publish(simulator, 30);
        simulator.faults().next(ALWAYS, "POST", "/events/", Fault.status(503));
        try (EventsRoute route = start("maxRetries=0&maxRetryDelay=100")) {
            patiently().until(() -> succeeded.size() == 30 && route.consumer().getAcknowledgementsPending() == 30);
            failing = true;
            publish();
            patiently().until(() -> route.consumer().getEventsBackingOff() == 1);
            failing = false;
            simulator.faults().next(ALWAYS, "GET", "/events/", Fault.reset());
            patiently().until(() -> route.consumer().getErrorCounter() > 0);
            assertThat(health(route).getMessage().orElseThrow()).contains("the last poll failed");
            for (int day = 1; day <= 35; day++) {
                clock.advance(DAY);
                if (day == 10) {
                    publish();
                }
                awaitPoll(simulator);
                assertThat(state(route)).as("day %d", day).isEqualTo(State.DOWN);
            }
            patiently().until(() -> route.consumer().getAcknowledgementsPending() == 0);
            assertThat(route.consumer().getAcknowledgementsDropped()).isEqualTo(30);

            simulator.faults().clear();
            patiently().until(() -> state(route) == State.UP);
            assertThat(route.consumer().getEventsForgotten()).isEqualTo(1);
            patiently().until(() -> succeeded.size() == 31);
            assertGoesOn(route);
            assertThat(route.consumer().getErrorCounter()).isZero();
        }
    }

    @Test
    void aRouteThatIsSuspendedForLongShowsInHealthAndGoesOnAfterwards() throws Exception {
        try (EventsRoute route = start("")) {
            publish();
            patiently().until(() -> succeeded.size() == 1);
            patiently().until(() -> simulator.store().unprocessedEvents().isEmpty());
            awaitPoll(simulator);
            route.context().getRouteController().suspendRoute(EventsRoute.ROUTE);
            String forgotten = publish();
            for (int day = 1; day <= 35; day++) {
                clock.advance(DAY);
                if (day == 10) {
                    publish();
                }
                assertThat(state(route)).as("state on day %d", day).isEqualTo(day < 28 ? State.UP : State.DOWN);
                assertThat(!warning(route).isEmpty())
                        .as("warning on day %d", day)
                        .isEqualTo(day >= 20);
            }
            route.context().getRouteController().resumeRoute(EventsRoute.ROUTE);
            patiently().until(() -> state(route) == State.UP);
            patiently().until(() -> succeeded.size() == 2);

            assertGoesOn(route);
            assertThat(simulator.store().unprocessedEvents())
                    .extracting(Event::id)
                    .containsExactly(forgotten);
        }
    }

    @Test
    void aListThatIsNotAnsweredOnceHasNoEffectAfterwards() throws Exception {
        try (EventsRoute route = start("requestTimeout=1000&maxRetries=0")) {
            publish();
            patiently().until(() -> succeeded.size() == 1);
            simulator.faults().next("GET", "/events/", Fault.mute());
            simulator.faults().next("GET", "/events/", Fault.delay(Duration.ofMillis(300)));
            String during = publish();
            patiently().until(() -> state(route) == State.DOWN);
            patiently().until(() -> succeeded.contains(during));

            assertGoesOn(route);
            assertThat(succeeded).doesNotHaveDuplicates();
        }
    }

    @Test
    void theAgeOfTheWarningCanBeChosen() throws Exception {
        failing = true;
        try (EventsRoute route = start("retentionWarning=2d&failureDelay=1000")) {
            publish(DAY);
            patiently().until(() -> route.consumer().getEventsBackingOff() == 1);
            assertThat(warning(route)).isEmpty();
            clock.advance(DAY);
            awaitPoll(simulator);
            assertThat(warning(route)).contains("2 days old");
        }
    }

    /** For example where the clocks differed for a moment. */
    @Test
    void aBeginThatIsRefusedOnceIsTriedAgainWithTheNextFullScan() throws Exception {
        failing = true;
        publish();
        try (EventsRoute route = start("failureDelay=600000&fullScanInterval=60000")) {
            patiently().until(() -> route.consumer().getEventsBackingOff() == 1);
            String refusal =
                    "{\"action\":\"events.get\",\"result\":\"error\",\"error\":{\"begin\":\"Begin must be after\"}}";
            simulator
                    .faults()
                    .next("GET", "/events/unprocessed?days=30&begin=", Fault.status(400, "application/json", refusal));
            patiently().until(() -> warning(route).contains("refuses begin"));
            for (int i = 0; i < 7; i++) {
                clock.advance(Duration.ofSeconds(10));
                awaitPoll(simulator);
            }
            assertThat(warning(route)).isEmpty();
        }
    }

    private static final class Lines extends AbstractAppender {

        private final List<LogEvent> lines = new CopyOnWriteArrayList<>();

        private Lines() {
            super("lines", null, null, true, Property.EMPTY_ARRAY);
        }

        private List<String> texts(Level level) {
            return lines.stream()
                    .filter(line -> line.getLevel() == level)
                    .map(line -> line.getMessage().getFormattedMessage())
                    .toList();
        }

        @Override
        public void append(LogEvent event) {
            lines.add(event.toImmutable());
        }
    }
}

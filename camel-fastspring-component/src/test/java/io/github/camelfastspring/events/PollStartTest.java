package io.github.camelfastspring.events;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.github.camelfastspring.FastSpringConstants;
import io.github.camelfastspring.simulator.Event;
import io.github.camelfastspring.simulator.FastSpringSimulator;
import io.github.camelfastspring.simulator.Fault;
import io.github.camelfastspring.simulator.RecordedRequest;
import io.github.camelfastspring.simulator.SimulatorClock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** From where a poll reads the list. */
class PollStartTest {

    private static final String PATH = "/events/unprocessed?days=30";

    private final SimulatorClock clock = SimulatorClock.system();
    private final List<String> routed = new CopyOnWriteArrayList<>();
    private final Set<String> failing = ConcurrentHashMap.newKeySet();
    private FastSpringSimulator simulator;
    private EventsRoute route;

    @BeforeEach
    void start() {
        simulator = FastSpringSimulator.builder().clock(clock).start();
        route = new EventsRoute(simulator);
        route.component().setClock(clock);
    }

    @AfterEach
    void close() {
        route.close();
        simulator.close();
    }

    private void start(String options) throws Exception {
        route.start(
                options,
                steps -> steps.process(exchange -> {
                    String id = exchange.getMessage().getHeader(FastSpringConstants.EVENT_ID, String.class);
                    if (failing.contains(id)) {
                        throw new IllegalStateException("as the test wants");
                    }
                    routed.add(id);
                }));
    }

    private Event publish(Duration ago) {
        return simulator
                .store()
                .publish("order.completed", true, EventsRoute.data("o"), clock.millis() - ago.toMillis());
    }

    private List<String> targets() {
        return EventsRoute.requests(simulator, "GET").stream()
                .map(RecordedRequest::target)
                .toList();
    }

    private void awaitNextPollFrom(long begin) {
        int before = targets().size();
        await().untilAsserted(() -> assertThat(targets().stream().skip(before)).contains(PATH + "&begin=" + begin));
    }

    @Test
    void theFirstPollReadsAllDaysAndLaterOnesLookBackFromTheNewest() throws Exception {
        Event newest = publish(Duration.ofMinutes(10));
        start("");
        awaitNextPollFrom(newest.created() - 3_600_000);

        assertThat(targets().get(0)).isEqualTo(PATH);
        assertThat(routed).containsExactly(newest.id());
    }

    @Test
    void aPollStartsAtTheOldestEventThatIsNotDone() throws Exception {
        Event old = publish(Duration.ofDays(3));
        publish(Duration.ofMinutes(10));
        failing.add(old.id());
        start("");
        awaitNextPollFrom(old.created() - 1);

        failing.clear();
        await().until(() -> routed.contains(old.id()));
    }

    @Test
    void eventsThatAppearLateAreFoundWithinTheLookBackAndOlderOnesByAFullScan() throws Exception {
        Event newest = publish(Duration.ofMinutes(1));
        start("fullScanInterval=7200000&lookBack=600000");
        awaitNextPollFrom(newest.created() - 600_000);
        Event late = publish(Duration.ofMinutes(5));
        await().until(() -> routed.contains(late.id()));

        Event later = publish(Duration.ofDays(1));
        awaitNextPollFrom(newest.created() - 600_000);
        awaitNextPollFrom(newest.created() - 600_000);
        assertThat(routed).doesNotContain(later.id());
        clock.advance(Duration.ofHours(2));
        await().until(() -> routed.contains(later.id()));
    }

    @Test
    void aBeginOfTheOptionsIsNeverGoneBehind() throws Exception {
        long begin = clock.millis() - 60_000;
        Event old = publish(Duration.ofMinutes(30));
        Event fresh = publish(Duration.ofSeconds(30));
        start("begin=" + begin);
        await().until(() -> targets().size() > 3);

        assertThat(targets()).allMatch(target -> target.equals(PATH + "&begin=" + begin));
        assertThat(routed).containsExactly(fresh.id()).doesNotContain(old.id());
    }

    /** It is left out instead, so that all of the days is read. */
    @Test
    void aComputedBeginStaysInsideTheDays() throws Exception {
        publish(Duration.ofMinutes(1));
        start("fullScanInterval=360000000000");
        await().until(() -> targets().size() > 2);
        // No request may be under way while the time jumps.
        route.context().getRouteController().suspendRoute(EventsRoute.ROUTE);
        clock.advance(Duration.ofDays(30));
        int before = targets().size();
        route.context().getRouteController().resumeRoute(EventsRoute.ROUTE);
        await().until(() -> targets().size() > before + 2);

        assertThat(targets().get(before)).isEqualTo(PATH);
        assertThat(EventsRoute.requests(simulator, "GET")).allMatch(request -> request.status() == 200);
        assertThat(route.consumer().status().problem()).isNull();
    }

    @Test
    void aBeginThatIsRefusedEndsTheDrainWithoutErrorAndSkipsNothing() throws Exception {
        List<String> ids = EventsRoute.publish(simulator, 60);
        simulator
                .faults()
                .next(
                        "GET",
                        PATH + "&begin=",
                        Fault.status(
                                400,
                                "application/json",
                                "{\"action\":\"events.get\",\"result\":\"error\",\"error\":{\"begin\":\"Can not parse begin.\"}}"));
        start("");
        await().until(() -> routed.size() == 60);

        assertThat(routed).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(route.consumer().getErrorCounter()).isZero();
        assertThat(route.consumer().getTrouble()).contains("refuses begin");
        assertThat(targets().stream().filter(target -> target.contains("begin")))
                .as("not tried again")
                .hasSize(1);
        clock.advance(Duration.ofHours(1));
        await().until(() -> route.consumer().getTrouble().isEmpty());
    }

    @Test
    void youngEventsAreLeftToOthersForTheCatchUpAge() throws Exception {
        Event old = publish(Duration.ofMinutes(6));
        Event young = publish(Duration.ZERO);
        start("catchUpAge=300000");
        awaitNextPollFrom(young.created() - 1);
        assertThat(routed).containsExactly(old.id());

        clock.advance(Duration.ofMinutes(5));
        await().until(() -> routed.contains(young.id()));
    }
}

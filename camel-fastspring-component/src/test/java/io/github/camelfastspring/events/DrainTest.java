package io.github.camelfastspring.events;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import io.github.camelfastspring.FastSpringConstants;
import io.github.camelfastspring.simulator.EventListing;
import io.github.camelfastspring.simulator.EventListing.Order;
import io.github.camelfastspring.simulator.FastSpringSimulator;
import io.github.camelfastspring.simulator.RecordedRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** One drain reads everything, whatever stays unprocessed, and in whatever way FastSpring lists it. */
class DrainTest {

    private static final String ONE_POLL = "initialDelay=0&repeatCount=1";

    private FastSpringSimulator simulator;
    private EventsRoute route;
    private final List<String> routed = new CopyOnWriteArrayList<>();
    private final Set<String> failing = ConcurrentHashMap.newKeySet();

    private void simulator(boolean inclusive, Order order) {
        simulator = FastSpringSimulator.builder()
                .eventListing(
                        EventListing.defaults().withBeginInclusive(inclusive).withOrder(order))
                .start();
    }

    @AfterEach
    void close() {
        if (route != null) {
            route.close();
        }
        simulator.close();
    }

    private void start(String options) throws Exception {
        route = new EventsRoute(simulator);
        route.start(
                options,
                new RouteBuilder() {
                    @Override
                    public void configure() {}
                },
                steps -> steps.process(exchange -> {
                    String id = exchange.getMessage().getHeader(FastSpringConstants.EVENT_ID, String.class);
                    if (failing.contains(id)) {
                        throw new IllegalStateException("as the test wants");
                    }
                    routed.add(id);
                }));
    }

    /** Until the first poll has come to its end. */
    private void awaitPoll() {
        await().until(() -> route.consumer().status().lastSuccessfulPoll() != null);
    }

    private List<RecordedRequest> lists() {
        return EventsRoute.requests(simulator, "GET");
    }

    @ParameterizedTest
    @CsvSource({"true, ASCENDING", "false, ASCENDING", "true, SHUFFLED_IN_PAGE", "false, SHUFFLED_IN_PAGE"})
    void failingEventsDoNotHideTheOnesBehindThem(boolean inclusive, Order order) throws Exception {
        simulator(inclusive, order);
        List<String> ids = EventsRoute.publish(simulator, 525);
        failing.addAll(ids.subList(0, 25));
        start(ONE_POLL);
        awaitPoll();

        assertThat(routed).containsExactlyElementsOf(ids.subList(25, 525));
        assertThat(route.consumer().getEventsFailed()).isEqualTo(25);
        await().until(() -> simulator.store().unprocessedEvents().size() == 25);
        // ceil(525 / 25) + 2, and one where acknowledgements of a page's edge are late.
        assertThat(lists()).hasSizeLessThanOrEqualTo(24);
    }

    /** Several events of one time at the edges of pages, some of which stay unprocessed. */
    @ParameterizedTest
    @CsvSource({"true, ASCENDING", "false, ASCENDING", "true, SHUFFLED_IN_PAGE", "false, SHUFFLED_IN_PAGE"})
    void eventsOfOneTimeAtTheEdgeOfAPageAreNotLost(boolean inclusive, Order order) throws Exception {
        simulator(inclusive, order);
        Random random = new Random(7);
        long now = simulator.clock().millis() - 1_000_000;
        List<String> mine = new ArrayList<>();
        int all = 0;
        for (int group = 0; group < 60; group++) {
            now += 1 + random.nextInt(3);
            for (int i = random.nextInt(13); i >= 0; i--) {
                String type = random.nextInt(3) == 0 ? "account.created" : "order.completed";
                String id = simulator
                        .store()
                        .publish(type, true, EventsRoute.data("o" + all++), now)
                        .id();
                if (type.startsWith("order")) {
                    mine.add(id);
                }
            }
        }
        start(ONE_POLL + "&types=order.*");
        awaitPoll();

        assertThat(routed).containsExactlyInAnyOrderElementsOf(mine);
        // At most 13 events of one time, and the millisecond before, are listed twice.
        assertThat(lists()).hasSizeLessThanOrEqualTo((all + 25 - 13 - 1) / (25 - 13) + 2);
    }

    @Test
    void aTimeWithAsManyUnprocessedEventsAsAPageHasOfOthersLetsTheDrainPass() throws Exception {
        simulator(true, Order.ASCENDING);
        long moment = simulator.clock().millis() - 60_000;
        for (int i = 0; i < 24; i++) {
            simulator.store().publish("account.created", true, EventsRoute.data("a" + i), moment);
        }
        List<String> ids = EventsRoute.publish(simulator, 30);
        start(ONE_POLL + "&types=order.*");
        awaitPoll();

        assertThat(routed).containsExactlyElementsOf(ids);
    }

    /** All the events of a page were created at one time, and there are more of it, but each can be acknowledged. */
    @Test
    void manyEventsOfOneTimeAreDrainedByAcknowledging() throws Exception {
        simulator(true, Order.SHUFFLED_IN_PAGE);
        long moment = simulator.clock().millis() - 60_000;
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 110; i++) {
            ids.add(simulator
                    .store()
                    .publish("order.completed", true, EventsRoute.data("o" + i), moment)
                    .id());
        }
        ids.addAll(EventsRoute.publish(simulator, 10));
        start(ONE_POLL);
        awaitPoll();

        assertThat(routed).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(lists()).hasSizeLessThanOrEqualTo(9);
    }

    @ParameterizedTest
    @EnumSource(names = {"DESCENDING", "BY_ID"})
    void pagesThatDoNotAscendLoseNothingInOneDrain(Order order) throws Exception {
        simulator(true, order);
        List<String> ids = spread(120);
        start(ONE_POLL);
        awaitPoll();

        assertThat(routed).containsExactlyInAnyOrderElementsOf(ids);
    }

    /** Over more than the look back, so that another poll would not find them either. */
    private List<String> spread(int count) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long created = simulator.clock().millis() - (count - i) * 3_600_000L;
            ids.add(simulator
                    .store()
                    .publish("order.completed", true, EventsRoute.data("o" + i), created)
                    .id());
        }
        return ids;
    }

    @Test
    void pagesThatDoNotAscendAndStayUnprocessedStopTheDrainAndHealthNamesIt() throws Exception {
        simulator(true, Order.DESCENDING);
        List<String> ids = spread(60);
        failing.addAll(ids.subList(30, 60));
        start("initialDelay=0&delay=20&failureDelay=600000");
        await().until(() -> route.consumer().getTrouble().contains("do not ascend"));
        assertThat(routed).isEmpty();

        ids.subList(45, 60).forEach(id -> simulator.store().mark(id, true));
        await().until(() -> routed.size() == 30);
        assertThat(routed).containsExactlyInAnyOrderElementsOf(ids.subList(0, 30));
        await().until(() -> route.consumer().getTrouble().isEmpty());
    }
}

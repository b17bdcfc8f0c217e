package io.github.camelfastspring.events;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.camelfastspring.FastSpringComponent;
import io.github.camelfastspring.FastSpringConstants;
import io.github.camelfastspring.simulator.Event;
import io.github.camelfastspring.simulator.EventListing;
import io.github.camelfastspring.simulator.FastSpringSimulator;
import io.github.camelfastspring.simulator.FastSpringSimulatorExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The events of one object run one after the other, by their creation; those of others do not mind. */
class OrderingTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final List<String> LIFE = List.of(
            "subscription.activated",
            "subscription.updated",
            "subscription.updated",
            "subscription.canceled",
            "subscription.deactivated");

    /** No order within a page, so that the order is the consumer's work. */
    @RegisterExtension
    final FastSpringSimulatorExtension store = new FastSpringSimulatorExtension(() -> FastSpringSimulator.builder()
            .eventListing(EventListing.defaults().withOrder(EventListing.Order.SHUFFLED_IN_PAGE))
            .start());

    private FastSpringSimulator simulator;
    private long start;
    private int published;
    private final List<String> routed = Collections.synchronizedList(new ArrayList<>());

    /** By event id, as of the last time it was routed. */
    private final Map<String, Boolean> late = new ConcurrentHashMap<>();

    @BeforeEach
    void simulator() {
        simulator = store.simulator();
        start = simulator.clock().millis() - 1_800_000;
    }

    /** Each a millisecond after the one before. */
    private String publish(String subscription) {
        return publish("subscription.updated", subscription, start + ++published);
    }

    private String publish(String type, String subscription, long created) {
        ObjectNode data = JSON.createObjectNode()
                .put("id", subscription)
                .put("subscription", subscription)
                .put("changed", created)
                .put("state", type + " at " + created)
                .put("number", ++published);
        return simulator.store().publish(type, true, data, created).id();
    }

    private void note(Exchange exchange) {
        Message message = exchange.getMessage();
        String id = message.getHeader(FastSpringConstants.EVENT_ID, String.class);
        routed.add(id);
        late.put(id, message.getHeader(FastSpringConstants.EVENT_LATE, Boolean.class));
    }

    private static String idOf(Exchange exchange) {
        return exchange.getMessage().getHeader(FastSpringConstants.EVENT_ID, String.class);
    }

    private List<Event> unprocessed() {
        return simulator.store().unprocessedEvents();
    }

    /** What the list holds by now has been seen, and dispatched. */
    private void awaitPolls() {
        int lists = EventsRoute.requests(simulator, "GET").size();
        await().until(() -> EventsRoute.requests(simulator, "GET").size() > lists + 2);
    }

    private List<String> routed() {
        synchronized (routed) {
            return List.copyOf(routed);
        }
    }

    /** Applies events to its subscriptions as an application would, and looks whether two are in the route together. */
    private static final class Sink {
        final Map<String, String> states = new ConcurrentHashMap<>();
        final Set<String> inRoute = ConcurrentHashMap.newKeySet();
        final Map<String, Long> newest = new ConcurrentHashMap<>();
        final Set<String> failedOnce = ConcurrentHashMap.newKeySet();
        final List<String> wrong = Collections.synchronizedList(new ArrayList<>());

        void take(Exchange exchange) {
            Message message = exchange.getMessage();
            Map<?, ?> data = message.getBody(Map.class);
            String subscription = (String) data.get("id");
            long created = message.getHeader(FastSpringConstants.EVENT_CREATED, long.class);
            if (!inRoute.add(subscription)) {
                wrong.add("two events of " + subscription + " at once");
                return;
            }
            try {
                Thread.yield();
                if ((int) data.get("number") % 40 == 0 && failedOnce.add(idOf(exchange))) {
                    exchange.setRollbackOnly(true);
                } else if (!message.getHeader(FastSpringConstants.EVENT_LATE, boolean.class)) {
                    if (newest.getOrDefault(subscription, 0L) >= created) {
                        wrong.add("an event of " + subscription + " came late or again, unsaid");
                    }
                    newest.put(subscription, created);
                    states.put(subscription, (String) data.get("state"));
                }
            } finally {
                inRoute.remove(subscription);
            }
        }
    }

    private record Planned(String type, String subscription, long created) {}

    @Test
    void shuffledLivesOfSubscriptionsEndInTheirNewestState() throws Exception {
        long seed = System.nanoTime();
        System.out.println("OrderingTest: seed " + seed);
        Random random = new Random(seed);
        List<Planned> events = new ArrayList<>();
        Map<String, String> expected = new HashMap<>();
        for (int i = 0; i < 1000; i++) {
            long created = start + random.nextInt(600_000);
            for (String type : LIFE) {
                created += 1 + random.nextInt(60_000);
                events.add(new Planned(type, "s" + i, created));
                expected.put("s" + i, type + " at " + created);
            }
        }
        Collections.shuffle(events, random);
        Sink sink = new Sink();
        try (EventsRoute route = new EventsRoute(simulator)) {
            route.start("ordering=object&concurrentConsumers=8", steps -> steps.process(sink::take));
            for (int wave = 0; wave < 10; wave++) {
                int before = wave * 500;
                await().atMost(Duration.ofMinutes(2))
                        .until(() -> route.consumer().getEventsSucceeded() >= before - 250);
                events.subList(before, before + 500)
                        .forEach(event -> publish(event.type(), event.subscription(), event.created()));
            }
            await().atMost(Duration.ofMinutes(2)).until(() -> unprocessed().isEmpty());

            assertThat(sink.wrong).as("seed " + seed).isEmpty();
            assertThat(sink.states).as("seed " + seed).isEqualTo(expected);
            await().until(() -> route.consumer().getEventsSucceeded() == 5000);
            assertThat(route.consumer().getEventsFailed())
                    .isEqualTo(sink.failedOnce.size())
                    .isPositive();
        }
    }

    @Test
    void differentObjectsAreInTheRouteTogether() throws Exception {
        CyclicBarrier together = new CyclicBarrier(4);
        for (int i = 0; i < 3; i++) {
            List.of("a", "b", "c", "d").forEach(this::publish);
        }
        try (EventsRoute route = new EventsRoute(simulator)) {
            route.start(
                    "ordering=object&concurrentConsumers=4",
                    steps -> steps.process(exchange -> together.await(60, TimeUnit.SECONDS)));
            await().atMost(Duration.ofMinutes(1)).until(() -> unprocessed().isEmpty());

            assertThat(route.consumer().getEventsFailed()).isZero();
        }
    }

    @Test
    void laterEventsWaitWhileAnEarlierOneBacksOff() throws Exception {
        List<String> ofA = new ArrayList<>(List.of(publish("a"), publish("a")));
        List<String> ofB = List.of(publish("b"), publish("b"));
        ofA.add(publish("a"));
        AtomicBoolean failing = new AtomicBoolean(true);
        try (EventsRoute route = new EventsRoute(simulator)) {
            route.context()
                    .getComponent("fastspring", FastSpringComponent.class)
                    .setClock(simulator.clock());
            route.start(
                    "failureDelay=3600000&ordering=object&concurrentConsumers=4",
                    steps -> steps.process(exchange -> {
                        if (idOf(exchange).equals(ofA.get(0)) && failing.get()) {
                            exchange.setRollbackOnly(true);
                        } else {
                            note(exchange);
                        }
                    }));
            await().until(() ->
                    route.consumer().getEventsFailed() == 1 && unprocessed().size() == 3);
            assertThat(routed()).isEqualTo(ofB);

            ofA.add(publish("a"));
            String ofC = publish("c");
            await().until(() -> routed().contains(ofC));
            failing.set(false);
            awaitPolls();
            assertThat(routed()).hasSize(3).doesNotContainAnyElementsOf(ofA);
            assertThat(route.consumer().getEventsBackingOff()).isEqualTo(1);

            simulator.clock().advance(Duration.ofHours(1));
            await().until(() -> unprocessed().isEmpty());
            assertThat(routed().subList(3, 7)).isEqualTo(ofA);
            assertThat(late.values()).as("late").containsOnly(false);
            assertThat(route.consumer().getEventsFailed()).isEqualTo(1);
        }
    }

    @Test
    void parkingFreesTheLaneAndWhatIsReleasedIsLate() throws Exception {
        List<String> ids = List.of(publish("a"), publish("a"), publish("a"));
        AtomicBoolean failing = new AtomicBoolean(true);
        try (EventsRoute route = new EventsRoute(simulator)) {
            route.start(
                    "maxFailures=2&ordering=object&concurrentConsumers=4",
                    steps -> steps.process(exchange -> {
                        note(exchange);
                        exchange.setRollbackOnly(idOf(exchange).equals(ids.get(0)) && failing.get());
                    }));
            await().until(() -> unprocessed().size() == 1);
            awaitPolls();
            assertThat(routed()).containsExactly(ids.get(0), ids.get(0), ids.get(1), ids.get(2));
            assertThat(late.values()).as("late").containsOnly(false);
            assertThat(route.consumer().getEventsParked()).isEqualTo(1);

            failing.set(false);
            assertThat(route.consumer().releaseParkedEvent(ids.get(0))).isTrue();
            await().until(() -> unprocessed().isEmpty());
            assertThat(routed()).hasSize(5).last().isEqualTo(ids.get(0));
            assertThat(late).containsEntry(ids.get(0), true);
        }
    }

    @Test
    void theNextOneStartsWhenTheHandOverHasEndedAndNeedsNoPoll() throws Exception {
        List<String> ofA = List.of(publish("a"), publish("a"), publish("a"));
        String ofB = publish("b");
        Map<String, CountDownLatch> gates = new HashMap<>();
        ofA.forEach(id -> gates.put(id, new CountDownLatch(1)));
        RouteBuilder later = new RouteBuilder() {
            @Override
            public void configure() {
                from("seda:later?concurrentConsumers=4").process(exchange -> {
                    if (gates.containsKey(idOf(exchange))) {
                        gates.get(idOf(exchange)).await(60, TimeUnit.SECONDS);
                    }
                });
            }
        };
        try (EventsRoute route = new EventsRoute(simulator)) {
            route.start(
                    "initialDelay=0&delay=3600000&ordering=object&concurrentConsumers=4",
                    later,
                    steps -> steps.process(this::note).to("seda:later"));
            await().until(() -> !route.consumer().getLastSuccessfulPoll().isEmpty());
            await().until(() -> unprocessed().size() == 3);
            int lists = EventsRoute.requests(simulator, "GET").size();
            assertThat(routed()).containsExactlyInAnyOrder(ofA.get(0), ofB);
            assertThat(route.consumer().getEventsInFlight()).isEqualTo(1);

            gates.get(ofA.get(0)).countDown();
            await().until(() -> routed().contains(ofA.get(1)));
            await().until(() -> unprocessed().size() == 2);
            assertThat(routed()).doesNotContain(ofA.get(2));

            gates.get(ofA.get(1)).countDown();
            gates.get(ofA.get(2)).countDown();
            await().until(() -> unprocessed().isEmpty());
            assertThat(routed()).hasSize(4).endsWith(ofA.get(1), ofA.get(2));
            assertThat(EventsRoute.requests(simulator, "GET")).hasSize(lists);
        }
    }

    @Test
    void eventsOfOneMomentRunByTheirIds() throws Exception {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            ids.add(publish("subscription.updated", "a", start));
        }
        Collections.sort(ids);
        try (EventsRoute route = new EventsRoute(simulator)) {
            route.start("ordering=object&concurrentConsumers=8&resends=pass", steps -> steps.process(this::note));
            await().until(() -> unprocessed().isEmpty());

            assertThat(routed()).isEqualTo(ids);
            assertThat(late.values()).as("late").containsOnly(false);
        }
    }
}

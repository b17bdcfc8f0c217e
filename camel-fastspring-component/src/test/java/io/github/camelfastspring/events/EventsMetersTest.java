package io.github.camelfastspring.events;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.micrometer.routepolicy.MicrometerRoutePolicyFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import io.github.camelfastspring.simulator.FastSpringSimulator;
import io.github.camelfastspring.simulator.FastSpringSimulatorExtension;
import io.github.camelfastspring.simulator.Fault;
import io.github.camelfastspring.simulator.SimulatorClock;
import io.github.camelfastspring.simulator.webhook.SampleEvents;
import io.github.camelfastspring.simulator.webhook.WebhookPost;
import io.github.camelfastspring.support.MeterTexts;

import static io.github.camelfastspring.events.EventsWatch.awaitPoll;
import static io.github.camelfastspring.events.EventsWatch.patiently;
import static io.github.camelfastspring.events.PostsRoute.order;
import static io.github.camelfastspring.support.MeterTexts.numbers;
import static org.assertj.core.api.Assertions.assertThat;

/** The meters of events consumers. */
class EventsMetersTest {

    private static final int ALWAYS = 1_000_000;
    private static final Processor NOTHING = exchange -> {};

    private final SimulatorClock clock = SimulatorClock.frozenAt(Instant.parse("2026-03-01T12:00:00Z"));
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final RouteWork work = new RouteWork();

    @RegisterExtension
    final FastSpringSimulatorExtension store = new FastSpringSimulatorExtension(
            () -> FastSpringSimulator.builder().clock(clock).start());

    @TempDir
    Path folder;

    private FastSpringSimulator simulator;

    @BeforeEach
    void simulator() {
        simulator = store.simulator();
    }

    private EventsRoute metered() {
        EventsRoute route = new EventsRoute(simulator);
        route.context().getRegistry().bind("meters", registry);
        return route;
    }

    private EventsRoute start(String options) throws Exception {
        return metered().start(options, steps -> steps.process(work));
    }

    private String publish(String type, Duration age) {
        return simulator
                .store()
                .publish(type, true, EventsRoute.data("order-a"), clock.millis() - age.toMillis())
                .id();
    }

    private Map<String, Integer> outcomes() {
        return numbers(registry, "events", "type", "outcome");
    }

    private Map<String, Integer> number(String name) {
        return numbers(registry, name, "routeId");
    }

    @Test
    void eventsAreCountedByTypeAndOutcome() throws Exception {
        publish("order.completed", Duration.ZERO);
        String failing = publish("order.failed", Duration.ZERO);
        publish("account.created", Duration.ZERO);
        work.fail(List.of(failing));
        try (EventsRoute route = start("types=order.*&failureDelay=3600000&unmatched=acknowledge")) {
            patiently().until(() -> outcomes()
                    .equals(Map.of(
                            "order.completed succeeded", 1,
                            "order.failed failed", 1,
                            "account.created unmatched", 1)));

            work.succeed();
            clock.advance(Duration.ofHours(1));
            patiently().until(() -> outcomes()
                    .equals(Map.of(
                            "order.completed succeeded", 1,
                            "order.failed succeeded", 1,
                            "order.failed failed", 1,
                            "account.created unmatched", 1)));
            assertThat(route.consumer().getEventsSucceeded())
                    .as("the same in JMX")
                    .isEqualTo(2);
            assertThat(numbers(registry, "calls", "operation").keySet())
                    .containsExactlyInAnyOrder("events.listUnprocessed", "events.markProcessed");
        }
    }

    /** A type is any text that somebody puts there. */
    @Test
    void typesThatNobodyDocumentsAreOthersUnlessTheOptionNamesThem() throws Exception {
        publish("order.fancy", Duration.ZERO);
        publish("order.someone@example.com", Duration.ZERO);
        publish("order.shipped", Duration.ZERO);
        try (EventsRoute route = start("types=order.*,order.shipped")) {
            patiently().until(() -> outcomes().equals(Map.of("other succeeded", 2, "order.shipped succeeded", 1)));
            assertThat(route.consumer().getEventsSucceeded()).isEqualTo(3);
        }
        assertThat(EventTypes.DOCUMENTED).containsExactlyInAnyOrderElementsOf(SampleEvents.types());
    }

    @Test
    void theLagIsThatOfTheFirstTry() throws Exception {
        String failing = publish("order.completed", Duration.ofSeconds(30));
        publish("order.completed", Duration.ofSeconds(10));
        work.fail(List.of(failing));
        try (EventsRoute route = start("failureDelay=3600000")) {
            patiently().until(() -> outcomes().size() == 2);
            clock.advance(Duration.ofHours(1));
            patiently().until(() -> outcomes()
                    .equals(Map.of("order.completed failed", 2, "order.completed succeeded", 1)));

            Timer lag = registry.get("camel.fastspring.events.lag").timer();
            assertThat(lag.count()).isEqualTo(2);
            assertThat(lag.totalTime(TimeUnit.SECONDS)).isEqualTo(40);
            assertThat(lag.getId().getTag("routeId")).isEqualTo(route.consumer().getRouteId());
        }
    }

    @Test
    void whatWaitsIsAGauge() throws Exception {
        simulator.faults().next(ALWAYS, "POST", "/events/", Fault.status(503));
        publish("order.completed", Duration.ofDays(2));
        String parked = publish("order.completed", Duration.ofDays(1));
        work.fail(List.of(parked));
        try (EventsRoute route = start("maxFailures=1&maxRetryDelay=100")) {
            patiently().until(() -> number("acknowledgements.pending").equals(Map.of("events", 1)));
            patiently().until(() -> number("events.parked").equals(Map.of("events", 1)));
            assertThat(number("events.oldest.age")).isEqualTo(Map.of("events", 2 * 24 * 3600));
            assertThat(registry.get("camel.fastspring.events.oldest.age")
                            .meter()
                            .getId()
                            .getBaseUnit())
                    .isEqualTo("seconds");

            simulator.faults().clear();
            route.consumer().releaseParkedEvents();
            work.succeed();
            patiently().until(() -> number("acknowledgements.pending").equals(Map.of("events", 0)));
            patiently().until(() -> number("events.parked").equals(Map.of("events", 0)));
            patiently().until(() -> number("events.oldest.age").equals(Map.of("events", 0)));
        }
    }

    @Test
    void whatComesAgainAndIsDroppedIsCounted() throws Exception {
        ObjectNode event = order("a");
        try (PostsRoute route = new PostsRoute(simulator)) {
            route.context().getRegistry().bind("meters", registry);
            route.start("webhook", "resends=skip", steps -> steps.process(work));
            assertThat(number("events.duplicates")).isEqualTo(Map.of("events", 0));
            route.post(event);
            route.post(event);
            assertThat(number("events.duplicates")).isEqualTo(Map.of("events", 1));

            route.post(event.deepCopy().put("id", "another"));
            assertThat(number("events.duplicates")).isEqualTo(Map.of("events", 2));
            assertThat(outcomes()).isEqualTo(Map.of("order.completed succeeded", 1));
        }
    }

    @Test
    void aResendThatIsRoutedIsNot() throws Exception {
        ObjectNode event = order("a");
        try (PostsRoute route = new PostsRoute(simulator)) {
            route.context().getRegistry().bind("meters", registry);
            route.start("webhook", "resends=mark", steps -> steps.process(work));
            route.post(event);
            route.post(event.deepCopy().put("id", "another"));

            assertThat(number("events.duplicates")).isEqualTo(Map.of("events", 0));
            assertThat(outcomes()).isEqualTo(Map.of("order.completed succeeded", 2));
            assertThat(route.consumer().getResends()).isEqualTo(1);
        }
    }

    @Test
    void postsAreCountedByThePlaceOfTheirSecret() throws Exception {
        try (PostsRoute route = new PostsRoute(simulator)) {
            route.context().getRegistry().bind("meters", registry);
            route.start("webhook", "secret=first-secret," + PostsRoute.SECRET, steps -> steps.process(work));
            assertThat(number("signature.failures")).isEqualTo(Map.of("events", 0));
            route.post(order("someone@example.com"));
            route.post(order("b"));
            route.sending(WebhookPost.of(order("c")).signedWith("first-secret")).join();
            route.sending(WebhookPost.of(order("d")).signedWith("wrong-secret")).join();
            route.sending(WebhookPost.of(order("e"))).join();

            assertThat(numbers(registry, "posts", "secret")).isEqualTo(Map.of("1", 1, "2", 2));
            assertThat(number("signature.failures")).isEqualTo(Map.of("events", 2));
            assertThat(MeterTexts.texts(registry))
                    .isNotEmpty()
                    .noneMatch(text ->
                            List.of("first-secret", "wrong-secret", PostsRoute.SECRET, "someone", simulator.username())
                                    .stream()
                                    .anyMatch(text::contains));
        }
    }

    /** Counts begin anew, as for any program that starts; a number that is taken along would be added twice. */
    @Test
    void metersLeaveWithTheirConsumerAndBeginAnew() throws Exception {
        publish("order.completed", Duration.ZERO);
        try (EventsRoute route = metered()) {
            RouteBuilder others = new RouteBuilder() {
                @Override
                public void configure() {
                    from("fastspring:events?types=account.*&initialDelay=0&delay=50")
                            .routeId("accounts")
                            .process(NOTHING);
                }
            };
            route.start("types=order.*&initialDelay=0&delay=50", others, steps -> steps.process(NOTHING));
            patiently().until(() -> outcomes().containsKey("order.completed succeeded"));
            assertThat(number("events.parked").keySet()).containsExactlyInAnyOrder("events", "accounts");

            route.context().getRouteController().stopRoute(EventsRoute.ROUTE);
            assertThat(registry.find("camel.fastspring.events.parked").meters()).hasSize(1);
            assertThat(MeterTexts.texts(registry)).noneMatch(text -> text.contains("tag(routeId=events)"));
            assertThat(numbers(registry, "calls")).as("of the component").isNotEmpty();

            publish("order.completed", Duration.ZERO);
            route.context().getRouteController().startRoute(EventsRoute.ROUTE);
            patiently().until(() -> simulator.store().unprocessedEvents().isEmpty());
            patiently().until(() -> Integer.valueOf(1)
                    .equals(numbers(registry, "events", "outcome", "routeId", "type")
                            .get("succeeded events order.completed")));
            assertThat(route.consumer().getEventsSucceeded()).isEqualTo(2);
            assertThat(number("events.oldest.age")).containsEntry("events", 0);
        }
        assertThat(registry.getMeters()).isEmpty();
    }

    /** Camel tells them no route id. */
    @Test
    void consumersUnderMasterHaveMetersOfTheirOwn() throws Exception {
        try (EventsRoute route = metered()) {
            route.context().addService(ClusterNode.lock("here", folder));
            route.context().addComponent("master", ClusterNode.master(route.context()));
            route.context().getRegistry().bind("handled", new LastingRepository());
            route.context().addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("master:a:fastspring:events?types=account.*&initialDelay=0")
                            .process(NOTHING);
                    from("master:b:fastspring:events?types=order.*&initialDelay=0")
                            .process(NOTHING);
                    from("master:c:fastspring:events?consumerName=crm&acknowledgeGroup=crm&initialDelay=0"
                                    + "&idempotentRepository=#handled")
                            .process(NOTHING);
                }
            });
            route.context().start();

            patiently().until(() -> number("events.parked").equals(Map.of("events", 0, "events-2", 0, "crm", 0)));
        }
        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    void nothingIsMeasuredWithoutARegistry() throws Exception {
        EventsRoute.publish(simulator, 3);
        try (EventsRoute route = new EventsRoute(simulator).start("", steps -> steps.process(NOTHING))) {
            patiently().until(() -> simulator.store().unprocessedEvents().isEmpty());
            awaitPoll(simulator);
            assertThat(route.consumer().getEventsSucceeded()).isEqualTo(3);
            assertThat(route.context().getRegistry().findByType(MeterRegistry.class))
                    .isEmpty();
        }
    }

    /** Which makes its registry itself, while the routes are built. */
    @Test
    void theRegistryOfCamelMicrometerIsUsed() throws Exception {
        EventsRoute.publish(simulator, 1);
        try (EventsRoute route = new EventsRoute(simulator)) {
            route.context().addRoutePolicyFactory(new MicrometerRoutePolicyFactory());
            route.start("", steps -> steps.to("fastspring:events?operation=listProcessed"));
            MeterRegistry made = route.context().getRegistry().findSingleByType(MeterRegistry.class);

            patiently()
                    .until(() ->
                            numbers(made, "events", "type", "outcome").equals(Map.of("order.completed succeeded", 1))
                                    && numbers(made, "calls", "operation")
                                            .keySet()
                                            .containsAll(List.of("events.listProcessed", "events.markProcessed")));
            assertThat(made.find("camel.exchanges.total").meters()).isNotEmpty();
        }
    }
}

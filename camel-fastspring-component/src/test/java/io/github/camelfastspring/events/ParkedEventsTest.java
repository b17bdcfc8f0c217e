package io.github.camelfastspring.events;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.camel.console.DevConsole;
import org.apache.camel.console.DevConsoleRegistry;
import org.apache.camel.util.json.JsonArray;
import org.apache.camel.util.json.JsonObject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.camelfastspring.FastSpringConstants;
import io.github.camelfastspring.simulator.Event;
import io.github.camelfastspring.simulator.FastSpringSimulator;
import io.github.camelfastspring.simulator.FastSpringSimulatorExtension;
import io.github.camelfastspring.simulator.Fault;
import io.github.camelfastspring.simulator.SimulatorClock;

import static io.github.camelfastspring.events.EventsWatch.awaitPoll;
import static io.github.camelfastspring.events.EventsWatch.patiently;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** Parked events, as people see and release them by JMX and in the developer console. */
class ParkedEventsTest {

    private static final String CANARY = "jane.canary@example.com";
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final SimulatorClock clock = SimulatorClock.frozenAt(NOW);

    @RegisterExtension
    final FastSpringSimulatorExtension store = new FastSpringSimulatorExtension(
            () -> FastSpringSimulator.builder().clock(clock).start());

    private FastSpringSimulator simulator;
    private volatile boolean failing = true;

    /** What the route was given: ids and failures. */
    private final List<String> given = new CopyOnWriteArrayList<>();

    @BeforeEach
    void simulator() {
        simulator = store.simulator();
    }

    /** Events that are five hours old and younger, with personal data. */
    private List<String> publish(int count) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ObjectNode data = EventsRoute.data("order-" + i).put("email", CANARY);
            data.putObject("customer").put("first", CANARY);
            Instant created = NOW.minus(Duration.ofHours(5 - i));
            ids.add(simulator
                    .store()
                    .publish("order.completed", true, data, created.toEpochMilli())
                    .id());
        }
        return ids;
    }

    /** A route that has parked so many events. */
    private EventsRoute startParked(int count, String options) throws Exception {
        EventsRoute route = new EventsRoute(simulator)
                .start(
                        options,
                        steps -> steps.process(exchange -> {
                            given.add(exchange.getMessage().getHeader(FastSpringConstants.EVENT_ID) + " "
                                    + exchange.getMessage().getHeader(FastSpringConstants.EVENT_FAILURES));
                            if (failing) {
                                throw new IllegalStateException("cannot write " + CANARY);
                            }
                        }));
        patiently().until(() -> route.consumer().getEventsParked() == count);
        return route;
    }

    private static MBeanServer server(EventsRoute route) {
        return route.context().getManagementStrategy().getManagementAgent().getMBeanServer();
    }

    private static ObjectName mBean(EventsRoute route) throws Exception {
        String context = route.context().getManagementName();
        return server(route)
                .queryNames(new ObjectName("org.apache.camel:context=" + context + ",type=consumers,*"), null)
                .iterator()
                .next();
    }

    private static Object invoke(EventsRoute route, String operation, String... arguments) throws Exception {
        String[] signature = new String[arguments.length];
        Arrays.fill(signature, String.class.getName());
        return server(route).invoke(mBean(route), operation, arguments, signature);
    }

    private static DevConsole console(EventsRoute route) {
        DevConsoleRegistry consoles =
                route.context().getCamelContextExtension().getContextPlugin(DevConsoleRegistry.class);
        return consoles.resolveById("fastspring");
    }

    private static String text(EventsRoute route, Map<String, Object> options) {
        return (String) console(route).call(DevConsole.MediaType.TEXT, options);
    }

    private static JsonObject json(EventsRoute route, Map<String, Object> options) {
        return (JsonObject) console(route).call(DevConsole.MediaType.JSON, options);
    }

    private static JsonObject onlyConsumer(JsonObject json) {
        JsonArray consumers = (JsonArray) json.get("consumers");
        assertThat(consumers).hasSize(1);
        return (JsonObject) consumers.get(0);
    }

    @Test
    void parkedEventsAreListedByJmx() throws Exception {
        List<String> ids = publish(3);
        try (EventsRoute route = startParked(3, "maxFailures=2")) {
            TabularData table = (TabularData) invoke(route, "listParkedEvents");

            assertThat(table.size()).isEqualTo(3);
            CompositeData row = table.get(new Object[] {ids.get(1)});
            assertThat(row.get("id")).isEqualTo(ids.get(1));
            assertThat(row.get("type")).isEqualTo("order.completed");
            assertThat(row.get("created")).isEqualTo("2026-03-01T08:00:00Z");
            assertThat(row.get("failures")).isEqualTo(2);
            assertThat(server(route).getAttribute(mBean(route), "EventsParked")).isEqualTo(3);
            assertThat(server(route).getAttribute(mBean(route), "Trouble"))
                    .isEqualTo("events that are parked, and wait for a person: 3");
            assertThat(route.consumer().parkedEvents())
                    .extracting(ParkedEvent::id)
                    .as("oldest first")
                    .isEqualTo(ids);
        }
    }

    /** Also one that is older than where polls begin by then. */
    @Test
    void anEventThatIsReleasedByJmxIsRoutedByTheNextPoll() throws Exception {
        List<String> ids = publish(2);
        try (EventsRoute route = startParked(2, "maxFailures=1&failureDelay=3000000")) {
            given.clear();
            failing = false;
            EventsRoute.publish(simulator, 1);
            patiently().until(() -> route.consumer().getAcknowledgements() == 1);
            awaitPoll(simulator);
            assertThat(given).hasSize(1);

            assertThat(invoke(route, "releaseParkedEvent", ids.get(0))).isEqualTo(true);
            patiently().until(() -> route.consumer().getAcknowledgements() == 2);
            awaitPoll(simulator);

            assertThat(given).hasSize(2).endsWith(ids.get(0) + " 1");
            assertThat(route.consumer().getEventsParked()).isEqualTo(1);
            assertThat(simulator.store().unprocessedEvents())
                    .extracting(Event::id)
                    .containsExactly(ids.get(1));
        }
    }

    @Test
    void aReleasedEventHasAsManyTriesAsANewOne() throws Exception {
        String id = publish(1).get(0);
        try (EventsRoute route = startParked(1, "maxFailures=2&failureDelay=0")) {
            assertThat(invoke(route, "releaseParkedEvent", id)).isEqualTo(true);
            patiently().until(() -> given.size() == 4 && route.consumer().getEventsParked() == 1);
            awaitPoll(simulator);

            assertThat(given).containsExactly(id + " 0", id + " 1", id + " 2", id + " 3");
            assertThat(route.consumer().parkedEvents().get(0).failures()).isEqualTo(4);
        }
    }

    @Test
    void onlyParkedEventsCanBeReleased() throws Exception {
        String id = publish(1).get(0);
        try (EventsRoute route = startParked(0, "failureDelay=3000000")) {
            patiently().until(() -> route.consumer().getEventsBackingOff() == 1);

            assertThat(invoke(route, "releaseParkedEvent", id)).isEqualTo(false);
            assertThat(invoke(route, "releaseParkedEvent", "unknown")).isEqualTo(false);
            assertThat(invoke(route, "releaseParkedEvents")).isEqualTo(0);
            awaitPoll(simulator);
            assertThat(given).hasSize(1);
        }
    }

    @Test
    void allParkedEventsCanBeReleasedAtOnceByJmx() throws Exception {
        publish(3);
        try (EventsRoute route = startParked(3, "maxFailures=1")) {
            failing = false;
            assertThat(invoke(route, "releaseParkedEvents")).isEqualTo(3);
            patiently().until(() -> simulator.store().unprocessedEvents().isEmpty());

            assertThat(route.consumer().getEventsParked()).isZero();
            assertThat(given).hasSize(6);
        }
    }

    @Test
    void parkedEventsAreListedInTheDeveloperConsole() throws Exception {
        List<String> ids = publish(2);
        try (EventsRoute route = startParked(2, "maxFailures=2")) {
            assertThat(text(route, Map.of()))
                    .contains("name: events", "warning: events that are parked, and wait for a person: 2", "parked: 2")
                    .contains("    " + ids.get(0) + " order.completed 2026-03-01T07:00:00Z failures=2\n")
                    .contains(ids.get(1))
                    .doesNotContain("Released");

            JsonObject json = json(route, Map.of());
            assertThat(json).doesNotContainKey("released");
            assertThat(onlyConsumer(json)).containsEntry("parked", 2).containsEntry("problem", "");
            JsonArray parked = (JsonArray) onlyConsumer(json).get("parkedEvents");
            assertThat((JsonObject) parked.get(0))
                    .isEqualTo(Map.of(
                            "id",
                            ids.get(0),
                            "type",
                            "order.completed",
                            "created",
                            "2026-03-01T07:00:00Z",
                            "failures",
                            2));
            assertThat(parked).hasSize(2);
        }
    }

    @Test
    void parkedEventsAreReleasedInTheDeveloperConsole() throws Exception {
        List<String> ids = publish(3);
        try (EventsRoute route = startParked(3, "maxFailures=1&failureDelay=3000000")) {
            failing = false;
            assertThat(json(route, Map.of("action", "release", "id", "unknown")))
                    .containsEntry("released", 0);
            assertThat(json(route, Map.of("action", "release", "id", ids.get(1))))
                    .containsEntry("released", 1);
            patiently().until(() -> route.consumer().getAcknowledgements() == 1);
            assertThat(given).hasSize(4).endsWith(ids.get(1) + " 1");

            assertThat(text(route, Map.of("action", "release"))).startsWith("Released: 2\n");
            patiently().until(() -> simulator.store().unprocessedEvents().isEmpty());
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> text(route, Map.of("action", "remove")))
                    .withMessageContaining("remove");
        }
    }

    @Test
    void theDeveloperConsoleIsThereWithoutConsumers() throws Exception {
        try (EventsRoute route = startParked(0, "")) {
            route.context().getRouteController().stopRoute(EventsRoute.ROUTE);

            assertThat((JsonArray) json(route, Map.of()).get("consumers")).isEmpty();
            assertThat(text(route, Map.of())).isBlank();
        }
    }

    /** Ids and types alone, also where polls and acknowledgements fail. */
    @Test
    void nothingShowsWhatIsInTheEvents() throws Exception {
        publish(3);
        try (EventsRoute route = startParked(3, "maxFailures=2&maxRetries=0")) {
            String body = "{\"result\":\"success\",\"events\":[{\"data\":{\"email\":\"" + CANARY + "\"}}";
            simulator.faults().next(1_000_000, "GET", "/events/", Fault.status(200, "application/json", body));
            patiently().until(() -> route.consumer().getErrorCounter() > 1);

            assertThat(everythingShown(route))
                    .contains("order.completed", "the last poll failed")
                    .doesNotContain("canary");
        }
    }

    private static String everythingShown(EventsRoute route) throws Exception {
        StringBuilder shown = new StringBuilder();
        shown.append(text(route, Map.of())).append(json(route, Map.of()).toJson());
        shown.append(invoke(route, "listParkedEvents"));
        for (MBeanAttributeInfo attribute :
                server(route).getMBeanInfo(mBean(route)).getAttributes()) {
            shown.append(server(route).getAttribute(mBean(route), attribute.getName()))
                    .append('\n');
        }
        var health = EventsWatch.health(route);
        return shown.append(health.getDetails())
                .append(health.getMessage())
                .append(health.getError())
                .toString();
    }
}

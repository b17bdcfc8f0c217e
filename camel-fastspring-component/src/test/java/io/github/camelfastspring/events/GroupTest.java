package io.github.camelfastspring.events;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.spi.IdempotentRepository;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.camelfastspring.FastSpringConstants;
import io.github.camelfastspring.simulator.FastSpringSimulator;
import io.github.camelfastspring.simulator.FastSpringSimulatorExtension;
import io.github.camelfastspring.simulator.Fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Several consumers share the store's one flag: an event is acknowledged when all of them are done with it. */
class GroupTest {

    private static final String GROUP = "acknowledgeGroup=crm,erp&idempotentRepository=#done&consumerName=";

    @RegisterExtension
    final FastSpringSimulatorExtension store = new FastSpringSimulatorExtension();

    private FastSpringSimulator simulator;
    private final IdempotentRepository repository = new LastingRepository();
    private final Map<String, List<String>> routed =
            Map.of("crm", new CopyOnWriteArrayList<>(), "erp", new CopyOnWriteArrayList<>());
    private final Set<String> failing = ConcurrentHashMap.newKeySet();

    @BeforeEach
    void simulator() {
        simulator = store.simulator();
    }

    private EventsRoute start(String name, String options) throws Exception {
        EventsRoute route = new EventsRoute(simulator);
        route.context().getRegistry().bind("done", repository);
        return route.start(
                GROUP + name + options,
                steps -> steps.process(exchange -> {
                    if (failing.contains(name)) {
                        throw new IllegalStateException("as the test wants");
                    }
                    routed.get(name).add(exchange.getMessage().getHeader(FastSpringConstants.EVENT_ID, String.class));
                }));
    }

    private boolean allProcessed() {
        return simulator.store().unprocessedEvents().isEmpty();
    }

    @Test
    void bothGetEveryEventOnceAndTheSecondAcknowledges() throws Exception {
        List<String> ids = EventsRoute.publish(simulator, 130);
        try (EventsRoute crm = start("crm", "")) {
            await().until(() -> routed.get("crm").size() == 130);
            int lists = EventsRoute.requests(simulator, "GET").size();
            await().until(() -> EventsRoute.requests(simulator, "GET").size() > lists + 2);
            assertThat(EventsRoute.marks(simulator)).isZero();
            assertThat(repository.contains("crm:" + ids.get(0))).isTrue();

            try (EventsRoute erp = start("erp", "")) {
                await().until(this::allProcessed);
                await().until(() -> erp.consumer().getAcknowledgementsPending() == 0);
            }
        }
        assertThat(routed.get("crm")).isEqualTo(ids);
        assertThat(routed.get("erp")).isEqualTo(ids);
        assertThat(EventsRoute.marks(simulator))
                .as("crm may see that both are done, too")
                .isGreaterThanOrEqualTo(130);
    }

    @Test
    void bothAtTheSameTime() throws Exception {
        List<String> ids = EventsRoute.publish(simulator, 300);
        try (EventsRoute crm = start("crm", "&concurrentConsumers=4");
                EventsRoute erp = start("erp", "&concurrentConsumers=4")) {
            await().until(this::allProcessed);
        }
        assertThat(routed.get("crm")).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(routed.get("erp")).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void oneThatFailsKeepsTheEventsForItself() throws Exception {
        List<String> ids = EventsRoute.publish(simulator, 30);
        failing.add("erp");
        try (EventsRoute crm = start("crm", "");
                EventsRoute erp = start("erp", "")) {
            await().until(() -> routed.get("crm").size() == 30 && erp.consumer().getEventsFailed() > 30);
            assertThat(EventsRoute.marks(simulator)).isZero();

            failing.clear();
            await().until(this::allProcessed);
        }
        assertThat(routed.get("crm")).isEqualTo(ids);
        assertThat(routed.get("erp")).containsExactlyInAnyOrderElementsOf(ids);
    }

    /** The acknowledgement of the one that came last was lost with its process: the next listing makes up for it. */
    @Test
    void whoeverFindsAllNamesRecordedAcknowledges() throws Exception {
        EventsRoute.publish(simulator, 3);
        simulator.faults().next(100_000, "POST", "/events/", Fault.status(503));
        start("crm", "").close();
        try (EventsRoute crm = start("crm", "");
                EventsRoute erp = start("erp", "")) {
            await().until(() ->
                    routed.get("crm").size() == 3 && routed.get("erp").size() == 3);
        }
        assertThat(allProcessed()).isFalse();
        simulator.faults().clear();
        try (EventsRoute crm = start("crm", "")) {
            await().until(this::allProcessed);
        }
        assertThat(routed.get("crm")).hasSize(3);
    }

    @Test
    void whatOneLeavesOutByItsTypesIsDoneForThatOneAlone() throws Exception {
        EventsRoute.publish(simulator, 3);
        simulator.store().publish("account.created", true, EventsRoute.data("a"));
        try (EventsRoute crm = start("crm", "&types=account.*&unmatched=acknowledge")) {
            await().until(() -> routed.get("crm").size() == 1);
            int lists = EventsRoute.requests(simulator, "GET").size();
            await().until(() -> EventsRoute.requests(simulator, "GET").size() > lists + 1);
            assertThat(EventsRoute.marks(simulator)).isZero();
            try (EventsRoute erp = start("erp", "")) {
                await().until(this::allProcessed);
            }
        }
        assertThat(routed.get("erp")).hasSize(4);
    }

    /** What was given up did not succeed, so that a resend of it is nothing that was done before. */
    @Test
    void theResendOfAnEventThatWasGivenUpIsRouted() throws Exception {
        ObjectNode data = EventsRoute.data("o").put("changed", 5);
        simulator.store().publish("order.completed", true, data);
        failing.add("crm");
        try (EventsRoute crm = start("crm", "&resends=skip&maxFailures=1&onParked=acknowledge")) {
            await().until(() -> crm.consumer().getEventsFailed() == 1);
            failing.clear();
            String resend =
                    simulator.store().publish("order.completed", true, data).id();
            await().until(() -> routed.get("crm").size() == 1);

            assertThat(routed.get("crm")).containsExactly(resend);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "acknowledgeGroup=crm,erp&idempotentRepository=#done | acknowledgeGroup needs the option consumerName, in fastspring://events",
                "consumerName=crm | acknowledgeGroup",
                "acknowledgeGroup=crm,erp&consumerName=web&idempotentRepository=#done | consumerName",
                "acknowledgeGroup=CRM&consumerName=CRM&idempotentRepository=#done | acknowledgeGroup",
                "acknowledgeGroup=crm,,erp&consumerName=crm&idempotentRepository=#done | acknowledgeGroup",
                "acknowledgeGroup=crm,crm&consumerName=crm&idempotentRepository=#done | acknowledgeGroup",
                "acknowledgeGroup=crm,erp&consumerName=crm | idempotentRepository",
                "failureDelay=-1 | failureDelay",
                "maxFailureDelay=5 | maxFailureDelay",
                "maxFailures=0 | maxFailures",
                "concurrentConsumers=0 | concurrentConsumers",
                "completionTimeout=0 | completionTimeout",
                "maxInFlight=0 | maxInFlight",
                "lookBack=-1 | lookBack",
                "fullScanInterval=-1 | fullScanInterval",
                "catchUpAge=-1 | catchUpAge",
                "retentionWarning=-1 | retentionWarning",
                "retentionWarning=30d | retentionWarning",
                "onParked=acknowledge | onParked",
                "acknowledgeGroup=crm,erp&consumerName=crm&idempotentRepository=#done&acknowledge=none | acknowledgeGroup",
            })
    void wrongOptionsAreRefusedAtTheStartByName(String options, String named) throws Exception {
        try (EventsRoute route = new EventsRoute(simulator)) {
            route.context().getRegistry().bind("done", repository);
            RouteBuilder none = new RouteBuilder() {
                @Override
                public void configure() {}
            };

            assertThatThrownBy(() -> route.start(options, none, steps -> steps.log("not reached")))
                    .hasStackTraceContaining("the option " + named);
        }
    }
}

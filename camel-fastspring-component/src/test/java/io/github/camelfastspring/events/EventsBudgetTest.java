package io.github.camelfastspring.events;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.camelfastspring.error.FastSpringThrottledException;
import io.github.camelfastspring.simulator.FastSpringSimulator;
import io.github.camelfastspring.simulator.FastSpringSimulatorExtension;
import io.github.camelfastspring.simulator.RecordedRequest;
import io.github.camelfastspring.support.ManualBudget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Polls and acknowledgements wait for the budget as long as it takes, and in lanes of their own. */
@Timeout(60)
class EventsBudgetTest {

    private static final String PRODUCT = "fastspring:products?operation=get&id=sky-atlas";

    @RegisterExtension
    final FastSpringSimulatorExtension extension = new FastSpringSimulatorExtension();

    private final ManualBudget budget = new ManualBudget();
    private final List<String> routed = new CopyOnWriteArrayList<>();

    /** A stopping route waits for its polls and acknowledgements, and these for the budget. */
    private record Running(EventsRoute route, ManualBudget budget) implements AutoCloseable {

        @Override
        public void close() {
            budget.allow(1000);
            route.close();
        }
    }

    private Running route(FastSpringSimulator simulator, String options) throws Exception {
        EventsRoute route = new EventsRoute(simulator);
        route.component().getConfiguration().setRateBudget(budget);
        route.component().getConfiguration().setBudgetTimeout(10);
        route.start(
                options,
                steps -> steps.process(
                        exchange -> routed.add(exchange.getMessage().getBody().toString())));
        return new Running(route, budget);
    }

    /** Of the same budget; says that the time of others would be over, too. */
    private static void aCallGivesUp(Running running) {
        assertThat(running.route()
                        .context()
                        .createProducerTemplate()
                        .request(PRODUCT, e -> {})
                        .getException())
                .isInstanceOf(FastSpringThrottledException.class);
    }

    private static CompletableFuture<Exchange> call(Running running) {
        return running.route().context().createProducerTemplate().asyncSend(PRODUCT + "&budgetTimeout=60000", e -> {});
    }

    private static List<String> targets(FastSpringSimulator simulator) {
        return simulator.requests().stream()
                .map(RecordedRequest::target)
                .map(target -> target.replaceAll("\\?.*", ""))
                .toList();
    }

    @Test
    void pollsAndAcknowledgementsOutliveTheTimeOut() throws Exception {
        FastSpringSimulator simulator = extension.simulator();
        List<String> events = EventsRoute.publish(simulator, 1);
        try (Running running = route(simulator, "")) {
            aCallGivesUp(running);
            assertThat(simulator.requests()).isEmpty();
            budget.allow(1);
            await().until(() -> routed.size() == 1);
            aCallGivesUp(running);
            assertThat(simulator.store().unprocessedEvents()).hasSize(1);
            budget.allow(1);
            await().until(() -> simulator.store().unprocessedEvents().isEmpty());

            assertThat(targets(simulator)).startsWith("/events/unprocessed", "/events/" + events.get(0));
            assertThat(routed).hasSize(1);
        }
    }

    @Test
    void aPollWaitsBehindInteractiveCalls() throws Exception {
        FastSpringSimulator simulator = extension.simulator();
        try (Running running = route(simulator, "")) {
            aCallGivesUp(running);
            CompletableFuture<Exchange> call = call(running);
            aCallGivesUp(running);
            budget.allow(1);

            assertThat(call.get(20, TimeUnit.SECONDS).getException()).isNull();
            assertThat(targets(simulator)).containsExactly("/products/sky-atlas");
        }
    }

    @Test
    void anInteractivePollDoesNot() throws Exception {
        FastSpringSimulator simulator = extension.simulator();
        try (Running running = route(simulator, "priority=interactive")) {
            aCallGivesUp(running);
            call(running);
            aCallGivesUp(running);
            budget.allow(1);

            await().until(() -> simulator.requests().size() == 1);
            assertThat(targets(simulator)).containsExactly("/events/unprocessed");
        }
    }

    @Test
    void acknowledgementsGoBeforeInteractiveCalls() throws Exception {
        FastSpringSimulator simulator = extension.simulator();
        List<String> events = EventsRoute.publish(simulator, 1);
        try (Running running = route(simulator, "")) {
            budget.allow(1);
            await().until(() -> routed.size() == 1);
            CompletableFuture<Exchange> call = call(running);
            aCallGivesUp(running);
            budget.allow(1);
            await().until(() -> simulator.requests().size() == 2);

            assertThat(targets(simulator)).containsExactly("/events/unprocessed", "/events/" + events.get(0));
            assertThat(call).isNotDone();
        }
    }
}

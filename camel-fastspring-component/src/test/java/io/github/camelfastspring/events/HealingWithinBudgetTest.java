package io.github.camelfastspring.events;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.camelfastspring.FastSpringConstants;
import io.github.camelfastspring.simulator.FastSpringSimulator;
import io.github.camelfastspring.simulator.FastSpringSimulatorExtension;
import io.github.camelfastspring.simulator.RateLimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What posts missed is healed in as many calls as that needs, at the pace of the budget. */
class HealingWithinBudgetTest {

    private static final int EVENTS = 200;

    /** A scaled 250: so many that the test takes seconds. */
    private static final int PER_MINUTE = 3000;

    @RegisterExtension
    final FastSpringSimulatorExtension fastSpring = new FastSpringSimulatorExtension(() -> FastSpringSimulator.builder()
            .rateLimit(RateLimit.perMinute(PER_MINUTE))
            .start());

    private final Queue<String> routed = new ConcurrentLinkedQueue<>();

    @Test
    void eventsWhosePostsWereLostCostACallEachAndAPageForTwentyFive() throws Exception {
        FastSpringSimulator simulator = fastSpring.simulator();
        List<String> ids = EventsRoute.publish(simulator, EVENTS);
        try (PostsRoute route = new PostsRoute(simulator)) {
            route.route().component().getConfiguration().setRequestsPerMinute(PER_MINUTE);
            // One poll is enough; none but it may make calls.
            route.start(
                    "both",
                    "catchUpAge=0&delay=600000",
                    steps -> steps.process(exchange ->
                            routed.add(exchange.getMessage().getHeader(FastSpringConstants.EVENT_ID, String.class))));

            await().atMost(Duration.ofMinutes(1))
                    .until(() -> simulator.store().unprocessedEvents().isEmpty());

            assertThat(routed).containsExactlyInAnyOrderElementsOf(ids);
            assertThat(simulator.rate().throttled()).isZero();
            // While acknowledgements wait for the budget their events stay in the list, so that a page brings fewer new
            // ones.
            assertThat(simulator.rate().calls()).isBetween(EVENTS + EVENTS / 25L, EVENTS + 3 * EVENTS / 25L + 2);
        }
    }
}

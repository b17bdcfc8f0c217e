package io.github.camelfastspring.events;

import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.errorhandler.NoErrorHandlerDefinition;
import org.apache.camel.spi.ExceptionHandler;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.camelfastspring.FastSpringConstants;
import io.github.camelfastspring.simulator.FastSpringSimulator;
import io.github.camelfastspring.simulator.Fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Thousands of events through everything that can go wrong, by a seed: every event's route finishes, none is lost, and none
 * whose route finished is routed again. How many runs and events, and the first seed, are system properties:
 * {@code fastspring.seeds}, {@code fastspring.events}, {@code fastspring.seed}.
 */
@Tag("faults")
class SeededFaultsTest {

    private static final int EVENTS = Integer.getInteger("fastspring.events", 2000);

    static LongStream seeds() {
        long first = Long.getLong("fastspring.seed", 1);
        return LongStream.range(first, first + Integer.getInteger("fastspring.seeds", 5));
    }

    private final Map<String, AtomicInteger> finished = new ConcurrentHashMap<>();
    private final AtomicInteger routed = new AtomicInteger();
    private final LastingRepository repository = new LastingRepository();

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyEventIsDoneOnceWhateverGoesWrong(long seed) throws Exception {
        Random random = new Random(seed);
        String options = "delay=10&failureDelay=20&requestTimeout=150&maxRetries=1&retryDelay=5&maxRetryDelay=40"
                + "&idempotentRepository=#done&maxInFlight=" + (5 + random.nextInt(300))
                + "&concurrentConsumers=" + (1 + random.nextInt(8))
                + "&ordering=" + (random.nextBoolean() ? "object" : "none")
                + "&maxMessagesPerPoll=" + (random.nextBoolean() ? 0 : 1 + random.nextInt(400));
        System.out.printf("seed %d: %d events, %s%n", seed, EVENTS, options);
        try (FastSpringSimulator simulator = FastSpringSimulator.start()) {
            breakDown(simulator, seed);
            Publisher publisher = new Publisher(simulator, random);
            int restarts = 2;
            for (int part = 0; part <= restarts; part++) {
                publisher.publish(EVENTS / (restarts + 1));
                try (EventsRoute route = start(simulator, seed, options)) {
                    int goal = random.nextInt(EVENTS / (restarts + 1)) + part * EVENTS / (restarts + 1);
                    await().atMost(Duration.ofMinutes(5))
                            .until(() -> finished.size() >= Math.min(goal, publisher.count()));
                    if (part < restarts) {
                        // Within one context too.
                        route.context().getRouteController().stopRoute(EventsRoute.ROUTE);
                        route.context().getRouteController().startRoute(EventsRoute.ROUTE);
                    } else {
                        publisher.publish(EVENTS - publisher.count());
                        await().atMost(Duration.ofMinutes(5))
                                .until(() ->
                                        simulator.store().unprocessedEvents().isEmpty());
                        await().until(() -> route.consumer().getAcknowledgementsPending() == 0);
                    }
                }
            }
            System.out.printf(
                    "seed %d: routed %d times, %d requests%n",
                    seed, routed.get(), simulator.requests().size());
            assertThat(finished.keySet()).as("none lost").hasSize(EVENTS).containsAll(publisher.ids);
            assertThat(finished.values()).as("none done twice").allMatch(times -> times.get() == 1);
            assertThat(simulator.refusedRequests()).isEmpty();
        }
    }

    private static void breakDown(FastSpringSimulator simulator, long seed) {
        simulator
                .faults()
                .sometimes(
                        seed,
                        0.15,
                        "GET",
                        "/events/",
                        Fault.status(503),
                        Fault.status(429, "text/plain", "", Map.of("Retry-After", "0")),
                        Fault.status(500, "text/html", "<html>"),
                        Fault.reset(),
                        Fault.resetAfterExecution(),
                        Fault.cutBody(),
                        Fault.stale(),
                        Fault.stale(),
                        Fault.stale(),
                        Fault.mute())
                .sometimes(
                        seed + 1,
                        0.25,
                        "POST",
                        "/events/",
                        Fault.status(500),
                        Fault.status(429, "text/plain", "", Map.of("Retry-After", "0")),
                        Fault.status(404),
                        Fault.reset(),
                        Fault.resetAfterExecution(),
                        Fault.resetAfterExecution(),
                        Fault.cutBody(),
                        Fault.delay(Duration.ofMillis(30)),
                        Fault.delay(Duration.ofMillis(60)),
                        Fault.mute());
    }

    private EventsRoute start(FastSpringSimulator simulator, long seed, String options) throws Exception {
        EventsRoute route = new EventsRoute(simulator);
        route.context().getRegistry().bind("done", repository);
        route.context().getRegistry().bind("quiet", new Quiet());
        return route.start(
                "initialDelay=0&exceptionHandler=#quiet&" + options,
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        errorHandler(noErrorHandler());
                        from("seda:later?concurrentConsumers=3&exceptionHandler=#quiet")
                                .process(SeededFaultsTest.this::work);
                    }
                },
                steps -> steps.errorHandler(new NoErrorHandlerDefinition())
                        .choice()
                        .when(exchange -> id(exchange).hashCode() % 3 == 0)
                        .to("seda:later?waitForTaskToComplete=Never")
                        .otherwise()
                        .process(this::work));
    }

    /** Fails at random, and else notes as the last thing that it is done. */
    private void work(Exchange exchange) {
        String id = id(exchange);
        if (Math.floorMod(id.hashCode() + 31 * routed.incrementAndGet(), 10) == 0) {
            throw new IllegalStateException("as the seed wants");
        }
        finished.computeIfAbsent(id, any -> new AtomicInteger()).incrementAndGet();
    }

    private static String id(Exchange exchange) {
        return exchange.getMessage().getHeader(FastSpringConstants.EVENT_ID, String.class);
    }

    /** Events of some hundred orders, with several of one time. */
    private static final class Publisher {
        final Set<String> ids = ConcurrentHashMap.newKeySet();
        private final FastSpringSimulator simulator;
        private final Random random;
        private long created;

        Publisher(FastSpringSimulator simulator, Random random) {
            this.simulator = simulator;
            this.random = random;
            created = simulator.clock().millis() - Duration.ofDays(5).toMillis();
        }

        int count() {
            return ids.size();
        }

        void publish(int count) {
            for (int i = 0; i < count; i++) {
                created += random.nextInt(4) == 0 ? 0 : random.nextInt(60_000);
                String order = "order-" + random.nextInt(200);
                ids.add(simulator
                        .store()
                        .publish(
                                "order.completed", true, EventsRoute.data(order).put("changed", ids.size()), created)
                        .id());
            }
        }
    }

    /** Thousands of stack traces would say nothing. */
    private static final class Quiet implements ExceptionHandler {
        @Override
        public void handleException(Throwable exception) {}

        @Override
        public void handleException(String message, Throwable exception) {}

        @Override
        public void handleException(String message, Exchange exchange, Throwable exception) {}
    }
}

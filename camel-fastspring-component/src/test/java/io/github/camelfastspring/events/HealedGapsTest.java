package io.github.camelfastspring.events;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.errorhandler.NoErrorHandlerDefinition;
import org.apache.camel.spi.ExceptionHandler;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.camelfastspring.FastSpringConstants;
import io.github.camelfastspring.simulator.Event;
import io.github.camelfastspring.simulator.EventListing;
import io.github.camelfastspring.simulator.FastSpringSimulator;
import io.github.camelfastspring.simulator.FastSpringSimulatorExtension;
import io.github.camelfastspring.simulator.SimulatorClock;
import io.github.camelfastspring.simulator.webhook.RetrySchedule;
import io.github.camelfastspring.simulator.webhook.Webhook;
import io.github.camelfastspring.simulator.webhook.WebhookDelivery;
import io.github.camelfastspring.simulator.webhook.WebhookFault;
import io.github.camelfastspring.simulator.webhook.Webhooks;

import static io.github.camelfastspring.events.EventsWatch.patiently;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Posts that get lost, come twice, or find the receiver down, by a seed and in simulated time: the route succeeds once with
 * each event, and what the posts missed is healed by the first poll that finds it old enough. How many runs and events, and
 * the first seed, are system properties: {@code fastspring.seeds}, {@code fastspring.events}, {@code fastspring.seed}.
 */
@Tag("faults")
@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HealedGapsTest {

    private static final int EVENTS = Integer.getInteger("fastspring.events", 2000);

    /** A run of 10,000 events takes so long that more would be too many. */
    private static final int MAX_SEEDS = 10;

    private static final Duration STEP = Duration.ofSeconds(10);
    private static final int STEPS_PER_POLL = 6;
    private static final int STEPS_DOWN = 6;
    private static final Duration POLL_INTERVAL = STEP.multipliedBy(STEPS_PER_POLL);
    private static final Duration DOWN = STEP.multipliedBy(STEPS_DOWN);

    /** Its default. */
    private static final Duration CATCH_UP_AGE = Duration.ofMinutes(5);

    private static final Duration FAILURE_DELAY = Duration.ofMinutes(1);

    private static final double LOST = 0.3;
    private static final double DOUBLED = 0.2;

    private enum Outage {
        NONE,
        /** Nothing gets through to the receiver; it can poll. */
        UNREACHABLE,
        /** The route is suspended, so that posts are refused and nothing is polled. */
        SUSPENDED
    }

    static LongStream seeds() {
        long first = Long.getLong("fastspring.seed", 1);
        return LongStream.range(first, first + Math.min(Integer.getInteger("fastspring.seeds", 5), MAX_SEEDS));
    }

    private final SimulatorClock clock = SimulatorClock.frozenAt(Instant.parse("2026-03-01T12:00:00Z"));

    @RegisterExtension
    final FastSpringSimulatorExtension fastSpring = new FastSpringSimulatorExtension(
            () -> FastSpringSimulator.builder().clock(clock).start());

    private final PollsByHand polls = new PollsByHand();
    private final Map<String, Event> published = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> succeeded = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> failuresToCome = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> failures = new ConcurrentHashMap<>();
    private final Map<String, Instant> backsOffUntil = new ConcurrentHashMap<>();
    private final AtomicInteger healed = new AtomicInteger();
    private final AtomicLong oldest = new AtomicLong();

    private Random random;
    private boolean ordered;
    private double failing;
    private PostsRoute route;
    private Webhooks webhooks;
    private Outage outage = Outage.NONE;
    private int outages;

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyEventSucceedsOnceAndWhatThePostsMissIsHealedByTheNextPoll(long seed) throws Exception {
        random = new Random(seed);
        ordered = seed % 3 == 0;
        failing = seed % 2 == 1 ? 0.05 : 0;
        boolean handsOver = seed % 4 == 0 || seed % 4 == 3;
        RetrySchedule retries = List.of(
                        RetrySchedule.CURRENT,
                        RetrySchedule.OLDER,
                        RetrySchedule.of(STEP, STEP, POLL_INTERVAL, POLL_INTERVAL, CATCH_UP_AGE))
                .get((int) (seed % 5) % 3);
        // With catchUpAge by its default.
        String options = "failureDelay=" + FAILURE_DELAY.toMillis() + "&scheduler=#polls&delay="
                + POLL_INTERVAL.toMillis() + "&concurrentConsumers=" + (seed % 2 == 0 ? 4 : 1) + "&ordering="
                + (ordered ? "object" : "none");
        System.out.printf(
                "seed %d: %d events, %s, %s, %d retries%n",
                seed,
                EVENTS,
                options,
                handsOver ? "handed over" : "not handed over",
                retries.delays().size());
        webhooks = fastSpring.simulator().webhooks().deliverByHand();
        try (PostsRoute started = start(options, handsOver)) {
            route = started;
            webhooks.add(Webhook.to(route.url()).secret(PostsRoute.SECRET).retries(retries));
            roughWeather();
            pass();
            calmDown(seed);
        }
    }

    private PostsRoute start(String options, boolean handsOver) throws Exception {
        PostsRoute starting = new PostsRoute(fastSpring.simulator());
        starting.context().getRegistry().bind("polls", polls);
        starting.context().getRegistry().bind("quiet", new Quiet());
        starting.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("seda:later?concurrentConsumers=3&exceptionHandler=#quiet").process(HealedGapsTest.this::work);
            }
        });
        return starting.start("both", options + "&exceptionHandler=#quiet", steps -> {
            steps.errorHandler(new NoErrorHandlerDefinition());
            if (handsOver) {
                steps.to("seda:later?waitForTaskToComplete=Never");
            } else {
                steps.process(this::work);
            }
        });
    }

    private void work(Exchange exchange) {
        String id = exchange.getMessage().getHeader(FastSpringConstants.EVENT_ID, String.class);
        AtomicInteger toCome = failuresToCome.get(id);
        if (toCome != null && toCome.getAndDecrement() > 0) {
            int times = failures.computeIfAbsent(id, any -> new AtomicInteger()).incrementAndGet();
            backsOffUntil.put(id, clock.instant().plus(FAILURE_DELAY.multipliedBy(1L << times - 1)));
            throw new IllegalStateException("as the seed wants");
        }
        succeeded.computeIfAbsent(id, any -> new AtomicInteger()).incrementAndGet();
        if ("poll".equals(exchange.getMessage().getHeader(FastSpringConstants.EVENT_DELIVERY))) {
            healed.incrementAndGet();
        }
        if (failing == 0 || toCome == null && !ordered) {
            long age = clock.millis() - exchange.getMessage().getHeader(FastSpringConstants.EVENT_CREATED, Long.class);
            oldest.accumulateAndGet(age, Math::max);
        }
    }

    private void roughWeather() {
        webhooks.faults().clear();
        webhooks.faults()
                .sometimes(random.nextLong(), LOST, WebhookFault.LOST)
                .sometimes(random.nextLong(), DOUBLED, WebhookFault.DOUBLED);
    }

    /** Time passes, and all that happens in it, until nothing is left to do. */
    private void pass() throws Exception {
        int until = 0;
        int after = 0;
        for (int step = 1; published.size() < EVENTS || !isAllProcessed(); step++) {
            clock.advance(STEP);
            if (outage != Outage.NONE && step == until) {
                recover();
            } else if (step >= until + STEPS_PER_POLL && random.nextInt(50) == 0) {
                // A poll at least is made in between.
                until = step + STEPS_DOWN;
                goDown();
            }
            if (published.size() < EVENTS) {
                publish();
            } else {
                assertThat(after++).as("steps after the last event").isLessThan(500);
            }
            assertAnswered(webhooks.deliver());
            if (step % STEPS_PER_POLL == 0) {
                polls.poll();
                awaitQuiet();
                if (outage != Outage.SUSPENDED) {
                    assertNothingIsOverdue();
                }
            }
        }
    }

    private void assertAnswered(List<WebhookDelivery> posts) {
        for (WebhookDelivery post : posts) {
            int expected = outage == Outage.SUSPENDED ? 503 : 200;
            if (post.fault() == WebhookFault.LOST) {
                assertThat(post.status()).isZero();
            } else if (failing == 0 || expected == 503) {
                assertThat(post.status()).as("answer to %s", post).isEqualTo(expected);
            } else {
                assertThat(post.status()).as("answer to %s", post).isIn(200, 202, 500);
            }
        }
    }

    private void goDown() throws Exception {
        outages++;
        if (random.nextBoolean()) {
            outage = Outage.UNREACHABLE;
            webhooks.faults().clear();
            webhooks.faults().sometimes(0, 1, WebhookFault.LOST);
        } else {
            outage = Outage.SUSPENDED;
            awaitQuiet();
            route.context().getRouteController().suspendRoute(EventsRoute.ROUTE);
        }
    }

    private void recover() throws Exception {
        if (outage == Outage.SUSPENDED) {
            route.context().getRouteController().resumeRoute(EventsRoute.ROUTE);
        }
        outage = Outage.NONE;
        roughWeather();
    }

    /** A few events, each in a post of its own or all in one. */
    private void publish() {
        int count = Math.min(random.nextInt(9), EVENTS - published.size());
        if (random.nextInt(4) > 0) {
            publish(count);
        } else {
            fastSpring.simulator().store().atomically(() -> {
                publish(count);
                return null;
            });
        }
    }

    private void publish(int count) {
        for (int i = 0; i < count; i++) {
            long created = clock.millis() - random.nextInt((int) STEP.toMillis());
            Event event = fastSpring
                    .simulator()
                    .store()
                    .publish(
                            "order.completed",
                            true,
                            EventsRoute.data("order-" + random.nextInt(100)).put("changed", published.size()),
                            created);
            published.put(event.id(), event);
            if (random.nextDouble() < failing) {
                failuresToCome.put(event.id(), new AtomicInteger(1 + random.nextInt(3)));
            }
        }
    }

    /** Nothing of the consumer's is under way, so that time may pass. */
    private void awaitQuiet() {
        if (!isQuiet()) {
            patiently().pollInterval(Duration.ofMillis(1)).until(this::isQuiet);
        }
    }

    /** Those that wait behind others of their object are taken, but not in flight yet. */
    private boolean isQuiet() {
        EventsConsumer consumer = route.consumer();
        return consumer.ledger().open().taken() == 0
                && consumer.getEventsInFlight() == 0
                && consumer.getAcknowledgementsPending() == 0;
    }

    /** After a poll: of what is old enough, only what failed is left, and what has to wait for it. */
    private void assertNothingIsOverdue() {
        long latest = clock.instant().minus(CATCH_UP_AGE).toEpochMilli();
        Set<String> blocked = new HashSet<>();
        List<String> overdue = new ArrayList<>();
        for (Event event : fastSpring
                .simulator()
                .store()
                .firstEvents(false, 0, latest, EventListing.Order.ASCENDING, Integer.MAX_VALUE)) {
            String object = event.data().path("order").asText();
            if (backsOffUntil.getOrDefault(event.id(), Instant.MIN).isAfter(clock.instant())) {
                blocked.add(object);
            } else if (!isAnsweredInVain(event) && (!ordered || !blocked.contains(object))) {
                overdue.add(event + " at " + clock.instant());
            }
        }
        assertThat(overdue).as("left by a poll").isEmpty();
    }

    /**
     * Of a doubled post, the first answer counts. What failed then, and succeeded with the second, is acknowledged when
     * FastSpring posts it again, or by a poll that reads the list from the start.
     */
    private boolean isAnsweredInVain(Event event) {
        return failing > 0 && succeeded.containsKey(event.id());
    }

    private boolean isAllProcessed() {
        return fastSpring.simulator().store().unprocessedEvents().isEmpty();
    }

    private void calmDown(long seed) throws Exception {
        if (outage != Outage.NONE) {
            recover();
        }
        awaitQuiet();
        webhooks.faults().clear();
        List<WebhookDelivery> log = webhooks.log();
        System.out.printf(
                "seed %d: %d events, %d posts, %d lost, %d doubled, %d refused, %d times down, %d failures,"
                        + " %d healed by poll, at most %d s old, %d routed%n",
                seed,
                published.size(),
                log.size(),
                log.stream().filter(post -> post.fault() == WebhookFault.LOST).count(),
                log.stream()
                        .filter(post -> post.fault() == WebhookFault.DOUBLED)
                        .count(),
                log.stream().filter(post -> post.status() == 503).count(),
                outages,
                failures.values().stream().mapToInt(AtomicInteger::get).sum(),
                healed.get(),
                TimeUnit.MILLISECONDS.toSeconds(oldest.get()),
                succeeded.size());
        assertThat(succeeded.keySet()).as("none lost").isEqualTo(published.keySet());
        assertThat(succeeded.values()).as("none routed twice").allMatch(times -> times.get() == 1);
        assertThat(oldest.get())
                .as("age of the oldest when it was routed")
                .isLessThan(CATCH_UP_AGE.plus(POLL_INTERVAL).plus(DOWN).toMillis());
        assertThat(route.consumer().getErrorCounter()).isZero();
        clock.advance(Duration.ofDays(7));
        assertThat(webhooks.deliver()).as("posts again of what is processed").isEmpty();
    }

    /** Hundreds of stack traces would say nothing. */
    private static final class Quiet implements ExceptionHandler {
        @Override
        public void handleException(Throwable exception) {}

        @Override
        public void handleException(String message, Throwable exception) {}

        @Override
        public void handleException(String message, Exchange exchange, Throwable exception) {}
    }
}

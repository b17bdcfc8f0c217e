package io.github.camelfastspring.producer;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import org.apache.camel.AsyncProducer;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.github.camelfastspring.FastSpringComponent;
import io.github.camelfastspring.client.RateBudget;
import io.github.camelfastspring.simulator.FastSpringSimulator;
import io.github.camelfastspring.simulator.Fault;
import io.github.camelfastspring.simulator.RateLimit;
import io.github.camelfastspring.simulator.SimulatorClock;
import io.github.camelfastspring.support.Calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Minutes under full load against a store with a rate limit, on the store's clock. */
@Timeout(60)
class BudgetWindowTest {

    private static final int LIMIT = 250;

    private FastSpringSimulator simulator;
    private Calls calls;
    private final AtomicInteger taken = new AtomicInteger();

    @BeforeEach
    void start() {
        simulator = FastSpringSimulator.builder()
                .clock(SimulatorClock.frozenAt(Instant.parse("2026-01-31T12:00:00Z")))
                .rateLimit(RateLimit.perMinute(LIMIT))
                .start();
        calls = new Calls(simulator.baseUrl(), simulator.username(), simulator.password());
        calls.context()
                .getComponent("fastspring", FastSpringComponent.class)
                .getConfiguration()
                .setRateBudget(budget());
    }

    @AfterEach
    void stop() {
        calls.close();
        simulator.close();
    }

    /** That of requestsPerMinute=250, on the store's clock. */
    private RateBudget budget() {
        RateBudget bucket = RateBudget.of(Bucket.builder()
                .addLimit(RateBudget.perMinute(LIMIT).getBandwidths()[0])
                .withCustomTimePrecision(new TimeMeter() {
                    @Override
                    public long currentTimeNanos() {
                        Instant now = simulator.clock().instant();
                        return now.getEpochSecond() * 1_000_000_000 + now.getNano();
                    }

                    @Override
                    public boolean isWallClockBased() {
                        return false;
                    }
                })
                .build());
        return () -> {
            Duration wait = bucket.take();
            if (wait.isZero()) {
                taken.incrementAndGet();
                return wait;
            }
            return Duration.ofMillis(1);
        };
    }

    private List<CompletableFuture<Exchange>> start(int count) throws Exception {
        AsyncProducer producer = calls.context()
                .getEndpoint("fastspring:products?operation=get&id=sky-atlas&budgetTimeout=60000")
                .createAsyncProducer();
        producer.start();
        List<CompletableFuture<Exchange>> exchanges = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Exchange exchange = producer.getEndpoint().createExchange();
            CompletableFuture<Exchange> done = new CompletableFuture<>();
            producer.process(exchange, doneSync -> done.complete(exchange));
            exchanges.add(done);
        }
        return exchanges;
    }

    /** Lets time pass, a call's worth at a time, each time after what could leave has arrived. */
    private void pass(Duration time) {
        Duration step = Duration.ofMillis(250);
        for (Duration left = time; !left.isZero(); left = left.minus(step)) {
            int before = taken.get();
            simulator.clock().advance(step);
            await().pollInterval(Duration.ofMillis(1))
                    .until(() -> taken.get() > before && simulator.rate().calls() == taken.get());
        }
    }

    @Test
    void noCallIsThrottledAndAlmostNothingIsWasted() throws Exception {
        List<CompletableFuture<Exchange>> exchanges = start(900);
        simulator.faults().next(5, "GET", "/products", Fault.status(503));
        pass(Duration.ofMinutes(3));

        assertThat(simulator.rate().throttled()).isZero();
        assertThat(simulator.rate().busiestMinute()).isBetween((int) (LIMIT * 0.98), LIMIT);
        assertThat(simulator.rate().calls()).isGreaterThan((long) (3 * LIMIT * 0.98));
        assertThat(exchanges.stream().filter(CompletableFuture::isDone).count())
                .as("all but the five that were repeated, and those just under way")
                .isBetween(simulator.rate().calls() - 10, simulator.rate().calls() - 4);
    }

    /** The limit of another client that has used it up. */
    @Test
    void aThrottledCallIsRepeatedWhenTheStoreLetsItThrough() throws Exception {
        Exchange exchange = calls.exchange("fastspring:products?operation=get&id=sky-atlas&maxRetryDelay=20", e -> {});
        assertThat(exchange.getException()).isNull();
        simulator.faults().next(2, "GET", "/products", Fault.status(429));
        List<CompletableFuture<Exchange>> exchanges = start(4);
        await().until(() -> {
            simulator.clock().advance(Duration.ofMillis(250));
            return exchanges.stream().allMatch(CompletableFuture::isDone);
        });

        assertThat(exchanges).allMatch(each -> each.join().getException() == null);
        assertThat(simulator.rate().calls()).isEqualTo(7);
        assertThat(taken).hasValue(7);
    }
}

package io.github.camelfastspring.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Many threads at once: each call leaves or is refused, and that once. */
@Timeout(60)
class CallBudgetStressTest {

    private static final int THREADS = 8;
    private static final int CALLS = 2000;

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService callers = Executors.newFixedThreadPool(THREADS);
    private final ExecutorService connections = Executors.newCachedThreadPool();
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicInteger ran = new AtomicInteger();
    private final AtomicInteger atATime = new AtomicInteger();
    private final AtomicIntegerArray left = new AtomicIntegerArray(THREADS * CALLS);
    private final AtomicIntegerArray refused = new AtomicIntegerArray(THREADS * CALLS);

    @AfterEach
    void stop() {
        timer.shutdownNow();
        callers.shutdownNow();
        connections.shutdownNow();
    }

    /** Seldom enough, often something, at times nothing but trouble; asked by one thread at a time. */
    private RateBudget budget(long seed) {
        Random random = new Random(seed);
        return () -> {
            assertThat(atATime.incrementAndGet()).isEqualTo(1);
            try {
                if (random.nextInt(10) == 0) {
                    return Duration.ofNanos(1 + random.nextInt(200_000));
                }
                taken.incrementAndGet();
                return Duration.ZERO;
            } finally {
                atATime.decrementAndGet();
            }
        };
    }

    private void run(long seed, CallBudget budget, boolean timeouts) throws Exception {
        List<CallDispatcher> clients = List.of(
                new CallDispatcher(connections, 1, budget::placeFreed),
                new CallDispatcher(connections, 4, budget::placeFreed),
                new CallDispatcher(connections, 64, budget::placeFreed));
        List<Future<?>> done = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            int first = thread * CALLS;
            done.add(callers.submit(() -> {
                Random random = new Random(seed + first);
                for (int call = first; call < first + CALLS; call++) {
                    enter(call, budget, clients.get(random.nextInt(3)), random, timeouts);
                    if (random.nextInt(1000) == 0) {
                        budget.pause(Duration.ofNanos(random.nextInt(3_000_000)));
                    }
                }
            }));
        }
        for (Future<?> each : done) {
            each.get(30, TimeUnit.SECONDS);
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> total(left) + total(refused) >= THREADS * CALLS);
        await().until(() -> ran.get() == total(left));
        for (int call = 0; call < THREADS * CALLS; call++) {
            assertThat(left.get(call) + refused.get(call))
                    .as("seed %d, call %d", seed, call)
                    .isEqualTo(1);
        }
        assertThat(budget.waiting()).isZero();
    }

    private void enter(int call, CallBudget budget, CallDispatcher places, Random random, boolean timeouts) {
        budget.enter(
                Lane.values()[random.nextInt(3)],
                places,
                timeouts ? Duration.ofMillis(random.nextInt(6)) : Duration.ofMinutes(1),
                () -> {
                    left.incrementAndGet(call);
                    places.dispatchReserved(() -> call, result -> ran.incrementAndGet(), error -> {});
                },
                waited -> refused.incrementAndGet(call));
    }

    private static int total(AtomicIntegerArray counts) {
        int total = 0;
        for (int i = 0; i < counts.length(); i++) {
            total += counts.get(i);
        }
        return total;
    }

    @Test
    void everyCallLeavesAndTakesExactlyOneFromTheBudget() throws Exception {
        run(7, new CallBudget(budget(7), timer, Runnable::run), false);

        assertThat(total(left)).isEqualTo(THREADS * CALLS);
        assertThat(taken).hasValue(THREADS * CALLS);
    }

    @Test
    void theSameWhereTheBudgetIsAskedOnAThreadOfItsOwn() throws Exception {
        run(11, new CallBudget(budget(11), timer, connections), false);

        assertThat(taken).hasValue(THREADS * CALLS);
    }

    @Test
    void callsThatGiveUpAreNeverBothRefusedAndLetGo() throws Exception {
        run(13, new CallBudget(budget(13), timer, Runnable::run), true);

        assertThat(total(refused)).as("the test is about these").isPositive();
        assertThat(total(left)).isPositive();
        assertThat(taken.get()).isBetween(total(left), total(left) + total(refused));
    }
}

package io.github.camelfastspring.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The budget of {@code requestsPerMinute}, by a clock that the test moves. */
class RateBudgetTest {

    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

    private final Time time = new Time();
    private final List<Long> taken = new ArrayList<>();

    private static final class Time implements TimeMeter {
        long now = 1_234_567_890_123L;

        @Override
        public long currentTimeNanos() {
            return now;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }

    private RateBudget budget(int requests) {
        return RateBudget.of(Bucket.builder()
                .addLimit(RateBudget.perMinute(requests).getBandwidths()[0])
                .withCustomTimePrecision(time)
                .build());
    }

    /** Takes as long as there is something, and tells how long it takes until there is more. */
    private Duration takeAll(RateBudget budget) {
        Duration wait = budget.take();
        while (wait.isZero()) {
            taken.add(time.now);
            wait = budget.take();
        }
        return wait;
    }

    private int mostInAMinute() {
        int most = 0;
        int first = 0;
        for (int last = 0; last < taken.size(); last++) {
            while (taken.get(first) <= taken.get(last) - MINUTE) {
                first++;
            }
            most = Math.max(most, last - first + 1);
        }
        return most;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 59, 99, 100, 101, 199, 250, 777, 1000, 6000})
    void callersThatComeAgainAtOnceGetAlmostAllAndNeverMore(int requests) {
        RateBudget budget = budget(requests);
        long start = time.now;
        while (time.now - start < 10 * MINUTE) {
            time.now += takeAll(budget).toNanos();
        }

        assertThat(mostInAMinute()).isLessThanOrEqualTo(requests);
        double share = taken.size() / (10.0 * requests);
        assertThat(share).isGreaterThan(requests == 250 ? 0.98 : 0.95);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 59, 100, 250, 1000, 6000})
    void whoeverIsToldToWaitGetsTheNextCallThenAndNotEarlier(int requests) {
        RateBudget budget = budget(requests);
        for (int i = 0; i < 200; i++) {
            long wait = takeAll(budget).toNanos();
            time.now += wait - 1;
            assertThat(budget.take()).isPositive();
            // The bucket rounds a nanosecond down.
            time.now += 2;
            assertThat(budget.take()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 59, 100, 250, 1000, 6000})
    void whatWasNotUsedIsNoMoreThanASmallBurst(int requests) {
        RateBudget budget = budget(requests);
        for (int round = 0; round < 5; round++) {
            time.now += (long) (MINUTE * (0.3 + round));
            int before = taken.size();
            takeAll(budget);
            assertThat(taken.size() - before).isLessThanOrEqualTo(1 + requests / 100);
            long burst = time.now;
            while (time.now - burst < MINUTE) {
                time.now += takeAll(budget).toNanos();
            }
        }

        assertThat(mostInAMinute()).isLessThanOrEqualTo(requests);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 59, 100, 250, 1000, 6000})
    void callersThatComeAnyhowNeverGetMore(int requests) {
        for (long seed = 0; seed < 20; seed++) {
            taken.clear();
            Random random = new Random(seed);
            RateBudget budget = budget(requests);
            long start = time.now;
            while (time.now - start < 5 * MINUTE) {
                int wanted = 1 + random.nextInt(1 + requests / 20);
                for (int i = 0; i < wanted && budget.take().isZero(); i++) {
                    taken.add(time.now);
                }
                // Mostly soon again, at times after a rest.
                double rest = random.nextInt(50) == 0 ? random.nextInt(requests) : random.nextDouble();
                time.now += (long) (rest * MINUTE / requests);
            }
            assertThat(mostInAMinute()).as("seed %d", seed).isLessThanOrEqualTo(requests);
        }
    }
}

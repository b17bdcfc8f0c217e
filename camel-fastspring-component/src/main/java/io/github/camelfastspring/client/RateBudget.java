package io.github.camelfastspring.client;

import java.time.Duration;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.ConsumptionProbe;

/**
 * How many calls may leave. One for each {@code baseUrl} of a context is made from the option {@code requestsPerMinute};
 * a bean of this type replaces it, for example with a Bucket4j bucket in a database, which machines can share:
 *
 * <pre>{@code
 * ProxyManager<Long> buckets = Bucket4jPostgreSQL.advisoryLockBasedBuilder(dataSource).build();
 * RateBudget budget = RateBudget.of(
 *         buckets.builder().build(1L, () -> RateBudget.perMinute(250)));
 * }</pre>
 */
@FunctionalInterface
public interface RateBudget {

    /**
     * Takes one call from the budget. May block for a look at a shared store, but not until there is a call to be had.
     *
     * @return zero if the call may leave now; else nothing was taken, and it is worth asking again after that time
     * @throws RuntimeException if it cannot be told; calls wait then
     */
    Duration take();

    /** A budget that a bucket keeps; a call is one token. */
    static RateBudget of(Bucket bucket) {
        return () -> {
            ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
            return probe.isConsumed() ? Duration.ZERO : Duration.ofNanos(Math.max(1, probe.getNanosToWaitForRefill()));
        };
    }

    /**
     * A bucket out of which in any 60 seconds at most so many calls come, evenly spaced but for a small burst. Of 250, 245
     * are used: the rest is kept for the burst, and because what leaves evenly may arrive less so, most of all the first
     * calls, which have connections to make.
     *
     * @param requests at least 1
     */
    static BucketConfiguration perMinute(int requests) {
        int reserve = requests / 50;
        return BucketConfiguration.builder()
                .addLimit(Bandwidth.builder()
                        .capacity(1L + requests / 250)
                        .refillGreedy((long) requests - reserve, Duration.ofMinutes(1))
                        .build())
                .build();
    }
}

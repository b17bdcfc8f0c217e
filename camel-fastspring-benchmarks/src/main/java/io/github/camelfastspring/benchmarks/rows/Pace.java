package io.github.camelfastspring.benchmarks.rows;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

import io.github.camelfastspring.benchmarks.Bench;

/**
 * The limit that rows about it are measured under, and for how long.
 *
 * @param requests calls a minute that the component may make
 * @param limit    requests that the stub takes in any 60 seconds
 * @param settle   milliseconds before the measurement begins
 * @param sample   milliseconds of one of its parts
 * @param samples  how many of these there are
 */
record Pace(int requests, int limit, int settle, int sample, int samples) {

    static final int WINDOW = 60_000;

    /** FastSpring's limit in real time: nothing is scaled. A smoke run has more calls, and so it does not wait. */
    static Pace of(Bench bench, int minutes) {
        return bench.either(new Pace(250, 250, WINDOW, 10_000, 6 * minutes), new Pace(6_000, 6_000, 50, 200, 2));
    }

    String options() {
        return "requestsPerMinute=" + requests + "&budgetTimeout=120000";
    }

    /** Waits until something is so: nothing counts before the first calls have gone through. */
    static void await(Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.call()) {
            if (System.nanoTime() - end > 0) {
                throw new IllegalStateException("no call has come through");
            }
            Thread.sleep(20);
        }
    }

    /** The length of the measurement in minutes. */
    double minutes() {
        return (double) sample * samples / WINDOW;
    }
}

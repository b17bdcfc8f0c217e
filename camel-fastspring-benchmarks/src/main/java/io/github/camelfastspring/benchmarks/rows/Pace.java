package io.github.camelfastspring.benchmarks.rows;

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
        return bench.either(new Pace(250, 250, WINDOW, 10_000, 6 * minutes), new Pace(6_000, 6_000, 100, 100, 4));
    }

    String options() {
        return "requestsPerMinute=" + requests + "&budgetTimeout=120000";
    }

    /** The length of the measurement in minutes. */
    double minutes() {
        return (double) sample * samples / WINDOW;
    }
}

package io.github.camelfastspring.benchmarks.rows;

import java.util.List;
import java.util.Locale;

import io.github.camelfastspring.benchmarks.Bench;
import io.github.camelfastspring.benchmarks.Benchmark;
import io.github.camelfastspring.benchmarks.Row;
import io.github.camelfastspring.benchmarks.load.LookupPath;
import io.github.camelfastspring.benchmarks.load.OngoingLoad;
import io.github.camelfastspring.benchmarks.stub.Stub;
import io.github.camelfastspring.benchmarks.stub.StubSettings;
import io.github.camelfastspring.benchmarks.stub.StubStats;

/** How much of the allowed rate is used by many callers, and whether the API ever has to refuse; the stub is the judge. */
public final class RateBenchmark implements Benchmark {

    private static final int CALLERS = 64;
    private static final int DELAY = 20;

    @Override
    public String name() {
        return "rate";
    }

    @Override
    public List<Row> run(Bench bench) throws Exception {
        Pace pace = Pace.of(bench, 3);
        try (Stub stub = bench.open(StubSettings.plain().withDelay(DELAY).withLimit(pace.limit(), Pace.WINDOW));
                OngoingLoad load =
                        OngoingLoad.start(new LookupPath(stub.baseUrl(), bench.tls(), pace.options()), CALLERS)) {
            Pace.await(() -> load.answered() > CALLERS);
            Thread.sleep(pace.settle());
            StubStats before = stub.stats();
            long start = System.nanoTime();
            Thread.sleep((long) pace.sample() * pace.samples());
            StubStats after = stub.stats();
            double minutes = (System.nanoTime() - start) / 6e10;
            load.answered();
            double perMinute = (after.served() - before.served()) / minutes;
            double share = perMinute / pace.limit();
            return List.of(
                    Row.of(
                                    "share of the allowed rate used, " + CALLERS + " callers",
                                    "asynchronous",
                                    share,
                                    String.format(Locale.ROOT, "%.3f", share),
                                    String.format(
                                            Locale.ROOT,
                                            "%.1f calls a minute of %d, over %.1f minutes; at most %d in any 60 s",
                                            perMinute,
                                            pace.limit(),
                                            minutes,
                                            after.mostInWindow()))
                            .goal("0.95", "0.98"),
                    Row.of(
                                    "throttled answers",
                                    "asynchronous",
                                    after.throttled(),
                                    Long.toString(after.throttled()),
                                    "from the first call on, judged by a sliding window of 60 s at the stub"
                                            + (after.throttledAt().isEmpty()
                                                    ? ""
                                                    : "; after seconds " + after.throttledAt()))
                            .goal("0", "0"));
        }
    }
}

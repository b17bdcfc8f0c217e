package io.github.camelfastspring.benchmarks.rows;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.github.camelfastspring.benchmarks.Bench;
import io.github.camelfastspring.benchmarks.Benchmark;
import io.github.camelfastspring.benchmarks.Row;
import io.github.camelfastspring.benchmarks.load.CallPath;
import io.github.camelfastspring.benchmarks.load.CallPath.Caller;
import io.github.camelfastspring.benchmarks.load.ComponentPath;
import io.github.camelfastspring.benchmarks.load.Quartiles;
import io.github.camelfastspring.benchmarks.load.RawPath;
import io.github.camelfastspring.benchmarks.load.Slices;
import io.github.camelfastspring.benchmarks.load.Slices.Times;
import io.github.camelfastspring.benchmarks.stub.Stub;
import io.github.camelfastspring.benchmarks.stub.StubSettings;

/** Whether many callers of a slow API get what the latency allows: as many calls a second as callers over latency. */
public final class LatencyBenchmark implements Benchmark {

    @Override
    public String name() {
        return "latency";
    }

    @Override
    public List<Row> run(Bench bench) throws Exception {
        int callers = bench.either(256, 16);
        int delay = bench.either(200, 10);
        Times times = bench.either(new Times(5_000, 4_000, 9), new Times(50, 100, 2));
        try (Stub stub = bench.open(StubSettings.plain().withDelay(delay));
                CallPath raw = new RawPath(stub.baseUrl(), bench.tls(), callers, true);
                CallPath async = component(bench, stub, callers, Caller.ASYNCHRONOUS);
                CallPath blocking = component(bench, stub, callers, Caller.BLOCKS)) {
            Slices slices = Slices.measure(List.of(raw, async, blocking), callers, times);
            double limit = callers * 1_000.0 / delay;
            List<Row> rows = new ArrayList<>();
            for (CallPath path : List.of(async, blocking, raw)) {
                Quartiles rate = slices.perSecond(path);
                Quartiles share = new Quartiles(rate.low() / limit, rate.median() / limit, rate.high() / limit);
                Row row = Row.of(
                        "calls/s over c/latency, " + delay + " ms, c=" + callers
                                + (path == raw ? ", of " + path.name() : ""),
                        path.caller(),
                        share.median(),
                        share.text(3),
                        String.format(
                                Locale.ROOT,
                                "%,.0f of %,.0f calls/s; %.0f µs of processor time a call",
                                rate.median(),
                                limit,
                                slices.cpu(path).median()));
                rows.add(path == raw ? row : row.goal("0.85", "0.9"));
            }
            return rows;
        }
    }

    private static CallPath component(Bench bench, Stub stub, int callers, Caller caller) throws Exception {
        return new ComponentPath(stub.baseUrl(), bench.tls(), callers, caller, "");
    }
}

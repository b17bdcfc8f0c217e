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
import io.github.camelfastspring.benchmarks.load.HandWrittenPath;
import io.github.camelfastspring.benchmarks.load.RawPath;
import io.github.camelfastspring.benchmarks.load.Slices;
import io.github.camelfastspring.benchmarks.load.Slices.Times;
import io.github.camelfastspring.benchmarks.stub.Stub;
import io.github.camelfastspring.benchmarks.stub.StubSettings;

/** Calls a second of the component, beside HttpClient 5 without Camel and the route that people write without it. */
public final class CallsBenchmark implements Benchmark {

    @Override
    public String name() {
        return "calls";
    }

    @Override
    public List<Row> run(Bench bench) throws Exception {
        List<Row> rows = new ArrayList<>();
        for (int delay : bench.either(new int[] {0, 200}, new int[] {0})) {
            for (int callers : bench.either(new int[] {16, 1, 256}, new int[] {4})) {
                bench.say("calls: c=" + callers + ", " + delay + " ms");
                rows.addAll(measure(bench, callers, delay));
            }
        }
        return rows;
    }

    private static List<Row> measure(Bench bench, int callers, int delay) throws Exception {
        try (Stub stub = bench.open(StubSettings.plain().withDelay(delay));
                CallPath tree = new RawPath(stub.baseUrl(), bench.tls(), callers, true);
                CallPath map = new RawPath(stub.baseUrl(), bench.tls(), callers, false);
                CallPath hand = new HandWrittenPath(stub.baseUrl(), bench.tls(), callers);
                CallPath async = component(bench, stub, callers, Caller.ASYNCHRONOUS, "");
                CallPath synchronous = component(bench, stub, callers, Caller.BLOCKS, "synchronous=true");
                CallPath blocking = component(bench, stub, callers, Caller.BLOCKS, "")) {
            List<CallPath> paths = List.of(tree, map, hand, async, synchronous, blocking);
            long served = stub.stats().served();
            long cpu = stub.stats().cpu();
            Slices slices = Slices.measure(paths, callers, times(bench, delay));
            double server = (double) (stub.stats().cpu() - cpu) / (stub.stats().served() - served);
            boolean decisive = callers == 16 && delay == 0;
            List<Row> rows = new ArrayList<>();
            for (CallPath path : List.of(async, synchronous, blocking)) {
                Row overRaw = ratio(slices, path, tree, callers, delay);
                Row overHand = ratio(slices, path, hand, callers, delay);
                rows.add(decisive ? overRaw.goal("0.85", "0.95") : overRaw);
                rows.add(ratio(slices, path, map, callers, delay));
                rows.add(decisive ? overHand.goal("1.5", "1.8") : overHand);
            }
            rows.add(ratio(slices, hand, tree, callers, delay));
            rows.add(Row.of(
                    "processor time of the stub a call, c=" + callers + ", " + delay + " ms",
                    "",
                    server,
                    String.format(Locale.ROOT, "%.0f µs", server),
                    "all paths together, in its own process"));
            return rows;
        }
    }

    private static CallPath component(Bench bench, Stub stub, int callers, Caller caller, String options)
            throws Exception {
        return new ComponentPath(stub.baseUrl(), bench.tls(), callers, caller, options);
    }

    private static Times times(Bench bench, int delay) {
        Times inEarnest = delay == 0 ? new Times(6_000, 700, 15) : new Times(2_000, 3_000, 5);
        return bench.either(inEarnest, new Times(50, 100, 2));
    }

    private static Row ratio(Slices slices, CallPath path, CallPath base, int callers, int delay) {
        var ratio = slices.ratio(path, base);
        return Row.of(
                "calls/s over " + base.name() + ", c=" + callers + ", " + delay + " ms"
                        + (path instanceof ComponentPath ? "" : ", of the hand-written route")
                        + path.name().replaceFirst("^[^,]*", ""),
                path.caller(),
                ratio.median(),
                ratio.text(2),
                String.format(
                        Locale.ROOT,
                        "%,.0f against %,.0f calls/s; %.0f against %.0f µs of processor time a call",
                        slices.perSecond(path).median(),
                        slices.perSecond(base).median(),
                        slices.cpu(path).median(),
                        slices.cpu(base).median()));
    }
}

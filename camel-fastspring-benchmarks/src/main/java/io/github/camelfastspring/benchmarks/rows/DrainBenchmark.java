package io.github.camelfastspring.benchmarks.rows;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import io.github.camelfastspring.benchmarks.Bench;
import io.github.camelfastspring.benchmarks.Benchmark;
import io.github.camelfastspring.benchmarks.Row;
import io.github.camelfastspring.benchmarks.load.Contexts;
import io.github.camelfastspring.benchmarks.load.Drain;
import io.github.camelfastspring.benchmarks.load.Quartiles;
import io.github.camelfastspring.benchmarks.load.RawPath;
import io.github.camelfastspring.benchmarks.stub.Stub;
import io.github.camelfastspring.benchmarks.stub.StubSettings;
import io.github.camelfastspring.benchmarks.stub.StubStats;

/** How fast a backlog of events is routed and acknowledged, beside what one listing of 25 events at a time allows. */
public final class DrainBenchmark implements Benchmark {

    private static final int PAGE = 25;
    private static final int DELAY = 20;

    /** Repeated where it counts, and mixed. */
    private static final int[] IN_FLIGHT = {32, 8, 32, 1, 8, 32};

    /**
     * A drain.
     *
     * @param perSecond events acknowledged in a second
     * @param rtt       seconds of a request, measured before and after
     * @param listings  how often the events were listed
     */
    private record Drained(double perSecond, double rtt, long listings) {

        /** One listing at a time for 25 events, and so many acknowledgements at a time. */
        double limit(int inFlight) {
            return inFlight == 1 ? 1 / (rtt * (1 + 1.0 / PAGE)) : Math.min(inFlight, PAGE) / rtt;
        }
    }

    @Override
    public String name() {
        return "drain";
    }

    @Override
    public List<Row> run(Bench bench) throws Exception {
        int events = bench.either(20_000, 80);
        drain(bench, bench.either(5_000, 50), 32);
        Map<Integer, List<Drained>> all = new TreeMap<>();
        for (int inFlight : bench.either(IN_FLIGHT, new int[] {32, 8, 1})) {
            // One by one it takes long, and is the same at any time.
            int count = inFlight == 1 ? events / 4 : events;
            Drained drained = drain(bench, count, inFlight);
            bench.say(String.format(Locale.ROOT, "drain: %d in flight, %d events, %s", inFlight, count, drained));
            all.computeIfAbsent(inFlight, key -> new ArrayList<>()).add(drained);
        }
        List<Row> rows = new ArrayList<>();
        all.forEach((inFlight, drains) -> rows.add(row(inFlight, inFlight == 1 ? events / 4 : events, drains)));
        return rows;
    }

    private static Row row(int inFlight, int events, List<Drained> drains) {
        Quartiles share = Quartiles.of(
                drains.stream().map(d -> d.perSecond() / d.limit(inFlight)).toList());
        Quartiles overPages = Quartiles.of(
                drains.stream().map(d -> d.perSecond() * d.rtt() / PAGE).toList());
        Quartiles rate = Quartiles.of(drains.stream().map(Drained::perSecond).toList());
        Quartiles rtt = Quartiles.of(drains.stream().map(d -> d.rtt() * 1_000).toList());
        Row row = Row.of(
                "drain of " + events + " events at " + DELAY + " ms, " + inFlight + " in flight, over "
                        + (inFlight == 1 ? "1/(1.04 RTT)" : Math.min(inFlight, PAGE) + "/RTT"),
                "consumer",
                share.median(),
                share.text(2),
                String.format(
                        Locale.ROOT,
                        "%,.0f events/s, RTT %.1f ms, %.2f of 25/RTT; %d listings; %d runs",
                        rate.median(),
                        rtt.median(),
                        overPages.median(),
                        drains.get(0).listings(),
                        drains.size()));
        return inFlight == 32 ? row.goal("0.8", "0.9") : row;
    }

    private static Drained drain(Bench bench, int events, int inFlight) throws Exception {
        try (Stub stub = bench.open(StubSettings.plain().withDelay(DELAY).withEvents(events));
                Stub other = bench.open(StubSettings.plain().withDelay(DELAY));
                RawPath single = new RawPath(other.baseUrl(), bench.tls(), 1, true);
                Drain drain = new Drain(
                        stub,
                        bench.tls(),
                        Drain.KEYS,
                        "maxConnections=" + inFlight + Contexts.BUDGET_OFF,
                        exchange -> {})) {
            double before = rtt(bench, single);
            drain.start();
            StubStats end = drain.await(events);
            double after = rtt(bench, single);
            double seconds = (end.lastEvent() - end.firstRequest()) / 1e6;
            return new Drained(events / seconds, (before + after) / 2, end.listings());
        }
    }

    /** The median of single requests, one after the other on one connection; in seconds. */
    private static double rtt(Bench bench, RawPath single) throws Exception {
        List<Double> seconds = new ArrayList<>();
        single.call();
        for (int i = 0; i < bench.either(100, 5); i++) {
            long start = System.nanoTime();
            single.call();
            seconds.add((System.nanoTime() - start) / 1e9);
        }
        return Quartiles.of(seconds).median();
    }
}

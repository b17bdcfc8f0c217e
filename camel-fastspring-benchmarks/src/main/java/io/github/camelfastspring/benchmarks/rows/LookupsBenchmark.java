package io.github.camelfastspring.benchmarks.rows;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

import io.github.camelfastspring.benchmarks.Bench;
import io.github.camelfastspring.benchmarks.Benchmark;
import io.github.camelfastspring.benchmarks.Row;
import io.github.camelfastspring.benchmarks.load.LookupPath;
import io.github.camelfastspring.benchmarks.load.OngoingLoad;
import io.github.camelfastspring.benchmarks.load.Quartiles;
import io.github.camelfastspring.benchmarks.stub.Stub;
import io.github.camelfastspring.benchmarks.stub.StubSettings;

/**
 * Lookups a minute with and without coalescing, under the limit. All of them run at the same time, each with a context, a
 * budget and a stub of its own: they make a few calls a second.
 */
public final class LookupsBenchmark implements Benchmark {

    private static final String COALESCE = "&coalesce=true&coalesceDelay=20&batchSize=50";

    /** Some callers of an API of some latency, without coalescing and with it. */
    private final class Pair implements AutoCloseable {
        private final int callers;
        private final int delay;
        private final Stub plainStub;
        private final Stub coalescedStub;
        private final OngoingLoad plain;
        private final OngoingLoad coalesced;
        private final List<Double> plainCounts = new ArrayList<>();
        private final List<Double> coalescedCounts = new ArrayList<>();

        Pair(Bench bench, Pace pace, int callers, int delay) throws Exception {
            this.callers = callers;
            this.delay = delay;
            StubSettings settings = StubSettings.plain().withDelay(delay).withLimit(pace.limit(), Pace.WINDOW);
            plainStub = bench.open(settings);
            coalescedStub = bench.open(settings);
            plain = start(bench, plainStub, pace.options());
            coalesced = start(bench, coalescedStub, pace.options() + COALESCE);
        }

        private OngoingLoad start(Bench bench, Stub stub, String options) throws Exception {
            return OngoingLoad.start(new LookupPath(stub.baseUrl(), bench.tls(), options), callers);
        }

        boolean isWarm() {
            return plain.answered() > callers && coalesced.answered() > callers;
        }

        void sample() {
            plainCounts.add((double) plain.answered());
            coalescedCounts.add((double) coalesced.answered());
        }

        Row row(Pace pace) throws Exception {
            double ratio = total(coalescedCounts) / total(plainCounts);
            Quartiles spread = Quartiles.of(IntStream.range(1, plainCounts.size())
                    .mapToObj(i -> part(coalescedCounts, i) / part(plainCounts, i))
                    .toList());
            Row row = Row.of(
                    "lookups a minute, coalesced over not, " + callers + " outstanding ids, " + delay + " ms",
                    "asynchronous",
                    ratio,
                    String.format(Locale.ROOT, "%.1f (%.1f to %.1f)", ratio, spread.low(), spread.high()),
                    String.format(
                            Locale.ROOT,
                            "%,.0f against %,.0f lookups a minute; %d calls a minute, real time; %d and %d throttled",
                            total(coalescedCounts) / pace.minutes(),
                            total(plainCounts) / pace.minutes(),
                            pace.requests(),
                            coalescedStub.stats().throttled(),
                            plainStub.stats().throttled()));
            return callers >= 64 ? row.goal("40", "48") : row.goal("14", "15.5");
        }

        private double total(List<Double> counts) {
            return counts.get(counts.size() - 1) - counts.get(0);
        }

        private double part(List<Double> counts, int i) {
            return counts.get(i) - counts.get(i - 1);
        }

        @Override
        public void close() throws Exception {
            plain.close();
            coalesced.close();
            plainStub.close();
            coalescedStub.close();
        }
    }

    @Override
    public String name() {
        return "lookups";
    }

    @Override
    public List<Row> run(Bench bench) throws Exception {
        Pace pace = Pace.of(bench, 2);
        List<Pair> pairs = new ArrayList<>();
        try {
            for (int callers : new int[] {64, 16}) {
                for (int delay : bench.either(new int[] {20, 200}, new int[] {5})) {
                    pairs.add(new Pair(bench, pace, callers, delay));
                }
            }
            Pace.await(() -> pairs.stream().allMatch(Pair::isWarm));
            Thread.sleep(pace.settle());
            pairs.forEach(Pair::sample);
            for (int i = 0; i < pace.samples(); i++) {
                Thread.sleep(pace.sample());
                pairs.forEach(Pair::sample);
            }
            List<Row> rows = new ArrayList<>();
            for (Pair pair : pairs) {
                rows.add(pair.row(pace));
            }
            return rows;
        } finally {
            for (Pair pair : pairs) {
                pair.close();
            }
        }
    }
}

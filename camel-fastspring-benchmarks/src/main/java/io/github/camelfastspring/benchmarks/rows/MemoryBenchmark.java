package io.github.camelfastspring.benchmarks.rows;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

import org.apache.camel.CamelContext;

import io.github.camelfastspring.benchmarks.Bench;
import io.github.camelfastspring.benchmarks.Benchmark;
import io.github.camelfastspring.benchmarks.Row;
import io.github.camelfastspring.benchmarks.load.Contexts;
import io.github.camelfastspring.benchmarks.load.Drain;
import io.github.camelfastspring.benchmarks.load.Heap;
import io.github.camelfastspring.benchmarks.stub.Stub;
import io.github.camelfastspring.benchmarks.stub.StubSettings;

/** By how much the live heap grows while a long backlog is drained, and while a long list is read. */
public final class MemoryBenchmark implements Benchmark {

    private static final int PAGE = 50;
    private static final int SAMPLES = 5;

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public List<Row> run(Bench bench) throws Exception {
        List<Row> rows = new ArrayList<>();
        int events = bench.either(20_000, 100);
        drain(bench, bench.either(1_000, 50), Drain.KEYS);
        rows.add(drained(
                drain(bench, events, Drain.KEYS),
                events,
                "as it comes: the repository in memory keeps 2 keys an event"));
        rows.add(drained(
                drain(bench, events, 1_000), events, "with a repository of 1,000 keys, for what all the rest needs"));
        int ids = bench.either(1_000_000, 2_000);
        stream(bench, bench.either(100_000, 500));
        Heap heap = stream(bench, ids);
        rows.add(row(
                "live heap growth, streaming " + ids + " ids",
                "blocks",
                heap,
                "pages of " + PAGE + ", `paging=stream`"));
        return rows;
    }

    private static Row drained(Heap heap, int events, String details) {
        return row("live heap growth, draining " + events + " events", "consumer", heap, details);
    }

    private static Row row(String measure, String caller, Heap heap, String details) {
        double growth = heap.growth();
        return Row.of(
                        measure,
                        caller,
                        growth,
                        String.format(Locale.ROOT, "%.1f MB", growth),
                        details + "; live MB at the start, meanwhile and at the end: " + heap.text())
                .goal("16 MB", "8 MB");
    }

    private static Heap drain(Bench bench, int events, int keys) throws Exception {
        Heap heap = new Heap();
        try (Stub stub = bench.open(StubSettings.plain().withEvents(events));
                Drain drain =
                        new Drain(stub, bench.tls(), keys, "maxConnections=32" + Contexts.BUDGET_OFF, exchange -> {})) {
            heap.sample();
            drain.start();
            for (int i = 1; i <= SAMPLES; i++) {
                drain.await(events / SAMPLES * i);
                heap.sample();
            }
        }
        return heap;
    }

    private static Heap stream(Bench bench, int count) throws Exception {
        Heap heap = new Heap();
        try (Stub stub = bench.open(StubSettings.plain().withOrders(count));
                CamelContext context = Contexts.create(stub.baseUrl(), bench.tls())) {
            context.start();
            heap.sample();
            Iterator<?> ids = context.createProducerTemplate()
                    .requestBody(
                            "fastspring:orders?operation=list&paging=stream&limit=" + PAGE + Contexts.BUDGET_OFF,
                            null,
                            Iterator.class);
            int read = 0;
            while (ids.hasNext()) {
                ids.next();
                read++;
                if (read % (count / SAMPLES) == 0) {
                    heap.sample();
                }
            }
            if (read != count) {
                throw new IllegalStateException(read + " of " + count + " ids were read");
            }
        }
        return heap;
    }
}

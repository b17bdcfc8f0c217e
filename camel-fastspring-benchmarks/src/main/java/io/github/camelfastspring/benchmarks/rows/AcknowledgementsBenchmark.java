package io.github.camelfastspring.benchmarks.rows;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;

import io.github.camelfastspring.FastSpringConstants;
import io.github.camelfastspring.benchmarks.Bench;
import io.github.camelfastspring.benchmarks.Benchmark;
import io.github.camelfastspring.benchmarks.Row;
import io.github.camelfastspring.benchmarks.load.Drain;
import io.github.camelfastspring.benchmarks.load.Quartiles;
import io.github.camelfastspring.benchmarks.stub.Stub;
import io.github.camelfastspring.benchmarks.stub.StubSettings;
import io.github.camelfastspring.benchmarks.stub.StubStats;

/** How long acknowledgements wait while exports take all that the limit allows. */
public final class AcknowledgementsBenchmark implements Benchmark {

    private static final int EXPORTS = 4;
    private static final int DELAY = 20;

    /** A route of events and some exports in one context. */
    private static final class Store implements AutoCloseable {
        private final String arrival;
        private final Stub stub;
        private final Drain drain;
        private final Map<String, Long> routed = new ConcurrentHashMap<>();
        private final List<Thread> exports = new ArrayList<>();
        private long served;
        private volatile Throwable failure;
        private volatile boolean stopped;

        Store(Bench bench, Pace pace, String arrival, int every, int bunch) throws Exception {
            this.arrival = arrival;
            stub = bench.open(StubSettings.plain()
                    .withDelay(DELAY)
                    .withLimit(pace.limit(), Pace.WINDOW)
                    .withEventsEvery(every, bunch)
                    .withOrders(10_000_000));
            drain = new Drain(stub, bench.tls(), Drain.KEYS, pace.options(), this::route);
            for (int i = 0; i < EXPORTS; i++) {
                Thread export = new Thread(() -> export(pace), "export " + i);
                export.setDaemon(true);
                export.start();
                exports.add(export);
            }
            drain.start();
        }

        private void route(Exchange exchange) {
            routed.put(
                    exchange.getMessage().getHeader(FastSpringConstants.EVENT_ID, String.class),
                    System.currentTimeMillis());
        }

        private void export(Pace pace) {
            try (ProducerTemplate template = drain.context().createProducerTemplate()) {
                Iterator<?> ids = template.requestBody(
                        "fastspring:orders?operation=list&paging=stream&limit=50&" + pace.options(),
                        null,
                        Iterator.class);
                while (!stopped && ids.hasNext()) {
                    ids.next();
                }
            } catch (Exception e) {
                failure = stopped ? failure : e;
            }
        }

        boolean hasAcknowledged() throws IOException {
            return routed.keySet().stream().anyMatch(stub.acknowledgements()::containsKey);
        }

        /** From here on it counts. */
        void settle() throws Exception {
            routed.clear();
            served = stub.stats().served();
        }

        /** @param minutes since it counts */
        Row row(Pace pace, double minutes) throws Exception {
            if (failure != null) {
                throw new IllegalStateException("an export failed: " + failure, failure);
            }
            Map<String, Long> acknowledged = stub.acknowledgements();
            StubStats stats = stub.stats();
            double[] waits = routed.entrySet().stream()
                    .filter(event -> acknowledged.containsKey(event.getKey()))
                    .mapToDouble(event -> (acknowledged.get(event.getKey()) - event.getValue() - DELAY) / 1e3)
                    .sorted()
                    .toArray();
            long open = routed.size() - waits.length;
            double p99 = Quartiles.quantile(waits, 0.99);
            return Row.of(
                            "acknowledgement wait, p99, under a full export, " + arrival,
                            "consumer",
                            p99,
                            String.format(Locale.ROOT, "%.2f s", p99),
                            String.format(
                                    Locale.ROOT,
                                    "p50 %.2f s, longest %.2f s, %d events, %d still open; %d calls a minute allowed,"
                                            + " %.0f%% used, %d throttled; real time",
                                    Quartiles.quantile(waits, 0.5),
                                    Quartiles.quantile(waits, 1),
                                    waits.length,
                                    open,
                                    pace.requests(),
                                    (stats.served() - served) / minutes / pace.limit() * 100,
                                    stats.throttled()))
                    .goal("5 s", "2 s");
        }

        @Override
        public void close() throws Exception {
            stopped = true;
            exports.forEach(Thread::interrupt);
            drain.close();
            stub.close();
        }
    }

    @Override
    public String name() {
        return "acknowledgements";
    }

    @Override
    public List<Row> run(Bench bench) throws Exception {
        Pace pace = Pace.of(bench, 4);
        int second = bench.either(1_000, 20);
        try (Store steady = new Store(bench, pace, "an event a second", second, 1);
                Store bunches = new Store(bench, pace, "10 events at once every 10 s", 10 * second, 10)) {
            Pace.await(() -> steady.hasAcknowledged() && bunches.hasAcknowledged());
            Thread.sleep(pace.settle());
            steady.settle();
            bunches.settle();
            Thread.sleep((long) pace.sample() * pace.samples());
            Pace.await(() -> steady.hasAcknowledged() && bunches.hasAcknowledged());
            List<Row> rows = new ArrayList<>();
            for (Store store : List.of(steady, bunches)) {
                rows.add(store.row(pace, pace.minutes()));
            }
            return rows;
        }
    }
}

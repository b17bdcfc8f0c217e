package io.github.camelfastspring.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import io.github.camelfastspring.benchmarks.rows.AcknowledgementsBenchmark;
import io.github.camelfastspring.benchmarks.rows.AllocationBenchmark;
import io.github.camelfastspring.benchmarks.rows.CallsBenchmark;
import io.github.camelfastspring.benchmarks.rows.ColdStartBenchmark;
import io.github.camelfastspring.benchmarks.rows.DrainBenchmark;
import io.github.camelfastspring.benchmarks.rows.LatencyBenchmark;
import io.github.camelfastspring.benchmarks.rows.LookupsBenchmark;
import io.github.camelfastspring.benchmarks.rows.MemoryBenchmark;
import io.github.camelfastspring.benchmarks.rows.RateBenchmark;

/**
 * Runs benchmarks, each in a JVM of its own, and writes a table of what they measured: {@code benchmarks.md} in the folder.
 * Arguments are names of benchmarks, separated by commas or blanks, or {@code all}, with {@code --folder=...} and
 * {@code --smoke}.
 */
public final class Benchmarks {

    /** One benchmark in this JVM; for the JVMs that this class starts. */
    private static final String HERE = "--here";

    private static final String SMOKE = "--smoke";
    private static final String FOLDER = "--folder=";

    /** The same collector and heap on every machine. */
    private static final String JVM_OPTIONS = "-XX:+UseG1GC -Xmx1g";

    private final Path folder;
    private final boolean smoke;
    private final Results results;

    public Benchmarks(Path folder, boolean smoke) {
        this.folder = folder;
        this.smoke = smoke;
        this.results = new Results(folder.resolve("benchmarks"));
    }

    public static List<Benchmark> all() {
        return List.of(
                new CallsBenchmark(),
                new LatencyBenchmark(),
                new AllocationBenchmark(),
                new LookupsBenchmark(),
                new RateBenchmark(),
                new AcknowledgementsBenchmark(),
                new DrainBenchmark(),
                new MemoryBenchmark(),
                new ColdStartBenchmark());
    }

    public static void main(String[] args) throws Exception {
        Path folder = Path.of("target");
        boolean smoke = false;
        boolean here = false;
        List<String> names = new ArrayList<>();
        for (String arg : args) {
            if (arg.startsWith(FOLDER)) {
                folder = Path.of(arg.substring(FOLDER.length()));
            } else if (arg.equals(SMOKE)) {
                smoke = true;
            } else if (arg.equals(HERE)) {
                here = true;
            } else {
                names.addAll(List.of(arg.split(",")));
            }
        }
        Benchmarks benchmarks = new Benchmarks(folder, smoke);
        List<Benchmark> chosen = choose(names);
        if (here) {
            try (Bench bench = benchmarks.bench()) {
                benchmarks.run(chosen.get(0), bench);
            }
            // Whatever threads a benchmark has left behind.
            System.exit(0);
        }
        for (Benchmark benchmark : chosen) {
            benchmarks.fork(benchmark);
        }
        System.out.println(benchmarks.table());
    }

    private static List<Benchmark> choose(List<String> names) {
        List<Benchmark> all = all();
        if (names.isEmpty() || names.contains("all")) {
            return all;
        }
        List<String> known = all.stream().map(Benchmark::name).toList();
        if (!known.containsAll(names)) {
            throw new IllegalArgumentException("the benchmarks are all, " + String.join(", ", known));
        }
        return all.stream()
                .filter(benchmark -> names.contains(benchmark.name()))
                .toList();
    }

    public Bench bench() throws IOException, InterruptedException {
        return new Bench(smoke, folder.resolve("benchmarks"));
    }

    /** Runs a benchmark in this JVM. */
    public List<Row> run(Benchmark benchmark, Bench bench) throws Exception {
        List<Row> rows = benchmark.run(bench);
        results.save(benchmark.name(), smoke, rows);
        return rows;
    }

    private void fork(Benchmark benchmark) throws IOException, InterruptedException {
        System.err.println("# " + benchmark.name());
        List<String> command = Jvm.command(JVM_OPTIONS, Benchmarks.class, HERE, FOLDER + folder, benchmark.name());
        if (smoke) {
            command.add(SMOKE);
        }
        int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (exit != 0) {
            throw new IllegalStateException("the benchmark " + benchmark.name() + " failed");
        }
    }

    /** The newest rows of all benchmarks; written to {@code benchmarks.md} too. */
    public String table() throws IOException {
        String table = results.markdown(all().stream().map(Benchmark::name).toList());
        Files.writeString(folder.resolve("benchmarks.md"), table);
        return table;
    }
}

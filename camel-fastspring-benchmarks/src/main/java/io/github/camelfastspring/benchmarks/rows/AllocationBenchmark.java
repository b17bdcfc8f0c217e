package io.github.camelfastspring.benchmarks.rows;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

import io.github.camelfastspring.benchmarks.Bench;
import io.github.camelfastspring.benchmarks.Benchmark;
import io.github.camelfastspring.benchmarks.Row;
import io.github.camelfastspring.benchmarks.rows.CallAllocation.Way;

/** What a call allocates, on all threads: steadier than any time, and so the best guard against going backwards. */
public final class AllocationBenchmark implements Benchmark {

    private static final String ALLOCATED = "gc.alloc.rate.norm";

    @Override
    public String name() {
        return "allocation";
    }

    @Override
    public List<Row> run(Bench bench) throws Exception {
        String folder = "-D" + CallAllocation.FOLDER + "=" + bench.folder();
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(CallAllocation.class.getName())
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .resultFormat(ResultFormatType.JSON)
                .result(bench.folder().resolve("allocation-jmh.json").toString());
        if (bench.smoke()) {
            System.setProperty(CallAllocation.FOLDER, bench.folder().toString());
            options.forks(0)
                    .verbosity(VerboseMode.SILENT)
                    .param("way", Way.COMPONENT_ASYNCHRONOUS.name())
                    .threads(2)
                    .warmupIterations(1)
                    .warmupTime(TimeValue.milliseconds(200))
                    .measurementIterations(2)
                    .measurementTime(TimeValue.milliseconds(200));
        } else {
            options.forks(2)
                    .jvmArgs("-XX:+UseG1GC", "-Xmx1g", folder)
                    .threads(16)
                    .warmupIterations(5)
                    .warmupTime(TimeValue.seconds(3))
                    .measurementIterations(5)
                    .measurementTime(TimeValue.seconds(2));
        }
        return rows(new Runner(options.build()).run());
    }

    private static List<Row> rows(Collection<RunResult> results) {
        List<Row> rows = new ArrayList<>();
        for (RunResult result : results) {
            Way way = Way.valueOf(result.getParams().getParam("way"));
            Result<?> allocated = result.getSecondaryResults().entrySet().stream()
                    .filter(entry -> entry.getKey().endsWith(ALLOCATED))
                    .map(entry -> (Result<?>) entry.getValue())
                    .findFirst()
                    .orElseThrow();
            double kilobytes = allocated.getScore() / 1_024;
            boolean measured = allocated.getStatistics().getN() > 2;
            double error = measured ? allocated.getScoreError() / 1_024 : 0;
            Row row = Row.of(
                    "allocation of a 1 KB call, "
                            + way.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    way.name().endsWith("ASYNCHRONOUS") ? "asynchronous" : "blocks",
                    kilobytes,
                    String.format(Locale.ROOT, "%.1f KB ± %.1f", kilobytes, error),
                    "JMH, 16 threads, all threads of the JVM");
            rows.add(way.name().startsWith("COMPONENT") ? row.goal("28 KB", "24 KB") : row);
        }
        return rows;
    }
}

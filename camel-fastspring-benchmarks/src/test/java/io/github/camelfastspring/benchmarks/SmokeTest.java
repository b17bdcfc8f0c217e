package io.github.camelfastspring.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The benchmarks still run. What they measure is not looked at. */
class SmokeTest {

    @TempDir
    static Path folder;

    private static Benchmarks benchmarks;
    private static Bench bench;

    @BeforeAll
    static void start() throws Exception {
        benchmarks = new Benchmarks(folder, true);
        bench = benchmarks.bench();
    }

    @AfterAll
    static void stop() throws Exception {
        bench.close();
    }

    static List<Benchmark> benchmarks() {
        return Benchmarks.all();
    }

    @ParameterizedTest
    @MethodSource("benchmarks")
    void printsItsRows(Benchmark benchmark) throws Exception {
        List<Row> rows = benchmarks.run(benchmark, bench);

        assertThat(rows).isNotEmpty().allSatisfy(row -> assertThat(row.value()).isFinite());
        String table = benchmarks.table();
        rows.forEach(row -> assertThat(table).contains(row.markdown()));
        assertThat(Files.readString(folder.resolve("benchmarks.md"))).isEqualTo(table);
    }
}

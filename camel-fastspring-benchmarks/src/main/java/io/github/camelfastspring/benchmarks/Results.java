package io.github.camelfastspring.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;

/**
 * Keeps the rows of each benchmark in a file of its own, so that the table has the newest of all of them, also when they
 * were measured one by one.
 */
final class Results {

    /**
     * The rows of one benchmark.
     *
     * @param date      when they were measured
     * @param machine   and where
     * @param smoke     whether they are of a run that measures nothing
     */
    record Result(String benchmark, String date, String machine, boolean smoke, List<Row> rows) {}

    private final ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private final Path folder;

    Results(Path folder) {
        this.folder = folder;
    }

    void save(String benchmark, boolean smoke, List<Row> rows) throws IOException {
        Files.createDirectories(folder);
        String date = DateTimeFormatter.ISO_LOCAL_DATE.withZone(ZoneOffset.UTC).format(Instant.now());
        String machine = Runtime.getRuntime().availableProcessors() + " cores, JDK "
                + Runtime.version().feature();
        json.writeValue(file(benchmark).toFile(), new Result(benchmark, date, machine, smoke, rows));
    }

    private Path file(String benchmark) {
        return folder.resolve(benchmark + ".json");
    }

    /** The table of these benchmarks, as far as they were measured. */
    String markdown(List<String> benchmarks) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String benchmark : benchmarks) {
            if (!Files.exists(file(benchmark))) {
                continue;
            }
            Result result = json.readValue(file(benchmark).toFile(), Result.class);
            lines.add("### " + benchmark);
            lines.add("");
            lines.add((result.smoke() ? "Smoke, measures nothing. " : "") + result.date() + ", " + result.machine()
                    + ", `-Dbenchmarks=" + benchmark + "`");
            lines.add("");
            lines.add("| Measure | Caller | Must | Aim | Measured | Details |");
            lines.add("|---|---|---|---|---|---|");
            result.rows().forEach(row -> lines.add(row.markdown()));
            lines.add("");
        }
        return String.join("\n", lines);
    }
}

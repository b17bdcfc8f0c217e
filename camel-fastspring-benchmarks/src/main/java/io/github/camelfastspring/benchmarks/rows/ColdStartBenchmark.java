package io.github.camelfastspring.benchmarks.rows;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

import io.github.camelfastspring.benchmarks.Bench;
import io.github.camelfastspring.benchmarks.Benchmark;
import io.github.camelfastspring.benchmarks.Jvm;
import io.github.camelfastspring.benchmarks.Row;
import io.github.camelfastspring.benchmarks.load.Quartiles;
import io.github.camelfastspring.benchmarks.stub.Stub;
import io.github.camelfastspring.benchmarks.stub.StubSettings;

/** What three routes with the component cost a JVM that has just started, beside three without. */
public final class ColdStartBenchmark implements Benchmark {

    private record Start(double started, double starting, double firstCall, double classes, double cpu) {}

    private final List<Start> component = new ArrayList<>();
    private final List<Start> direct = new ArrayList<>();

    @Override
    public String name() {
        return "cold";
    }

    @Override
    public List<Row> run(Bench bench) throws Exception {
        try (Stub stub = bench.open(StubSettings.plain())) {
            if (!bench.smoke()) {
                // The files of the class path are read for the first time.
                start(bench, "direct");
                start(bench, stub.baseUrl());
            }
            for (int i = 0; i < bench.either(15, 1); i++) {
                direct.add(start(bench, "direct"));
                component.add(start(bench, stub.baseUrl()));
            }
        }
        return List.of(
                row("context started after the start of the JVM", "ms", Start::started),
                row("of it, making and starting the context", "ms", Start::starting),
                row("first call", "ms", Start::firstCall),
                row("classes loaded, after the first call", "classes", Start::classes),
                row("processor time, after the first call", "ms", Start::cpu));
    }

    private Row row(String what, String unit, ToDoubleFunction<Start> figure) {
        Quartiles with = quartiles(component, figure);
        Quartiles without = quartiles(direct, figure);
        Quartiles more = Quartiles.of(IntStream.range(0, component.size())
                .mapToObj(i -> figure.applyAsDouble(component.get(i)) - figure.applyAsDouble(direct.get(i)))
                .toList());
        return Row.of(
                "cold start: " + what,
                what.equals("first call") ? "blocks" : "",
                more.median(),
                "+" + more.text(0) + " " + unit,
                String.format(
                        Locale.ROOT,
                        "%,.0f with three `fastspring:` routes, %,.0f with three `direct:` routes; %d starts each",
                        with.median(),
                        without.median(),
                        component.size()));
    }

    private static Quartiles quartiles(List<Start> starts, ToDoubleFunction<Start> figure) {
        return Quartiles.of(starts.stream().map(figure::applyAsDouble).toList());
    }

    private static Start start(Bench bench, String mode) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(Jvm.command(
                        "-Xmx256m", ColdStart.class, mode, bench.folder().toString()))
                .redirectError(Redirect.INHERIT)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        String line = output.lines()
                .filter(text -> text.startsWith("cold "))
                .findFirst()
                .orElseThrow(() -> new IOException("no cold start: " + output));
        double[] figures = Arrays.stream(line.substring("cold ".length()).split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();
        return new Start(figures[0], figures[1], figures[2], figures[3], figures[4]);
    }
}

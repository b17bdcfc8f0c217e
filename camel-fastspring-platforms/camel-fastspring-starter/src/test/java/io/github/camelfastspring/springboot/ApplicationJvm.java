package io.github.camelfastspring.springboot;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.camelfastspring.simulator.FastSpringSimulator;
import io.github.camelfastspring.springboot.watching.WatchingApplication;

import static org.assertj.core.api.Assertions.fail;

/** The {@link WatchingApplication} in a JVM of its own, which has address and credentials from environment variables. */
final class ApplicationJvm implements AutoCloseable {

    private final Path folder;
    private final FastSpringSimulator simulator;
    private final List<String> arguments;
    private final List<String> options = new ArrayList<>(List.of("-XX:TieredStopAtLevel=1"));
    private Path jdk = Path.of(System.getProperty("java.home"));
    private List<String> absent = List.of();
    private Process process;

    /**
     * Not yet started.
     *
     * @param folder     for what the application writes and prints
     * @param properties further properties of the application, as {@code name=value}
     */
    ApplicationJvm(Path folder, FastSpringSimulator simulator, String... properties) {
        this.folder = folder;
        this.simulator = simulator;
        this.arguments = Stream.concat(
                        Stream.of(
                                "watching.file=" + folder.resolve("events.txt"),
                                // Without a web server, nothing else would keep it alive.
                                "spring.main.keep-alive=true",
                                "camel.component.fastspring.requests-per-minute=0"),
                        Stream.of(properties))
                .map(property -> "--" + property)
                .toList();
    }

    /** Runs on the JDK of this home, instead of that of the tests. */
    ApplicationJvm on(Path home) {
        jdk = home;
        return this;
    }

    /** Runs with a further option of the JVM. */
    ApplicationJvm with(String option) {
        options.add(option);
        return this;
    }

    /** Leaves jars out of the class path whose names begin so. */
    ApplicationJvm without(String... jars) {
        absent = List.of(jars);
        return this;
    }

    ApplicationJvm start() throws IOException {
        List<String> command = new ArrayList<>();
        command.add(jdk.resolve("bin").resolve("java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", classPath(), WatchingApplication.class.getName()));
        command.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output().toFile());
        builder.environment()
                .putAll(Map.of(
                        "CAMEL_COMPONENT_FASTSPRING_BASE_URL", simulator.baseUrl(),
                        "CAMEL_COMPONENT_FASTSPRING_USERNAME", simulator.username(),
                        "CAMEL_COMPONENT_FASTSPRING_PASSWORD", simulator.password()));
        process = builder.start();
        return this;
    }

    private String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry ->
                        absent.stream().noneMatch(Path.of(entry).getFileName().toString()::startsWith))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** What the application wrote of its events; fails with what it printed, if it ended by itself. */
    List<String> events() throws IOException {
        if (!process.isAlive()) {
            fail("ended by itself: %s", Files.readString(output()));
        }
        Path file = folder.resolve("events.txt");
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    private Path output() {
        return folder.resolve("output.txt");
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
        }
    }
}

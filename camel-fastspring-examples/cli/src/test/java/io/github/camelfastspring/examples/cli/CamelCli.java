package io.github.camelfastspring.examples.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.github.camelfastspring.simulator.FastSpringSimulator;

/**
 * A run of the Camel CLI in a folder of its own that holds a copy of the examples. It has a home and a Maven repository of
 * its own, and gets the artifacts of this project from a repository that the build has made.
 */
final class CamelCli implements AutoCloseable {

    static final String VERSION = System.getProperty("project.version");
    static final Path TARGET = Path.of("target").toAbsolutePath();
    static final Path REPOSITORY = TARGET.resolve("repository");

    private static final Path LIBRARIES = Path.of("tool/target/lib").toAbsolutePath();
    private static final Path HOME = TARGET.resolve("home");

    private final Path folder;
    private final List<Path> classPath = new ArrayList<>(List.of(LIBRARIES.resolve("*")));
    private final Map<String, String> environment;
    private Process process;

    /** In this folder, with the simulator as the store. */
    CamelCli(Path folder, FastSpringSimulator simulator) throws IOException {
        this.folder = folder;
        environment = Map.of(
                "FASTSPRING_BASE_URL", simulator.baseUrl(),
                "FASTSPRING_USERNAME", simulator.username(),
                "FASTSPRING_PASSWORD", simulator.password(),
                "FASTSPRING_DELAY", "500");
        // Without it the CLI downloads to a temporary folder that it leaves behind.
        Files.createDirectories(HOME.resolve(".m2/repository"));
        try (Stream<Path> files = Files.list(Path.of(""))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
    }

    /** Leaves a line out of {@code application.properties}. */
    CamelCli without(String property) throws IOException {
        Path properties = folder.resolve("application.properties");
        Files.write(
                properties,
                Files.readAllLines(properties).stream()
                        .filter(line -> !line.startsWith(property))
                        .toList());
        return this;
    }

    /** Adds a jar of this project's to the class path, as {@code jbang --deps} does. */
    CamelCli withJar(String artifact) {
        classPath.add(REPOSITORY.resolve(
                "io/github/camelfastspring/" + artifact + "/" + VERSION + "/" + artifact + "-" + VERSION + ".jar"));
        return this;
    }

    /** Starts {@code camel} with these arguments. */
    CamelCli start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.home=" + HOME,
                "-cp",
                String.join(
                        System.getProperty("path.separator"),
                        classPath.stream().map(Path::toString).toList()),
                "main.CamelJBang"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.log").toFile());
        builder.environment().putAll(environment);
        process = builder.start();
        return this;
    }

    /** Starts {@code camel run} with these arguments. */
    CamelCli run(String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of("run", "--repos=" + REPOSITORY.toUri(), "--logging-color=false"));
        all.addAll(List.of(arguments));
        return start(all.toArray(String[]::new));
    }

    /** What it has printed. */
    String output() {
        try {
            return Files.readString(folder.resolve("output.log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it has ended by itself; gives what it printed. */
    String join() throws InterruptedException {
        if (!process.waitFor(3, TimeUnit.MINUTES)) {
            throw new AssertionError("still running:\n" + output());
        }
        return output();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    int exitCode() {
        return process.exitValue();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}

package io.github.camelfastspring.events;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.camelfastspring.simulator.FastSpringSimulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

/** An application in a JVM of its own, which can be killed as {@code kill -9} does. */
final class OtherJvm implements AutoCloseable {

    private final Class<?> application;
    private final Path output;
    private final FastSpringSimulator simulator;
    private final List<String> arguments;
    private List<String> absent = List.of();
    private List<String> options = List.of();
    private Process process;

    /**
     * Not yet started.
     *
     * @param output    file for what the application prints
     * @param arguments those after base URL, user name and password
     */
    OtherJvm(Class<?> application, Path output, FastSpringSimulator simulator, String... arguments) {
        this.application = application;
        this.output = output;
        this.simulator = simulator;
        this.arguments = List.of(arguments);
    }

    /** Leaves jars out of the class path whose names begin so. */
    OtherJvm without(String... jars) {
        absent = List.of(jars);
        return this;
    }

    /** With these options of the JVM. */
    OtherJvm with(String... jvmOptions) {
        options = List.of(jvmOptions);
        return this;
    }

    private String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> absent.stream()
                        .noneMatch(
                                jar -> Path.of(entry).getFileName().toString().startsWith(jar)))
                .collect(Collectors.joining(File.pathSeparator));
    }

    OtherJvm start() throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1"));
        command.addAll(options);
        command.addAll(List.of(
                "-cp",
                classPath(),
                application.getName(),
                simulator.baseUrl(),
                simulator.username(),
                simulator.password()));
        command.addAll(arguments);
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                .start();
        return this;
    }

    /** Fails with what the application printed, if it ended by itself. */
    void checkAlive() throws IOException {
        if (!process.isAlive()) {
            fail("ended by itself: %s", Files.readString(output));
        }
    }

    void kill() throws IOException, InterruptedException {
        checkAlive();
        process.destroyForcibly();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as("ended by the signal").isNotZero();
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
        }
    }
}

package io.github.camelfastspring.events;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import io.github.camelfastspring.simulator.FastSpringSimulator;
import io.github.camelfastspring.simulator.FastSpringSimulatorExtension;
import io.github.camelfastspring.simulator.Fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Kills the application as {@code kill -9} does, and starts it again. */
class CrashTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @RegisterExtension
    final FastSpringSimulatorExtension store = new FastSpringSimulatorExtension();

    @TempDir
    Path folder;

    private Process process;

    private void start(FastSpringSimulator simulator, boolean stay) throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrashingApplication.class.getName(),
                        simulator.baseUrl(),
                        simulator.username(),
                        simulator.password(),
                        folder.resolve("done.txt").toString(),
                        folder.resolve("routed.txt").toString(),
                        Boolean.toString(stay))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.txt").toFile())
                .start();
    }

    private void kill() throws InterruptedException {
        process.destroyForcibly();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as("ended by the signal").isNotZero();
    }

    @AfterEach
    void end() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    private List<String> routed() throws IOException {
        Path file = folder.resolve("routed.txt");
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    @Test
    void killedBetweenTheRoutesSuccessAndTheAcknowledgement() throws Exception {
        FastSpringSimulator simulator = store.simulator();
        String id = EventsRoute.publish(simulator, 1).get(0);
        simulator.faults().next(1000, "POST", "/events/", Fault.mute());
        start(simulator, false);
        await().atMost(PATIENCE).until(() -> recorded().contains(id));
        kill();
        assertThat(simulator.store().event(id).orElseThrow().processed()).isFalse();

        simulator.faults().clear();
        start(simulator, false);
        await().atMost(PATIENCE)
                .until(() -> simulator.store().event(id).orElseThrow().processed());
        kill();

        assertThat(routed()).as("the route was called once").containsExactly(id);
    }

    private String recorded() throws IOException {
        Path file = folder.resolve("done.txt");
        return Files.exists(file) ? Files.readString(file) : "";
    }

    @Test
    void killedBeforeTheRoutesEnd() throws Exception {
        FastSpringSimulator simulator = store.simulator();
        String id = EventsRoute.publish(simulator, 1).get(0);
        start(simulator, true);
        await().atMost(PATIENCE).until(() -> routed().contains(id));
        kill();
        assertThat(recorded()).doesNotContain(id);
        assertThat(EventsRoute.marks(simulator)).isZero();

        start(simulator, false);
        await().atMost(PATIENCE)
                .until(() -> simulator.store().event(id).orElseThrow().processed());
        kill();

        assertThat(routed()).as("delivered again").containsExactly(id, id);
    }
}

package io.github.camelfastspring.events;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import io.github.camelfastspring.simulator.FastSpringSimulatorExtension;

import static io.github.camelfastspring.events.EventsWatch.patiently;
import static org.assertj.core.api.Assertions.assertThat;

/** Where Camel has virtual threads on, the component has too, and keeps its promises. */
@EnabledForJreRange(min = JRE.JAVA_21)
class VirtualThreadsTest {

    private static final int CONSUMERS = 3;

    @RegisterExtension
    final FastSpringSimulatorExtension fastSpring = new FastSpringSimulatorExtension();

    @TempDir
    Path folder;

    /** Camel's pools of several virtual threads have no bound. */
    @Test
    void callsAndEventsUseThemAndConcurrentConsumersIsTheBound() throws Exception {
        Path file = folder.resolve("events.txt");
        EventsRoute.publish(fastSpring.simulator(), 8 * CONSUMERS);
        try (OtherJvm jvm = new OtherJvm(
                        VirtualThreads.class,
                        folder.resolve("output.txt"),
                        fastSpring.simulator(),
                        file.toString(),
                        String.valueOf(CONSUMERS))
                .with("-Dcamel.threads.virtual.enabled=true")
                .start()) {
            patiently().until(() -> {
                jvm.checkAlive();
                return lines(file).size() == 8 * CONSUMERS;
            });
        }

        assertThat(lines(file)).containsOnly(CONSUMERS + " virtual virtual");
    }

    private static List<String> lines(Path file) throws IOException {
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }
}

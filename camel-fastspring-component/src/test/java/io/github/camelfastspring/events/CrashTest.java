package io.github.camelfastspring.events;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.camelfastspring.simulator.FastSpringSimulator;
import io.github.camelfastspring.simulator.FastSpringSimulatorExtension;
import io.github.camelfastspring.simulator.Fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Kills the application as {@code kill -9} does, and starts it again. */
@Tag("faults")
class CrashTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Logger LOG = LoggerFactory.getLogger(CrashTest.class);

    private static final int CONCURRENT_CONSUMERS = 4;

    @RegisterExtension
    static final Postgres POSTGRES = new Postgres();

    @RegisterExtension
    final FastSpringSimulatorExtension store = new FastSpringSimulatorExtension();

    @TempDir
    Path folder;

    private OtherJvm application;

    private OtherJvm application(String repository, boolean stay) {
        application = new OtherJvm(
                CrashingApplication.class,
                folder.resolve("output.txt"),
                store.simulator(),
                repository,
                folder.resolve("routed.txt").toString(),
                Boolean.toString(stay),
                Integer.toString(CONCURRENT_CONSUMERS));
        return application;
    }

    private OtherJvm application(boolean stay) {
        return application(folder.resolve("done.txt").toString(), stay);
    }

    @AfterEach
    void end() {
        if (application != null) {
            application.close();
        }
    }

    private List<String> routed() {
        Path file = folder.resolve("routed.txt");
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The ids of the lines that start with this word. */
    private List<String> routed(String word) {
        return routed().stream()
                .filter(line -> line.startsWith(word + " "))
                .map(line -> line.substring(word.length() + 1))
                .toList();
    }

    @Test
    void killedBetweenTheRoutesSuccessAndTheAcknowledgement() throws Exception {
        FastSpringSimulator simulator = store.simulator();
        String id = EventsRoute.publish(simulator, 1).get(0);
        simulator.faults().next(1000, "POST", "/events/", Fault.mute());
        application(false).start();
        await().atMost(PATIENCE).until(() -> recorded().contains(id));
        application.kill();
        assertThat(simulator.store().event(id).orElseThrow().processed()).isFalse();

        simulator.faults().clear();
        application.start();
        await().atMost(PATIENCE)
                .until(() -> simulator.store().event(id).orElseThrow().processed());
        application.kill();

        assertThat(routed("end")).as("the route was called once").containsExactly(id);
    }

    private String recorded() throws IOException {
        Path file = folder.resolve("done.txt");
        return Files.exists(file) ? Files.readString(file) : "";
    }

    @Test
    void killedBeforeTheRoutesEnd() throws Exception {
        FastSpringSimulator simulator = store.simulator();
        String id = EventsRoute.publish(simulator, 1).get(0);
        application(true).start();
        await().atMost(PATIENCE).until(() -> routed("begin").contains(id));
        application.kill();
        assertThat(recorded()).doesNotContain(id);
        assertThat(EventsRoute.marks(simulator)).isZero();

        application(false).start();
        await().atMost(PATIENCE)
                .until(() -> simulator.store().event(id).orElseThrow().processed());
        application.kill();

        assertThat(routed("begin")).as("delivered again").containsExactly(id, id);
        assertThat(routed("end")).containsExactly(id);
    }

    private List<String> keys(String repository) {
        if (repository.equals("jdbc")) {
            return POSTGRES.jdbc().queryForList("SELECT messageId FROM CAMEL_MESSAGEPROCESSED", String.class);
        }
        try {
            Path file = folder.resolve("done.txt");
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"file", "jdbc"})
    void killedAtAnyMomentNothingIsLostAndOnlyWhatWasInFlightIsRepeated(String repository) throws Exception {
        FastSpringSimulator simulator = store.simulator();
        List<String> ids = EventsRoute.publish(simulator, RandomKills.EVENTS);
        application(
                repository.equals("jdbc")
                        ? POSTGRES.clean().url()
                        : folder.resolve("done.txt").toString(),
                false);

        RandomKills kills = new RandomKills(simulator, application);
        List<String> routedThoughRecorded = new ArrayList<>();
        AtomicInteger seen = new AtomicInteger();
        Set<String> recorded = new HashSet<>();
        kills.drain(List.of(() -> routed().size(), () -> EventsRoute.marks(simulator)), () -> {
            List<String> lines = routed();
            lines.subList(seen.get(), lines.size()).stream()
                    .filter(line -> line.startsWith("begin "))
                    .map(line -> line.substring("begin ".length()))
                    .filter(recorded::contains)
                    .forEach(routedThoughRecorded::add);
            seen.set(lines.size());
            recorded.addAll(keys(repository));
        });

        assertThat(recorded).as("%s: keys at the kills", kills).isNotEmpty();
        assertThat(routedThoughRecorded).as("%s: routed though recorded", kills).isEmpty();

        List<String> lost = new ArrayList<>(ids);
        lost.removeAll(routed("end"));
        assertThat(lost).as("%s: lost", kills).isEmpty();
        List<String> repeated = new ArrayList<>(routed("begin"));
        ids.forEach(repeated::remove);
        assertThat(repeated)
                .as("%s: routed again, though at most one per kill and consumer was in flight", kills)
                .hasSizeLessThanOrEqualTo(RandomKills.COUNT * CONCURRENT_CONSUMERS);
        assertThat(repeated).as("%s: routed again", kills).isSubsetOf(ids);
        LOG.info("{} events were routed again", repeated.size());
    }
}

package io.github.camelfastspring.events;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.IntSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.camelfastspring.simulator.FastSpringSimulator;

import static org.awaitility.Awaitility.await;

/**
 * Kills an application several times while it drains the events of a store, and lets it finish then. How often is the
 * system property {@code fastspring.kills}; the moments follow from {@code fastspring.seed}, as far as two processes can be
 * repeated.
 */
final class RandomKills {

    static final int COUNT = Integer.getInteger("fastspring.kills", 3);

    /** Enough for all kills to come before the end. */
    static final int EVENTS = Math.max(400, 20 * COUNT);

    private static final long SEED = Long.getLong("fastspring.seed", 4711);
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Logger LOG = LoggerFactory.getLogger(RandomKills.class);

    private final Random random = new Random(SEED);
    private final FastSpringSimulator simulator;
    private final OtherJvm application;

    RandomKills(FastSpringSimulator simulator, OtherJvm application) {
        this.simulator = simulator;
        this.application = application;
    }

    /**
     * Drains the store.
     *
     * @param steps     numbers that grow as the application works; which of them sets off a kill, and when, is by chance
     * @param afterKill looks at what the application has left behind
     */
    void drain(List<IntSupplier> steps, Runnable afterKill) throws Exception {
        LOG.info("{} kills, seed {}", COUNT, SEED);
        for (int i = 0; i < COUNT; i++) {
            IntSupplier step = steps.get(random.nextInt(steps.size()));
            int until = step.getAsInt() + 1 + random.nextInt(EVENTS / (COUNT + 1));
            application.start();
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(1))
                    .failFast(application::checkAlive)
                    .until(() -> step.getAsInt() >= until || left() == 0);
            application.kill();
            afterKill.run();
            LOG.info("Kill {}, {} events left", i + 1, left());
        }
        application.start();
        await().atMost(PATIENCE).failFast(application::checkAlive).until(() -> left() == 0);
        application.kill();
    }

    private int left() {
        return simulator.store().unprocessedEvents().size();
    }

    @Override
    public String toString() {
        return COUNT + " kills, seed " + SEED;
    }
}

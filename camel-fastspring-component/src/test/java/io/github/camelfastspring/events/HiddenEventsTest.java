package io.github.camelfastspring.events;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Property;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.camelfastspring.simulator.FastSpringSimulator;
import io.github.camelfastspring.simulator.FastSpringSimulatorExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Where unprocessed events hide newer ones after all, the log says so. */
class HiddenEventsTest {

    @RegisterExtension
    final FastSpringSimulatorExtension store = new FastSpringSimulatorExtension();

    private final Logger logger = (Logger) LogManager.getLogger(EventsConsumer.class);
    private final Warnings warnings = new Warnings();

    @BeforeEach
    void listen() {
        warnings.start();
        logger.addAppender(warnings);
    }

    @AfterEach
    void stopListening() {
        logger.removeAppender(warnings);
    }

    /** As many as fill a page, all of one moment: no begin leads past them. */
    @Test
    void oneWarningWhereEventsOfOneMomentHideTheNewerOnes() throws Exception {
        FastSpringSimulator simulator = store.simulator();
        long moment = simulator.clock().millis() - 60_000;
        for (int i = 0; i < 26; i++) {
            simulator.store().publish("account.created", true, EventsRoute.data("a" + i), moment);
        }
        EventsRoute.publish(simulator, 5);
        try (EventsRoute route = new EventsRoute(simulator).start("types=order.*", steps -> steps.log("${id}"))) {
            await().until(() -> route.consumer().getEventsUnmatched() >= 4 * 25);

            assertThat(warnings.texts).hasSize(1).first().asString().contains("at one moment");
            assertThat(route.consumer().getTrouble()).contains("at one moment");
            assertThat(EventsRoute.marks(simulator)).isZero();

            simulator.store().unprocessedEvents().stream()
                    .filter(event -> event.type().equals("account.created"))
                    .limit(2)
                    .forEach(event -> simulator.store().mark(event.id(), true));
            await().until(() -> route.consumer().getAcknowledgements() == 5);
            await().until(() -> route.consumer().getTrouble().isEmpty());
        }
    }

    @Test
    void noWarningForUnmatchedEventsThatBeginLeadsPast() throws Exception {
        FastSpringSimulator simulator = store.simulator();
        EventsRoute.publish(simulator, 40);
        simulator.store().publish("account.created", true, EventsRoute.data("a"));
        try (EventsRoute route = new EventsRoute(simulator).start("types=account.*", steps -> steps.log("${id}"))) {
            await().until(() -> route.consumer().getAcknowledgements() == 1);

            assertThat(warnings.texts).isEmpty();
        }
    }

    @Test
    void noWarningWhereTheListIsDrained() throws Exception {
        EventsRoute.publish(store.simulator(), 60);
        try (EventsRoute route = new EventsRoute(store.simulator()).start("", steps -> steps.log("${id}"))) {
            await().until(() -> store.simulator().store().unprocessedEvents().isEmpty());
            await().until(() -> route.consumer().getAcknowledgements() == 60);

            assertThat(warnings.texts).isEmpty();
        }
    }

    private static final class Warnings extends AbstractAppender {

        private final List<String> texts = new CopyOnWriteArrayList<>();

        private Warnings() {
            super("warnings", null, null, true, Property.EMPTY_ARRAY);
        }

        @Override
        public void append(LogEvent event) {
            if (event.getLevel() == Level.WARN) {
                texts.add(event.getMessage().getFormattedMessage());
            }
        }
    }
}

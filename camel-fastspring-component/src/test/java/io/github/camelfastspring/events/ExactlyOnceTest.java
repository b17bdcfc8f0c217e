package io.github.camelfastspring.events;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import io.github.camelfastspring.simulator.FastSpringSimulator;
import io.github.camelfastspring.simulator.FastSpringSimulatorExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Effects that happen once, in a database, though events may come twice. The route works in a transaction, and Camel's
 * idempotent consumer in it writes the event's key with a repository of the same transaction manager: key and rows are
 * committed together or not at all. The events consumer has the same repository, so that an event whose transaction was
 * committed is acknowledged without the route, wherever the application was killed after that. One that was killed
 * earlier left nothing in the database and is routed again. Should it come while the transaction of a killed application
 * is still being committed, the primary key of the repository's table lets the second one fail.
 */
@Tag("faults")
class ExactlyOnceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @RegisterExtension
    static final Postgres POSTGRES = new Postgres();

    @RegisterExtension
    final FastSpringSimulatorExtension store = new FastSpringSimulatorExtension();

    @TempDir
    Path folder;

    private SingleConnectionDataSource connection;
    private JdbcTemplate database;
    private OtherJvm application;

    @BeforeEach
    void connect() {
        connection = new SingleConnectionDataSource(POSTGRES.clean().url(), true);
        database = new JdbcTemplate(connection);
    }

    @AfterEach
    void end() {
        connection.destroy();
        if (application != null) {
            application.close();
        }
    }

    private OtherJvm application(boolean once, boolean stay) {
        application = new OtherJvm(
                BookingApplication.class,
                folder.resolve("output.txt"),
                store.simulator(),
                POSTGRES.url(),
                Boolean.toString(once),
                Boolean.toString(stay));
        return application;
    }

    private List<String> booked() {
        return database.queryForList("select event_id from bookings", String.class);
    }

    private int rows() {
        return database.queryForObject("select count(*) from bookings", Integer.class);
    }

    private int keys() {
        return database.queryForObject("select count(*) from camel_messageprocessed", Integer.class);
    }

    @Test
    void killedAtAnyMomentEveryEventIsBookedOnce() throws Exception {
        FastSpringSimulator simulator = store.simulator();
        List<String> ids = EventsRoute.publish(simulator, RandomKills.EVENTS);

        RandomKills kills = new RandomKills(simulator, application(true, false));
        kills.drain(List.of(this::rows, () -> EventsRoute.marks(simulator)), () -> {});

        List<String> repeated = new ArrayList<>(booked());
        List<String> lost = new ArrayList<>(ids);
        ids.stream().filter(repeated::remove).forEach(lost::remove);
        assertThat(lost).as("%s: not booked", kills).isEmpty();
        assertThat(repeated).as("%s: booked again", kills).isEmpty();
    }

    @Test
    void killedBetweenTheCommitAndTheRecord() throws Exception {
        assertThat(bookedAfterAKillBetweenCommitAndRecord(true)).isEqualTo(1);
    }

    /** What the idempotent consumer is there for. */
    @Test
    void killedThereWithoutTheKeyInTheTransactionTheEventIsBookedTwice() throws Exception {
        assertThat(bookedAfterAKillBetweenCommitAndRecord(false)).isEqualTo(2);
    }

    private int bookedAfterAKillBetweenCommitAndRecord(boolean once) throws Exception {
        FastSpringSimulator simulator = store.simulator();
        String id = EventsRoute.publish(simulator, 1).get(0);
        application(once, true).start();
        await().atMost(PATIENCE).until(() -> booked().contains(id));
        application.kill();
        assertThat(simulator.store().event(id).orElseThrow().processed()).isFalse();

        application(once, false).start();
        await().atMost(PATIENCE)
                .until(() -> simulator.store().event(id).orElseThrow().processed());
        application.kill();
        return rows();
    }

    @Test
    void aRouteThatFailsLeavesNeitherRowNorKeyAndIsCalledAgain() throws Exception {
        FastSpringSimulator simulator = store.simulator();
        List<String> ids = EventsRoute.publish(simulator, 3);
        Bookings bookings = new Bookings(POSTGRES.dataSource());
        AtomicBoolean broken = new AtomicBoolean(true);
        try (EventsRoute route = new EventsRoute(simulator)) {
            bookings.bind(route.context(), bookings.repository());
            route.start(
                    "idempotentRepository=#" + Bookings.REPOSITORY, bookings.once(exchange -> failIf(broken.get())));
            await().atMost(PATIENCE).until(() -> route.consumer().getEventsFailed() > ids.size());
            assertThat(rows()).isZero();
            assertThat(keys()).isZero();
            assertThat(EventsRoute.marks(simulator)).isZero();

            broken.set(false);
            await().atMost(PATIENCE)
                    .until(() -> simulator.store().unprocessedEvents().isEmpty());
        }
        assertThat(booked()).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(keys()).as("the id, and what resends would have in common").isEqualTo(2 * ids.size());
    }

    private static void failIf(boolean broken) {
        if (broken) {
            throw new IllegalStateException("the last step fails");
        }
    }
}

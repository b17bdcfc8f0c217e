package io.github.camelfastspring.events;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.processor.idempotent.FileIdempotentRepository;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import io.github.camelfastspring.FastSpringConstants;
import io.github.camelfastspring.simulator.FastSpringSimulator;
import io.github.camelfastspring.simulator.FastSpringSimulatorExtension;
import io.github.camelfastspring.simulator.Fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The consumer with each kind of repository, while FastSpring takes no acknowledgement. */
class RepositoriesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @RegisterExtension
    static final Postgres POSTGRES = new Postgres();

    @RegisterExtension
    final FastSpringSimulatorExtension store = new FastSpringSimulatorExtension();

    @TempDir
    Path folder;

    enum Kind {
        MEMORY,
        FILE,
        JDBC
    }

    private final List<String> routed = new CopyOnWriteArrayList<>();
    private List<String> ids;

    @BeforeEach
    void refuseAcknowledgements() {
        ids = EventsRoute.publish(store.simulator(), 12);
        store.simulator().faults().next(100_000, "POST", "/events/", Fault.status(503));
    }

    private void acceptAcknowledgements() {
        store.simulator().faults().clear();
    }

    private IdempotentRepository open(Kind kind) {
        return switch (kind) {
            case MEMORY -> MemoryIdempotentRepository.memoryIdempotentRepository(1000);
            case FILE ->
                FileIdempotentRepository.fileIdempotentRepository(
                        folder.resolve("done.txt").toFile(), 1000);
            case JDBC -> Postgres.repository(POSTGRES.dataSource());
        };
    }

    private void step(RouteDefinition route) {
        route.process(
                exchange -> routed.add(exchange.getMessage().getHeader(FastSpringConstants.EVENT_ID, String.class)));
    }

    private EventsRoute start(IdempotentRepository repository) throws Exception {
        EventsRoute route = new EventsRoute(store.simulator());
        route.context().getRegistry().bind("done", repository);
        return route.start("idempotentRepository=#done", this::step);
    }

    private void awaitRecorded(IdempotentRepository repository) {
        await().atMost(PATIENCE)
                .until(() -> routed.containsAll(ids) && ids.stream().allMatch(repository::contains));
    }

    private void awaitProcessed() {
        FastSpringSimulator simulator = store.simulator();
        await().atMost(PATIENCE)
                .until(() -> simulator.store().unprocessedEvents().isEmpty());
    }

    @ParameterizedTest
    @EnumSource(value = Kind.class, names = "MEMORY", mode = Mode.EXCLUDE)
    void afterARestartOfTheContextWhatWasRecordedIsAcknowledgedWithoutTheRoute(Kind kind) throws Exception {
        IdempotentRepository repository = open(kind);
        try (EventsRoute route = start(repository)) {
            awaitRecorded(repository);
        }
        assertThat(store.simulator().store().unprocessedEvents()).hasSameSizeAs(ids);

        acceptAcknowledgements();
        try (EventsRoute route = start(open(kind))) {
            awaitProcessed();
            assertThat(route.consumer().getDuplicates()).isGreaterThanOrEqualTo(ids.size());
            assertThat(route.consumer().getEventsSucceeded()).isZero();
        }
        assertThat(routed).containsExactlyInAnyOrderElementsOf(ids);
    }

    /** Camel's repository in memory is emptied by its context's stop. */
    @Test
    void afterARestartOfTheContextARepositoryInMemoryKnowsNothing() throws Exception {
        IdempotentRepository repository = open(Kind.MEMORY);
        try (EventsRoute route = start(repository)) {
            awaitRecorded(repository);
        }
        acceptAcknowledgements();
        try (EventsRoute route = start(repository)) {
            awaitProcessed();
        }
        // Not twice where an acknowledgement was still on its way when the first context had stopped.
        assertThat(routed)
                .as("most of them twice")
                .hasSizeGreaterThan(ids.size())
                .containsAll(ids);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void afterARestartOfTheRouteWhatWasRecordedIsAcknowledgedWithoutTheRoute(Kind kind) throws Exception {
        IdempotentRepository repository = open(kind);
        try (EventsRoute route = start(repository)) {
            awaitRecorded(repository);
            route.context().getRouteController().stopRoute(EventsRoute.ROUTE);
            acceptAcknowledgements();
            route.context().getRouteController().startRoute(EventsRoute.ROUTE);
            awaitProcessed();
        }
        assertThat(routed).containsExactlyInAnyOrderElementsOf(ids);
    }
}

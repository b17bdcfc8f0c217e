package io.github.camelfastspring.events;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import org.apache.camel.Exchange;
import org.apache.camel.spi.ExceptionHandler;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.service.ServiceSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.camelfastspring.FastSpringConstants;
import io.github.camelfastspring.simulator.FastSpringSimulator;
import io.github.camelfastspring.simulator.FastSpringSimulatorExtension;
import io.github.camelfastspring.simulator.Fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What goes wrong between the route's success and FastSpring's knowing of it, and in the repository. */
class AcknowledgementFailuresTest {

    @RegisterExtension
    final FastSpringSimulatorExtension store = new FastSpringSimulatorExtension();

    private FastSpringSimulator simulator;
    private final List<Object> received = Collections.synchronizedList(new ArrayList<>());

    @BeforeEach
    void simulator() {
        simulator = store.simulator();
    }

    private EventsRoute start(EventsRoute route, String options) throws Exception {
        return route.start(
                options,
                steps -> steps.process(
                        exchange -> received.add(exchange.getMessage().getHeader(FastSpringConstants.EVENT_ID))));
    }

    private boolean allProcessed() {
        return simulator.store().unprocessedEvents().isEmpty();
    }

    static Stream<Fault> passingFaults() {
        return Stream.of(
                Fault.status(500),
                Fault.status(401),
                Fault.status(404),
                Fault.status(400),
                Fault.status(408, "text/html", "<html>"),
                Fault.status(429),
                Fault.status(200, "text/html", "<html>"),
                Fault.reset(),
                Fault.resetAfterExecution(),
                Fault.cutBody());
    }

    @ParameterizedTest
    @MethodSource("passingFaults")
    void aFailedAcknowledgementIsRepeatedWithoutTheRoute(Fault fault) throws Exception {
        List<String> ids = EventsRoute.publish(simulator, 2);
        simulator.faults().next(4, "POST", "/events/", fault);
        try (EventsRoute route = start(new EventsRoute(simulator), "")) {
            await().until(() -> allProcessed() && route.consumer().getAcknowledgements() == 2);

            assertThat(received).isEqualTo(ids);
            assertThat(EventsRoute.marks(simulator)).isGreaterThanOrEqualTo(6);
            assertThat(route.consumer().getAcknowledgementsPending()).isZero();
        }
    }

    @Test
    void anAcknowledgementThatIsNeverAnsweredIsRepeatedAfterItsDeadline() throws Exception {
        List<String> ids = EventsRoute.publish(simulator, 1);
        simulator.faults().next("POST", "/events/", Fault.mute());
        try (EventsRoute route = start(new EventsRoute(simulator), "requestTimeout=200")) {
            await().until(this::allProcessed);

            assertThat(received).isEqualTo(ids);
        }
    }

    @Test
    void aRefusedAcknowledgementIsDropped() throws Exception {
        EventsRoute.publish(simulator, 1);
        simulator
                .faults()
                .next(
                        "POST",
                        "/events/",
                        Fault.status(
                                400,
                                "application/json",
                                "{\"events\":[{\"action\":\"event.get\",\"result\":\"error\",\"error\":{\"order\":\"Not found\"}}]}"));
        try (EventsRoute route = start(new EventsRoute(simulator), "")) {
            await().until(() -> route.consumer().getAcknowledgementsDropped() == 1);
            int lists = EventsRoute.requests(simulator, "GET").size();
            await().until(() -> EventsRoute.requests(simulator, "GET").size() > lists + 2);

            assertThat(received).hasSize(1);
            assertThat(route.consumer().getAcknowledgementsPending()).isZero();
            assertThat(EventsRoute.marks(simulator)).isEqualTo(1);
        }
    }

    @Test
    void aPollThatFailsIsMadeAgain() throws Exception {
        List<String> ids = EventsRoute.publish(simulator, 30);
        simulator.faults().next(6, "GET", "/events/", Fault.status(503));
        simulator.faults().next("GET", "/events/", Fault.status(401));
        simulator.faults().next("GET", "/events/", Fault.status(200, "text/html", "<html>"));
        simulator.faults().next("GET", "/events/", Fault.status(200, "application/json", "{\"result\":\"success\"}"));
        simulator.faults().next("GET", "/events/", Fault.status(204));
        try (EventsRoute route = start(new EventsRoute(simulator), "maxRetries=1")) {
            await().until(this::allProcessed);

            assertThat(received).isEqualTo(ids);
        }
    }

    /** A repository of the test's own, with switches for failure. */
    static class Repository extends ServiceSupport implements IdempotentRepository {
        final Set<String> keys = ConcurrentHashMap.newKeySet();
        final List<String> history = new CopyOnWriteArrayList<>();
        final FastSpringSimulator simulator;
        volatile boolean failAdd;
        volatile boolean failContains;

        Repository(FastSpringSimulator simulator) {
            this.simulator = simulator;
        }

        @Override
        public boolean add(String key) {
            if (failAdd) {
                throw new IllegalStateException("disk full");
            }
            history.add("recorded after " + EventsRoute.marks(simulator) + " acknowledgements");
            return keys.add(key);
        }

        @Override
        public boolean contains(String key) {
            if (failContains) {
                throw new IllegalStateException("not reachable");
            }
            return keys.contains(key);
        }

        @Override
        public boolean remove(String key) {
            return keys.remove(key);
        }

        @Override
        public boolean confirm(String key) {
            return true;
        }

        @Override
        public void clear() {
            keys.clear();
        }
    }

    private EventsRoute startWith(Repository repository) throws Exception {
        EventsRoute route = new EventsRoute(simulator);
        route.context().getRegistry().bind("done", repository);
        return start(route, "idempotentRepository=#done");
    }

    @Test
    void theKeyIsRecordedBeforeTheAcknowledgement() throws Exception {
        List<String> ids = EventsRoute.publish(simulator, 1);
        Repository repository = new Repository(simulator);
        try (EventsRoute route = startWith(repository)) {
            await().until(this::allProcessed);

            assertThat(repository.keys).hasSize(2).containsAll(ids).anyMatch(key -> key.matches("r:[A-Za-z0-9_-]{43}"));
            assertThat(repository.history).containsOnly("recorded after 0 acknowledgements");
        }
    }

    @Test
    void anEventThatCannotBeRecordedIsAcknowledgedAnyway() throws Exception {
        EventsRoute.publish(simulator, 3);
        Repository repository = new Repository(simulator);
        repository.failAdd = true;
        try (EventsRoute route = startWith(repository)) {
            await().until(this::allProcessed);

            assertThat(received).hasSize(3);
            assertThat(route.consumer().getEventsNotRecorded()).isEqualTo(3);
        }
    }

    @Test
    void whatCouldNotBeRecordedIsRecordedWhenItIsListedAgain() throws Exception {
        List<String> ids = EventsRoute.publish(simulator, 1);
        Repository repository = new Repository(simulator);
        repository.failAdd = true;
        EventsRoute route = new EventsRoute(simulator);
        route.context().getRegistry().bind("done", repository);
        try (route) {
            start(route, "idempotentRepository=#done&acknowledge=none");
            await().until(() -> route.consumer().getEventsNotRecorded() == 1);
            repository.failAdd = false;
            await().until(() -> repository.contains(ids.get(0)));

            assertThat(received).hasSize(1);
        }
    }

    @Test
    void anEventThatCannotBeLookedUpIsNotRoutedAndThePollFails() throws Exception {
        EventsRoute.publish(simulator, 3);
        Repository repository = new Repository(simulator);
        repository.failContains = true;
        List<Throwable> errors = new CopyOnWriteArrayList<>();
        EventsRoute route = new EventsRoute(simulator);
        route.context().getRegistry().bind("done", repository);
        route.context().getRegistry().bind("errors", new ExceptionHandler() {
            @Override
            public void handleException(Throwable exception) {
                errors.add(exception);
            }

            @Override
            public void handleException(String message, Throwable exception) {
                errors.add(exception);
            }

            @Override
            public void handleException(String message, Exchange exchange, Throwable exception) {
                errors.add(exception);
            }
        });
        try (route) {
            start(route, "idempotentRepository=#done&exceptionHandler=#errors");
            await().until(() -> errors.size() > 1);
            assertThat(received).isEmpty();
            assertThat(errors.get(0)).hasMessageContaining("the idempotent repository cannot be read");

            repository.failContains = false;
            await().until(this::allProcessed);
            assertThat(received).hasSize(3);
        }
    }

    /** Cannot be initialized, as a class that lacks a library: that is an Error, and no Exception. */
    public static final class Unusable {
        static final int SIZE = Integer.parseInt("missing");
    }

    @Test
    void anErrorBeforeTheRouteDoesNotLeaveTheEventInFlight() throws Exception {
        EventsRoute.publish(simulator, 3);
        try (EventsRoute route = start(new EventsRoute(simulator), "outputType=" + Unusable.class.getName())) {
            await().until(() -> route.consumer().getEventsFailed() >= 2 * 3);

            assertThat(received).isEmpty();
            assertThat(simulator.store().unprocessedEvents()).hasSize(3);
        }
    }

    @Test
    void aGracefulStopWaitsForTheAcknowledgement() throws Exception {
        EventsRoute.publish(simulator, 1);
        simulator.faults().next("POST", "/events/", Fault.delay(Duration.ofMillis(400)));
        EventsRoute route = start(new EventsRoute(simulator), "");
        await().until(() -> received.size() == 1);

        route.close();

        assertThat(allProcessed()).isTrue();
    }
}

package io.github.camelfastspring.events;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.apache.camel.Exchange;
import org.apache.camel.Ordered;
import org.apache.camel.ShutdownRunningTask;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.engine.PooledExchangeFactory;
import org.apache.camel.support.LoggingExceptionHandler;
import org.apache.camel.support.SynchronizationAdapter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.camelfastspring.FastSpringConstants;
import io.github.camelfastspring.simulator.Event;
import io.github.camelfastspring.simulator.FastSpringSimulator;
import io.github.camelfastspring.simulator.FastSpringSimulatorExtension;
import io.github.camelfastspring.simulator.Fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Events in the route: how many, for how long, and across the life of a route. */
class EventsInFlightTest {

    @RegisterExtension
    final FastSpringSimulatorExtension store = new FastSpringSimulatorExtension();

    private FastSpringSimulator simulator;
    private final List<Exchange> received = Collections.synchronizedList(new ArrayList<>());

    @BeforeEach
    void simulator() {
        simulator = store.simulator();
    }

    private List<Object> receivedIds() {
        synchronized (received) {
            return received.stream()
                    .map(exchange -> exchange.getMessage().getHeader(FastSpringConstants.EVENT_ID))
                    .toList();
        }
    }

    private List<Event> unprocessed() {
        return simulator.store().unprocessedEvents();
    }

    @Test
    void pollingPausesWhereEventsInFlightAreAtTheirLimit() throws Exception {
        EventsRoute.publish(simulator, 40);
        CountDownLatch gate = new CountDownLatch(1);
        Set<Object> entered = ConcurrentHashMap.newKeySet();
        RouteBuilder later = new RouteBuilder() {
            @Override
            public void configure() {
                from("seda:later?concurrentConsumers=50").process(exchange -> {
                    entered.add(exchange.getMessage().getHeader(FastSpringConstants.EVENT_ID));
                    gate.await(30, TimeUnit.SECONDS);
                });
            }
        };
        try (EventsRoute route = new EventsRoute(simulator)
                .start("initialDelay=0&delay=20&maxInFlight=10", later, steps -> steps.to("seda:later"))) {
            await().until(() -> entered.size() == 10);
            int lists = EventsRoute.requests(simulator, "GET").size();
            await().during(Duration.ofMillis(200)).until(() -> entered.size() == 10);
            assertThat(route.consumer().getEventsInFlight()).isEqualTo(10);
            assertThat(EventsRoute.requests(simulator, "GET"))
                    .as("not even listed")
                    .hasSize(lists);

            gate.countDown();
            await().until(() -> unprocessed().isEmpty());
            assertThat(entered).hasSize(40);
        }
    }

    @Test
    void aRouteThatHangsWithAnEventDoesNotKeepTheOthersWaiting() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        String first = EventsRoute.publish(simulator, 1).get(0);
        try (EventsRoute route = new EventsRoute(simulator)
                .start(
                        "concurrentConsumers=2&completionTimeout=200&failureDelay=3600000",
                        steps -> steps.process(exchange -> {
                            if (first.equals(exchange.getMessage().getHeader(FastSpringConstants.EVENT_ID))) {
                                gate.await(60, TimeUnit.SECONDS);
                            }
                            received.add(exchange);
                        }))) {
            await().until(() -> route.consumer().getEventsInFlight() == 1);
            EventsRoute.publish(simulator, 30);
            await().atMost(Duration.ofSeconds(30)).until(() -> received.size() == 30);
            await().atMost(Duration.ofSeconds(30)).until(() -> route.consumer().getEventsOverdue() == 1);
            assertThat(route.consumer().getTrouble()).contains("without an outcome");

            gate.countDown();
            await().until(() -> unprocessed().isEmpty());
            assertThat(received).as("a late success is honoured").hasSize(31);
        }
    }

    @Test
    void anOverdueEventCountsAsFailedAndALateSuccessIsHonoured() throws Exception {
        EventsRoute.publish(simulator, 1);
        List<FastSpringAcknowledgement> handles = Collections.synchronizedList(new ArrayList<>());
        try (EventsRoute route = new EventsRoute(simulator)
                .start(
                        "acknowledge=manual&completionTimeout=100",
                        steps -> steps.process(exchange -> handles.add(exchange.getProperty(
                                FastSpringConstants.ACKNOWLEDGE, FastSpringAcknowledgement.class))))) {
            await().until(() -> handles.size() >= 2);
            assertThat(route.consumer().getEventsOverdue()).isPositive();

            handles.get(0).success();
            await().until(() -> unprocessed().isEmpty());
            handles.get(1).success();
            await().until(() -> route.consumer().getAcknowledgementsPending() == 0);
        }
    }

    /** Whichever of the two ends first. */
    @ParameterizedTest
    @CsvSource({"true, false", "false, false", "true, true", "false, true"})
    void aRouteThatFailsAfterAHandOverHasFailedWhateverComesOfTheHandOver(boolean handOverFirst, boolean pooled)
            throws Exception {
        EventsRoute.publish(simulator, 1);
        CountDownLatch failed = new CountDownLatch(1);
        CountDownLatch handedOver = new CountDownLatch(1);
        RouteBuilder later = new RouteBuilder() {
            @Override
            public void configure() {
                from("seda:later").process(exchange -> {
                    if (!handOverFirst) {
                        failed.await(30, TimeUnit.SECONDS);
                    }
                    exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
                        @Override
                        public int getOrder() {
                            return Ordered.LOWEST;
                        }

                        @Override
                        public void onDone(Exchange done) {
                            handedOver.countDown();
                        }
                    });
                });
            }
        };
        EventsRoute route = new EventsRoute(simulator);
        route.context().getRegistry().bind("errors", new LoggingExceptionHandler(route.context(), getClass()) {
            @Override
            public void handleException(String message, Exchange exchange, Throwable exception) {
                failed.countDown();
            }
        });
        if (pooled) {
            route.context().getCamelContextExtension().setExchangeFactory(new PooledExchangeFactory());
        }
        try (route) {
            route.start("initialDelay=0&repeatCount=1&exceptionHandler=#errors", later, steps -> steps.to("seda:later")
                    .process(exchange -> {
                        if (handOverFirst) {
                            handedOver.await(30, TimeUnit.SECONDS);
                        }
                        throw new IllegalStateException("after the hand-over");
                    }));
            assertThat(handedOver.await(30, TimeUnit.SECONDS)).isTrue();
            await().until(() -> route.consumer().getEventsFailed() == 1);
            await().until(() -> route.context().getInflightRepository().size() == 0);

            assertThat(route.consumer().getEventsSucceeded()).isZero();
            assertThat(EventsRoute.marks(simulator)).isZero();
        }
    }

    @Test
    void pooledExchangesAreAcknowledgedToo() throws Exception {
        List<String> ids = EventsRoute.publish(simulator, 40);
        EventsRoute route = new EventsRoute(simulator);
        route.context().getCamelContextExtension().setExchangeFactory(new PooledExchangeFactory());
        try (route) {
            List<Object> routed = Collections.synchronizedList(new ArrayList<>());
            route.start(
                    "",
                    steps -> steps.process(
                            exchange -> routed.add(exchange.getMessage().getHeader(FastSpringConstants.EVENT_ID))));
            await().until(() -> unprocessed().isEmpty());

            assertThat(routed).isEqualTo(ids);
        }
    }

    @Test
    void whatIsInFlightOrBeingAcknowledgedOutlivesARestartOfTheRoute() throws Exception {
        EventsRoute.publish(simulator, 2);
        simulator.faults().next(1000, "POST", "/events/", Fault.status(503));
        List<FastSpringAcknowledgement> handles = Collections.synchronizedList(new ArrayList<>());
        try (EventsRoute route = new EventsRoute(simulator)
                .start(
                        "acknowledge=manual",
                        steps -> steps.process(exchange -> handles.add(exchange.getProperty(
                                FastSpringConstants.ACKNOWLEDGE, FastSpringAcknowledgement.class))))) {
            await().until(() -> handles.size() == 2);
            handles.get(0).success();
            await().until(() -> EventsRoute.marks(simulator) > 0);
            for (int i = 0; i < 3; i++) {
                route.context().getRouteController().stopRoute(EventsRoute.ROUTE);
                route.context().getRouteController().startRoute(EventsRoute.ROUTE);
                int lists = EventsRoute.requests(simulator, "GET").size();
                await().until(() -> EventsRoute.requests(simulator, "GET").size() > lists + 1);
            }
            assertThat(handles).as("each was routed once").hasSize(2);
            assertThat(route.consumer().getEventsInFlight()).isEqualTo(1);
            assertThat(route.consumer().getAcknowledgementsPending()).isEqualTo(1);

            simulator.faults().clear();
            handles.get(1).success();
            await().until(() -> unprocessed().isEmpty());
            assertThat(handles).hasSize(2);
        }
    }

    @Test
    void aBatchIsFinishedBeforeTheStopIfTheRouteSaysSo() throws Exception {
        EventsRoute.publish(simulator, 30);
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        EventsRoute route = new EventsRoute(simulator)
                .start("", steps -> steps.shutdownRunningTask(ShutdownRunningTask.CompleteAllTasks)
                        .process(exchange -> {
                            first.countDown();
                            gate.await(30, TimeUnit.SECONDS);
                            received.add(exchange);
                        }));
        assertThat(first.await(30, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<Void> stop = CompletableFuture.runAsync(route::close);
        await().until(() -> route.context().isStopping());
        gate.countDown();
        stop.get(30, TimeUnit.SECONDS);

        assertThat(received).as("the batch that was begun, and no other").hasSize(25);
        assertThat(unprocessed()).hasSize(5);
    }

    @Test
    void whatARouteFailsWithIsHandedToTheExceptionHandler() throws Exception {
        EventsRoute.publish(simulator, 1);
        List<Throwable> errors = new CopyOnWriteArrayList<>();
        EventsRoute route = new EventsRoute(simulator);
        route.context().getRegistry().bind("errors", new LoggingExceptionHandler(route.context(), getClass()) {
            @Override
            public void handleException(String message, Exchange exchange, Throwable exception) {
                errors.add(exception);
            }
        });
        try (route) {
            route.start("exceptionHandler=#errors", steps -> steps.errorHandler(
                            new RouteBuilder() {
                                @Override
                                public void configure() {}
                            }.noErrorHandler())
                    .throwException(new IllegalStateException("as the test wants")));
            await().until(() -> !errors.isEmpty());

            assertThat(errors.get(0)).hasMessage("as the test wants");
        }
    }

    @Test
    void theRouteCanBeSuspendedResumedAndRestarted() throws Exception {
        try (EventsRoute route = new EventsRoute(simulator).start("", steps -> steps.process(received::add))) {
            EventsRoute.publish(simulator, 5);
            await().until(() -> unprocessed().isEmpty());
            route.context().getRouteController().suspendRoute(EventsRoute.ROUTE);
            EventsRoute.publish(simulator, 5);
            route.context().getRouteController().resumeRoute(EventsRoute.ROUTE);
            await().until(() -> unprocessed().isEmpty());
            route.context().getRouteController().stopRoute(EventsRoute.ROUTE);
            EventsRoute.publish(simulator, 5);
            route.context().getRouteController().startRoute(EventsRoute.ROUTE);
            await().until(() -> unprocessed().isEmpty());

            assertThat(received).hasSize(15);
            assertThat(Set.copyOf(receivedIds())).hasSize(15);
        }
    }

    /** The queue has taken the event's completion, and then not the event. */
    @Test
    void aHandOverToAFullQueueHasFailedAtOnce() throws Exception {
        EventsRoute.publish(simulator, 3);
        try (EventsRoute route = new EventsRoute(simulator).start("", steps -> steps.to("seda:full?size=1"))) {
            await().until(() -> route.consumer().getEventsFailed() >= 2);

            assertThat(EventsRoute.marks(simulator)).isZero();
        }
    }

    @Test
    void aConsumerThatIsNotStartedShowsNothing() throws Exception {
        try (EventsRoute route = new EventsRoute(simulator)
                .start("", steps -> steps.autoStartup(false).log("not reached"))) {
            assertThat(route.consumer().getEventsInFlight()).isZero();
            assertThat(route.consumer().getTrouble()).isEmpty();
            assertThat(route.consumer().listParkedEvents().isEmpty()).isTrue();
            assertThat(route.consumer().releaseParkedEvents()).isZero();
        }
    }
}

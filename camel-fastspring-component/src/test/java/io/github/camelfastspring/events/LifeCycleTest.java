package io.github.camelfastspring.events;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.engine.PooledExchangeFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.camelfastspring.FastSpringConstants;
import io.github.camelfastspring.simulator.Event;
import io.github.camelfastspring.simulator.FastSpringSimulator;
import io.github.camelfastspring.simulator.FastSpringSimulatorExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Stop, suspension and restart of a route with events in flight: nothing acknowledged early, nothing lost, no leak. */
class LifeCycleTest {

    @RegisterExtension
    final FastSpringSimulatorExtension store = new FastSpringSimulatorExtension();

    private FastSpringSimulator simulator;
    private final List<String> entered = new CopyOnWriteArrayList<>();
    private final List<String> finished = new CopyOnWriteArrayList<>();
    private final Semaphore gate = new Semaphore(0);

    @BeforeEach
    void simulator() {
        simulator = store.simulator();
    }

    private void work(Exchange exchange) throws Exception {
        String id = exchange.getMessage().getHeader(FastSpringConstants.EVENT_ID, String.class);
        entered.add(id);
        if (!gate.tryAcquire(30, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the test did not open the gate");
        }
        finished.add(id);
    }

    private List<String> processed() {
        return simulator.store().events().stream()
                .filter(Event::processed)
                .map(Event::id)
                .toList();
    }

    private enum Pause {
        SUSPEND,
        STOP
    }

    @ParameterizedTest
    @ValueSource(strings = {"concurrentConsumers=1", "concurrentConsumers=4", "concurrentConsumers=4&ordering=object"})
    void aSuspensionWaitsForWhatIsInTheRouteAndKeepsTheRest(String options) throws Exception {
        pauseInTheMiddle(Pause.SUSPEND, options);
    }

    @ParameterizedTest
    @ValueSource(strings = {"concurrentConsumers=1", "concurrentConsumers=4", "concurrentConsumers=4&ordering=object"})
    void aStopWaitsForWhatIsInTheRouteAndKeepsTheRest(String options) throws Exception {
        pauseInTheMiddle(Pause.STOP, options);
    }

    private void pauseInTheMiddle(Pause pause, String options) throws Exception {
        List<String> ids = EventsRoute.publish(simulator, 60);
        try (EventsRoute route = new EventsRoute(simulator).start(options, steps -> steps.process(this::work))) {
            gate.release(10);
            await().until(() -> finished.size() == 10 && entered.size() > 10);
            CompletableFuture<Void> paused = CompletableFuture.runAsync(() -> pause(route, pause));
            await().until(() -> isPausing(route));
            assertThat(processed()).as("nothing is acknowledged early").isSubsetOf(finished);
            int inTheRoute = entered.size();
            gate.release(1000);
            paused.get(30, TimeUnit.SECONDS);

            assertThat(finished).as("no other event is begun").hasSize(inTheRoute);
            await().until(() -> Set.copyOf(processed()).equals(Set.copyOf(finished)));

            if (pause == Pause.SUSPEND) {
                route.context().getRouteController().resumeRoute(EventsRoute.ROUTE);
            } else {
                route.context().getRouteController().startRoute(EventsRoute.ROUTE);
            }
            await().until(() -> simulator.store().unprocessedEvents().isEmpty());
            assertThat(finished).as("each once").containsExactlyInAnyOrderElementsOf(ids);
            await().until(() -> route.consumer().ledger().open().taken() == 0);
        }
    }

    private static void pause(EventsRoute route, Pause pause) {
        try {
            if (pause == Pause.SUSPEND) {
                route.context().getRouteController().suspendRoute(EventsRoute.ROUTE);
            } else {
                route.context().getRouteController().stopRoute(EventsRoute.ROUTE);
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isPausing(EventsRoute route) {
        return !route.consumer().isRoutingAllowed();
    }

    /** The shutdown strategy's time is over before the route is. */
    @Test
    void whatAForcedStopInterruptsIsRoutedAgain() throws Exception {
        EventsRoute.publish(simulator, 3);
        AtomicInteger interrupted = new AtomicInteger();
        CountDownLatch never = new CountDownLatch(1);
        try (EventsRoute route = new EventsRoute(simulator)
                .start(
                        "",
                        steps -> steps.process(exchange -> {
                            entered.add("any");
                            if (interrupted.get() == 0) {
                                try {
                                    never.await();
                                } catch (InterruptedException e) {
                                    interrupted.incrementAndGet();
                                    throw e;
                                }
                            }
                        }))) {
            await().until(() -> entered.size() == 1);
            route.context().getShutdownStrategy().setTimeUnit(TimeUnit.MILLISECONDS);
            route.context().getShutdownStrategy().setTimeout(200);
            route.context().getRouteController().stopRoute(EventsRoute.ROUTE);
            assertThat(interrupted.get()).isEqualTo(1);
            assertThat(processed()).isEmpty();

            route.context().getRouteController().startRoute(EventsRoute.ROUTE);
            await().until(() -> simulator.store().unprocessedEvents().isEmpty());
            assertThat(entered).hasSize(4);
        }
    }

    @Test
    void manyRestartsLeaveNothingBehind() throws Exception {
        EventsRoute route = new EventsRoute(simulator);
        route.context().getCamelContextExtension().setExchangeFactory(new PooledExchangeFactory());
        RouteBuilder later = new RouteBuilder() {
            @Override
            public void configure() {
                from("seda:later").process(LifeCycleTest.this::work);
            }
        };
        gate.release(10_000);
        try (route) {
            route.start("initialDelay=0&delay=10&concurrentConsumers=3", later, steps -> steps.to("seda:later"));
            for (int i = 0; i < 20; i++) {
                EventsRoute.publish(simulator, 7);
                int size = (i + 1) * 3;
                await().until(() -> finished.size() >= size);
                route.context().getRouteController().stopRoute(EventsRoute.ROUTE);
                route.context().getRouteController().startRoute(EventsRoute.ROUTE);
            }
            await().until(() -> simulator.store().unprocessedEvents().isEmpty());

            assertThat(finished).hasSize(140).doesNotHaveDuplicates();
            assertThat(route.component().eventsConsumers()).containsExactly(route.consumer());
            assertThat(route.context().getInflightRepository().size()).isZero();
            await().until(() -> route.consumer().ledger().open().ids().isEmpty());
            await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                    .filteredOn(thread -> thread.getName().contains("FastSpringEvents"))
                    .hasSizeLessThanOrEqualTo(3));
        }
        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().contains("FastSpringEvents"))
                .isEmpty());
    }
}

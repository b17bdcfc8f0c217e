package io.github.camelfastspring.events;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.apache.camel.Exchange;
import org.apache.camel.Expression;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.processor.aggregate.UseLatestAggregationStrategy;
import org.apache.camel.support.ExpressionAdapter;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.camelfastspring.simulator.FastSpringSimulator;
import io.github.camelfastspring.simulator.FastSpringSimulatorExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Each shape that a route can have: is the event acknowledged where the promise says so, and only there? */
class AcknowledgementShapesTest {

    /** A route, and whether its event is acknowledged. */
    record Shape(String name, boolean acknowledged, RouteBuilder others, Consumer<RouteDefinition> steps) {
        @Override
        public String toString() {
            return name + (acknowledged ? " is acknowledged" : " is not acknowledged");
        }
    }

    private static final IllegalStateException FAILURE = new IllegalStateException("as the test wants");

    @RegisterExtension
    final FastSpringSimulatorExtension store = new FastSpringSimulatorExtension();

    private static RouteBuilder none() {
        return failing("direct:unused");
    }

    /** A route that fails. */
    private static RouteBuilder failing(String from) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(from).errorHandler(noErrorHandler()).throwException(FAILURE);
            }
        };
    }

    private static RouteBuilder logging(String from) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(from).to("log:later?level=OFF");
            }
        };
    }

    static Stream<Shape> shapes() {
        return Stream.of(
                new Shape("normal", true, none(), route -> route.to("log:x?level=OFF")),
                new Shape("stop", true, none(), route -> route.stop()),
                new Shape("filter that is false", true, none(), route -> route.filter(e -> false)
                        .to("mock:x")),
                new Shape("removeHeaders", true, none(), route -> route.removeHeaders("*")),
                new Shape("throwException", false, none(), route -> route.throwException(FAILURE)),
                new Shape("rollback", false, none(), route -> route.rollback("as the test wants")),
                new Shape("markRollbackOnly", false, none(), route -> route.markRollbackOnly()),
                new Shape("markRollbackOnlyLast", false, none(), route -> route.markRollbackOnlyLast()),
                new Shape("onException handled", true, none(), route -> route.onException(Exception.class)
                        .handled(true)
                        .end()
                        .throwException(FAILURE)),
                new Shape("dead letter channel", true, logging("direct:dead"), route -> {
                    route.errorHandler(
                            new RouteBuilder() {
                                @Override
                                public void configure() {}
                            }.deadLetterChannel("direct:dead"));
                    route.throwException(FAILURE);
                }),
                new Shape("doTry and doCatch", true, none(), route -> route.doTry()
                        .throwException(FAILURE)
                        .doCatch(Exception.class)
                        .to("log:x?level=OFF")
                        .end()),
                new Shape("seda that fails later", false, failing("seda:later"), route -> route.to("seda:later")),
                new Shape("seda that succeeds later", true, logging("seda:later"), route -> route.to("seda:later")),
                new Shape("wireTap that fails", true, failing("seda:tap"), route -> route.wireTap("seda:tap")),
                new Shape("threads that fail", false, none(), route -> route.threads(2)
                        .throwException(FAILURE)),
                new Shape("parallel split that fails", false, none(), route -> route.split(constant(List.of("a", "b")))
                        .parallelProcessing()
                        .stopOnException()
                        .throwException(FAILURE)),
                new Shape("aggregate that fails", true, none(), route -> route.aggregate(
                                constant("all"), new UseLatestAggregationStrategy())
                        .completionSize(1)
                        .throwException(FAILURE)));
    }

    private static Expression constant(Object value) {
        return new ExpressionAdapter() {
            @Override
            public Object evaluate(Exchange exchange) {
                return value;
            }
        };
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void isAcknowledgedWhereThePromiseSaysSo(Shape shape) throws Exception {
        FastSpringSimulator simulator = store.simulator();
        String id = EventsRoute.publish(simulator, 1).get(0);
        try (EventsRoute route =
                new EventsRoute(simulator).start("initialDelay=0&repeatCount=1", shape.others, shape.steps)) {
            await().until(() ->
                    route.consumer().getEventsSucceeded() + route.consumer().getEventsFailed() > 0);
            await().until(() -> route.consumer().getAcknowledgementsPending() == 0);

            assertThat(route.consumer().getEventsSucceeded()).isEqualTo(shape.acknowledged ? 1 : 0);
            assertThat(route.consumer().getEventsFailed()).isEqualTo(shape.acknowledged ? 0 : 1);
            assertThat(simulator.store().event(id).orElseThrow().processed()).isEqualTo(shape.acknowledged);
            assertThat(EventsRoute.marks(simulator)).isEqualTo(shape.acknowledged ? 1 : 0);
            assertThat(route.consumer().getEventsInFlight()).isZero();
        }
    }
}

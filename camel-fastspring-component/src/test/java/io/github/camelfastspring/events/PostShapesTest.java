package io.github.camelfastspring.events;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.camelfastspring.simulator.FastSpringSimulatorExtension;

import static io.github.camelfastspring.events.EventsWatch.patiently;
import static io.github.camelfastspring.events.PostsRoute.id;
import static io.github.camelfastspring.events.PostsRoute.order;
import static org.assertj.core.api.Assertions.assertThat;

/** Each shape that a route can have: a post is answered as an event of the list would be acknowledged. */
class PostShapesTest {

    @RegisterExtension
    final FastSpringSimulatorExtension store = new FastSpringSimulatorExtension();

    @ParameterizedTest
    @MethodSource("io.github.camelfastspring.events.AcknowledgementShapesTest#shapes")
    void isAnsweredAsThePromiseSays(AcknowledgementShapesTest.Shape shape) throws Exception {
        LastingRepository done = new LastingRepository();
        PostsRoute route = new PostsRoute(store.simulator());
        route.context().getRegistry().bind("done", done);
        try (route) {
            route.start("webhook", "idempotentRepository=#done", shape.others(), shape.steps());
            ObjectNode event = order("a");

            assertThat(route.post(event).status()).isEqualTo(shape.acknowledged() ? 200 : 500);
            assertThat(done.contains(id(event))).isEqualTo(shape.acknowledged());
            patiently().until(() -> route.consumer().getEventsInFlight() == 0);
            assertThat(EventsRoute.marks(store.simulator())).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {AssertionError.class, StackOverflowError.class, NoClassDefFoundError.class})
    void anErrorIsAFailureAndHarmsNoOtherEvent(Class<? extends Error> type) throws Exception {
        try (PostsRoute route = new PostsRoute(store.simulator())
                .start(
                        "webhook",
                        "",
                        steps -> steps.process(exchange -> {
                            if (exchange.getMessage().getHeaders().containsValue("order.failed")) {
                                throw type.getConstructor().newInstance();
                            }
                        }))) {
            // Camel counts an exchange that an Error has left as in flight for ever, and would wait for it.
            route.context().getShutdownStrategy().setTimeout(1);
            ObjectNode good = order("a");
            ObjectNode bad = order("b").put("type", "order.failed");

            assertThat(route.post(bad).status()).isEqualTo(500);
            assertThat(route.post(bad, good).body()).isEqualTo(id(good));
        }
    }
}

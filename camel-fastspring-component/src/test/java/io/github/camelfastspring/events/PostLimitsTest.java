package io.github.camelfastspring.events;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.camelfastspring.simulator.FastSpringSimulator;
import io.github.camelfastspring.simulator.FastSpringSimulatorExtension;
import io.github.camelfastspring.simulator.SimulatorClock;
import io.github.camelfastspring.simulator.payload.EventPayload;
import io.github.camelfastspring.simulator.webhook.WebhookPost;

import static io.github.camelfastspring.events.EventsWatch.patiently;
import static io.github.camelfastspring.events.EventsWatch.warning;
import static io.github.camelfastspring.events.PostsRoute.id;
import static io.github.camelfastspring.events.PostsRoute.order;
import static org.assertj.core.api.Assertions.assertThat;

/** How many events of posts may be in the route, and for how long. */
class PostLimitsTest {

    private final SimulatorClock clock = SimulatorClock.frozenAt(Instant.parse("2026-03-01T12:00:00Z"));

    @RegisterExtension
    final FastSpringSimulatorExtension store = new FastSpringSimulatorExtension(
            () -> FastSpringSimulator.builder().clock(clock).start());

    private final RouteWork work = new RouteWork();

    @AfterEach
    void release() {
        work.release();
    }

    private PostsRoute start(String options) throws Exception {
        return new PostsRoute(store.simulator())
                .start("webhook", "webhookTimeout=60000&" + options, steps -> steps.process(work));
    }

    private PostsRoute startHandingOver(String options) throws Exception {
        return new PostsRoute(store.simulator())
                .start(
                        "webhook",
                        "initialDelay=0&delay=20&webhookTimeout=60000&" + options,
                        work.on("seda:later?concurrentConsumers=5&pollTimeout=20"),
                        steps -> steps.to("seda:later"));
    }

    @Test
    void whatHasNoRoomIsNotDoneAndTakenLater() throws Exception {
        try (PostsRoute route = startHandingOver("maxInFlight=2")) {
            ObjectNode first = order("a").put("created", 1);
            ObjectNode second = order("b").put("created", 2);
            ObjectNode third = order("c").put("created", 3);
            work.hold();
            CompletableFuture<WebhookPost.Answer> answer = route.posting(third, second, first);
            patiently().until(() -> work.entered().size() == 2);
            assertThat(route.post(order("d")).status()).isEqualTo(500);
            assertThat(route.consumer().getEventsInFlight()).isEqualTo(2);
            work.release();

            assertThat(answer.join()).isEqualTo(new WebhookPost.Answer(202, id(first) + "\n" + id(second)));
            patiently().until(() -> route.consumer().getEventsInFlight() == 0);
            assertThat(route.post(third, second, first).status()).isEqualTo(200);
            assertThat(work.entered()).hasSize(3);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void asManyAreInTheRouteAsItHasConsumers(int consumers) throws Exception {
        try (PostsRoute route = start("concurrentConsumers=" + consumers)) {
            work.hold();
            CompletableFuture<WebhookPost.Answer> one = route.posting(order("a"), order("b"), order("c"));
            CompletableFuture<WebhookPost.Answer> two = route.posting(order("d"), order("e"));
            patiently().until(() -> route.consumer().getPostsReceived() == 2);
            patiently().until(() -> work.entered().size() == consumers);
            patiently().until(() -> route.consumer().getPendingExchangesSize() == 5 - consumers);
            assertThat(work.entered()).hasSize(consumers);
            work.release();

            assertThat(one.join().status()).isEqualTo(200);
            assertThat(two.join().status()).isEqualTo(200);
            assertThat(work.entered()).hasSize(5).doesNotHaveDuplicates();
        }
    }

    @Test
    void anEventThatIsOverdueIsNotDoneAndMayComeAgain() throws Exception {
        try (PostsRoute route = startHandingOver("completionTimeout=60000")) {
            ObjectNode event = EventPayload.posted(
                    store.simulator().store().publish("order.completed", true, EventsRoute.data("a")));
            work.hold();
            CompletableFuture<WebhookPost.Answer> first = route.posting(event);
            patiently().until(() -> work.entered().size() == 1);
            clock.advance(Duration.ofMillis(60_001));

            assertThat(first.join().status()).isEqualTo(500);
            assertThat(route.consumer().getEventsOverdue()).isEqualTo(1);
            patiently().until(() -> !warning(route.route()).isEmpty());
            assertThat(EventsRoute.marks(store.simulator())).isZero();

            work.release();
            patiently()
                    .until(() -> store.simulator().store().unprocessedEvents().isEmpty());
            assertThat(warning(route.route())).isEmpty();
            assertThat(route.post(event).status()).isEqualTo(200);
            assertThat(work.entered()).hasSize(1);
        }
    }

    @Test
    void theLateSuccessOfAnOverdueEventIsTheAnswerToItsNextPost() throws Exception {
        try (PostsRoute route = startHandingOver("completionTimeout=60000")) {
            ObjectNode event = order("a");
            work.hold();
            CompletableFuture<WebhookPost.Answer> first = route.posting(event);
            patiently().until(() -> work.entered().size() == 1);
            clock.advance(Duration.ofMillis(60_001));
            assertThat(first.join().status()).isEqualTo(500);
            CompletableFuture<WebhookPost.Answer> second = route.posting(event);
            patiently().until(() -> work.entered().size() == 2);
            work.release();

            assertThat(second.join().status()).isEqualTo(200);
            patiently().until(() -> route.consumer().getEventsInFlight() == 0);
            assertThat(warning(route.route())).isEmpty();
            assertThat(EventsRoute.marks(store.simulator())).isLessThanOrEqualTo(1);
        }
    }
}

package io.github.camelfastspring.events;

import java.util.concurrent.CompletableFuture;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.camelfastspring.FastSpringConstants;
import io.github.camelfastspring.simulator.FastSpringSimulatorExtension;
import io.github.camelfastspring.simulator.webhook.SampleEvents;
import io.github.camelfastspring.simulator.webhook.WebhookPost;

import static io.github.camelfastspring.events.EventsWatch.patiently;
import static io.github.camelfastspring.events.PostsRoute.id;
import static org.assertj.core.api.Assertions.assertThat;

/** The order of an object's events, in a post and across posts. */
class PostOrderingTest {

    @RegisterExtension
    final FastSpringSimulatorExtension store = new FastSpringSimulatorExtension();

    private final RouteWork work = new RouteWork();
    private final SlowRepository repository = new SlowRepository();
    private final ObjectNode first = of("o", 1);
    private final ObjectNode second = of("o", 2);
    private final ObjectNode third = of("o", 3);
    private final ObjectNode other = of("another", 4);

    private static ObjectNode of(String order, int created) {
        return SampleEvents.of("order.completed", EventsRoute.data(order).put("changed", created))
                .put("created", created);
    }

    @AfterEach
    void release() {
        work.release();
        repository.release();
    }

    private PostsRoute start(String options) throws Exception {
        PostsRoute route = new PostsRoute(store.simulator());
        route.context().getRegistry().bind("done", repository);
        return route.start(
                "webhook",
                "ordering=object&concurrentConsumers=4&idempotentRepository=#done&webhookTimeout=20000" + options,
                work.on("seda:later?concurrentConsumers=4&pollTimeout=20"),
                steps -> steps.to("seda:later"));
    }

    private static WebhookPost.Answer some(ObjectNode done) {
        return new WebhookPost.Answer(202, id(done));
    }

    @Test
    void theOrderIsThatOfCreationNotThatOfThePost() throws Exception {
        try (PostsRoute route = start("")) {
            assertThat(route.post(third, first, second).status()).isEqualTo(200);
            assertThat(work.entered()).containsExactly(id(first), id(second), id(third));
            assertThat(work.headers(FastSpringConstants.EVENT_LATE)).containsOnly(false);
        }
    }

    @Test
    void anEventThatFailsBlocksTheLaterOnesOfItsObject() throws Exception {
        try (PostsRoute route = start("")) {
            work.fail(first);
            assertThat(route.post(first, second, other)).isEqualTo(some(other));
            assertThat(route.post(third).status())
                    .as("in a post of its own too")
                    .isEqualTo(500);
            assertThat(work.entered()).containsExactlyInAnyOrder(id(first), id(other));

            work.succeed();
            assertThat(route.post(third, second, first, other).status()).isEqualTo(200);
            assertThat(work.entered().subList(2, 5)).containsExactly(id(first), id(second), id(third));
            assertThat(work.headers(FastSpringConstants.EVENT_LATE)).containsOnly(false);
        }
    }

    @Test
    void aParkedEventBlocksNothing() throws Exception {
        try (PostsRoute route = start("&maxFailures=1")) {
            work.fail(first);
            assertThat(route.post(first, second)).isEqualTo(some(second));
            assertThat(work.entered()).containsExactly(id(first), id(second));
        }
    }

    @Test
    void aLaterEventWaitsForOneInAnotherPost() throws Exception {
        try (PostsRoute route = start("")) {
            work.hold();
            CompletableFuture<WebhookPost.Answer> one = route.posting(first);
            patiently().until(() -> work.entered().size() == 1);
            CompletableFuture<WebhookPost.Answer> two = route.posting(third, second);
            patiently().until(() -> route.consumer().getPostsReceived() == 2);
            assertThat(route.consumer().getEventsInFlight()).isEqualTo(1);
            work.release();

            assertThat(one.join().status()).isEqualTo(200);
            assertThat(two.join().status()).isEqualTo(200);
            assertThat(work.entered()).containsExactly(id(first), id(second), id(third));
        }
    }

    @Test
    void anEventThatComesAfterALaterOneIsLate() throws Exception {
        try (PostsRoute route = start("")) {
            assertThat(route.post(second).status()).isEqualTo(200);
            assertThat(route.post(first).status()).isEqualTo(200);
            assertThat(work.headers(FastSpringConstants.EVENT_LATE)).containsExactly(false, true);
        }
    }

    /** What cannot be looked up is tried again; what comes after it must not overtake it. */
    @Test
    void anEventThatCannotBeLookedUpIsNotOvertakenInItsPost() throws Exception {
        try (PostsRoute route = start("")) {
            repository.fail(id(first)::equals);
            assertThat(route.post(second, first, other)).isEqualTo(some(other));
            assertThat(work.entered()).containsExactly(id(other));

            repository.fail(key -> false);
            assertThat(route.post(second, first).status()).isEqualTo(200);
            assertThat(work.entered()).containsExactly(id(other), id(first), id(second));
        }
    }

    @Test
    void anEventWithoutRoomIsNotOvertakenInItsPost() throws Exception {
        try (PostsRoute route = start("&maxInFlight=1")) {
            work.hold();
            repository.hold(id(second)::equals);
            CompletableFuture<WebhookPost.Answer> full = route.posting(other);
            patiently().until(() -> work.entered().size() == 1);
            CompletableFuture<WebhookPost.Answer> none = route.posting(first, second);
            patiently().until(() -> repository.held() == 1 || none.isDone());
            work.release();
            assertThat(full.join().status()).isEqualTo(200);
            patiently().until(() -> route.consumer().getEventsInFlight() == 0);
            repository.release();

            assertThat(none.join().status()).isEqualTo(500);
            assertThat(work.entered()).containsExactly(id(other));
        }
    }

    @Test
    void manyPostsAtOnceKeepTheOrder() throws Exception {
        try (PostsRoute route = start("")) {
            ObjectNode[] events = new ObjectNode[60];
            for (int i = 0; i < events.length; i++) {
                events[i] = of("o" + i % 3, i + 1);
            }
            CompletableFuture<?>[] answers = new CompletableFuture<?>[20];
            for (int i = 0; i < answers.length; i++) {
                answers[i] = route.posting(events);
            }
            CompletableFuture.allOf(answers).join();

            assertThat(answers).allMatch(answer -> ((WebhookPost.Answer) answer.join()).status() == 200);
            assertThat(work.entered()).hasSize(events.length).doesNotHaveDuplicates();
            for (int lane = 0; lane < 3; lane++) {
                String object = "o" + lane;
                assertThat(work.created(object)).hasSize(20).isSorted();
            }
        }
    }

    @Test
    void anEventThatCouldNotBeLookedUpIsNotOvertakenByALaterPost() throws Exception {
        try (PostsRoute route = start("")) {
            repository.fail(key -> key.equals(id(first)));
            assertThat(route.post(first).status()).isEqualTo(500);
            assertThat(route.post(second).status()).isEqualTo(500);
            assertThat(route.post(other).status()).isEqualTo(200);

            repository.fail(key -> false);
            assertThat(route.post(second).status()).as("still not").isEqualTo(500);
            assertThat(route.post(first, second).status()).isEqualTo(200);
            assertThat(work.entered()).containsExactly(id(other), id(first), id(second));
        }
    }

    @Test
    void anEventThatNeverComesToTheRouteHoldsNobody() throws Exception {
        try (PostsRoute route = start("&types=order.completed")) {
            ObjectNode unmatched = second.deepCopy().put("id", "EVWBUNMATCHED").put("type", "order.canceled");
            repository.fail(id(first)::equals);
            assertThat(route.post(first, unmatched, third).status()).isEqualTo(500);

            repository.fail(key -> false);
            assertThat(route.post(first).status()).isEqualTo(200);
            assertThat(route.post(third).status()).isEqualTo(200);
        }
    }
}

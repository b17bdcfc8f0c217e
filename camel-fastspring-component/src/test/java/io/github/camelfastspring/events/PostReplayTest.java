package io.github.camelfastspring.events;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.camelfastspring.FastSpringConstants;
import io.github.camelfastspring.simulator.FastSpringSimulatorExtension;
import io.github.camelfastspring.simulator.webhook.WebhookPost;

import static io.github.camelfastspring.events.PostsRoute.id;
import static io.github.camelfastspring.events.PostsRoute.order;
import static org.assertj.core.api.Assertions.assertThat;

/** The same post again, with its signature: somebody has captured it, or FastSpring repeats it. */
class PostReplayTest {

    @RegisterExtension
    final FastSpringSimulatorExtension store = new FastSpringSimulatorExtension();

    private final RouteWork work = new RouteWork();
    private final LastingRepository done = new LastingRepository();
    private final ObjectNode event = order("a");
    private final ObjectNode other = order("b");
    private final WebhookPost captured = WebhookPost.of(event, other).signedWith(PostsRoute.SECRET);

    private PostsRoute start(String options) throws Exception {
        PostsRoute route = new PostsRoute(store.simulator());
        route.context().getRegistry().bind("done", done);
        return route.start("webhook", options, steps -> steps.process(work));
    }

    private int replay(PostsRoute route) {
        return route.sending(captured).join().status();
    }

    @Test
    void aCapturedPostIsNeverRoutedAgain() throws Exception {
        try (PostsRoute route = start("")) {
            for (int i = 0; i < 5; i++) {
                assertThat(replay(route)).isEqualTo(200);
            }
            assertThat(work.entered()).containsExactlyInAnyOrder(id(event), id(other));
            assertThat(route.consumer().getDuplicates()).isEqualTo(8);

            route.context().getRouteController().stopRoute(EventsRoute.ROUTE);
            route.context().getRouteController().startRoute(EventsRoute.ROUTE);
            assertThat(replay(route)).isEqualTo(200);
            assertThat(work.entered()).hasSize(2);
            assertThat(EventsRoute.marks(store.simulator())).isZero();
        }
    }

    @Test
    void norAfterARestartOfTheContextIfTheRepositoryLasts() throws Exception {
        try (PostsRoute route = start("idempotentRepository=#done")) {
            assertThat(replay(route)).isEqualTo(200);
        }
        try (PostsRoute route = start("idempotentRepository=#done")) {
            assertThat(replay(route)).isEqualTo(200);
            assertThat(work.entered()).hasSize(2);
        }
    }

    /** FastSpring's own repetition must not wait for a back-off that belongs to the polls. */
    @Test
    void anEventThatFailedIsRoutedAgainAtOnce() throws Exception {
        try (PostsRoute route = start("failureDelay=3600000")) {
            work.fail(other);
            assertThat(route.sending(captured).join()).isEqualTo(new WebhookPost.Answer(202, id(event)));
            assertThat(route.consumer().getEventsBackingOff()).isEqualTo(1);
            assertThat(route.post(other).status()).isEqualTo(500);
            work.succeed();

            assertThat(replay(route)).isEqualTo(200);
            assertThat(work.entered()).hasSize(4).containsOnlyOnce(id(event));
            assertThat(work.headers(FastSpringConstants.EVENT_FAILURES)).containsExactly(0, 0, 1, 2);
            assertThat(route.consumer().getEventsBackingOff()).isZero();
        }
    }

    @Test
    void aParkedEventIsNotRoutedAgain() throws Exception {
        try (PostsRoute route = start("maxFailures=1")) {
            work.fail(other);
            assertThat(replay(route)).isEqualTo(202);
            work.succeed();

            assertThat(replay(route)).isEqualTo(202);
            assertThat(route.post(other).status()).isEqualTo(500);
            assertThat(work.entered()).hasSize(2);
        }
    }
}

package io.github.camelfastspring.events;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.camel.health.HealthCheck.State;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.camelfastspring.simulator.FastSpringSimulatorExtension;
import io.github.camelfastspring.simulator.webhook.WebhookPost;

import static io.github.camelfastspring.events.EventsWatch.health;
import static io.github.camelfastspring.events.EventsWatch.patiently;
import static io.github.camelfastspring.events.EventsWatch.state;
import static io.github.camelfastspring.events.PostsRoute.id;
import static io.github.camelfastspring.events.PostsRoute.order;
import static org.assertj.core.api.Assertions.assertThat;

/** Posts while the idempotent repository has trouble. */
class PostRepositoryTest {

    @RegisterExtension
    final FastSpringSimulatorExtension store = new FastSpringSimulatorExtension();

    private final RouteWork work = new RouteWork();
    private final ObjectNode event = order("a");
    private final ObjectNode other = order("b");
    private AcknowledgementFailuresTest.Repository repository;

    @BeforeEach
    void repository() {
        repository = new AcknowledgementFailuresTest.Repository(store.simulator());
    }

    private PostsRoute start(String delivery) throws Exception {
        PostsRoute route = new PostsRoute(store.simulator());
        route.context().getRegistry().bind("done", repository);
        return route.start(delivery, "idempotentRepository=#done", steps -> steps.process(work));
    }

    @Test
    void whatCannotBeRecordedIsDoneAllTheSame() throws Exception {
        try (PostsRoute route = start("webhook")) {
            repository.failAdd = true;
            assertThat(route.post(event).status()).isEqualTo(200);
            assertThat(route.consumer().getEventsNotRecorded()).isEqualTo(1);
            assertThat(route.post(event).status()).as("better known here").isEqualTo(200);
            assertThat(work.entered()).hasSize(1);

            repository.failAdd = false;
            assertThat(route.post(event).status()).isEqualTo(200);
            assertThat(repository.keys).contains(id(event));
        }
    }

    @Test
    void theKeyIsRecordedBeforeTheAnswer() throws Exception {
        try (PostsRoute route = start("webhook")) {
            route.post(event, other);
            assertThat(repository.keys).contains(id(event), id(other));
        }
    }

    /** No further post is needed for health to recover: FastSpring's next one may come after an hour. */
    @ParameterizedTest
    @ValueSource(strings = {"webhook", "both"})
    void whatCannotBeLookedUpIsNotRoutedAndHealthIsDownForAsLong(String delivery) throws Exception {
        try (PostsRoute route = start(delivery)) {
            repository.failContains = true;
            assertThat(route.post(event, other).status()).isEqualTo(500);
            assertThat(work.entered()).isEmpty();
            assertThat(state(route.route())).isEqualTo(State.DOWN);

            repository.failContains = false;
            patiently().until(() -> state(route.route()) == State.UP);
            assertThat(health(route.route()).getMessage()).isEmpty();
            assertThat(route.post(event, other).status()).isEqualTo(200);
            assertThat(work.entered()).hasSize(2);
        }
    }

    @Test
    void anEventThatBacksOffIsLookedAfterAgainWhenTheRepositoryIsWell() throws Exception {
        try (PostsRoute route = start("webhook")) {
            work.fail(event);
            assertThat(route.post(event).status()).isEqualTo(500);
            repository.failContains = true;
            patiently().until(() -> state(route.route()) == State.DOWN);

            repository.failContains = false;
            patiently().until(() -> state(route.route()) == State.UP);
            repository.keys.add(id(event));
            patiently().until(() -> route.consumer().getEventsBackingOff() == 0);
        }
    }

    @Test
    void aGoodPostSaysThatTheRepositoryIsWell() throws Exception {
        try (PostsRoute route = start("webhook")) {
            repository.failContains = true;
            route.post(event);
            repository.failContains = false;

            assertThat(route.post(other)).isEqualTo(new WebhookPost.Answer(200, ""));
            // At once, unless the consumer's own look at the repository came in between.
            patiently().until(() -> state(route.route()) == State.UP);
        }
    }
}

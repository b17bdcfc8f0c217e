package io.github.camelfastspring.events;

import java.util.List;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.camelfastspring.simulator.Event;
import io.github.camelfastspring.simulator.FastSpringSimulatorExtension;
import io.github.camelfastspring.simulator.payload.EventPayload;

import static io.github.camelfastspring.events.EventsWatch.patiently;
import static io.github.camelfastspring.events.PostsRoute.id;
import static io.github.camelfastspring.events.PostsRoute.order;
import static org.assertj.core.api.Assertions.assertThat;

/** Events that come again after they were given up, failed, or while the repository takes its time. */
class PostedAgainTest {

    @RegisterExtension
    final FastSpringSimulatorExtension store = new FastSpringSimulatorExtension();

    private final RouteWork work = new RouteWork();
    private final SlowRepository repository = new SlowRepository();

    @AfterEach
    void release() {
        repository.release();
    }

    private PostsRoute start(String delivery, String options) throws Exception {
        PostsRoute route = new PostsRoute(store.simulator());
        route.context().getRegistry().bind("done", repository);
        return route.start(delivery, "idempotentRepository=#done" + options, steps -> steps.process(work));
    }

    @Test
    void anEventThatWasGivenUpDoesNotStartAnew() throws Exception {
        try (PostsRoute route = start("webhook", "&maxFailures=1&onParked=acknowledge")) {
            ObjectNode event = order("given-up");
            work.fail(event);
            for (int i = 0; i < 3; i++) {
                assertThat(route.post(event).status()).isEqualTo(200);
            }
            assertThat(work.entered()).containsExactly(id(event));
        }
    }

    /** catchUpAge is for events whose post may still come, and not for those that came and failed. */
    @Test
    void anEventThatFailedAsAPostIsTriedByPollsBeforeCatchUpAge() throws Exception {
        try (PostsRoute route = start("both", "&catchUpAge=3600000")) {
            Event event = store.simulator().store().publish("order.completed", true, EventsRoute.data("late"));
            ObjectNode posted = EventPayload.posted(event);
            work.fail(posted);
            assertThat(route.post(posted).status()).isEqualTo(500);

            work.succeed();
            patiently()
                    .until(() -> store.simulator().store().unprocessedEvents().isEmpty());
            assertThat(work.entered()).hasSizeGreaterThan(1).containsOnly(event.id());
        }
    }

    @Test
    void aRepositoryThatTakesLongerThanTheAnswerMayHoldsNobody() throws Exception {
        try (PostsRoute route = start("webhook", "&webhookTimeout=200")) {
            ObjectNode event = order("slow");
            repository.hold();
            assertThat(route.post(event).status()).isEqualTo(500);
            assertThat(repository.held()).isEqualTo(1);

            repository.release();
            patiently().until(() -> work.entered().equals(List.of(id(event))));
        }
    }
}

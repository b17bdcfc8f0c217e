package io.github.camelfastspring.events;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.camelfastspring.simulator.Event;
import io.github.camelfastspring.simulator.FastSpringSimulatorExtension;
import io.github.camelfastspring.simulator.payload.EventPayload;
import io.github.camelfastspring.simulator.webhook.WebhookPost;

import static io.github.camelfastspring.events.EventsWatch.patiently;
import static io.github.camelfastspring.events.PostsRoute.id;
import static io.github.camelfastspring.events.PostsRoute.order;
import static org.assertj.core.api.Assertions.assertThat;

/** Routes that take longer than an answer may: what the answer leaves out is acknowledged by a call, if it succeeds. */
class PostDeadlineTest {

    private static final String SOON = "webhookTimeout=200&idempotentRepository=#done";
    private static final String LATER = "webhookTimeout=2000&idempotentRepository=#done";
    private static final String LATE = "webhookTimeout=20000&idempotentRepository=#done";

    @RegisterExtension
    final FastSpringSimulatorExtension store = new FastSpringSimulatorExtension();

    private final RouteWork work = new RouteWork();
    private final LastingRepository done = new LastingRepository();

    @AfterEach
    void release() {
        work.release();
    }

    /** A route that hands its events over, so that one that is held keeps nobody else. */
    private PostsRoute start(String options) throws Exception {
        PostsRoute route = new PostsRoute(store.simulator());
        route.context().getRegistry().bind("done", done);
        return route.start(
                "webhook",
                options,
                work.on("seda:later?concurrentConsumers=4&pollTimeout=20"),
                steps -> steps.to("seda:later"));
    }

    private ObjectNode published(String order) {
        return EventPayload.posted(store.simulator().store().publish("order.completed", true, EventsRoute.data(order)));
    }

    private int marks() {
        return EventsRoute.marks(store.simulator());
    }

    private List<String> unprocessed() {
        return store.simulator().store().unprocessedEvents().stream()
                .map(Event::id)
                .toList();
    }

    @Test
    void aLateSuccessIsRecordedAndAcknowledgedOnceByACall() throws Exception {
        try (PostsRoute route = start(SOON)) {
            ObjectNode event = published("a");
            work.hold();

            assertThat(route.post(event).status()).isEqualTo(500);
            assertThat(marks()).isZero();
            assertThat(done.contains(id(event))).isFalse();
            work.release();
            patiently().until(() -> unprocessed().isEmpty());
            patiently().until(() -> route.consumer().getAcknowledgements() == 1);

            assertThat(done.contains(id(event))).isTrue();
            assertThat(route.post(event).status()).isEqualTo(200);
            assertThat(work.entered()).hasSize(1);
            assertThat(marks()).isEqualTo(1);
        }
    }

    @Test
    void whatIsDoneByTheDeadlineIsInTheAnswer() throws Exception {
        try (PostsRoute route = start(LATER)) {
            ObjectNode slow = published("slow");
            ObjectNode quick = published("quick");
            work.hold(slow);

            assertThat(route.post(slow, quick)).isEqualTo(new WebhookPost.Answer(202, id(quick)));
            work.release();
            patiently().until(() -> marks() == 1);
            assertThat(unprocessed()).as("nobody reads the answer here").containsExactly(id(quick));
        }
    }

    @Test
    void aLateFailureIsNotAcknowledged() throws Exception {
        try (PostsRoute route = start(SOON)) {
            ObjectNode event = published("a");
            work.hold();
            work.fail(event);

            assertThat(route.post(event).status()).isEqualTo(500);
            work.release();
            patiently().until(() -> route.consumer().getEventsFailed() == 1);

            assertThat(marks()).isZero();
            assertThat(route.consumer().getAcknowledgementsPending()).isZero();
            assertThat(done.contains(id(event))).isFalse();
            work.succeed();
            assertThat(route.post(event).status()).isEqualTo(200);
        }
    }

    @Test
    void anEventThatIsPostedAgainWhileInFlightIsRoutedOnceAndBothPostsGetTheOutcome() throws Exception {
        try (PostsRoute route = start(LATE)) {
            ObjectNode event = published("a");
            ObjectNode bad = published("b");
            work.hold();
            work.fail(bad);
            CompletableFuture<WebhookPost.Answer> first = route.posting(event, bad);
            patiently().until(() -> work.entered().size() == 2);
            CompletableFuture<WebhookPost.Answer> second = route.posting(bad, event);
            patiently().until(() -> route.consumer().getPostsReceived() == 2);
            work.release();

            assertThat(first.join()).isEqualTo(new WebhookPost.Answer(202, id(event)));
            assertThat(second.join()).isEqualTo(new WebhookPost.Answer(202, id(event)));
            assertThat(work.entered()).hasSize(2);
            assertThat(marks()).isZero();
        }
    }

    /** The first post's answer has left it out; that of the second acknowledges it, so that no call is needed. */
    @Test
    void theAnswerToALaterPostAcknowledgesAsWell() throws Exception {
        try (PostsRoute route = start(LATER)) {
            ObjectNode event = published("a");
            work.hold();
            assertThat(route.post(event).status()).isEqualTo(500);
            CompletableFuture<WebhookPost.Answer> second = route.posting(event);
            patiently().until(() -> route.consumer().getPostsReceived() == 2);
            work.release();

            assertThat(second.join().status()).isEqualTo(200);
            assertThat(work.entered()).hasSize(1);
            assertThat(marks()).isZero();
        }
    }
}

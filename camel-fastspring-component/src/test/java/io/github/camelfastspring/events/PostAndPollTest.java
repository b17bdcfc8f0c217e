package io.github.camelfastspring.events;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.camelfastspring.FastSpringConstants;
import io.github.camelfastspring.simulator.Event;
import io.github.camelfastspring.simulator.FastSpringSimulator;
import io.github.camelfastspring.simulator.FastSpringSimulatorExtension;
import io.github.camelfastspring.simulator.SimulatorClock;
import io.github.camelfastspring.simulator.payload.EventPayload;
import io.github.camelfastspring.simulator.webhook.Webhook;
import io.github.camelfastspring.simulator.webhook.WebhookFault;
import io.github.camelfastspring.simulator.webhook.WebhookPost;
import io.github.camelfastspring.simulator.webhook.Webhooks;

import static io.github.camelfastspring.events.EventsWatch.awaitPoll;
import static io.github.camelfastspring.events.EventsWatch.patiently;
import static io.github.camelfastspring.events.PostsRoute.id;
import static org.assertj.core.api.Assertions.assertThat;

/** Posts and polls of one consumer, {@code delivery=both}: each event once, whichever way it comes. */
class PostAndPollTest {

    private static final String[] WAYS = {"webhook", "poll"};

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
                .start(
                        "both",
                        "initialDelay=0&delay=20&webhookTimeout=20000" + options,
                        work.on("seda:later?concurrentConsumers=4&pollTimeout=20"),
                        steps -> steps.to("seda:later"));
    }

    private Webhooks deliverTo(PostsRoute route) {
        return store.simulator()
                .webhooks()
                .deliverByHand()
                .add(Webhook.to(route.url()).secret(PostsRoute.SECRET));
    }

    private ObjectNode published(String order) {
        return EventPayload.posted(store.simulator().store().publish("order.completed", true, EventsRoute.data(order)));
    }

    private boolean allProcessed() {
        return store.simulator().store().unprocessedEvents().isEmpty();
    }

    private int marks() {
        return EventsRoute.marks(store.simulator());
    }

    private List<Object> ways() {
        return work.headers(FastSpringConstants.EVENT_DELIVERY);
    }

    @Test
    void youngEventsAreLeftToThePostsAndTakenByAPollLater() throws Exception {
        try (PostsRoute route = start("")) {
            published("a");
            clock.advance(Duration.ofMillis(299_999));
            awaitPoll(store.simulator());
            assertThat(work.entered()).isEmpty();
            assertThat(marks()).isZero();

            clock.advance(Duration.ofMillis(1));
            patiently().until(this::allProcessed);
            assertThat(ways()).containsExactly("poll");
            assertThat(marks()).isEqualTo(1);
            assertThat(route.consumer().getPostsReceived()).isZero();
        }
    }

    @Test
    void whatAnAnswerAcknowledgesNeedsNoCall() throws Exception {
        try (PostsRoute route = start("")) {
            Webhooks webhooks = deliverTo(route);
            EventsRoute.publish(store.simulator(), 30);
            assertThat(webhooks.deliver()).hasSize(30).allMatch(delivery -> delivery.status() == 200);
            awaitPoll(store.simulator());
            clock.advance(Duration.ofHours(2));
            awaitPoll(store.simulator());

            assertThat(allProcessed()).isTrue();
            assertThat(work.entered()).hasSize(30).doesNotHaveDuplicates();
            assertThat(ways()).containsOnly("webhook");
            assertThat(marks()).isZero();
            assertThat(route.consumer().getOldestUnprocessedAge()).isZero();
        }
    }

    @Test
    void anEventThatIsInTheRouteByPollIsNotRoutedByAPost() throws Exception {
        try (PostsRoute route = start("&catchUpAge=0")) {
            work.hold();
            ObjectNode event = published("a");
            patiently().until(() -> work.entered().size() == 1);
            CompletableFuture<WebhookPost.Answer> answer = route.posting(event);
            patiently().until(() -> route.consumer().getPostsReceived() == 1);
            awaitPoll(store.simulator());
            assertThat(answer).isNotDone();
            work.release();

            assertThat(answer.join().status()).isEqualTo(200);
            patiently().until(() -> route.consumer().getEventsInFlight() == 0);
            assertThat(work.entered()).hasSize(1);
            assertThat(ways()).containsExactly("poll");
        }
    }

    @Test
    void anEventThatIsInTheRouteByPostIsNotRoutedByAPoll() throws Exception {
        try (PostsRoute route = start("")) {
            work.hold();
            CompletableFuture<WebhookPost.Answer> answer = route.posting(published("a"));
            patiently().until(() -> work.entered().size() == 1);
            clock.advance(Duration.ofMinutes(10));
            awaitPoll(store.simulator());
            work.release();

            assertThat(answer.join().status()).isEqualTo(200);
            awaitPoll(store.simulator());
            assertThat(work.entered()).hasSize(1);
            assertThat(ways()).containsExactly("webhook");
        }
    }

    @Test
    void manyEventsByBothWaysAtOnceAreRoutedOnce() throws Exception {
        try (PostsRoute route = start("&catchUpAge=0&concurrentConsumers=4")) {
            Webhooks webhooks = deliverTo(route);
            List<String> ids = EventsRoute.publish(store.simulator(), 200);
            webhooks.deliver();
            patiently().until(this::allProcessed);

            assertThat(webhooks.log()).allMatch(delivery -> delivery.status() == 200);
            assertThat(work.entered()).containsExactlyInAnyOrderElementsOf(ids);
            assertThat(ways()).isSubsetOf((Object[]) WAYS);
        }
    }

    @Test
    void whatFailedByPostIsHealedByAPollAfterItsBackOff() throws Exception {
        try (PostsRoute route = start("&catchUpAge=1000&failureDelay=60000")) {
            ObjectNode event = published("a");
            work.fail(event);
            assertThat(route.post(event).status()).isEqualTo(500);
            work.succeed();
            clock.advance(Duration.ofMillis(59_999));
            awaitPoll(store.simulator());
            assertThat(work.entered()).hasSize(1);

            clock.advance(Duration.ofMillis(1));
            patiently().until(this::allProcessed);
            assertThat(ways()).containsExactly("webhook", "poll");
            assertThat(work.headers(FastSpringConstants.EVENT_FAILURES)).containsExactly(0, 1);
        }
    }

    @Test
    void anAnswerThatGotLostIsMadeGoodByAPollWithoutTheRoute() throws Exception {
        try (PostsRoute route = start("")) {
            Webhooks webhooks = deliverTo(route);
            webhooks.faults().next(WebhookFault.ANSWER_LOST);
            published("a");
            assertThat(webhooks.deliver()).hasSize(1).allMatch(delivery -> delivery.status() == 0);
            assertThat(allProcessed()).isFalse();
            clock.advance(Duration.ofMinutes(5));
            patiently().until(this::allProcessed);

            assertThat(work.entered()).hasSize(1);
            assertThat(marks()).isEqualTo(1);
            assertThat(route.consumer().getDuplicates()).isEqualTo(1);
        }
    }

    @Test
    void aPostThatGotLostIsHealedByAPollAndItsRetryIsNotRouted() throws Exception {
        try (PostsRoute route = start("")) {
            Webhooks webhooks = deliverTo(route);
            webhooks.faults().next(WebhookFault.LOST);
            Event event = store.simulator().store().publish("order.completed", true, EventsRoute.data("a"));
            webhooks.deliver();
            clock.advance(Duration.ofMinutes(5));
            patiently().until(this::allProcessed);

            assertThat(route.post(EventPayload.posted(event)).status()).isEqualTo(200);
            assertThat(ways()).containsExactly("poll");
            assertThat(work.entered()).containsExactly(event.id());
        }
    }

    @Test
    void aResendByPollWaitsForItsOriginalInAPost() throws Exception {
        try (PostsRoute route = start("&resends=skip")) {
            work.hold();
            ObjectNode original = published("a");
            ObjectNode resend = published("a");
            CompletableFuture<WebhookPost.Answer> answer = route.posting(original);
            patiently().until(() -> work.entered().size() == 1);
            clock.advance(Duration.ofMinutes(10));
            awaitPoll(store.simulator());
            work.release();

            assertThat(answer.join().status()).isEqualTo(200);
            patiently().until(() -> store.simulator()
                    .store()
                    .event(id(resend))
                    .orElseThrow()
                    .processed());
            assertThat(work.entered()).containsExactly(id(original));
        }
    }

    @Test
    void withoutPollingTheListIsNeverAsked() throws Exception {
        try (PostsRoute route = new PostsRoute(store.simulator()).start("webhook", "", steps -> steps.process(work))) {
            ObjectNode event = published("a");
            work.fail(event);
            assertThat(route.post(event).status()).isEqualTo(500);
            clock.advance(Duration.ofDays(1));
            work.succeed();
            assertThat(route.post(event).status()).isEqualTo(200);

            assertThat(store.simulator().requests()).isEmpty();
            assertThat(ways()).containsOnly("webhook");
        }
    }
}

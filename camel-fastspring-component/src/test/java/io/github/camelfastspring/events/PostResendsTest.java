package io.github.camelfastspring.events;

import java.util.concurrent.CompletableFuture;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.camelfastspring.FastSpringConstants;
import io.github.camelfastspring.simulator.FastSpringSimulatorExtension;
import io.github.camelfastspring.simulator.webhook.WebhookPost;

import static io.github.camelfastspring.events.EventsWatch.patiently;
import static io.github.camelfastspring.events.PostsRoute.id;
import static io.github.camelfastspring.events.PostsRoute.order;
import static org.assertj.core.api.Assertions.assertThat;

/** Manual resends, which have another id than what they repeat, by post. */
class PostResendsTest {

    @RegisterExtension
    final FastSpringSimulatorExtension store = new FastSpringSimulatorExtension();

    private final RouteWork work = new RouteWork();
    private final SlowRepository repository = new SlowRepository();
    private final ObjectNode original = order("o").put("created", 1);
    private final ObjectNode resend = order("o").put("created", 2);

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
                "idempotentRepository=#done&webhookTimeout=20000&" + options,
                work.on("seda:later?concurrentConsumers=4&pollTimeout=20"),
                steps -> steps.to("seda:later"));
    }

    private void assertRouted(String resends) {
        if (resends.equals("skip")) {
            assertThat(work.entered()).containsExactly(id(original));
            assertThat(work.headers(FastSpringConstants.EVENT_RESEND)).containsExactly(false);
        } else {
            assertThat(work.entered()).containsExactly(id(original), id(resend));
            assertThat(work.headers(FastSpringConstants.EVENT_RESEND)).containsExactly(false, true);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mark", "skip"})
    void aResendOfWhatSucceeded(String resends) throws Exception {
        try (PostsRoute route = start("resends=" + resends)) {
            assertThat(route.post(original).status()).isEqualTo(200);
            assertThat(route.post(resend).status()).isEqualTo(200);

            assertRouted(resends);
            assertThat(route.consumer().getResends()).isEqualTo(1);
            assertThat(repository.contains(id(resend))).isTrue();
        }
    }

    @Test
    void aResendIsLikeAnyOtherEventIfAsked() throws Exception {
        try (PostsRoute route = start("resends=pass")) {
            work.hold();
            CompletableFuture<WebhookPost.Answer> answer = route.posting(original, resend);
            patiently().until(() -> work.entered().size() == 2);
            work.release();

            assertThat(answer.join().status()).isEqualTo(200);
            assertThat(work.headers(FastSpringConstants.EVENT_RESEND)).containsExactly(null, null);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mark", "skip"})
    void aResendInThePostOfItsOriginalWaitsForTheOutcome(String resends) throws Exception {
        try (PostsRoute route = start("resends=" + resends)) {
            work.hold();
            CompletableFuture<WebhookPost.Answer> answer = route.posting(resend, original);
            patiently().until(() -> work.entered().size() == 1);
            assertThat(work.entered()).containsExactly(id(original));
            work.release();

            assertThat(answer.join().status()).isEqualTo(200);
            assertRouted(resends);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mark", "skip"})
    void aResendInAnotherPostWaitsForTheOutcome(String resends) throws Exception {
        try (PostsRoute route = start("resends=" + resends)) {
            work.hold();
            CompletableFuture<WebhookPost.Answer> first = route.posting(original);
            patiently().until(() -> work.entered().size() == 1);
            CompletableFuture<WebhookPost.Answer> second = route.posting(resend);
            patiently().until(() -> route.consumer().getPostsReceived() == 2);
            assertThat(second).isNotDone();
            work.release();

            assertThat(first.join().status()).isEqualTo(200);
            assertThat(second.join().status()).isEqualTo(200);
            assertRouted(resends);
        }
    }

    @Test
    void aResendOfWhatFailsIsRouted() throws Exception {
        try (PostsRoute route = start("resends=skip")) {
            work.hold();
            work.fail(original);
            CompletableFuture<WebhookPost.Answer> first = route.posting(original);
            patiently().until(() -> work.entered().size() == 1);
            CompletableFuture<WebhookPost.Answer> second = route.posting(resend);
            patiently().until(() -> route.consumer().getPostsReceived() == 2);
            work.release();

            assertThat(first.join().status()).isEqualTo(500);
            assertThat(second.join().status()).isEqualTo(200);
            assertThat(work.entered()).containsExactly(id(original), id(resend));
            assertThat(work.headers(FastSpringConstants.EVENT_RESEND)).containsExactly(false, false);

            work.succeed();
            assertThat(route.post(original).status())
                    .as("it repeats the other now")
                    .isEqualTo(200);
            assertThat(work.entered()).hasSize(2);
        }
    }

    @Test
    void manyResendsInOnePostAreRoutedOneAfterTheOther() throws Exception {
        try (PostsRoute route = start("resends=mark&concurrentConsumers=4")) {
            ObjectNode[] events = new ObjectNode[30];
            for (int i = 0; i < events.length; i++) {
                events[i] = order("o");
            }
            assertThat(route.post(events).status()).isEqualTo(200);
            assertThat(work.entered()).hasSize(events.length).doesNotHaveDuplicates();
            assertThat(work.headers(FastSpringConstants.EVENT_RESEND))
                    .containsOnlyOnce(false)
                    .hasSize(events.length);
        }
    }

    /** The look-up of a waiting resend comes between the outcome and its end, and may take long. */
    @Test
    void anEventThatIsPostedAgainRightAfterItsSuccessGetsTheOutcome() throws Exception {
        try (PostsRoute route = start("resends=mark")) {
            work.hold();
            CompletableFuture<WebhookPost.Answer> first = route.posting(original);
            patiently().until(() -> work.entered().size() == 1);
            CompletableFuture<WebhookPost.Answer> second = route.posting(resend);
            patiently().until(() -> route.consumer().getPostsReceived() == 2);
            repository.hold(id(resend)::equals);
            work.release();
            assertThat(first.join().status()).isEqualTo(200);
            patiently().until(() -> repository.held() == 1);
            CompletableFuture<WebhookPost.Answer> again = route.posting(original);
            patiently().until(() -> route.consumer().getPostsReceived() == 3);
            repository.release();

            assertThat(second.join().status()).isEqualTo(200);
            assertThat(again.join().status()).isEqualTo(200);
            assertRouted("mark");
        }
    }
}

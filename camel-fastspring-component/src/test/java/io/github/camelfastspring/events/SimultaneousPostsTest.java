package io.github.camelfastspring.events;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.camelfastspring.simulator.FastSpringSimulatorExtension;
import io.github.camelfastspring.simulator.webhook.SampleEvents;
import io.github.camelfastspring.simulator.webhook.WebhookPost;

import static io.github.camelfastspring.events.EventsWatch.patiently;
import static org.assertj.core.api.Assertions.assertThat;

/** Posts of one event that come while another one of it is about to be answered. */
class SimultaneousPostsTest {

    @RegisterExtension
    final FastSpringSimulatorExtension fastSpring = new FastSpringSimulatorExtension();

    private final CountDownLatch lookedUp = new CountDownLatch(1);
    private final CountDownLatch mayLookUp = new CountDownLatch(1);

    /** Stops whoever looks one event up. */
    private final class Repository extends MemoryIdempotentRepository {

        private volatile String watched;

        Repository() {
            setCacheSize(1000);
        }

        @Override
        public boolean contains(String key) {
            if (key.equals(watched)) {
                lookedUp.countDown();
                try {
                    mayLookUp.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            return super.contains(key);
        }
    }

    private static CompletableFuture<WebhookPost.Answer> post(PostsRoute route, ObjectNode event) {
        WebhookPost post = WebhookPost.of(event).signedWith(PostsRoute.SECRET);
        return CompletableFuture.supplyAsync(() -> post.sendTo(route.url()));
    }

    private static void awaitPosts(PostsRoute route, int count) {
        patiently().until(() -> route.consumer().getPostsReceived() == count);
    }

    /** Between the moment that the first post is told and the moment that the event is released, a resend of it is looked up. */
    @Test
    void aPostThatComesBetweenTheOutcomeAndTheReleaseOfItsEventIsAnswered() throws Exception {
        Repository repository = new Repository();
        CountDownLatch mayEnd = new CountDownLatch(1);
        try (PostsRoute route = new PostsRoute(fastSpring.simulator())) {
            route.context().getRegistry().bind("handled", repository);
            route.start("webhook", "idempotentRepository=#handled", steps -> steps.process(exchange -> mayEnd.await()));
            ObjectNode event = SampleEvents.of("order.completed");
            ObjectNode resend = event.deepCopy().put("id", "a-resend");
            repository.watched = "a-resend";

            CompletableFuture<WebhookPost.Answer> first = post(route, event);
            awaitPosts(route, 1);
            CompletableFuture<WebhookPost.Answer> ofResend = post(route, resend);
            awaitPosts(route, 2);
            mayEnd.countDown();
            lookedUp.await();
            assertThat(first.join().status()).isEqualTo(200);
            CompletableFuture<WebhookPost.Answer> late = post(route, event);
            awaitPosts(route, 3);
            mayLookUp.countDown();

            assertThat(late.join().status()).isEqualTo(200);
            assertThat(ofResend.join().status()).isEqualTo(200);
            assertThat(route.consumer().getEventsSucceeded()).isEqualTo(2);
        }
    }
}

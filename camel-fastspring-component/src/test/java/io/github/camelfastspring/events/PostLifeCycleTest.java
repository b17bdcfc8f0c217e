package io.github.camelfastspring.events;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.camelfastspring.simulator.FastSpringSimulatorExtension;
import io.github.camelfastspring.simulator.payload.EventPayload;
import io.github.camelfastspring.simulator.webhook.WebhookPost;

import static io.github.camelfastspring.events.EventsWatch.patiently;
import static io.github.camelfastspring.events.PostsRoute.id;
import static io.github.camelfastspring.events.PostsRoute.order;
import static org.assertj.core.api.Assertions.assertThat;

/** Start, suspension, stop and restart of a route that receives posts. */
class PostLifeCycleTest {

    private static final RouteBuilder NONE = new RouteBuilder() {
        @Override
        public void configure() {}
    };

    @RegisterExtension
    final FastSpringSimulatorExtension store = new FastSpringSimulatorExtension();

    private final RouteWork work = new RouteWork();

    @AfterEach
    void release() {
        work.release();
    }

    private PostsRoute start(String delivery, String options) throws Exception {
        return new PostsRoute(store.simulator()).start(delivery, options, NONE, steps -> steps.process(work));
    }

    private PostsRoute startHandingOver(SlowRepository repository) throws Exception {
        PostsRoute route = new PostsRoute(store.simulator());
        route.context().getRegistry().bind("done", repository);
        return route.start(
                "webhook",
                "idempotentRepository=#done&webhookTimeout=60000",
                work.on("seda:later?concurrentConsumers=4&pollTimeout=20"),
                steps -> steps.to("seda:later"));
    }

    private static void suspend(PostsRoute route) throws Exception {
        route.context().getRouteController().suspendRoute(EventsRoute.ROUTE);
    }

    private static void resume(PostsRoute route) throws Exception {
        route.context().getRouteController().resumeRoute(EventsRoute.ROUTE);
    }

    private static void stop(PostsRoute route) throws Exception {
        route.context().getRouteController().stopRoute(EventsRoute.ROUTE);
    }

    private static void startAgain(PostsRoute route) throws Exception {
        route.context().getRouteController().startRoute(EventsRoute.ROUTE);
    }

    /** No poll helps: the next one comes after an hour. */
    @ParameterizedTest
    @ValueSource(strings = {"webhook", "both"})
    void aSuspendedRouteTakesNothingAndAResumedOneTakesPostsAtOnce(String delivery) throws Exception {
        try (PostsRoute route = start(delivery, "delay=3600000&initialDelay=3600000")) {
            ObjectNode event = order("a");
            suspend(route);
            assertThat(route.post(event).status()).isEqualTo(503);
            assertThat(work.entered()).isEmpty();

            resume(route);
            assertThat(route.post(event).status()).isEqualTo(200);
            assertThat(work.entered()).containsExactly(id(event));
        }
    }

    @Test
    void aStoppedRouteIsNotThereAndWorksAfterARestart() throws Exception {
        try (PostsRoute route = start("webhook", "")) {
            ObjectNode event = order("a");
            for (int i = 0; i < 3; i++) {
                stop(route);
                assertThat(route.post(event).status()).isEqualTo(404);
                startAgain(route);
                assertThat(route.post(event).status()).isEqualTo(200);
            }
            assertThat(work.entered()).hasSize(1);
        }
    }

    @Test
    void otherMethodsAreRefused() throws Exception {
        try (PostsRoute route = start("webhook", "")) {
            for (String method : new String[] {"GET", "PUT", "HEAD", "DELETE"}) {
                HttpResponse<String> answer = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build()
                        .send(
                                HttpRequest.newBuilder(URI.create(route.url()))
                                        .method(method, HttpRequest.BodyPublishers.ofString("{\"events\":[]}"))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString());

                assertThat(answer.statusCode()).isEqualTo(405);
                assertThat(answer.headers().firstValue("Allow")).contains("POST");
            }
            assertThat(route.consumer().getPostsReceived()).isZero();
        }
    }

    @Test
    void aStopAnswersThePostsWhoseEventsAreHandedOver() throws Exception {
        SlowRepository repository = new SlowRepository();
        try (PostsRoute route = startHandingOver(repository)) {
            ObjectNode quick = order("quick");
            ObjectNode slow = EventPayload.posted(
                    store.simulator().store().publish("order.completed", true, EventsRoute.data("slow")));
            work.hold(slow);
            CompletableFuture<WebhookPost.Answer> some = route.posting(quick, slow);
            CompletableFuture<WebhookPost.Answer> none = route.posting(slow);
            patiently().until(() -> route.consumer().getPostsReceived() == 2);
            patiently().until(() -> route.consumer().getEventsSucceeded() == 1);
            patiently().until(() -> work.entered().contains(id(slow)));
            stop(route);

            assertThat(some.get(30, TimeUnit.SECONDS)).isEqualTo(new WebhookPost.Answer(202, id(quick)));
            assertThat(none.get(30, TimeUnit.SECONDS).status()).isEqualTo(500);
            assertThat(repository.contains(id(slow))).isFalse();
            assertThat(EventsRoute.marks(store.simulator())).isZero();

            work.release();
            patiently()
                    .until(() -> store.simulator().store().unprocessedEvents().isEmpty());
            startAgain(route);
            assertThat(route.post(slow).status()).isEqualTo(200);
            assertThat(work.entered()).hasSize(2);
        }
    }

    /** An answer that nobody writes keeps the sender waiting for as long as it likes. */
    @Test
    void aPostThatIsLookedUpDuringTheStopIsAnsweredToo() throws Exception {
        SlowRepository repository = new SlowRepository();
        try (PostsRoute route = startHandingOver(repository)) {
            ObjectNode known = order("known");
            assertThat(route.post(known).status()).isEqualTo(200);
            repository.hold();
            CompletableFuture<WebhookPost.Answer> first = route.posting(order("a"));
            CompletableFuture<WebhookPost.Answer> second = route.posting(known);
            patiently().until(() -> repository.held() == 2);
            stop(route);
            repository.release();

            assertThat(first.get(30, TimeUnit.SECONDS).status()).isEqualTo(500);
            assertThat(second.get(30, TimeUnit.SECONDS).status()).isEqualTo(500);
            assertThat(work.entered()).containsExactly(id(known));
        } finally {
            repository.release();
        }
    }

    @Test
    void theStopOfTheContextWaitsForWhatIsHandedOver() throws Exception {
        SlowRepository repository = new SlowRepository();
        ObjectNode event = order("a");
        PostsRoute route = startHandingOver(repository);
        CompletableFuture<Void> stopped;
        CompletableFuture<WebhookPost.Answer> answer;
        try (route) {
            work.hold();
            answer = route.posting(event);
            patiently().until(() -> work.entered().size() == 1);
            stopped = CompletableFuture.runAsync(route.context()::stop);
            patiently().until(() -> !route.consumer().isRoutingAllowed());
            assertThat(route.post(order("b")).status()).isEqualTo(503);
            work.release();
            stopped.get(30, TimeUnit.SECONDS);
        }

        assertThat(answer.get(30, TimeUnit.SECONDS).status()).isEqualTo(200);
        assertThat(repository.contains(id(event))).isTrue();
        assertThat(work.entered()).hasSize(1);
    }

    @Test
    void postsThatWaitDuringASuspensionAreAnsweredByTheirOutcome() throws Exception {
        try (PostsRoute route = startHandingOver(new SlowRepository())) {
            ObjectNode event = order("a");
            work.hold();
            CompletableFuture<WebhookPost.Answer> answer = route.posting(event);
            patiently().until(() -> work.entered().size() == 1);
            suspend(route);
            assertThat(answer).isNotDone();
            work.release();

            assertThat(answer.get(30, TimeUnit.SECONDS).status()).isEqualTo(200);
        }
    }

    @Test
    void whatHasNotBegunAtASuspensionIsNotDoneAndComesAgain() throws Exception {
        try (PostsRoute route = start("webhook", "webhookTimeout=60000")) {
            ObjectNode first = order("a").put("created", 1);
            ObjectNode second = order("b").put("created", 2);
            work.hold();
            CompletableFuture<WebhookPost.Answer> answer = route.posting(first, second);
            patiently().until(() -> work.entered().size() == 1);
            CompletableFuture<Void> suspended = CompletableFuture.runAsync(() -> {
                try {
                    suspend(route);
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            patiently().until(() -> !route.consumer().isRoutingAllowed());
            work.release();
            suspended.get(30, TimeUnit.SECONDS);
            assertThat(answer.get(30, TimeUnit.SECONDS)).isEqualTo(new WebhookPost.Answer(202, id(first)));

            resume(route);
            assertThat(route.post(first, second).status()).isEqualTo(200);
            assertThat(work.entered()).containsExactly(id(first), id(second));
        }
    }

    /** The shutdown strategy's time is over before the route is. */
    @Test
    void aForcedStopAnswersToo() throws Exception {
        try (PostsRoute route = start("webhook", "webhookTimeout=60000")) {
            ObjectNode event = order("a");
            work.hold();
            CompletableFuture<WebhookPost.Answer> answer = route.posting(event, order("b"));
            patiently().until(() -> work.entered().size() == 1);
            route.context().getShutdownStrategy().setTimeUnit(TimeUnit.MILLISECONDS);
            route.context().getShutdownStrategy().setTimeout(200);
            stop(route);
            assertThat(answer.get(30, TimeUnit.SECONDS).status()).isEqualTo(500);

            work.release();
            startAgain(route);
            assertThat(route.post(event).status()).isEqualTo(200);
            assertThat(route.consumer().ledger().open().taken()).isZero();
        }
    }

    @Test
    void twoConsumersOnOneServerStopAndStartByThemselves() throws Exception {
        RouteWork otherWork = new RouteWork();
        RouteBuilder another = new RouteBuilder() {
            @Override
            public void configure() {
                from("fastspring:events?delivery=webhook&webhookPath=/another")
                        .routeId("another")
                        .process(otherWork);
            }
        };
        try (PostsRoute route =
                new PostsRoute(store.simulator()).start("webhook", "", another, steps -> steps.process(work))) {
            String url = route.url("/another");
            ObjectNode event = order("a");
            WebhookPost post = WebhookPost.of(event).signedWith(PostsRoute.SECRET);
            stop(route);
            assertThat(post.sendTo(url).status()).isEqualTo(200);
            assertThat(post.sendTo(route.url()).status()).isEqualTo(404);

            startAgain(route);
            route.context().getRouteController().stopRoute("another");
            assertThat(post.sendTo(url).status()).isEqualTo(404);
            assertThat(post.sendTo(route.url()).status()).isEqualTo(200);

            route.context().getRouteController().startRoute("another");
            assertThat(post.sendTo(url).status()).isEqualTo(200);
            assertThat(work.entered()).containsExactly(id(event));
            assertThat(otherWork.entered()).containsExactly(id(event));
        }
    }
}

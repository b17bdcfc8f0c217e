package io.github.camelfastspring.events;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.camelfastspring.simulator.FastSpringSimulatorExtension;
import io.github.camelfastspring.simulator.webhook.WebhookPost;

import static io.github.camelfastspring.events.EventsWatch.patiently;
import static io.github.camelfastspring.events.PostsRoute.order;
import static org.assertj.core.api.Assertions.assertThat;

/** Posts that wait for their events hold no thread of the HTTP server. */
class PostThreadsTest {

    /** Many times as many as Vert.x has threads for blocking work. */
    private static final int MANY = 100;

    @RegisterExtension
    final FastSpringSimulatorExtension store = new FastSpringSimulatorExtension();

    private final RouteWork work = new RouteWork();

    @AfterEach
    void release() {
        work.release();
    }

    private RouteBuilder laterAndHello() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("seda:later?size=10000&pollTimeout=20").process(work);
                from("platform-http:/hello").setBody(constant("hello"));
            }
        };
    }

    private PostsRoute start(String options) throws Exception {
        return new PostsRoute(store.simulator())
                .start("webhook", "webhookTimeout=60000" + options, laterAndHello(), steps -> steps.to("seda:later"));
    }

    private static String hello(PostsRoute route) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(route.url("/hello"))).build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    private static List<Integer> statuses(List<CompletableFuture<WebhookPost.Answer>> answers) {
        return answers.stream().map(answer -> answer.join().status()).distinct().toList();
    }

    @Test
    void anotherPathAnswersWhileManyPostsWait() throws Exception {
        try (PostsRoute route = start("")) {
            work.hold();
            List<CompletableFuture<WebhookPost.Answer>> answers = IntStream.range(0, MANY)
                    .mapToObj(i -> route.posting(order("o" + i)))
                    .toList();
            patiently().until(() -> route.consumer().getEventsInFlight() == MANY);

            assertThat(hello(route)).isEqualTo("hello");
            assertThat(answers).noneMatch(CompletableFuture::isDone);
            work.release();
            assertThat(statuses(answers)).containsExactly(200);
            assertThat(work.entered()).hasSize(MANY).doesNotHaveDuplicates();
        }
    }

    /** The route works on its own thread, and those that come meanwhile wait in the consumer. */
    @Test
    void norDoesARouteThatKeepsItsThread() throws Exception {
        try (PostsRoute route = new PostsRoute(store.simulator())
                .start("webhook", "webhookTimeout=60000", laterAndHello(), steps -> steps.process(work))) {
            work.hold();
            List<CompletableFuture<WebhookPost.Answer>> answers = IntStream.range(0, MANY)
                    .mapToObj(i -> route.posting(order("o" + i)))
                    .toList();
            patiently().until(() -> route.consumer().getPostsReceived() == MANY);

            assertThat(hello(route)).isEqualTo("hello");
            work.release();
            assertThat(statuses(answers)).containsExactly(200);
        }
    }

    @Test
    void morePostsMayWaitThanAPoolOfCamelQueues() throws Exception {
        int most = 1100;
        try (PostsRoute route = start("&maxInFlight=5000")) {
            ObjectNode event = order("a");
            work.hold();
            List<CompletableFuture<WebhookPost.Answer>> answers =
                    IntStream.range(0, most).mapToObj(i -> route.posting(event)).toList();
            patiently().until(() -> route.consumer().getPostsReceived() == most);
            work.release();

            assertThat(statuses(answers)).containsExactly(200);
            assertThat(work.entered()).hasSize(1);
        }
    }
}

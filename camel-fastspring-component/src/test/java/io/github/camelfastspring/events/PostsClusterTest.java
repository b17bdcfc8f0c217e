package io.github.camelfastspring.events;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import javax.sql.DataSource;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.processor.idempotent.jdbc.JdbcMessageIdRepository;
import org.apache.camel.spi.IdempotentRepository;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import io.github.camelfastspring.FastSpringConstants;
import io.github.camelfastspring.simulator.Event;
import io.github.camelfastspring.simulator.FastSpringSimulator;
import io.github.camelfastspring.simulator.FastSpringSimulatorExtension;
import io.github.camelfastspring.simulator.webhook.RetrySchedule;
import io.github.camelfastspring.simulator.webhook.Webhook;
import io.github.camelfastspring.simulator.webhook.WebhookFault;
import io.github.camelfastspring.simulator.webhook.WebhookPost;

import static org.assertj.core.api.Assertions.assertThat;

/** Several machines that receive posts, one of which polls for what the posts have missed, with one repository. */
@Timeout(value = 3, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PostsClusterTest {

    /** Long enough that no event is posted and polled at the same moment, on slow machines too. */
    private static final Duration CATCH_UP_AGE = Duration.ofSeconds(5);

    private static final ObjectMapper JSON = new ObjectMapper();

    /** An event whose route ended well on a node. */
    private record Finished(String node, String event, String delivery) {}

    @RegisterExtension
    static final Postgres POSTGRES = new Postgres();

    @RegisterExtension
    final FastSpringSimulatorExtension store = new FastSpringSimulatorExtension();

    @TempDir
    Path folder;

    private final List<PostsNode> nodes = new ArrayList<>();
    private final List<Finished> finished = new CopyOnWriteArrayList<>();
    private OtherJvm process;

    @AfterEach
    void end() {
        if (process != null) {
            process.close();
        }
        nodes.forEach(PostsNode::close);
    }

    private static ConditionFactory patiently() {
        return Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(10));
    }

    private PostsNode startNode(String name, IdempotentRepository handled, String options, Processor work)
            throws Exception {
        FastSpringSimulator simulator = store.simulator();
        PostsNode node = new PostsNode(
                name, simulator.baseUrl(), simulator.username(), simulator.password(), folder, handled, options, work);
        nodes.add(node);
        return node.start();
    }

    private void finish(String node, Exchange exchange) {
        finished.add(new Finished(
                node, id(exchange), exchange.getMessage().getHeader(FastSpringConstants.EVENT_DELIVERY, String.class)));
    }

    private static String id(Exchange exchange) {
        return exchange.getMessage().getHeader(FastSpringConstants.EVENT_ID, String.class);
    }

    private boolean isAllProcessed() {
        return store.simulator().store().unprocessedEvents().isEmpty();
    }

    /** The node that polls is killed between posts, which go to both nodes, one after the other, or get lost. */
    @Test
    void whatAKilledNodeLeavesSucceedsOnTheOtherOne() throws Exception {
        POSTGRES.clean();
        FastSpringSimulator simulator = store.simulator();
        String killed = startProcess();
        PostsNode survivor = startNode(
                "survivor", Postgres.repository(POSTGRES.dataSource()), "", exchange -> finish("survivor", exchange));
        patiently().until(() -> isPolledBy("killed"));
        survivor.startPolling(CATCH_UP_AGE.toMillis());
        for (String url : List.of(killed, survivor.url())) {
            simulator.webhooks().add(Webhook.to(url).secret(PostsRoute.SECRET).retries(RetrySchedule.NONE));
        }
        simulator.webhooks().faults().sometimes(1, 0.3, WebhookFault.LOST);

        CompletableFuture<Set<String>> ids = CompletableFuture.supplyAsync(() -> publishAndPost(200));
        patiently().until(() -> finishedByProcess().size() >= 40);
        process.kill();
        List<String> before = finishedByProcess();
        ids.join();
        patiently().until(this::isAllProcessed);

        List<String> after = finished.stream().map(Finished::event).toList();
        assertThat(before).doesNotHaveDuplicates();
        assertThat(after).doesNotHaveDuplicates();
        Set<String> both = new HashSet<>(before);
        both.retainAll(after);
        assertThat(both)
                .as("at most the ones whose record was to come, by post and by poll")
                .hasSizeLessThanOrEqualTo(2);
        Set<String> all = new HashSet<>(before);
        all.addAll(after);
        assertThat(all).as("none is lost").isEqualTo(ids.join());
        assertThat(finished).extracting(Finished::delivery).contains("webhook", "poll");
        assertThat(isPolledBy("survivor")).isTrue();
    }

    /** Returns the URL of its posts. */
    private String startProcess() throws Exception {
        Path url = folder.resolve("url.txt");
        process = new OtherJvm(
                        PostsNode.class,
                        folder.resolve("output.txt"),
                        store.simulator(),
                        "killed",
                        folder.toString(),
                        POSTGRES.url(),
                        Long.toString(CATCH_UP_AGE.toMillis()),
                        folder.resolve("finished.txt").toString(),
                        url.toString())
                .start();
        patiently().until(() -> {
            process.checkAlive();
            return Files.exists(url);
        });
        return Files.readString(url);
    }

    private List<String> finishedByProcess() throws IOException {
        Path file = folder.resolve("finished.txt");
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    /** Each event is posted, or lost, before the next one comes into being. */
    private Set<String> publishAndPost(int count) {
        FastSpringSimulator simulator = store.simulator();
        Set<String> ids = new HashSet<>();
        try {
            for (int i = 0; i < count; i++) {
                ids.add(simulator
                        .store()
                        .publish("order.completed", true, EventsRoute.data("order-" + i))
                        .id());
                simulator.webhooks().awaitIdle(Duration.ofSeconds(30));
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return ids;
    }

    private boolean isPolledBy(String node) {
        return EventsRoute.requests(store.simulator(), "GET").stream()
                .anyMatch(list -> node.equals(list.header("User-Agent")));
    }

    /** Nothing but the repository tells a node without polls that somebody else is done with what it waits for. */
    @Test
    void whatFailedOnANodeAndWasHealedByThePollerDoesNotBlockItsObjectThere() throws Exception {
        IdempotentRepository handled = new LastingRepository();
        PostsNode first = startNode("first", handled, "&ordering=object", this::failByPost);
        PostsNode second = startNode("second", handled, "&ordering=object", this::failByPost);
        long now = store.simulator().clock().millis();
        Event failing = publish("one", now - Duration.ofMinutes(10).toMillis());
        Event next = publish("two", now);

        assertThat(post(failing, first)).isEqualTo(500);
        assertThat(post(next, first)).as("behind the one that failed").isEqualTo(500);
        assertThat(finished).isEmpty();

        // The one that comes next is too young for the poller.
        first.startPolling(Duration.ofMinutes(5).toMillis());
        second.startPolling(Duration.ofMinutes(5).toMillis());
        patiently().until(() -> store.simulator()
                .store()
                .event(failing.id())
                .orElseThrow()
                .processed());
        patiently().until(() -> post(next, first) == 200);

        assertThat(finished).extracting(Finished::event).containsExactly(failing.id(), next.id());
        assertThat(finished).extracting(Finished::delivery).containsExactly("poll", "webhook");
        assertThat(post(next, second)).as("doubled, to the other node").isEqualTo(200);
        assertThat(post(failing, first)).as("doubled, after it was healed").isEqualTo(200);
        assertThat(finished).hasSize(2);
    }

    /** A table of keys refuses one that another machine has inserted since it was looked for: that one is recorded. */
    @Test
    void whatAnotherNodeRecordsAtTheSameMomentIsRecorded() throws Exception {
        POSTGRES.clean();
        IdempotentRepository other = Postgres.repository(POSTGRES.dataSource());
        try (PostsRoute route = new PostsRoute(store.simulator())) {
            route.context().getRegistry().bind("handled", new Overtaken(POSTGRES.dataSource(), other));
            route.start(
                    "webhook",
                    "idempotentRepository=#handled",
                    steps -> steps.process(exchange -> finish("any", exchange)));
            Event routed = publish("one", 1_700_000_000_000L);
            Event halfRecorded = publish("two", 1_700_000_000_001L);
            other.add(halfRecorded.id());

            assertThat(post(routed, route.url())).isEqualTo(200);
            assertThat(route.consumer().getEventsNotRecorded()).isZero();
            assertThat(post(halfRecorded, route.url())).isEqualTo(200);
            assertThat(finished).extracting(Finished::event).containsExactly(routed.id());
        }
    }

    /** Another machine always inserts the same key just before. */
    private static final class Overtaken extends JdbcMessageIdRepository {

        private final IdempotentRepository other;

        Overtaken(DataSource dataSource, IdempotentRepository other) {
            super(dataSource, "fastspring-events");
            this.other = other;
        }

        @Override
        protected int insert(String key) {
            other.add(key);
            return super.insert(key);
        }
    }

    private void failByPost(Exchange exchange) {
        String text = exchange.getMessage().getBody(Map.class).get("text").toString();
        String delivery = exchange.getMessage().getHeader(FastSpringConstants.EVENT_DELIVERY, String.class);
        if (text.equals("one") && delivery.equals("webhook")) {
            throw new IllegalStateException("on this node only");
        }
        finish("any", exchange);
    }

    /** All of one order. */
    private Event publish(String text, long created) {
        return store.simulator()
                .store()
                .publish("order.completed", true, EventsRoute.data("order").put("text", text), created);
    }

    private static int post(Event event, PostsNode node) {
        return post(event, node.url());
    }

    private static int post(Event event, String url) {
        ObjectNode json = JSON.createObjectNode()
                .put("id", event.id())
                .put("processed", false)
                .put("created", event.created())
                .put("type", event.type())
                .put("live", event.live());
        json.set("data", event.data());
        return WebhookPost.of(json).signedWith(PostsRoute.SECRET).sendTo(url).status();
    }
}

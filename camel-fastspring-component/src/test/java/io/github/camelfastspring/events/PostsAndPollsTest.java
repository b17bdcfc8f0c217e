package io.github.camelfastspring.events;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.camelfastspring.FastSpringConstants;
import io.github.camelfastspring.simulator.Event;
import io.github.camelfastspring.simulator.FastSpringSimulatorExtension;
import io.github.camelfastspring.simulator.webhook.WebhookPost;

import static io.github.camelfastspring.events.EventsWatch.patiently;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * The same events at the same moment by posts, some of them doubled, and by polls, by a seed: each is routed once, and every
 * post is answered 200 at its first attempt. How many runs and events, and the first seed, are system properties:
 * {@code fastspring.seeds}, {@code fastspring.events} (a fifth of them is used), {@code fastspring.seed}.
 */
@Tag("faults")
@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PostsAndPollsTest {

    /** What can go wrong here takes few events, and more than that would take long. */
    private static final int EVENTS = Integer.getInteger("fastspring.events", 2000) / 5;

    private static final int MAX_SEEDS = 20;
    private static final int POSTMEN = 8;
    private static final ObjectMapper JSON = new ObjectMapper();

    static LongStream seeds() {
        long first = Long.getLong("fastspring.seed", 1);
        return LongStream.range(first, first + Math.min(Integer.getInteger("fastspring.seeds", 5), MAX_SEEDS));
    }

    @RegisterExtension
    final FastSpringSimulatorExtension fastSpring = new FastSpringSimulatorExtension();

    private final ExecutorService postmen = Executors.newFixedThreadPool(POSTMEN);
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, AtomicInteger> routed = new ConcurrentHashMap<>();
    private final AtomicInteger polled = new AtomicInteger();
    private final AtomicInteger posts = new AtomicInteger();
    private final Queue<String> otherAnswers = new ConcurrentLinkedQueue<>();
    private final List<String> published = new ArrayList<>();
    private ObjectNode data;

    @AfterEach
    void end() {
        postmen.shutdownNow();
    }

    /** The poller takes whatever it sees. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatIsPostedAndPolledAtOnceIsRoutedOnce(long seed) throws Exception {
        run(seed, 0);
    }

    /** The poller looks at everything, and leaves it to the posts. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aPollThatLeavesAnEventToThePostsIsNotInTheirWay(long seed) throws Exception {
        run(seed, Duration.ofHours(1).toMillis());
        assertThat(polled).hasValue(0);
    }

    private void run(long seed, long catchUpAge) throws Exception {
        Random random = new Random(seed);
        String options = "delay=1&concurrentConsumers=4&catchUpAge=" + catchUpAge + "&ordering="
                + (seed % 2 == 0 ? "object" : "none");
        System.out.printf("seed %d: %d events, %s%n", seed, EVENTS, options);
        try (PostsRoute route =
                new PostsRoute(fastSpring.simulator()).start("both", options, steps -> steps.process(this::note))) {
            while (published.size() < EVENTS) {
                post(route.url(), random);
            }
            patiently()
                    .until(() ->
                            fastSpring.simulator().store().unprocessedEvents().isEmpty());
            System.out.printf(
                    "seed %d: %d posts, %d events by poll, answers other than 200: %s%n",
                    seed, posts.get(), polled.get(), otherAnswers);
            assertThat(routed.keySet())
                    .as("none lost")
                    .hasSize(published.size())
                    .containsAll(published);
            assertThat(routed.values()).as("none routed twice").allMatch(times -> times.get() == 1);
            assertThat(otherAnswers).isEmpty();
        }
    }

    private void note(Exchange exchange) {
        routed.computeIfAbsent(
                        exchange.getMessage().getHeader(FastSpringConstants.EVENT_ID, String.class),
                        id -> new AtomicInteger())
                .incrementAndGet();
        if ("poll".equals(exchange.getMessage().getHeader(FastSpringConstants.EVENT_DELIVERY))) {
            polled.incrementAndGet();
        }
    }

    /** Some events come into being, and each postman brings some of them, at the moment when the others do so too. */
    private void post(String url, Random random) throws Exception {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < POSTMEN; i++) {
            events.add(publish(random));
        }
        CyclicBarrier start = new CyclicBarrier(POSTMEN);
        List<Callable<Void>> ways = new ArrayList<>();
        for (int postman = 0; postman < POSTMEN; postman++) {
            // Doubled at once: what one brings, the next one may bring too.
            int first = random.nextInt(POSTMEN);
            List<Event> some = events.subList(first, Math.min(first + 1 + random.nextInt(3), POSTMEN));
            ways.add(() -> {
                start.await();
                send(url, some);
                return null;
            });
        }
        for (Future<Void> way : postmen.invokeAll(ways)) {
            way.get();
        }
        // Those that nobody brought.
        send(url, events);
        send(url, events);
    }

    /** Several are of one order, and some are resends of the one before. */
    private Event publish(Random random) {
        if (data == null || random.nextInt(4) > 0) {
            data = EventsRoute.data("order-" + random.nextInt(50)).put("changed", published.size());
        }
        Event event = fastSpring.simulator().store().publish("order.completed", true, data);
        published.add(event.id());
        return event;
    }

    private void send(String url, List<Event> events) throws Exception {
        WebhookPost post = WebhookPost.of(
                        events.stream().map(PostsAndPollsTest::json).toList())
                .signedWith(PostsRoute.SECRET);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofMinutes(1))
                .POST(HttpRequest.BodyPublishers.ofByteArray(post.body()));
        post.headers().forEach(request::header);
        HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        posts.incrementAndGet();
        if (answer.statusCode() == 200) {
            events.forEach(event -> fastSpring.simulator().store().mark(event.id(), true));
        } else {
            otherAnswers.add(answer.statusCode() + " to " + events.size() + " events");
        }
    }

    private static ObjectNode json(Event event) {
        ObjectNode json = JSON.createObjectNode()
                .put("id", event.id())
                .put("processed", false)
                .put("created", event.created())
                .put("type", event.type())
                .put("live", event.live());
        json.set("data", event.data());
        return json;
    }
}

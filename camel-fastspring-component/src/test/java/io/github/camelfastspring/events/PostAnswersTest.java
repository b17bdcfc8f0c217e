package io.github.camelfastspring.events;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.camelfastspring.simulator.Event;
import io.github.camelfastspring.simulator.FastSpringSimulator;
import io.github.camelfastspring.simulator.FastSpringSimulatorExtension;
import io.github.camelfastspring.simulator.SimulatorClock;
import io.github.camelfastspring.simulator.webhook.SampleEvents;
import io.github.camelfastspring.simulator.webhook.Webhook;
import io.github.camelfastspring.simulator.webhook.WebhookDelivery;
import io.github.camelfastspring.simulator.webhook.WebhookPost;
import io.github.camelfastspring.simulator.webhook.Webhooks;

import static io.github.camelfastspring.events.PostsRoute.id;
import static io.github.camelfastspring.events.PostsRoute.order;
import static org.assertj.core.api.Assertions.assertThat;

/** What a post is answered, by what has become of its events. */
class PostAnswersTest {

    private static final WebhookPost.Answer ALL = new WebhookPost.Answer(200, "");

    private final SimulatorClock clock = SimulatorClock.frozenAt(Instant.parse("2026-03-01T12:00:00Z"));

    @RegisterExtension
    final FastSpringSimulatorExtension store = new FastSpringSimulatorExtension(
            () -> FastSpringSimulator.builder().clock(clock).start());

    private final RouteWork work = new RouteWork();

    private PostsRoute start(String options) throws Exception {
        return new PostsRoute(store.simulator()).start("webhook", options, steps -> steps.process(work));
    }

    private static WebhookPost.Answer some(JsonNode... done) {
        return new WebhookPost.Answer(
                202, String.join("\n", Stream.of(done).map(PostsRoute::id).toList()));
    }

    private Event publish(String type, int number) {
        return store.simulator().store().publish(type, true, EventsRoute.data("object-" + number));
    }

    /** Ten events that come into being together, so that they go in one post. */
    private List<Event> publishTen() {
        List<String> types = List.of(
                "order.completed",
                "order.failed",
                "order.completed",
                "moon.landed",
                "order.failed",
                "order.completed",
                "order.completed",
                "order.failed",
                "order.completed",
                "order.completed");
        return store.simulator().store().atomically(() -> IntStream.range(0, types.size())
                .mapToObj(i -> publish(types.get(i), i))
                .toList());
    }

    /** The example of the promise: of ten, three fail, and one that succeeds is of a type that nobody knows. */
    @Test
    void ofTenEventsOnlyTheThreeThatFailComeAgain() throws Exception {
        try (PostsRoute route = start("")) {
            Webhooks webhooks = store.simulator().webhooks().deliverByHand();
            webhooks.add(Webhook.to(route.url()).secret(PostsRoute.SECRET));
            List<Event> events = publishTen();
            List<String> bad = events.stream()
                    .filter(event -> event.type().equals("order.failed"))
                    .map(Event::id)
                    .toList();
            List<String> good = events.stream()
                    .map(Event::id)
                    .filter(id -> !bad.contains(id))
                    .toList();
            work.fail(bad);

            WebhookDelivery first = webhooks.deliver().get(0);
            clock.advance(Duration.ofHours(1));
            WebhookDelivery second = webhooks.deliver().get(0);
            work.succeed();
            clock.advance(Duration.ofHours(2));
            WebhookDelivery third = webhooks.deliver().get(0);

            assertThat(first.status()).isEqualTo(202);
            assertThat(first.processed()).hasSize(7).containsExactlyInAnyOrderElementsOf(good);
            assertThat(second.eventIds()).containsExactlyInAnyOrderElementsOf(bad);
            assertThat(second.status()).isEqualTo(500);
            assertThat(third.eventIds()).containsExactlyInAnyOrderElementsOf(bad);
            assertThat(third.status()).isEqualTo(200);
            assertThat(webhooks.log()).hasSize(3);
            assertThat(work.entered()).hasSize(10 + 3 + 3).containsAll(good);
            assertThat(EventsRoute.requests(store.simulator(), "POST")).isEmpty();
        }
    }

    @Test
    void theBodyOfAnAnswerIsTheIdsAloneInTheOrderOfTheirEvents() throws Exception {
        try (PostsRoute route = start("")) {
            ObjectNode first = order("a").put("id", "évènement-é").put("created", 1);
            ObjectNode second = order("b").put("id", "事件").put("created", 2);
            ObjectNode third = order("c").put("created", 3);
            work.fail(second);

            assertThat(route.post(third, second, first)).isEqualTo(some(first, third));
            assertThat(work.entered()).containsExactly(id(first), id(second), id(third));
        }
    }

    @Test
    void aPostWithoutEventsIsAllDone() throws Exception {
        try (PostsRoute route = start("")) {
            assertThat(route.post()).isEqualTo(ALL);
            assertThat(work.entered()).isEmpty();
        }
    }

    @Test
    void anEventThatAPostHasTwiceIsOne() throws Exception {
        try (PostsRoute route = start("")) {
            ObjectNode event = order("a");
            ObjectNode other = order("b");
            work.fail(other);

            assertThat(route.post(event, event)).isEqualTo(ALL);
            assertThat(route.post(event, other, event)).isEqualTo(some(event));
            assertThat(work.entered()).containsExactly(id(event), id(other));
        }
    }

    /** Otherwise its back-off and its number of failures would be those of several tries. */
    @Test
    void anEventThatAPostHasManyTimesFailsOnce() throws Exception {
        try (PostsRoute route = start("")) {
            ObjectNode event = order("a");
            work.fail(event);

            JsonNode[] copies = Stream.generate(() -> event).limit(2000).toArray(JsonNode[]::new);
            assertThat(route.post(copies).status()).isEqualTo(500);
            assertThat(work.entered()).hasSize(1);
        }
    }

    @Test
    void anEventWithoutIdIsNeverDone() throws Exception {
        try (PostsRoute route = start("")) {
            ObjectNode nameless = order("a");
            nameless.remove("id");
            ObjectNode good = order("b");

            assertThat(route.post(nameless, good)).isEqualTo(some(good));
            assertThat(route.post(nameless).status()).isEqualTo(500);
            assertThat(route.sending(WebhookPost.raw("{\"events\":[null,1,\"x\",[]]}".getBytes(StandardCharsets.UTF_8))
                                    .signedWith(PostsRoute.SECRET))
                            .join()
                            .status())
                    .isEqualTo(500);
            assertThat(work.entered()).containsExactly(id(good));
        }
    }

    @Test
    void eventsOfOtherTypesAreLeftToOthers() throws Exception {
        try (PostsRoute route = start("types=order.*")) {
            ObjectNode other = SampleEvents.of("account.created");
            ObjectNode ours = order("a");

            assertThat(route.post(other, ours)).isEqualTo(some(ours));
            assertThat(route.post(other).status()).isEqualTo(500);
            assertThat(work.entered()).containsExactly(id(ours));
            assertThat(route.consumer().getEventsUnmatched()).isEqualTo(2);
        }
    }

    @Test
    void eventsOfOtherTypesAreDoneIfAsked() throws Exception {
        try (PostsRoute route = start("types=order.*&unmatched=acknowledge")) {
            ObjectNode other = SampleEvents.of("account.created");
            ObjectNode ours = order("a");
            work.fail(ours);

            assertThat(route.post(other)).isEqualTo(ALL);
            assertThat(route.post(other, ours)).isEqualTo(some(other));
            assertThat(work.entered()).containsExactly(id(ours));
            assertThat(EventsRoute.requests(store.simulator(), "POST")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"live", "test"})
    void theOtherKindOfOrdersIsLeft(String kind) throws Exception {
        try (PostsRoute route = start("live=" + kind)) {
            ObjectNode live = order("a").put("live", true);
            ObjectNode test = order("b").put("live", false);

            assertThat(route.post(live, test)).isEqualTo(some(kind.equals("live") ? live : test));
            assertThat(work.entered()).hasSize(1);
        }
    }

    @Test
    void aParkedEventIsNotDoneAndNotTriedAgain() throws Exception {
        try (PostsRoute route = start("maxFailures=2")) {
            ObjectNode event = order("a");
            work.fail(event);

            assertThat(route.post(event).status()).isEqualTo(500);
            assertThat(route.post(event).status()).isEqualTo(500);
            work.succeed();
            assertThat(route.post(event).status()).isEqualTo(500);
            assertThat(work.entered()).hasSize(2);

            assertThat(route.consumer().releaseParkedEvent(id(event))).isTrue();
            assertThat(route.post(event)).isEqualTo(ALL);
        }
    }

    @Test
    void anEventThatIsGivenUpIsDone() throws Exception {
        try (PostsRoute route = start("maxFailures=2&onParked=acknowledge")) {
            ObjectNode event = order("a");
            work.fail(event);

            assertThat(route.post(event).status()).isEqualTo(500);
            assertThat(route.post(event)).isEqualTo(ALL);
            assertThat(work.entered()).hasSize(2);
            assertThat(EventsRoute.requests(store.simulator(), "POST")).isEmpty();
        }
    }

    @Test
    void manyEventsInOnePost() throws Exception {
        try (PostsRoute route = start("concurrentConsumers=4")) {
            List<ObjectNode> events = IntStream.range(0, 300)
                    .mapToObj(i -> order("o" + i).put("created", i))
                    .toList();
            events.stream()
                    .filter(event -> event.get("created").asInt() % 3 == 0)
                    .forEach(work::fail);

            JsonNode[] good = events.stream()
                    .filter(event -> event.get("created").asInt() % 3 != 0)
                    .toArray(JsonNode[]::new);
            assertThat(route.post(events.toArray(JsonNode[]::new))).isEqualTo(some(good));
            assertThat(Set.copyOf(work.entered())).hasSize(300);
        }
    }
}

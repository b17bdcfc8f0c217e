package io.github.camelfastspring.events;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.camelfastspring.FastSpringConstants;
import io.github.camelfastspring.simulator.FastSpringSimulatorExtension;
import io.github.camelfastspring.simulator.payload.EventPayload;
import io.github.camelfastspring.simulator.webhook.WebhookPost;

import static io.github.camelfastspring.events.EventsWatch.patiently;
import static io.github.camelfastspring.events.PostsRoute.id;
import static org.assertj.core.api.Assertions.assertThat;

/** Posts whose events the route acknowledges by hand. */
class PostByHandTest {

    @RegisterExtension
    final FastSpringSimulatorExtension store = new FastSpringSimulatorExtension();

    private final Map<String, FastSpringAcknowledgement> handles = new ConcurrentHashMap<>();

    private PostsRoute start(String options) throws Exception {
        return new PostsRoute(store.simulator())
                .start(
                        "webhook",
                        "acknowledge=manual" + options,
                        steps -> steps.process(exchange -> handles.put(
                                exchange.getMessage().getHeader(FastSpringConstants.EVENT_ID, String.class),
                                exchange.getMessage()
                                        .getHeader(FastSpringConstants.ACKNOWLEDGE, FastSpringAcknowledgement.class))));
    }

    private ObjectNode published(String order) {
        return EventPayload.posted(store.simulator().store().publish("order.completed", true, EventsRoute.data(order)));
    }

    private FastSpringAcknowledgement handle(ObjectNode event) {
        return handles.get(id(event));
    }

    @Test
    void theAnswerWaitsForTheHandles() throws Exception {
        try (PostsRoute route = start("&webhookTimeout=60000")) {
            ObjectNode good = published("good");
            ObjectNode bad = published("bad");
            CompletableFuture<WebhookPost.Answer> answer = route.posting(good, bad);
            patiently().until(() -> handles.size() == 2);
            handle(good).success();
            assertThat(answer).isNotDone();
            handle(bad).failure();
            handle(bad).success();

            assertThat(answer.join()).isEqualTo(new WebhookPost.Answer(202, id(good)));
            assertThat(EventsRoute.marks(store.simulator())).isZero();
            assertThat(route.consumer().getEventsFailed()).isEqualTo(1);
        }
    }

    @Test
    void aHandleIsHonouredAfterTheDeadline() throws Exception {
        try (PostsRoute route = start("&webhookTimeout=200")) {
            ObjectNode good = published("good");
            ObjectNode bad = published("bad");
            assertThat(route.post(good, bad).status()).isEqualTo(500);
            patiently().until(() -> handles.size() == 2);
            handle(good).success();
            handle(good).success();
            handle(bad).failure();
            patiently().until(() -> route.consumer().getAcknowledgements() == 1);

            assertThat(store.simulator().store().unprocessedEvents())
                    .singleElement()
                    .matches(event -> event.id().equals(id(bad)));
            assertThat(route.post(good).status()).isEqualTo(200);
            assertThat(EventsRoute.marks(store.simulator())).isEqualTo(1);
        }
    }

    @Test
    void anExchangeThatFailsWithoutACallIsAFailure() throws Exception {
        try (PostsRoute route = new PostsRoute(store.simulator())
                .start(
                        "webhook",
                        "acknowledge=manual&webhookTimeout=60000",
                        steps -> steps.throwException(new IllegalStateException("as the test wants")))) {
            assertThat(route.post(published("a")).status()).isEqualTo(500);
        }
    }
}

package io.github.camelfastspring.simulator;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.camelfastspring.simulator.http.ApiResponse;
import io.github.camelfastspring.simulator.payload.Json;
import io.github.camelfastspring.simulator.webhook.RetrySchedule;
import io.github.camelfastspring.simulator.webhook.Webhook;
import io.github.camelfastspring.simulator.webhook.WebhookDelivery;
import io.github.camelfastspring.simulator.webhook.Webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Posts that go out by themselves. */
@Timeout(240)
class WebhookThreadTest {
    // Seconds are enough for everything here; more only on a machine that is busy with other things.
    private static final Duration LIMIT = Duration.ofSeconds(180);

    @RegisterExtension
    final FastSpringSimulatorExtension fastSpring = new FastSpringSimulatorExtension();

    private final WebhookReceiver receiver = new WebhookReceiver();
    private FastSpringSimulator simulator;
    private Webhooks webhooks;

    @BeforeEach
    void add() {
        simulator = fastSpring.simulator();
        webhooks = simulator.webhooks().add(Webhook.to(receiver.url()));
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void eventsArePostedWhenTheyArePublished() throws Exception {
        Event event = publish();

        webhooks.awaitIdle(LIMIT);

        assertThat(WebhookReceiver.ids(receiver.posts().get(0))).containsExactly(event.id());
        assertThat(simulator.store().unprocessedEvents()).isEmpty();
    }

    @Test
    void retriesArePostedWhenTheClockIsAdvanced() throws Exception {
        receiver.answers(ApiResponse.empty(500));
        publish();
        webhooks.awaitIdle(LIMIT);
        assertThat(receiver.posts()).hasSize(1);

        simulator.clock().advance(Duration.ofHours(1));
        webhooks.awaitIdle(LIMIT);

        assertThat(receiver.posts()).hasSize(2);
        assertThat(simulator.store().unprocessedEvents()).isEmpty();
    }

    @Test
    void retriesArePostedWhenARunningClockReachesThem() {
        webhooks.add(Webhook.to(receiver.url()).retries(RetrySchedule.of(Duration.ofMillis(30))));
        receiver.answers(ApiResponse.empty(500));
        publish();

        while (receiver.posts().size() < 2) {
            Thread.onSpinWait();
        }
    }

    @Test
    void byHandNothingGoesOutUntilAskedFor() throws Exception {
        webhooks.deliverByHand();
        publish();
        assertThatThrownBy(() -> webhooks.awaitIdle(Duration.ofMillis(50)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("PT0.05S");
        assertThat(receiver.posts()).isEmpty();
        assertThat(webhooks.deliver()).hasSize(1);

        publish();
        webhooks.deliverAutomatically();
        webhooks.awaitIdle(LIMIT);

        assertThat(receiver.posts()).hasSize(2);
        webhooks.deliverByHand().deliverAutomatically();
        publish();
        webhooks.awaitIdle(LIMIT);
        assertThat(receiver.posts()).hasSize(3);
    }

    @Test
    void aReceiverMayCallTheApiWhileItIsPostedTo() throws Exception {
        TestClient client = new TestClient(simulator);
        Event event = publishByHand();
        receiver.answers(post -> ApiResponse.empty(
                client.post("/events/" + event.id(), "{\"processed\":true}").status() + 300));
        webhooks.deliverAutomatically();

        webhooks.awaitIdle(LIMIT);

        assertThat(webhooks.log()).extracting(WebhookDelivery::status).containsExactly(500);
        assertThat(simulator.store().unprocessedEvents()).isEmpty();
    }

    private Event publishByHand() {
        webhooks.deliverByHand();
        return publish();
    }

    @Test
    void closingEndsAPostThatHangs() {
        webhooks.add(Webhook.to(receiver.url()).timeout(Duration.ofMinutes(10)));
        receiver.hangs();
        publish();
        publish();
        while (receiver.posts().isEmpty()) {
            Thread.onSpinWait();
        }
        assertThat(deliveryThreads()).isNotEmpty();

        simulator.close();

        assertThat(deliveryThreads()).isEmpty();
        publish();
        assertThat(webhooks.deliver()).isEmpty();
        assertThat(receiver.posts()).hasSize(1);
    }

    @Test
    void simulatorsWithoutEventsHaveNoThread() {
        assertThat(deliveryThreads()).isEmpty();
    }

    @Test
    void tenThousandEventsAreNoTrouble() throws Exception {
        Set<String> published = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            published.add(publish().id());
        }
        webhooks.awaitIdle(LIMIT);

        assertThat(receiver.posts()).hasSize(10_000);
        assertThat(received()).isEqualTo(published);
        assertThat(simulator.store().unprocessedEvents()).isEmpty();
    }

    @Test
    void tenThousandEventsInBigPostsOf202AreNoTrouble() throws Exception {
        webhooks.add(Webhook.to(receiver.url()).maxEventsPerPost(5_000));
        List<String> published = new ArrayList<>();
        receiver.answers(
                post -> ApiResponse.text(202, "text/plain", String.join("\n", WebhookReceiver.ids(post)), Map.of()));
        simulator.store().atomically(() -> {
            for (int i = 0; i < 10_000; i++) {
                published.add(publish().id());
            }
            return null;
        });
        webhooks.awaitIdle(LIMIT);

        assertThat(receiver.posts()).hasSize(2);
        assertThat(received()).containsExactlyInAnyOrderElementsOf(published);
        assertThat(simulator.store().unprocessedEvents()).isEmpty();
    }

    private Set<String> received() {
        Set<String> received = new HashSet<>();
        receiver.posts().forEach(post -> received.addAll(WebhookReceiver.ids(post)));
        return received;
    }

    private Event publish() {
        return simulator.store().publish("order.completed", true, Json.object());
    }

    private static List<Thread> deliveryThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("fastspring-simulator-webhooks"))
                .toList();
    }
}

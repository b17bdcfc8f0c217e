package io.github.camelfastspring.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.camelfastspring.simulator.http.ApiResponse;
import io.github.camelfastspring.simulator.http.RawRequest;
import io.github.camelfastspring.simulator.payload.Json;
import io.github.camelfastspring.simulator.webhook.Webhook;
import io.github.camelfastspring.simulator.webhook.WebhookDelivery;
import io.github.camelfastspring.simulator.webhook.WebhookDelivery.State;
import io.github.camelfastspring.simulator.webhook.WebhookFault;
import io.github.camelfastspring.simulator.webhook.WebhookFaults;
import io.github.camelfastspring.simulator.webhook.WebhookSignature;
import io.github.camelfastspring.simulator.webhook.Webhooks;

import static io.github.camelfastspring.simulator.webhook.WebhookFault.ANSWER_LOST;
import static io.github.camelfastspring.simulator.webhook.WebhookFault.DOUBLED;
import static io.github.camelfastspring.simulator.webhook.WebhookFault.LOST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(60)
class WebhookFaultsTest {
    private static final Instant NOW = Instant.parse("2026-03-15T12:00:00Z");

    @RegisterExtension
    final FastSpringSimulatorExtension fastSpring = new FastSpringSimulatorExtension(() ->
            FastSpringSimulator.builder().clock(SimulatorClock.frozenAt(NOW)).start());

    private final WebhookReceiver receiver = new WebhookReceiver();
    private FastSpringSimulator simulator;
    private Webhooks webhooks;
    private WebhookFaults faults;

    @BeforeEach
    void byHand() {
        simulator = fastSpring.simulator();
        webhooks = simulator
                .webhooks()
                .deliverByHand()
                .add(Webhook.to(receiver.url()).secret("s3cret"));
        faults = webhooks.faults();
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void aLostPostDoesNotArriveAndIsRetried() {
        faults.next(LOST);
        publish();

        WebhookDelivery lost = webhooks.deliver().get(0);

        assertThat(lost.fault()).isEqualTo(LOST);
        assertThat(lost.status()).isZero();
        assertThat(lost.failure()).isEqualTo("The post was lost");
        assertThat(lost.state()).isEqualTo(State.RETRYING);
        assertThat(receiver.posts()).isEmpty();
        simulator.clock().advance(Duration.ofHours(1));
        assertThat(webhooks.deliver()).extracting(WebhookDelivery::state).containsExactly(State.PROCESSED);
        assertThat(receiver.posts()).hasSize(1);
    }

    @Test
    void aPostWhoseAnswerIsLostArrivesAgain() {
        faults.next(ANSWER_LOST);
        Event event = publish();

        WebhookDelivery lost = webhooks.deliver().get(0);

        assertThat(lost.failure()).isEqualTo("The answer was lost");
        assertThat(lost.state()).isEqualTo(State.RETRYING);
        assertThat(simulator.store().unprocessedEvents()).hasSize(1);
        simulator.clock().advance(Duration.ofHours(1));
        webhooks.deliver();
        assertThat(receiver.posts().stream().map(WebhookReceiver::ids))
                .containsExactly(List.of(event.id()), List.of(event.id()));
        assertThat(simulator.store().unprocessedEvents()).isEmpty();
    }

    @Test
    void aDoubledPostHasTheSameBytesAndItsFirstAnswerCounts() {
        faults.next(DOUBLED);
        receiver.answers(ApiResponse.empty(500), ApiResponse.empty(200));
        publish();

        List<WebhookDelivery> made = webhooks.deliver();

        assertThat(made).extracting(WebhookDelivery::status).containsExactly(500);
        List<RawRequest> posts = receiver.posts();
        assertThat(posts).hasSize(2);
        assertThat(posts.get(1).body()).isEqualTo(posts.get(0).body());
        assertThat(posts.get(1).headers()).isEqualTo(posts.get(0).headers());
        assertThat(posts.get(0).header(WebhookSignature.HEADER)).isNotNull();
        assertThat(simulator.store().unprocessedEvents()).hasSize(1);
    }

    @Test
    void scriptedFaultsComeInOrderAndBeforeThoseByChance() {
        faults.next(2, LOST).next(DOUBLED).sometimes(1, 1, ANSWER_LOST);

        assertThat(faultsOf(5)).containsExactly(LOST, LOST, DOUBLED, ANSWER_LOST, ANSWER_LOST);
        faults.clear();
        assertThat(faultsOf(2)).containsExactly(null, null);
    }

    @Test
    void aSeedRepeatsItsSequence() {
        webhooks.add(Webhook.placeholder(receiver.url(), 200));
        faults.sometimes(7, 0.3, LOST, ANSWER_LOST).sometimes(8, 0.3, DOUBLED);
        List<WebhookFault> first = faultsOf(100);
        faults.clear();
        faults.sometimes(7, 0.3, LOST, ANSWER_LOST).sometimes(8, 0.3, DOUBLED);
        List<WebhookFault> again = faultsOf(100);
        faults.clear();
        faults.sometimes(9, 0.3, LOST, ANSWER_LOST).sometimes(10, 0.3, DOUBLED);
        List<WebhookFault> other = faultsOf(100);

        assertThat(first)
                .contains(null, LOST, ANSWER_LOST, DOUBLED)
                .isEqualTo(again)
                .isNotEqualTo(other);
    }

    @Test
    void badArgumentsAreNamed() {
        for (double share : new double[] {-0.1, 1.1, Double.NaN}) {
            assertThatThrownBy(() -> faults.sometimes(1, share, LOST))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("share must be from 0 to 1, not " + share);
        }
        assertThatThrownBy(() -> faults.sometimes(1, 0.5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> faults.next(0, LOST)).isInstanceOf(IllegalArgumentException.class);
    }

    private List<WebhookFault> faultsOf(int posts) {
        for (int i = 0; i < posts; i++) {
            publish();
        }
        return webhooks.deliver().stream().map(WebhookDelivery::fault).toList();
    }

    private Event publish() {
        return simulator.store().publish("order.completed", true, Json.object());
    }
}

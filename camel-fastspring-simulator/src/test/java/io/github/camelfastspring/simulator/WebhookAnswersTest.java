package io.github.camelfastspring.simulator;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.camelfastspring.simulator.http.ApiResponse;
import io.github.camelfastspring.simulator.payload.Json;
import io.github.camelfastspring.simulator.webhook.Webhook;
import io.github.camelfastspring.simulator.webhook.WebhookDelivery;
import io.github.camelfastspring.simulator.webhook.WebhookDelivery.State;
import io.github.camelfastspring.simulator.webhook.Webhooks;

import static org.assertj.core.api.Assertions.assertThat;

/** What an answer, or its absence, does to the events of a post. */
@Timeout(60)
class WebhookAnswersTest {
    private static final Instant NOW = Instant.parse("2026-03-15T12:00:00Z");

    @RegisterExtension
    final FastSpringSimulatorExtension fastSpring = new FastSpringSimulatorExtension(() ->
            FastSpringSimulator.builder().clock(SimulatorClock.frozenAt(NOW)).start());

    private final WebhookReceiver receiver = new WebhookReceiver();
    private FastSpringSimulator simulator;
    private Webhooks webhooks;

    @BeforeEach
    void byHand() {
        simulator = fastSpring.simulator();
        webhooks = simulator.webhooks().deliverByHand().add(Webhook.to(receiver.url()));
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void with200AllAreProcessed() {
        List<String> ids = publish(3);

        WebhookDelivery made = deliver();

        assertThat(made.when()).isEqualTo(NOW);
        assertThat(made.url()).isEqualTo(receiver.url());
        assertThat(made.attempt()).isEqualTo(1);
        assertThat(made.status()).isEqualTo(200);
        assertThat(made.failure()).isNull();
        assertThat(made.processed()).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(made.nextRetry()).isNull();
        assertThat(made.state()).isEqualTo(State.PROCESSED);
        assertThat(unprocessed()).isEmpty();
    }

    @Test
    void of202TheListedOnesAreProcessedAndTheOthersRetried() {
        webhooks.add(Webhook.to(receiver.url()).types("order.*"));
        List<String> ids = publish(3);
        String elsewhere =
                simulator.store().publish("return.created", true, Json.object()).id();
        receiver.answers(accepted(ids.get(2) + "\n" + elsewhere + "\nunknown\n" + ids.get(0)));

        WebhookDelivery made = deliver();

        assertThat(made.status()).isEqualTo(202);
        assertThat(made.processed()).containsExactlyInAnyOrder(ids.get(0), ids.get(2));
        assertThat(made.nextRetry()).isEqualTo(NOW.plus(Duration.ofHours(1)));
        assertThat(made.state()).isEqualTo(State.RETRYING);
        assertThat(unprocessed()).containsExactlyInAnyOrder(ids.get(1), elsewhere);

        simulator.clock().advance(Duration.ofHours(1));
        assertThat(deliver().eventIds()).containsExactly(ids.get(1));
        assertThat(unprocessed()).containsExactly(elsewhere);
    }

    @Test
    void of202CarriageReturnsBlanksAndEmptyLinesAreForgiven() {
        List<String> ids = publish(2);
        receiver.answers(accepted("\r\n" + ids.get(0) + "\r\n\r\n " + ids.get(1) + " \r\n"));

        assertThat(deliver().state()).isEqualTo(State.PROCESSED);
    }

    @Test
    void anEmpty202TakesNothing() {
        List<String> ids = publish(2);
        receiver.answers(ApiResponse.empty(202));

        assertThat(deliver().processed()).isEmpty();
        assertThat(unprocessed()).containsExactlyInAnyOrderElementsOf(ids);
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 203, 204, 206, 304, 400, 401, 404, 429, 500, 503})
    void anythingElseLeavesAll(int status) {
        List<String> ids = publish(2);
        receiver.answers(ApiResponse.empty(status));

        assertLeft(deliver(), ids, status);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308})
    void redirectsAreNotFollowed(int status) {
        List<String> ids = publish(2);
        receiver.answers(new ApiResponse(status, null, new byte[0], Map.of("Location", receiver.url())));

        assertLeft(deliver(), ids, status);
        assertThat(receiver.posts()).hasSize(1);
    }

    @Test
    void aListWithAnotherStatusTakesNothing() {
        List<String> ids = publish(1);
        receiver.answers(ApiResponse.text(500, "text/plain", ids.get(0), Map.of()));

        assertLeft(deliver(), ids, 500);
    }

    @Test
    void noAnswerInTimeLeavesAll() {
        webhooks.add(Webhook.to(receiver.url()).timeout(Duration.ofMillis(200)));
        List<String> ids = publish(1);
        receiver.hangs();

        WebhookDelivery made = deliver();

        assertLeft(made, ids, 0);
        assertThat(made.failure()).isEqualTo("No answer within PT0.2S");
    }

    @Test
    void aConnectionThatEndsLeavesAll() {
        List<String> ids = publish(1);
        receiver.resets();

        WebhookDelivery made = deliver();

        assertLeft(made, ids, 0);
        assertThat(made.failure()).contains("IOException");
        assertThat(receiver.posts()).hasSize(1);
    }

    @Test
    void aRefusedConnectionLeavesAll() throws IOException {
        String url;
        try (ServerSocket nobody = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            url = "http://127.0.0.1:" + nobody.getLocalPort() + "/hook";
        }
        webhooks.remove(receiver.url());
        webhooks.add(Webhook.to(url));
        List<String> ids = publish(1);

        WebhookDelivery made = deliver();

        assertLeft(made, ids, 0);
        assertThat(made.failure()).contains("ConnectException");
    }

    @Test
    void aPlaceholderThatAnswers200TakesEverything() {
        webhooks.remove(receiver.url());
        webhooks.add(Webhook.placeholder("https://placeholder.example.com/nobody", 200));
        publish(2);

        WebhookDelivery made = deliver();

        assertThat(made.state()).isEqualTo(State.PROCESSED);
        assertThat(unprocessed()).isEmpty();
    }

    @Test
    void aPlaceholderThatAnswersOtherwiseLeavesEverythingToPollers() {
        webhooks.remove(receiver.url());
        webhooks.add(Webhook.placeholder("https://placeholder.example.com/nobody", 404));
        List<String> ids = publish(2);

        assertLeft(deliver(), ids, 404);
        simulator.clock().advance(Duration.ofDays(8));
        List<WebhookDelivery> retries = webhooks.deliver();

        assertThat(retries.get(retries.size() - 1).state()).isEqualTo(State.PERMANENTLY_FAILED);
        assertThat(unprocessed()).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void withoutWebhooksEventsStay() {
        webhooks.remove(receiver.url());
        List<String> ids = publish(2);

        assertThat(webhooks.deliver()).isEmpty();
        assertThat(unprocessed()).containsExactlyInAnyOrderElementsOf(ids);
    }

    private void assertLeft(WebhookDelivery made, List<String> ids, int status) {
        assertThat(made.status()).isEqualTo(status);
        assertThat(made.processed()).isEmpty();
        assertThat(made.state()).isEqualTo(State.RETRYING);
        assertThat(unprocessed()).containsExactlyInAnyOrderElementsOf(ids);
    }

    private static ApiResponse accepted(String lines) {
        return ApiResponse.text(202, "text/plain", lines, Map.of());
    }

    private WebhookDelivery deliver() {
        List<WebhookDelivery> made = webhooks.deliver();
        assertThat(made).hasSize(1);
        return made.get(0);
    }

    /** Events of one step. */
    private List<String> publish(int count) {
        return simulator.store().atomically(() -> {
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                ids.add(simulator
                        .store()
                        .publish("order.completed", true, Json.object())
                        .id());
            }
            return ids;
        });
    }

    private List<String> unprocessed() {
        return simulator.store().unprocessedEvents().stream().map(Event::id).toList();
    }
}

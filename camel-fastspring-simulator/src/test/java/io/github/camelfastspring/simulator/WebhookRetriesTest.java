package io.github.camelfastspring.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

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
import io.github.camelfastspring.simulator.webhook.WebhookDelivery.State;
import io.github.camelfastspring.simulator.webhook.Webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

/** When posts are repeated. */
@Timeout(60)
class WebhookRetriesTest {
    private static final Instant NOW = Instant.parse("2026-03-15T12:00:00Z");
    private static final String NOBODY = "https://placeholder.example.com/nobody";

    @RegisterExtension
    final FastSpringSimulatorExtension fastSpring = new FastSpringSimulatorExtension(() ->
            FastSpringSimulator.builder().clock(SimulatorClock.frozenAt(NOW)).start());

    private final WebhookReceiver receiver = new WebhookReceiver();
    private FastSpringSimulator simulator;
    private Webhooks webhooks;

    @BeforeEach
    void byHand() {
        simulator = fastSpring.simulator();
        webhooks = simulator.webhooks().deliverByHand();
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void theCurrentScheduleIsWalkedThroughToPermanentFailure() {
        webhooks.add(Webhook.placeholder(NOBODY, 500));
        Event event = publish();

        List<Instant> expected = Stream.of(0, 1, 3, 7, 13, 19, 25, 49, 73, 97, 121, 145)
                .map(hours -> NOW.plus(Duration.ofHours(hours)))
                .toList();
        assertWalkedThrough(event, expected);
    }

    @Test
    void theOlderScheduleIsWalkedThroughToPermanentFailure() {
        webhooks.add(Webhook.placeholder(NOBODY, 500).retries(RetrySchedule.OLDER));
        Event event = publish();

        List<Instant> expected = LongStream.rangeClosed(0, 144)
                .mapToObj(number -> NOW.plus(Duration.ofMinutes(10 * number)))
                .toList();
        assertWalkedThrough(event, expected);
    }

    private void assertWalkedThrough(Event event, List<Instant> expected) {
        for (Instant due : expected) {
            if (due.isAfter(NOW)) {
                simulator.clock().advance(Duration.between(simulator.clock().instant(), due.minusMillis(1)));
                assertThat(webhooks.deliver()).isEmpty();
                simulator.clock().advance(Duration.ofMillis(1));
            }
            assertThat(webhooks.deliver()).extracting(WebhookDelivery::when).containsExactly(due);
        }
        simulator.clock().advance(Duration.ofDays(30));
        assertThat(webhooks.deliver()).isEmpty();

        List<WebhookDelivery> log = webhooks.log();
        assertThat(log).extracting(WebhookDelivery::when).isEqualTo(expected);
        assertThat(log).allSatisfy(made -> assertThat(made.eventIds()).containsExactly(event.id()));
        for (int i = 0; i < log.size(); i++) {
            boolean last = i == log.size() - 1;
            assertThat(log.get(i).attempt()).isEqualTo(i + 1);
            assertThat(log.get(i).state()).isEqualTo(last ? State.PERMANENTLY_FAILED : State.RETRYING);
            assertThat(log.get(i).nextRetry()).isEqualTo(last ? null : expected.get(i + 1));
        }
        assertThat(simulator.store().unprocessedEvents()).extracting(Event::id).containsExactly(event.id());
    }

    @Test
    void aLongJumpMakesTheRetriesInBetweenUntilOneSucceeds() {
        webhooks.add(Webhook.to(receiver.url()));
        receiver.answers(ApiResponse.empty(500), ApiResponse.empty(503), ApiResponse.empty(404));
        Event event = publish();
        simulator.clock().advance(Duration.ofDays(2));

        List<WebhookDelivery> made = webhooks.deliver();

        assertThat(made)
                .extracting(WebhookDelivery::when)
                .containsExactly(
                        NOW,
                        NOW.plus(Duration.ofHours(1)),
                        NOW.plus(Duration.ofHours(3)),
                        NOW.plus(Duration.ofHours(7)));
        assertThat(made).extracting(WebhookDelivery::status).containsExactly(500, 503, 404, 200);
        assertThat(receiver.posts().stream().map(WebhookReceiver::ids))
                .containsExactlyElementsOf(Collections.nCopies(4, List.of(event.id())));
        simulator.clock().advance(Duration.ofDays(8));
        assertThat(webhooks.deliver()).isEmpty();
    }

    @Test
    void retriesOfSeveralPostsAreMadeInTheOrderOfTime() {
        webhooks.add(Webhook.placeholder(NOBODY, 500));
        Event first = publish();
        simulator.clock().advance(Duration.ofMinutes(30));
        Event second = publish();
        simulator.clock().advance(Duration.ofHours(2).plusMinutes(30));

        assertThat(webhooks.deliver())
                .extracting(made -> made.eventIds().get(0), WebhookDelivery::attempt)
                .containsExactly(
                        tuple(first.id(), 1),
                        tuple(second.id(), 1),
                        tuple(first.id(), 2),
                        tuple(second.id(), 2),
                        tuple(first.id(), 3));
    }

    @Test
    void whatTheApiMarkedMeanwhileIsNotPostedAgain() {
        webhooks.add(Webhook.to(receiver.url()));
        receiver.answers(ApiResponse.empty(500), ApiResponse.empty(500));
        TestClient client = new TestClient(simulator);
        List<Event> events = simulator.store().atomically(() -> {
            List<Event> all = new ArrayList<>();
            all.add(publish());
            all.add(publish());
            return all;
        });
        webhooks.deliver();

        mark(client, events.get(0));
        simulator.clock().advance(Duration.ofHours(1));
        webhooks.deliver();
        mark(client, events.get(1));
        simulator.clock().advance(Duration.ofDays(8));

        assertThat(webhooks.deliver()).isEmpty();
        assertThat(receiver.posts()).hasSize(2);
        assertThat(WebhookReceiver.ids(receiver.posts().get(1)))
                .containsExactly(events.get(1).id());
    }

    private static void mark(TestClient client, Event event) {
        assertThat(client.post("/events/" + event.id(), "{\"processed\":true}").status())
                .isEqualTo(200);
    }

    @Test
    void withoutRetriesTheFirstFailureIsPermanent() {
        webhooks.add(Webhook.placeholder(NOBODY, 500).retries(RetrySchedule.NONE));
        publish();

        assertThat(webhooks.deliver()).extracting(WebhookDelivery::state).containsExactly(State.PERMANENTLY_FAILED);
    }

    @Test
    void aScheduleOfYourOwn() {
        webhooks.add(Webhook.placeholder(NOBODY, 500).retries(RetrySchedule.of(Duration.ofSeconds(5))));
        publish();
        simulator.clock().advance(Duration.ofSeconds(5));

        assertThat(webhooks.deliver())
                .extracting(WebhookDelivery::state)
                .containsExactly(State.RETRYING, State.PERMANENTLY_FAILED);
        assertThatThrownBy(() -> RetrySchedule.of(Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
    }

    private Event publish() {
        return simulator.store().publish("order.completed", true, Json.object());
    }
}

package io.github.camelfastspring.simulator;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
import io.github.camelfastspring.simulator.webhook.WebhookSignature;
import io.github.camelfastspring.simulator.webhook.Webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is posted, to whom, and in which form. */
@Timeout(60)
class WebhookPostsTest {
    private static final Instant NOW = Instant.parse("2026-03-15T12:00:00Z");

    @RegisterExtension
    final FastSpringSimulatorExtension fastSpring = new FastSpringSimulatorExtension(() ->
            FastSpringSimulator.builder().clock(SimulatorClock.frozenAt(NOW)).start());

    private final WebhookReceiver receiver = new WebhookReceiver();
    private FastSpringSimulator simulator;
    private TestClient client;
    private Webhooks webhooks;

    @BeforeEach
    void byHand() {
        simulator = fastSpring.simulator();
        client = new TestClient(simulator);
        webhooks = simulator.webhooks().deliverByHand();
    }

    @AfterEach
    void close() {
        receiver.close();
    }

    @Test
    void aPurchaseIsOnePostOfMixedTypes() {
        webhooks.add(Webhook.to(receiver.url()));

        simulator.buy(client.session("{\"productPath\":\"sky-atlas\"},{\"productPath\":\"cloud-notes-monthly\"}"));
        List<WebhookDelivery> made = webhooks.deliver();

        assertThat(made).hasSize(1).isEqualTo(webhooks.log());
        RawRequest post = receiver.posts().get(0);
        assertThat(WebhookReceiver.ids(post)).isEqualTo(made.get(0).eventIds());
        assertThat(WebhookReceiver.events(post))
                .extracting(event -> event.get("type").asText())
                .containsExactlyInAnyOrder("account.created", "order.completed", "subscription.activated");
        assertThat(simulator.store().unprocessedEvents()).isEmpty();
        assertThat(simulator.store().events()).hasSize(3);
    }

    @Test
    void aPostHasTheFormOfFastSprings() {
        webhooks.add(Webhook.to(receiver.url()));
        Event event = simulator
                .store()
                .publish("order.completed", true, Json.object().put("totalDisplay", "901,00\u00a0€ für Žofie"));

        webhooks.deliver();

        RawRequest post = receiver.posts().get(0);
        assertThat(post.method()).isEqualTo("POST");
        assertThat(post.target()).isEqualTo("/hook");
        assertThat(post.header("Content-Type")).isEqualTo("application/json; charset=UTF-8");
        assertThat(post.header("User-Agent")).isEqualTo("FS");
        assertThat(post.header("Content-Length")).isEqualTo(String.valueOf(post.body().length));
        assertThat(post.header(WebhookSignature.HEADER)).isNull();
        assertThat(new String(post.body(), StandardCharsets.UTF_8))
                .isEqualTo("{\"events\":[{\"id\":\"" + event.id() + "\",\"processed\":false,\"created\":"
                        + NOW.toEpochMilli() + ",\"type\":\"order.completed\",\"live\":true,"
                        + "\"data\":{\"totalDisplay\":\"901,00\u00a0€ für Žofie\"}}]}");
    }

    @Test
    void signaturesVerifyAndTheirHeaderChangesItsLetterCase() {
        webhooks.add(Webhook.to(receiver.url()).secret("gehéim"));
        for (int i = 0; i < 5; i++) {
            publish("order.completed", true);
        }

        webhooks.deliver();

        assertThat(receiver.posts()).hasSize(5).allSatisfy(post -> assertThat(post.header(WebhookSignature.HEADER))
                .isEqualTo(WebhookSignature.sign(post.body(), "gehéim")));
        assertThat(receiver.posts().stream().map(WebhookPostsTest::signatureHeader))
                .containsExactly(
                        "X-FS-Signature", "X-Fs-Signature", "x-fs-signature", "X-FS-SIGNATURE", "X-FS-Signature");
    }

    @Test
    void theSecretSetByTheApiGoesBeforeThatOfTheWebhook() {
        webhooks.add(Webhook.to(receiver.url()).secret("first"));
        publish("order.completed", true);
        webhooks.deliver();
        setKey("second");
        publish("order.completed", true);
        webhooks.deliver();

        assertSigned(0, "first");
        assertSigned(1, "second");
    }

    @Test
    void retriesAreSignedWithTheNewSecretUnlessTheyKeepTheOld() {
        webhooks.add(Webhook.to(receiver.url()).secret("first"));
        receiver.answers(ApiResponse.empty(500), ApiResponse.empty(500));
        publish("order.completed", true);
        webhooks.deliver();
        setKey("second");
        simulator.clock().advance(Duration.ofHours(1));
        webhooks.deliver();
        webhooks.add(Webhook.to(receiver.url()).secret("first").retriesKeepSecret(true));
        simulator.clock().advance(Duration.ofHours(2));
        webhooks.deliver();

        assertSigned(0, "first");
        assertSigned(1, "second");
        assertSigned(2, "first");
    }

    @Test
    void eventsOfOneStepAreSplitAtTheMaximumAndInNoOrder() {
        webhooks.add(Webhook.to(receiver.url()).maxEventsPerPost(8));
        List<String> published = simulator.store().atomically(() -> {
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                ids.add(publish("order.completed", true).id());
            }
            return ids;
        });

        webhooks.deliver();

        assertThat(receiver.posts())
                .extracting(post -> WebhookReceiver.ids(post).size())
                .containsExactly(8, 8, 4);
        List<String> posted = receiver.posts().stream()
                .flatMap(post -> WebhookReceiver.ids(post).stream())
                .toList();
        assertThat(posted).containsExactlyInAnyOrderElementsOf(published).isNotEqualTo(published);
    }

    @Test
    void theOrderWithinAPostIsTheSameEachTime() {
        assertThat(positions()).isEqualTo(positions());
    }

    private static List<Integer> positions() {
        try (FastSpringSimulator other = FastSpringSimulator.builder()
                .webhook(Webhook.placeholder("https://example.com/none", 200))
                .start()) {
            other.webhooks().deliverByHand();
            List<String> published = other.store().atomically(() -> {
                List<String> ids = new ArrayList<>();
                for (int i = 0; i < 10; i++) {
                    ids.add(other.store().publish("a.b", true, Json.object()).id());
                }
                return ids;
            });
            return other.webhooks().deliver().get(0).eventIds().stream()
                    .map(published::indexOf)
                    .toList();
        }
    }

    @Test
    void typesAreChosenByNameOrBeginning() {
        webhooks.add(Webhook.to(receiver.url()).types("order.*", "return.created"));
        List.of("order.completed", "orders", "return.created", "return.created.x", "account.created")
                .forEach(type -> publish(type, true));

        webhooks.deliver();

        assertThat(postedTypes()).containsExactly("order.completed", "return.created");
        assertThat(simulator.store().unprocessedEvents()).hasSize(3);
    }

    @Test
    void liveAndTestEventsMayBeChosen() {
        webhooks.add(Webhook.to(receiver.url()).liveOnly());
        publish("a.live", true);
        publish("a.test", false);
        webhooks.deliver();
        webhooks.add(Webhook.to(receiver.url()).testOnly());
        publish("b.live", true);
        publish("b.test", false);
        webhooks.deliver();

        assertThat(postedTypes()).containsExactly("a.live", "b.test");
    }

    @Test
    void everyWebhookGetsAnEventOnceAndOneThatTakesItEndsTheRetries() {
        try (WebhookReceiver other = new WebhookReceiver()) {
            webhooks.add(Webhook.to(receiver.url())).add(Webhook.to(other.url()));
            other.answers(ApiResponse.empty(500));
            Event event = publish("order.completed", true);

            webhooks.deliver();
            simulator.clock().advance(Duration.ofDays(8));
            webhooks.deliver();

            assertThat(receiver.posts()).hasSize(1);
            assertThat(other.posts()).hasSize(1);
            assertThat(simulator.store().event(event.id()).orElseThrow().processed())
                    .isTrue();
        }
    }

    @Test
    void onlyEventsFromThenOnAndUntilRemovalArePosted() {
        publish("before", true);
        webhooks.add(Webhook.to(receiver.url()));
        receiver.answers(ApiResponse.empty(500));
        publish("then", true);
        webhooks.deliver();
        webhooks.remove(receiver.url());
        webhooks.remove("https://unknown.example.com");
        publish("after", true);
        webhooks.add(Webhook.to(receiver.url()));
        simulator.clock().advance(Duration.ofDays(8));

        assertThat(webhooks.deliver()).isEmpty();
        assertThat(postedTypes()).containsExactly("then");
        assertThat(simulator.store().unprocessedEvents()).hasSize(3);
    }

    @Test
    void aResendIsAnotherEventOfTheSameData() {
        Event event = publish("order.completed", false);
        simulator.store().mark(event.id(), true);
        webhooks.add(Webhook.to(receiver.url()));
        simulator.clock().advance(Duration.ofDays(1));

        Event again = simulator.resend(event.id());
        Event newer = simulator.resend(event.id(), Json.object().put("changed", 1));
        webhooks.deliver();

        assertThat(again.id()).isNotEqualTo(event.id());
        assertThat(again)
                .usingRecursiveComparison()
                .ignoringFields("id", "created")
                .isEqualTo(event.withProcessed(false));
        assertThat(again.created()).isEqualTo(NOW.plus(Duration.ofDays(1)).toEpochMilli());
        assertThat(newer.data().get("changed").asInt()).isEqualTo(1);
        assertThat(receiver.posts().stream().map(WebhookReceiver::ids))
                .containsExactly(List.of(again.id()), List.of(newer.id()));
        assertThatThrownBy(() -> simulator.resend("nope"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Event nope is unknown");
    }

    @Test
    void badSettingsAreNamed() {
        Webhook webhook = Webhook.to("https://example.com").secret("visible?");
        assertThat(webhook.toString()).isEqualTo("Webhook[https://example.com]");
        for (Runnable bad : List.<Runnable>of(
                () -> Webhook.to("example.com/hook"),
                () -> Webhook.to("ftp://example.com/hook"),
                () -> Webhook.to("http:///hook"),
                () -> Webhook.placeholder("https://example.com", 20),
                () -> webhook.secret(" "),
                () -> webhook.secret("x".repeat(101)),
                webhook::types,
                () -> webhook.types("or*der"),
                () -> webhook.types(""),
                () -> webhook.maxEventsPerPost(0),
                () -> webhook.timeout(Duration.ZERO))) {
            assertThatThrownBy(bad::run).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private Event publish(String type, boolean live) {
        return simulator.store().publish(type, live, Json.object().put("id", "o"));
    }

    private void setKey(String secret) {
        String body = Json.object()
                .put("url", receiver.url())
                .put("hmacSecret", secret)
                .toString();
        assertThat(client.post("/webhooks/keys", body).status()).isEqualTo(200);
    }

    private void assertSigned(int post, String secret) {
        RawRequest sent = receiver.posts().get(post);
        assertThat(sent.header(WebhookSignature.HEADER)).isEqualTo(WebhookSignature.sign(sent.body(), secret));
    }

    private List<String> postedTypes() {
        return receiver.posts().stream()
                .flatMap(post -> WebhookReceiver.events(post).stream())
                .map(event -> event.get("type").asText())
                .toList();
    }

    private static String signatureHeader(RawRequest post) {
        return post.headers().stream()
                .map(RecordedRequest.Header::name)
                .filter(WebhookSignature.HEADER::equalsIgnoreCase)
                .findFirst()
                .orElseThrow();
    }
}

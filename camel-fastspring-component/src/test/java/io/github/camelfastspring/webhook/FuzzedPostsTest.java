package io.github.camelfastspring.webhook;

import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.camelfastspring.simulator.webhook.WebhookSignature;
import io.github.camelfastspring.support.JsonCodec;
import io.github.camelfastspring.support.LiveHeap;

import static org.assertj.core.api.Assertions.assertThat;

/** Posts by chance, without a server: none is accepted that is not signed, none does harm, nothing of them stays. */
class FuzzedPostsTest {

    private static final Logger LOG = LoggerFactory.getLogger(FuzzedPostsTest.class);

    private static final long SEED = Long.getLong("fastspring.seed", 1);
    private static final int POSTS = 100_000;
    private static final int MAX_BODY_SIZE = 20_000;
    private static final long SLACK = 4L * 1024 * 1024;
    private static final String SECRET = "a-webhook-secret";

    private final AtomicInteger accepted = new AtomicInteger();
    private final SignatureVerifier verifier =
            new SignatureVerifier(() -> "another," + SECRET, Clock.systemUTC(), position -> {});
    private final Map<Integer, Integer> answers = new TreeMap<>();

    private WebhookReceiver receiver(int maxBodySize) {
        return new WebhookReceiver(verifier, maxBodySize, new JsonCodec(), () -> true, this::take);
    }

    private CompletionStage<PostOutcome> take(JsonNode events) {
        accepted.incrementAndGet();
        return CompletableFuture.failedFuture(new IllegalStateException("on purpose"));
    }

    private int send(WebhookReceiver receiver, String method, byte[] body, String signature) {
        WebhookAnswer answer = receiver.receive(method, signature, limit -> body.length > limit ? null : body)
                .toCompletableFuture()
                .join();
        answers.merge(answer.status(), 1, Integer::sum);
        return answer.status();
    }

    @Test
    void noneWithAWrongSignatureIsAccepted() {
        WebhookReceiver receiver = receiver(MAX_BODY_SIZE);
        WrongSignatures forgeries = new WrongSignatures(SECRET, SEED);
        Random random = new Random(SEED);
        send(receiver, forgeries);
        long before = LiveHeap.bytes();

        for (int i = 0; i < POSTS; i++) {
            send(receiver, forgeries);
            if (random.nextInt(100) == 0) {
                byte[] large = new byte[MAX_BODY_SIZE + 1 + random.nextInt(1000)];
                assertThat(send(receiver, "POST", large, WebhookSignature.sign(large, SECRET)))
                        .isEqualTo(413);
                assertThat(send(receiver, "GET", large, null)).isEqualTo(405);
            }
        }

        assertThat(accepted).as("seed %d", SEED).hasValue(0);
        assertThat(receiver.received()).isZero();
        assertThat(LiveHeap.bytes() - before).as("growth of the live heap").isLessThan(SLACK);
        LOG.info("Seed {}: {}", SEED, answers);
        byte[] good = "{\"events\":[]}".getBytes();
        send(receiver, "POST", good, WebhookSignature.sign(good, SECRET));
        assertThat(accepted).as("good ones still are").hasValue(1);
    }

    private void send(WebhookReceiver receiver, WrongSignatures forgeries) {
        WrongSignatures.Forgery forgery = forgeries.next();
        assertThat(send(receiver, "POST", forgery.body(), forgery.signature()))
                .isEqualTo(forgery.body().length > MAX_BODY_SIZE ? 413 : 403);
    }

    @Test
    void nothingUnreadableIsAcceptedThoughItIsSigned() {
        WebhookReceiver receiver = receiver(10_000_000);
        OddPosts odd = new OddPosts(SEED);
        for (int i = 0; i < POSTS / 50; i++) {
            byte[] body = odd.unreadable();
            assertThat(send(receiver, "POST", body, WebhookSignature.sign(body, SECRET)))
                    .isEqualTo(400);
        }
        assertThat(accepted).hasValue(0);
    }

    @Test
    void whateverIsAListOfEventsIsHandedOn() {
        WebhookReceiver receiver = receiver(10_000_000);
        OddPosts odd = new OddPosts(SEED);
        for (int i = 0; i < 100; i++) {
            byte[] body = odd.readable();
            assertThat(send(receiver, "POST", body, WebhookSignature.sign(body, SECRET)))
                    .isEqualTo(500);
        }
        assertThat(accepted).hasValue(100);
    }

    @Test
    void aBodyThatCannotBeReadIsNotAccepted() {
        WebhookReceiver receiver = receiver(MAX_BODY_SIZE);
        WebhookAnswer answer = receiver.receive("POST", "x", limit -> {
                    throw new IOException("on purpose");
                })
                .toCompletableFuture()
                .join();

        assertThat(answer.status()).isEqualTo(400);
        assertThat(accepted).hasValue(0);
    }
}

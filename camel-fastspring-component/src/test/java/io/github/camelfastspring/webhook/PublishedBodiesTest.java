package io.github.camelfastspring.webhook;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.camelfastspring.simulator.webhook.WebhookSignature;
import io.github.camelfastspring.webhook.PublishedBodies.Body;

import static org.assertj.core.api.Assertions.assertThat;

/** Every body verifies when it is signed over its raw bytes, and is refused after any change. */
class PublishedBodiesTest {

    private static final String SECRET = "a-webhook-secret";

    /** Of larger samples, so many bytes are changed, by chance. */
    private static final int BY_CHANCE = 200;

    private final Random random = new Random(5);
    private final SignatureVerifier verifier = new SignatureVerifier(() -> SECRET, Clock.systemUTC(), position -> {});

    static Stream<Body> samples() {
        return PublishedBodies.samples().stream();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void samplesVerifyAndNoChangedByteDoes(Body body) {
        byte[] post = body.post();
        IntStream all = IntStream.range(0, post.length);
        check(post, post.length <= 2 * BY_CHANCE ? all : random.ints(BY_CHANCE, 0, post.length));
    }

    /** Every byte of every one; none without the folder of examples. */
    @Test
    void publishedEventsVerifyAndNoChangedByteDoes() {
        for (Body body : PublishedBodies.published()) {
            check(body.post(), IntStream.range(0, body.post().length));
        }
    }

    private void check(byte[] body, IntStream places) {
        String signature = WebhookSignature.sign(body, SECRET);
        assertThat(verifier.verify(body, signature)).isTrue();
        places.forEach(place -> {
            byte[] changed = body.clone();
            changed[place] ^= (byte) (1 + random.nextInt(255));
            refused(changed, signature, place);
        });
        int place = random.nextInt(body.length);
        byte[] shorter = new byte[body.length - 1];
        System.arraycopy(body, 0, shorter, 0, place);
        System.arraycopy(body, place + 1, shorter, place, shorter.length - place);
        refused(shorter, signature, place);
        refused(Arrays.copyOf(body, body.length - 1), signature, body.length - 1);
        refused(Arrays.copyOf(body, body.length + 1), signature, body.length);
    }

    private void refused(byte[] changed, String signature, int place) {
        assertThat(verifier.verify(changed, signature))
                .as("changed at %d", place)
                .isFalse();
    }

    /** Only so do the checks above say what they should. */
    @Test
    void theBodiesHaveWhatReadingAndWritingWouldChange() {
        List<String> texts = PublishedBodies.samples().stream()
                .map(body -> new String(body.post(), StandardCharsets.UTF_8))
                .toList();

        assertThat(texts).anyMatch(text -> text.contains("\u00A0"));
        assertThat(texts).anyMatch(text -> text.matches("(?s).*:\\d+\\.\\d\\d00[,}].*"));
        assertThat(texts).anyMatch(text -> text.codePoints().anyMatch(c -> c > 127 && c != 0xA0));
    }
}

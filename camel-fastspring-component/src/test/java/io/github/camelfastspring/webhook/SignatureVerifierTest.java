package io.github.camelfastspring.webhook;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.camelfastspring.simulator.webhook.WebhookSignature;

import static org.assertj.core.api.Assertions.assertThat;

/** What counts as FastSpring's signature, and what does not. */
class SignatureVerifierTest {

    private static final String SECRET = "test-secret";
    private static final byte[] BODY = bytes("{\"events\":[]}");
    private static final String SIGNATURE = "Va12JSFB+Fs03rxzdvh7icVLk546dmNGSrPkkClJW/U=";
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    private static SignatureVerifier verifier(String secrets) {
        return new SignatureVerifier(() -> secrets, Clock.fixed(NOW, ZoneOffset.UTC), position -> {});
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void theKnownVector() {
        SignatureVerifier verifier = verifier(SECRET);

        assertThat(verifier.verify(BODY, SIGNATURE)).isTrue();

        assertThat(verifier.refused()).isZero();
        assertThat(verifier.uses()).containsExactly(new SignatureVerifier.SecretUse(1, 1, NOW));
    }

    /** Some encoders append a line feed. */
    @ParameterizedTest
    @ValueSource(strings = {"%s\n", "%s\r\n", " %s", "%s \t"})
    void blanksAroundTheSignatureDoNotMatter(String form) {
        assertThat(verifier(SECRET).verify(BODY, form.formatted(SIGNATURE))).isTrue();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                " ",
                "=",
                // base64url, without padding, in hex, with a name before it
                "Va12JSFB-Fs03rxzdvh7icVLk546dmNGSrPkkClJW_U=",
                "Va12JSFB+Fs03rxzdvh7icVLk546dmNGSrPkkClJW/U",
                "55ad76252141f85b34debc7376f87b89c54b939e3a7663464ab3e49029495bf5",
                "sha256=Va12JSFB+Fs03rxzdvh7icVLk546dmNGSrPkkClJW/U=",
                // the same bytes to a lenient decoder
                "Va12JSFB+Fs03rxzdvh7icVLk546dmNGSrPkkClJW/V=",
                "Va12JSFB+Fs03rxzdvh7icVLk546dmNG\nSrPkkClJW/U=",
                "va12jsfb+fs03rxzdvh7icvlk546dmngsrpkkcljw/u=",
                "Va12JSFB+Fs03rxzdvh7icVLk546dmNGSrPkkClJW/U=Va12JSFB+Fs03rxzdvh7icVLk546dmNGSrPkkClJW/U=",
                "Va12JSFB+Fs03rxzdvh7icVLk546dmNGSrPkkClJW/U=, Va12JSFB+Fs03rxzdvh7icVLk546dmNGSrPkkClJW/U=",
                "\uFF36a12JSFB+Fs03rxzdvh7icVLk546dmNGSrPkkClJW/U="
            })
    void everythingElseIsRefused(String signature) {
        SignatureVerifier verifier = verifier(SECRET);

        assertThat(verifier.verify(BODY, signature)).isFalse();

        assertThat(verifier.refused()).isEqualTo(1);
        assertThat(verifier.uses()).containsExactly(new SignatureVerifier.SecretUse(1, 0, null));
    }

    @Test
    void everyCharacterOfTheSignatureCounts() {
        SignatureVerifier verifier = verifier(SECRET);
        for (int i = 0; i < SIGNATURE.length(); i++) {
            for (char other = ' '; other < 127; other++) {
                String wrong = SIGNATURE.substring(0, i) + other + SIGNATURE.substring(i + 1);
                assertThat(verifier.verify(BODY, wrong)).as(wrong).isEqualTo(wrong.equals(SIGNATURE));
            }
            assertThat(verifier.verify(BODY, SIGNATURE.substring(0, i))).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "test-secret",
                "old,test-secret",
                "test-secret,new",
                "a,test-secret,b",
                " test-secret ",
                "old, test-secret",
                ",test-secret,,"
            })
    void oneOfTheSecretsIsEnough(String secrets) {
        assertThat(verifier(secrets).verify(BODY, SIGNATURE)).isTrue();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                " ",
                ",",
                " , ",
                "another",
                "test-secre",
                "TEST-SECRET",
                "test-secret-too",
                "a,b",
                "test secret"
            })
    void withoutItsSecretAPostIsRefused(String secrets) {
        assertThat(verifier(secrets).verify(BODY, SIGNATURE)).isFalse();
    }

    @Test
    void secretsAreUtf8() {
        String secret = "gehe\u00EFm-\u5BC6\u94A5-\uD83D\uDD11";

        assertThat(verifier(secret).verify(BODY, WebhookSignature.sign(BODY, secret)))
                .isTrue();
        assertThat(verifier("gehe?m-??-?").verify(BODY, WebhookSignature.sign(BODY, secret)))
                .isFalse();
    }

    @Test
    void secretsComeAndGoBetweenPosts() {
        AtomicReference<String> secrets = new AtomicReference<>("old");
        SignatureVerifier verifier =
                new SignatureVerifier(secrets::get, Clock.fixed(NOW, ZoneOffset.UTC), position -> {});
        String old = WebhookSignature.sign(BODY, "old");
        String fresh = WebhookSignature.sign(BODY, "new");

        assertThat(verifier.verify(BODY, fresh)).isFalse();
        secrets.set("old,new");
        assertThat(verifier.verify(BODY, old)).isTrue();
        assertThat(verifier.verify(BODY, fresh)).isTrue();
        assertThat(verifier.uses())
                .extracting(SignatureVerifier.SecretUse::posts)
                .containsExactly(1L, 1L);
        secrets.set("new");
        assertThat(verifier.verify(BODY, old)).isFalse();
        assertThat(verifier.verify(BODY, fresh)).isTrue();

        assertThat(verifier.uses()).containsExactly(new SignatureVerifier.SecretUse(1, 2, NOW));
        assertThat(verifier.refused()).isEqualTo(2);
    }

    @Test
    void anEmptyBodyHasASignatureToo() {
        byte[] empty = {};
        assertThat(verifier(SECRET).verify(empty, WebhookSignature.sign(empty, SECRET)))
                .isTrue();
        assertThat(verifier(SECRET).verify(empty, SIGNATURE)).isFalse();
    }

    @Test
    void theSignatureOfAnythingElseIsRefused() {
        byte[] digest = Base64.getDecoder().decode(SIGNATURE);
        assertThat(verifier(SECRET).verify(digest, SIGNATURE)).isFalse();
        assertThat(verifier(SECRET).verify(bytes("{\"events\": []}"), SIGNATURE))
                .isFalse();
        assertThat(verifier(SECRET).verify(bytes("{\"events\":[]}\n"), SIGNATURE))
                .isFalse();
    }

    /** One that ends at the first difference would let a signature be guessed byte by byte. */
    @Test
    void theOnlyComparisonTakesConstantTime() throws IOException {
        String source = Files.readString(
                Path.of("src/main/java", SignatureVerifier.class.getName().replace('.', '/') + ".java"));

        assertThat(source).containsOnlyOnce("return MessageDigest.isEqual(expected, given);");
        for (String other : List.of(".equals(", "Arrays.", "compare", ".contains(", ".matches(", ".startsWith(")) {
            assertThat(source).doesNotContain(other);
        }
    }
}

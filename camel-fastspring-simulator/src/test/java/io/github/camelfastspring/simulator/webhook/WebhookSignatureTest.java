package io.github.camelfastspring.simulator.webhook;

import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class WebhookSignatureTest {

    @Test
    void isPaddedBase64OfTheHmac() {
        assertEquals(
                "Va12JSFB+Fs03rxzdvh7icVLk546dmNGSrPkkClJW/U=",
                WebhookSignature.sign("{\"events\":[]}".getBytes(UTF_8), "test-secret"));
    }

    @Test
    void needsASecret() {
        assertThrows(IllegalArgumentException.class, () -> WebhookSignature.sign(new byte[0], ""));
    }
}

package io.github.camelfastspring.simulator.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** How FastSpring signs the posts of a webhook that has a secret. */
public final class WebhookSignature {

    /** The header that carries the signature. FastSpring does not promise its letter case. */
    public static final String HEADER = "X-FS-Signature";

    private static final String ALGORITHM = "HmacSHA256";

    private WebhookSignature() {}

    /**
     * The signature of a post: HMAC-SHA256 over the bytes of the body with the UTF-8 bytes of the secret, in padded
     * standard base64, 44 characters.
     *
     * @throws IllegalArgumentException if the secret is empty
     */
    public static String sign(byte[] body, String secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        }
    }
}

package io.github.camelfastspring.events;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * What an event and its manual resends have in common. FastSpring gives a resend a new id; type, object and the moment of
 * the change stay. Where that does not tell two events apart, the whole data does.
 */
final class ResendKey {

    private static final String PREFIX = "r:";

    private static final int MAX_ZEROS = 100;

    /** These come several times for one state of their object, so that its time of change does not tell them apart. */
    private static final EventTypes REPEATING =
            new EventTypes("*.reminder,*.overdue,*.abandoned,*.charge.*,mailingListEntry.*");

    private ResendKey() {}

    /** {@code r:} and 43 characters of base64url. */
    static String of(StoreEvent event) {
        String object = EventObject.idOf(event);
        JsonNode changed = event.data().path("changed");
        boolean tells =
                object != null && changed.isValueNode() && !changed.isNull() && !REPEATING.matches(event.type());
        String content = tells ? object + '\n' + text(changed) : event.data().toString();
        // Not to be taken for each other.
        String text = event.type() + '\n' + (tells ? "changed" : "data") + '\n' + content;
        return PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(sha256(text));
    }

    /** The same for 1751896963416 and 1.751896963416E12; both occur. */
    private static String text(JsonNode changed) {
        if (!changed.isNumber()) {
            return changed.asText();
        }
        BigDecimal number = changed.decimalValue().stripTrailingZeros();
        // Not a digit for each of the zeros that a wrong exponent asks for.
        return Math.abs(number.scale()) > MAX_ZEROS ? number.toString() : number.toPlainString();
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}

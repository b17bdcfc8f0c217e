package io.github.camelfastspring.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Checks that a post comes from somebody who knows one of the webhook's secrets: {@code X-FS-Signature} is the padded base64
 * of the HMAC-SHA256 over the raw bytes of the body. It has no time, so it says nothing about replays.
 */
public final class SignatureVerifier {

    private static final String ALGORITHM = "HmacSHA256";

    /**
     * How often a secret was used.
     *
     * @param position its place in the option {@code secret}, from 1
     * @param posts    how many posts it has signed
     * @param lastPost when the last one came; null before the first
     */
    public record SecretUse(int position, long posts, Instant lastPost) {}

    private static final class Use {
        final LongAdder posts = new LongAdder();
        volatile Instant last;
    }

    private final Supplier<String> secrets;
    private final Clock clock;
    private final IntConsumer posts;
    private final Map<String, Use> uses = new ConcurrentHashMap<>();
    private final LongAdder refused = new LongAdder();

    /**
     * @param secrets the accepted secrets, separated by commas; asked anew for each post, so that a secret can come or go
     *                while posts come in. Null or empty accepts nothing.
     * @param posts   told of each post the position of the secret that has signed it, or 0
     */
    public SignatureVerifier(Supplier<String> secrets, Clock clock, IntConsumer posts) {
        this.secrets = secrets;
        this.clock = clock;
        this.posts = posts;
    }

    /** The single secrets of an option. Blanks around commas do not belong to them. */
    public static List<String> split(String secrets) {
        List<String> single = new ArrayList<>();
        if (secrets != null) {
            for (String secret : secrets.split(",")) {
                if (!secret.isBlank()) {
                    single.add(secret.strip());
                }
            }
        }
        return single;
    }

    /**
     * Whether the signature is that of the body.
     *
     * @param signature the value of the header; null if it is missing
     */
    boolean verify(byte[] body, String signature) {
        List<String> accepted = split(secrets.get());
        int signer = 0;
        if (signature != null) {
            byte[] given = signature.strip().getBytes(StandardCharsets.UTF_8);
            for (int i = 1; i <= accepted.size(); i++) {
                if (equalsInConstantTime(sign(body, accepted.get(i - 1)), given)) {
                    signer = i;
                }
            }
        }
        posts.accept(signer);
        if (signer == 0) {
            refused.increment();
            return false;
        }
        Use use = uses.computeIfAbsent(accepted.get(signer - 1), secret -> new Use());
        use.posts.increment();
        use.last = clock.instant();
        return true;
    }

    private static byte[] sign(byte[] body, String secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return Base64.getEncoder().encode(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JVM has " + ALGORITHM, e);
        }
    }

    /** Takes as long for a wrong signature as for a right one, so that nobody can find one out byte by byte. */
    private static boolean equalsInConstantTime(byte[] expected, byte[] given) {
        return MessageDigest.isEqual(expected, given);
    }

    /** How many posts had no signature or a wrong one. */
    public long refused() {
        return refused.sum();
    }

    /** How often each of the accepted secrets was used, in the order of the option; tells nothing of the secrets. */
    public List<SecretUse> uses() {
        List<SecretUse> list = new ArrayList<>();
        for (String secret : split(secrets.get())) {
            Use use = uses.getOrDefault(secret, new Use());
            list.add(new SecretUse(list.size() + 1, use.posts.sum(), use.last));
        }
        return list;
    }
}

package io.github.camelfastspring.webhook;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import io.github.camelfastspring.simulator.webhook.WebhookPost;
import io.github.camelfastspring.simulator.webhook.WebhookSignature;

/** Makes posts that nobody who knows the secret has made: by chance, the same ones for the same seed. */
public final class WrongSignatures {

    /**
     * A post.
     *
     * @param body      any bytes
     * @param signature null for none; never that of the body, and always fit for a header
     */
    public record Forgery(byte[] body, String signature) {}

    private static final List<byte[]> BODIES = Stream.concat(
                    Stream.of("", "{}", "null", "[]", "{\"events\":[]}", "{\"events\":{}}", "\uFEFF{\"events\":[]}")
                            .map(text -> text.getBytes(StandardCharsets.UTF_8)),
                    Stream.of("order.completed", "return.created", "account.created")
                            .map(type -> WebhookPost.ofTypes(type).body()))
            .toList();

    private final String secret;
    private final Random random;

    public WrongSignatures(String secret, long seed) {
        this.secret = secret;
        this.random = new Random(seed);
    }

    public Forgery next() {
        byte[] body = BODIES.get(random.nextInt(BODIES.size()));
        Forgery forgery = random.nextBoolean() ? otherBody(body) : otherSignature(body);
        boolean right = WebhookSignature.sign(forgery.body(), secret).equals(forgery.signature());
        return right ? new Forgery(forgery.body(), null) : forgery;
    }

    private Forgery otherBody(byte[] body) {
        String signature = WebhookSignature.sign(body, secret);
        byte[] changed =
                switch (random.nextInt(5)) {
                    case 0 -> Arrays.copyOf(body, random.nextInt(body.length + 1));
                    case 1 -> Arrays.copyOf(body, body.length + 1 + random.nextInt(50));
                    case 2 -> bytes(random.nextInt(300));
                    case 3 -> BODIES.get(random.nextInt(BODIES.size()));
                    default -> {
                        byte[] some = body.clone();
                        for (int i = random.nextInt(3); i >= 0 && some.length > 0; i--) {
                            some[random.nextInt(some.length)] ^= (byte) (1 << random.nextInt(8));
                        }
                        yield some;
                    }
                };
        return new Forgery(changed, signature);
    }

    private Forgery otherSignature(byte[] body) {
        String right = WebhookSignature.sign(body, secret);
        int place = random.nextInt(right.length());
        String signature =
                switch (random.nextInt(11)) {
                    case 0 -> null;
                    case 1 -> "";
                    case 2 -> right.substring(0, place);
                    case 3 ->
                        right.substring(0, place) + (char) ('!' + random.nextInt(94)) + right.substring(place + 1);
                    case 4 -> right + text(1 + random.nextInt(20));
                    case 5 -> text(random.nextInt(200));
                    case 6 -> Base64.getEncoder().encodeToString(bytes(32));
                    case 7 -> WebhookSignature.sign(body, "another " + random.nextInt());
                    case 8 -> right.replace('+', '-').replace('/', '_').replace("=", "");
                    case 9 -> "sha256=" + right;
                    default -> right.toLowerCase();
                };
        return new Forgery(body, signature);
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private String text(int length) {
        return random.ints(length, '!', 127)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}

package io.github.camelfastspring.webhook;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import io.github.camelfastspring.simulator.webhook.WebhookPost;

/** Makes bodies as FastSpring never sends them: by chance, the same ones for the same seed. */
public final class OddPosts {

    /** Nothing that has a list of events, in the way that a reader of JSON understands it. */
    private static final List<String> NO_POSTS = List.of(
            "",
            " ",
            "{",
            "}",
            "null",
            "true",
            "events",
            "\"events\"",
            "[]",
            "[{\"events\":[]}]",
            "{\"events\":{}}",
            "{\"events\":1}",
            "{\"events\":null}",
            "{\"Events\":[]}",
            "{\"events\":[}",
            "{\"events\":[]",
            "{\"events\":[],}",
            "{'events':[]}",
            "{events:[]}",
            "// comment\n{\"events\":[]}",
            "{\"events\":[NaN]}",
            "{\"events\":[0x1]}",
            "{\"events\":[01]}",
            "{\"events\":[\"\t\"]}",
            "{\"events\":[\"\\ud8\"]}",
            "{\"events\":[" + "9".repeat(5000) + "]}",
            "{\"events\":[{\"id\":\"deep\",\"data\":" + "[".repeat(2000) + "]".repeat(2000) + "}]}",
            "{\"events\":[" + "{\"a\":".repeat(200_000),
            "[".repeat(500_000));

    /** What may stand where an event, or a member of one, is expected. */
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "0",
            "-1",
            "1e999999999",
            "-1e-999999999",
            "123456789012345678901234567890.5000",
            "9".repeat(900),
            "\"\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"a\\nb\"",
            "\"" + "x".repeat(1_500) + "\"",
            "[]",
            "[[[]]]",
            "{}",
            "{\"id\":{}}",
            "[".repeat(900) + "]".repeat(900));

    private static final List<String> MEMBERS =
            List.of("id", "event", "type", "created", "live", "processed", "data", "x");

    private final Random random;

    public OddPosts(long seed) {
        random = new Random(seed);
    }

    /** The body of a post that has to be refused. */
    public byte[] unreadable() {
        if (random.nextBoolean()) {
            return NO_POSTS.get(random.nextInt(NO_POSTS.size())).getBytes(StandardCharsets.UTF_8);
        }
        byte[] body = WebhookPost.ofTypes("account.created").body();
        if (random.nextBoolean()) {
            return Arrays.copyOf(body, random.nextInt(body.length - 1));
        }
        // Not UTF-8, wherever it is; nothing in JSON is FE or FF.
        body[random.nextInt(body.length)] = (byte) (0xFE + random.nextInt(2));
        return body;
    }

    /** The body of a post with a list of things that are more or less events. */
    public byte[] readable() {
        StringBuilder events = new StringBuilder();
        for (int i = random.nextInt(4); i >= 0; i--) {
            events.append(events.isEmpty() ? "" : ",").append(random.nextInt(5) == 0 ? value() : event());
        }
        String twice = random.nextInt(5) == 0 ? "\"events\":[" + value() + "]," : "";
        return ("{" + twice + "\"events\":[" + events + "]}").getBytes(StandardCharsets.UTF_8);
    }

    private String event() {
        StringBuilder event = new StringBuilder("{\"id\":\"odd-" + random.nextInt(1_000_000) + "\"");
        for (int i = random.nextInt(6); i > 0; i--) {
            // Some of them twice.
            event.append(",\"")
                    .append(MEMBERS.get(random.nextInt(MEMBERS.size())))
                    .append("\":")
                    .append(random.nextInt(4) == 0 ? "{\"changed\":" + value() + ",\"id\":" + value() + "}" : value());
        }
        return event.append("}").toString();
    }

    private String value() {
        return VALUES.get(random.nextInt(VALUES.size()));
    }
}

package io.github.camelfastspring.simulator;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;

/** Makes ids in FastSpring's forms. Guarded by the store's lock. */
final class Ids {
    private static final String URL_SAFE = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final String CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private static final int LETTERS = 62;
    private static final String[] FIRST_OF_EVENT = {"", "-", "_"};
    private static final DateTimeFormatter REFERENCE_DAY =
            DateTimeFormatter.ofPattern("yyMMdd").withZone(ZoneOffset.UTC);

    private final Random random = new SecureRandom();
    private int events;

    /** Ids of accounts, orders and subscriptions begin with a letter or digit. */
    String object() {
        return text(URL_SAFE, LETTERS, 1) + text(URL_SAFE, URL_SAFE.length(), 21);
    }

    /** Two of three event ids begin with the characters that careless clients trip over. */
    String event() {
        String first = FIRST_OF_EVENT[events++ % FIRST_OF_EVENT.length];
        return first + text(URL_SAFE, LETTERS, 1) + text(URL_SAFE, URL_SAFE.length(), 21 - first.length());
    }

    String session() {
        return capitals("OS", 20);
    }

    String capitals(String prefix, int length) {
        return prefix + text(CAPITALS, CAPITALS.length(), length - prefix.length());
    }

    String reference(Instant now) {
        return "EXA" + REFERENCE_DAY.format(now) + "-" + (1000 + random.nextInt(9000)) + "-"
                + (10000 + random.nextInt(90000));
    }

    private String text(String alphabet, int size, int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(size)));
        }
        return text.toString();
    }
}

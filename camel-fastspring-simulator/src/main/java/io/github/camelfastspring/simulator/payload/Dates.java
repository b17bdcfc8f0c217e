package io.github.camelfastspring.simulator.payload;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Dates in FastSpring's forms. All display texts are in UTC. */
public final class Dates {
    private static final DateTimeFormatter ISO_MILLIS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter ISO_DAY =
            DateTimeFormatter.ofPattern("yyyy-MM-dd").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MAIL_DAY =
            DateTimeFormatter.ofPattern("MMM dd, yyyy", Locale.US).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MAIL_TIME =
            DateTimeFormatter.ofPattern("MMM dd, yyyy hh:mm:ss a", Locale.US).withZone(ZoneOffset.UTC);

    private static final DateTimeFormatter DAY_FIRST =
            DateTimeFormatter.ofPattern("dd-MM-yyyy HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter WORDS = DateTimeFormatter.ofPattern(
                    "EEE MMM dd HH:mm:ss 'UTC' yyyy", Locale.US)
            .withZone(ZoneOffset.UTC);

    private Dates() {}

    /** {@code 31-01-2026 12:00:00}. */
    public static String dayFirst(Instant instant) {
        return DAY_FIRST.format(instant);
    }

    /** {@code Sat Jan 31 12:00:00 UTC 2026}. */
    public static String words(Instant instant) {
        return WORDS.format(instant);
    }

    /** {@code 2026-01-31}. */
    public static String isoDay(Instant instant) {
        return ISO_DAY.format(instant);
    }

    /** Writes X, XDisplay and XDisplayISO8601 only; explicit nulls for a date that is not set. */
    public static void putShortFamily(ObjectNode node, String name, Instant instant, String language) {
        ObjectNode all = Json.object();
        putFamilyWithIso(all, name, instant, language);
        all.remove(java.util.List.of(name + "Value", name + "InSeconds"));
        node.setAll(all);
    }

    /** {@code 2026-01-31T12:00:00.000Z}. */
    public static String isoMillis(Instant instant) {
        return ISO_MILLIS.format(instant);
    }

    /** Writes X, XValue, XInSeconds and XDisplay; explicit nulls for a date that is not set. */
    public static void putFamily(ObjectNode node, String name, Instant instant, String language) {
        if (instant == null) {
            node.putNull(name)
                    .putNull(name + "Value")
                    .putNull(name + "InSeconds")
                    .putNull(name + "Display");
            return;
        }
        node.put(name, instant.toEpochMilli())
                .put(name + "Value", instant.toEpochMilli())
                .put(name + "InSeconds", instant.getEpochSecond())
                .put(
                        name + "Display",
                        DateTimeFormatter.ofLocalizedDate(FormatStyle.SHORT)
                                .withLocale(Money.localeOf(language))
                                .withZone(ZoneOffset.UTC)
                                .format(instant));
    }

    /** Writes {@link #putFamily} and XDisplayISO8601. */
    public static void putFamilyWithIso(ObjectNode node, String name, Instant instant, String language) {
        putFamily(node, name, instant, language);
        node.put(name + "DisplayISO8601", instant == null ? null : ISO_DAY.format(instant));
    }

    /** Writes {@link #putFamilyWithIso} and the two English texts for mails. */
    public static void putLongFamily(ObjectNode node, String name, Instant instant, String language) {
        putFamilyWithIso(node, name, instant, language);
        node.put(name + "DisplayEmailEnhancements", MAIL_DAY.format(instant))
                .put(name + "DisplayEmailEnhancementsWithTime", MAIL_TIME.format(instant));
    }
}

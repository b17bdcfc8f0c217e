package io.github.camelfastspring.operation;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.regex.Pattern;

/** Days and points in time as FastSpring's queries spell them. */
final class Times {

    private static final Pattern MILLIS = Pattern.compile("\\d{12,15}");

    private Times() {}

    static boolean isMillis(String text) {
        return MILLIS.matcher(text).matches();
    }

    /**
     * A day as {@code yyyy-MM-dd}, a point in time as epoch milliseconds.
     *
     * @throws java.time.format.DateTimeParseException if it is neither
     */
    static String dateOrMillis(Object value) {
        Instant instant = null;
        if (value instanceof Instant given) {
            instant = given;
        } else if (value instanceof Date given) {
            instant = given.toInstant();
        } else if (value instanceof ZonedDateTime given) {
            instant = given.toInstant();
        } else if (value instanceof OffsetDateTime given) {
            instant = given.toInstant();
        }
        if (instant != null) {
            return Long.toString(instant.toEpochMilli());
        }
        String text = String.valueOf(value).trim();
        return isMillis(text) ? text : LocalDate.parse(text).toString();
    }

    /** The day of epoch milliseconds. */
    static String date(String millis) {
        return Instant.ofEpochMilli(Long.parseLong(millis))
                .atZone(ZoneOffset.UTC)
                .toLocalDate()
                .toString();
    }
}

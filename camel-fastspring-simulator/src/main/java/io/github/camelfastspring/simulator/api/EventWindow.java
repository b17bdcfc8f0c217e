package io.github.camelfastspring.simulator.api;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The time that an event list is about: from {@code begin} (inclusive or not) and not more than {@code days} ago, to
 * {@code end}, inclusive. The parameters {@code begin} and {@code end} are days ({@code yyyy-MM-dd}, midnight UTC) or
 * epoch milliseconds. Whether the real {@code begin} and {@code end} are inclusive, and how {@code days} goes with
 * {@code begin}, is not known.
 *
 * @param from epoch milliseconds, inclusive
 * @param to epoch milliseconds, inclusive
 */
record EventWindow(long from, long to) {
    static final Duration RETENTION = Duration.ofDays(30);
    private static final DateTimeFormatter TEXT = DateTimeFormatter.ofPattern(
                    "EEE MMM dd HH:mm:ss 'UTC' yyyy", Locale.US)
            .withZone(ZoneOffset.UTC);

    /** What is wrong with the parameters, by parameter. */
    static final class Invalid extends Exception {
        private final transient Map<String, String> errors;

        Invalid(Map<String, String> errors) {
            super(null, null, false, false);
            this.errors = errors;
        }

        Map<String, String> errors() {
            return errors;
        }
    }

    static EventWindow of(Map<String, String> query, Instant now, boolean beginInclusive) throws Invalid {
        Map<String, String> errors = new LinkedHashMap<>();
        Long begin = moment(query.get("begin"), "begin", "Can not parse begin", errors);
        Long end = moment(query.get("end"), "end", "Can not parse end.", errors);
        Long days = days(query.get("days"), errors);
        failIfAny(errors);
        if (begin == null && days == null) {
            throw new Invalid(Map.of("begin", "Begin required."));
        }
        long oldest = now.minus(RETENTION).toEpochMilli();
        long sinceDays =
                days == null ? oldest : now.minus(Duration.ofDays(days)).toEpochMilli();
        long from = begin == null ? sinceDays : Math.max(begin, sinceDays);
        if (sinceDays < oldest || begin != null && begin < oldest) {
            throw new Invalid(Map.of(
                    "begin",
                    "Begin must be after '" + oldest + "' (" + TEXT.format(Instant.ofEpochMilli(oldest)) + ")."));
        }
        if (end != null && from >= end) {
            throw new Invalid(Map.of("begin", "Begin must be less than end."));
        }
        // An end lies behind from, and without one nothing is created in the last millisecond there is.
        boolean skipFirst = !beginInclusive && begin != null && begin == from && from < Long.MAX_VALUE;
        return new EventWindow(skipFirst ? from + 1 : from, end == null ? Long.MAX_VALUE : end);
    }

    private static void failIfAny(Map<String, String> errors) throws Invalid {
        if (!errors.isEmpty()) {
            throw new Invalid(errors);
        }
    }

    private static Long moment(String text, String name, String error, Map<String, String> errors) {
        if (text == null) {
            return null;
        }
        try {
            return text.contains("-")
                    ? LocalDate.parse(text)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant()
                            .toEpochMilli()
                    : Long.parseLong(text);
        } catch (DateTimeParseException | NumberFormatException e) {
            errors.put(name, error);
            return null;
        }
    }

    private static Long days(String text, Map<String, String> errors) {
        if (text == null) {
            return null;
        }
        if (text.matches("[0-9]{1,6}") && Long.parseLong(text) >= 1) {
            return Long.parseLong(text);
        }
        errors.put("days", "Can not parse days.");
        return null;
    }
}

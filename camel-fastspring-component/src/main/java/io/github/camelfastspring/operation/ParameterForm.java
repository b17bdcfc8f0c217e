package io.github.camelfastspring.operation;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Date;
import java.util.function.Function;
import java.util.regex.Pattern;

/** What a parameter's value looks like, and how it is written in the URL. */
public interface ParameterForm {

    /**
     * The text of a value.
     *
     * @throws IllegalArgumentException if the value does not have this form; the message goes on after the parameter's
     *                                  name, as in "must be ..."
     */
    String format(Object value);

    /** The form in words, for messages and docs. */
    String description();

    /** Any text that is not blank and is one segment of a path. */
    static ParameterForm id() {
        return of("an id without slash", value -> {
            String text = String.valueOf(value).trim();
            if (text.isEmpty() || text.contains("/") || text.equals(".") || text.equals("..")) {
                throw new IllegalArgumentException("must be an id: not blank, without slash");
            }
            return text;
        });
    }

    /** {@code storeId/checkoutId}: two segments that are not blank. */
    static ParameterForm checkoutPath() {
        String form = "storeId/checkoutId";
        return of(form, value -> {
            String text = String.valueOf(value).trim();
            String[] segments = text.split("/", -1);
            boolean valid = segments.length == 2;
            for (String segment : segments) {
                valid &= !segment.isBlank() && !segment.equals(".") && !segment.equals("..");
            }
            if (!valid) {
                throw new IllegalArgumentException("must be " + form
                        + ", exactly two segments as in examplestore/popup-checkout, but is '" + text + "'");
            }
            return text;
        });
    }

    /** A whole number in a range. */
    static ParameterForm integer(int min, int max) {
        String form = "a whole number from " + min + " to " + max;
        return of(form, value -> {
            try {
                int number = Integer.parseInt(String.valueOf(value).trim());
                if (number >= min && number <= max) {
                    return Integer.toString(number);
                }
            } catch (NumberFormatException e) {
                // Told below, with the range.
            }
            throw new IllegalArgumentException("must be " + form + ", but is '" + value + "'");
        });
    }

    /** {@code yyyy-MM-dd} or epoch milliseconds; both are passed on as they are. */
    static ParameterForm dateOrMillis() {
        String form = "yyyy-MM-dd or epoch milliseconds";
        Pattern millis = Pattern.compile("\\d{1,15}");
        return of(form, value -> {
            if (value instanceof Instant instant) {
                return Long.toString(instant.toEpochMilli());
            }
            if (value instanceof Date date) {
                return Long.toString(date.getTime());
            }
            String text = String.valueOf(value).trim();
            if (millis.matcher(text).matches()) {
                return text;
            }
            try {
                return LocalDate.parse(text).toString();
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException("must be " + form + ", but is '" + text + "'", e);
            }
        });
    }

    private static ParameterForm of(String description, Function<Object, String> format) {
        return new ParameterForm() {
            @Override
            public String format(Object value) {
                return format.apply(value);
            }

            @Override
            public String description() {
                return description;
            }
        };
    }
}

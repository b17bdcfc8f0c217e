package io.github.camelfastspring.operation;

import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

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

    /** Whether a list is sent as a parameter for each of its elements, instead of one with commas. */
    default boolean isRepeated() {
        return false;
    }

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

    /** Any text that is not blank; FastSpring may know more words than its documents. */
    static ParameterForm text() {
        return of("text", value -> {
            String text = String.valueOf(value).trim();
            if (text.isEmpty()) {
                throw new IllegalArgumentException("must not be blank");
            }
            return text;
        });
    }

    /** A collection or array, joined by commas, or text that is so already. */
    static ParameterForm list() {
        return of("text, or a list of texts that are joined by commas", value -> {
            if (value instanceof Collection<?> collection) {
                return text().format(joined(collection));
            }
            return text().format(value instanceof Object[] array ? joined(Arrays.asList(array)) : value);
        });
    }

    /** A list that is sent as a parameter for each of its elements. */
    static ParameterForm repeated() {
        ParameterForm list = list();
        return new ParameterForm() {
            @Override
            public String format(Object value) {
                return list.format(value);
            }

            @Override
            public String description() {
                return "a list of texts, or text with commas; each is sent as a parameter of its own";
            }

            @Override
            public boolean isRepeated() {
                return true;
            }
        };
    }

    /** {@code true} or {@code false}. */
    static ParameterForm bool() {
        return of("true or false", value -> {
            String text = String.valueOf(value).trim().toLowerCase(Locale.ROOT);
            if (!text.equals("true") && !text.equals("false")) {
                throw new IllegalArgumentException("must be true or false, but is '" + value + "'");
            }
            return text;
        });
    }

    /** {@code yyyy-MM-dd}; points in time are converted, in UTC as FastSpring's own texts print them. */
    static ParameterForm date() {
        String form = "yyyy-MM-dd (epoch milliseconds are converted, in UTC)";
        return of(form, value -> {
            String text = dateOrMillis().format(value);
            return Times.isMillis(text) ? Times.date(text) : text;
        });
    }

    /** {@code yyyy-MM-dd} or epoch milliseconds; both are passed on as they are. */
    static ParameterForm dateOrMillis() {
        String form = "yyyy-MM-dd or epoch milliseconds";
        return of(form, value -> {
            try {
                return Times.dateOrMillis(value);
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException("must be " + form + ", but is '" + value + "'", e);
            }
        });
    }

    private static String joined(Collection<?> values) {
        return values.stream().map(String::valueOf).collect(Collectors.joining(","));
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

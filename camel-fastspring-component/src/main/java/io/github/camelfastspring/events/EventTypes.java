package io.github.camelfastspring.events;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Patterns for event types: a type, or with {@code *} for any text. */
final class EventTypes {

    private final List<Pattern> patterns;

    /**
     * The patterns of the option {@code types}.
     *
     * @param types patterns separated by commas; null for all types
     * @throws IllegalArgumentException if a pattern is blank
     */
    EventTypes(String types) {
        patterns = Arrays.stream((types == null ? "*" : types).split(",", -1))
                .map(String::trim)
                .map(EventTypes::pattern)
                .toList();
    }

    boolean matches(String type) {
        return patterns.stream().anyMatch(pattern -> pattern.matcher(type).matches());
    }

    private static Pattern pattern(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException(
                    "fastspring: the option types must be event types separated by commas, and one of them is blank");
        }
        return Pattern.compile(
                Arrays.stream(text.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*")));
    }
}

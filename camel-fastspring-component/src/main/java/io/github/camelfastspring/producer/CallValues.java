package io.github.camelfastspring.producer;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.apache.camel.Message;

import io.github.camelfastspring.FastSpringConstants;
import io.github.camelfastspring.operation.FastSpringOperation;
import io.github.camelfastspring.operation.Parameter;

/** The one place where header and option of a call meet: the header wins. */
final class CallValues {

    /** Where the options hold the further query parameters. */
    static final String FURTHER = "query";

    private final FastSpringOperation operation;
    private final Message message;
    private final Map<String, Object> options;

    CallValues(FastSpringOperation operation, Message message, Map<String, Object> options) {
        this.operation = operation;
        this.message = message;
        this.options = options;
    }

    /** "FastSpring orders.get: the option id (header CamelFastSpringId)", for messages. */
    String describe(Parameter parameter) {
        return describe("the option " + parameter.name() + " (header " + parameter.header() + ")");
    }

    private String describe(String source) {
        return "FastSpring " + operation + ": " + source;
    }

    /** The value as it was given, or null. */
    Object raw(Parameter parameter) {
        Object header = message.getHeader(parameter.header());
        return header != null ? header : options.get(parameter.name());
    }

    /**
     * The value in the parameter's form, else its default, else null.
     *
     * @throws IllegalArgumentException if the value does not have that form
     */
    String text(Parameter parameter) {
        Object value = raw(parameter);
        return value == null ? parameter.defaultValue() : parameter.format(value, () -> describe(parameter));
    }

    /**
     * One of the words of an option.
     *
     * @throws IllegalArgumentException if the header is none of them
     */
    <E extends Enum<E>> E choice(String header, E option) {
        Object value = message.getHeader(header);
        if (value == null) {
            return option;
        }
        E[] choices = option.getDeclaringClass().getEnumConstants();
        return Arrays.stream(choices)
                .filter(choice ->
                        choice.name().equalsIgnoreCase(value.toString().trim()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(describe("the header " + header) + " must be "
                        + Arrays.stream(choices)
                                .map(choice -> choice.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(" or "))
                        + ", but is '" + value + "'"));
    }

    /** The query parameters that no row knows: those of the option, and of the header, which win. */
    Map<String, String> further() {
        Map<String, String> further = new TreeMap<>();
        addAll(further, options.get(FURTHER), "the option query.");
        addAll(further, message.getHeader(FastSpringConstants.QUERY), "the header " + FastSpringConstants.QUERY + " ");
        return further;
    }

    private void addAll(Map<String, String> further, Object given, String source) {
        if (given == null) {
            return;
        }
        if (!(given instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException(describe(source.trim()) + " must be a map");
        }
        map.forEach((name, value) -> {
            if (value == null || name.toString().isBlank()) {
                throw new IllegalArgumentException(describe(source) + name + " needs a name and a value");
            }
            further.put(name.toString(), value.toString());
        });
    }

    /** A whole number that is at least {@code min}. */
    int number(String header, int option, int min) {
        return (int) whole(header, option, min, Integer.MAX_VALUE);
    }

    /** True or false. */
    boolean flag(String header, boolean option) {
        Object value = message.getHeader(header);
        if (value == null) {
            return option;
        }
        String text = value.toString().trim();
        if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
            return Boolean.parseBoolean(text);
        }
        throw new IllegalArgumentException(
                describe("the header " + header) + " must be true or false, but is '" + value + "'");
    }

    /** A positive number of milliseconds. */
    long millis(String header, long option) {
        return whole(header, option, 1, Long.MAX_VALUE);
    }

    private long whole(String header, long option, long min, long max) {
        Object value = message.getHeader(header);
        if (value == null) {
            return option;
        }
        try {
            long number = Long.parseLong(value.toString().trim());
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, with the range.
        }
        throw new IllegalArgumentException(describe("the header " + header) + " must be a whole number of at least "
                + min + ", but is '" + value + "'");
    }
}

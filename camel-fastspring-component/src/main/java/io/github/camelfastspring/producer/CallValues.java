package io.github.camelfastspring.producer;

import java.util.Map;

import org.apache.camel.Message;

import io.github.camelfastspring.operation.FastSpringOperation;
import io.github.camelfastspring.operation.Parameter;

/** The one place where header and option of a call meet: the header wins. */
final class CallValues {

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
        return "FastSpring " + operation + ": the option " + parameter.name() + " (header " + parameter.header() + ")";
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
        return value == null ? parameter.defaultValue() : parameter.format(value, describe(parameter));
    }

    /** A setting as text. */
    String setting(String header, String option) {
        Object value = message.getHeader(header);
        return value == null ? option : value.toString();
    }

    /** A whole number that is at least {@code min}. */
    int number(String header, int option, int min) {
        return (int) whole(header, option, min, Integer.MAX_VALUE);
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
        throw new IllegalArgumentException("FastSpring " + operation + ": the header " + header
                + " must be a whole number of at least " + min + ", but is '" + value + "'");
    }
}

package io.github.camelfastspring.error;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What is known about a call that failed.
 *
 * @param operation  {@code resource.operation}
 * @param problem    what went wrong, in our words, without personal data
 * @param statusCode the HTTP status, 0 where no answer came
 * @param errorId    FastSpring's id of the error, or null
 * @param errors     FastSpring's texts
 * @param cause      the technical cause, or null
 */
public record ErrorDetails(
        String operation, String problem, int statusCode, String errorId, List<FastSpringError> errors, Throwable cause)
        implements Serializable {

    private static final int MAX_TEXT = 500;

    public ErrorDetails {
        errors = List.copyOf(errors);
    }

    /** One line for the exception's message. */
    public String describe() {
        StringBuilder text =
                new StringBuilder("FastSpring ").append(operation).append(": ").append(problem);
        if (statusCode > 0) {
            text.append(" (HTTP ").append(statusCode).append(')');
        }
        if (errorId != null) {
            text.append(", error id ").append(errorId);
        }
        if (!errors.isEmpty()) {
            String said = errors.stream().map(FastSpringError::toString).collect(Collectors.joining("; "));
            text.append(": ").append(said.length() > MAX_TEXT ? said.substring(0, MAX_TEXT) + "..." : said);
        }
        return text.toString();
    }
}

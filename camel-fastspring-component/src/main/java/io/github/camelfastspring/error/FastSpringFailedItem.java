package io.github.camelfastspring.error;

import java.io.Serializable;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An item of a batch that FastSpring did not give or did not change.
 *
 * @param id       the id that was asked for
 * @param notFound whether FastSpring said that there is no such thing
 * @param errors   what FastSpring said; never empty
 */
public record FastSpringFailedItem(String id, boolean notFound, List<FastSpringError> errors) implements Serializable {

    public FastSpringFailedItem {
        errors = List.copyOf(errors);
    }

    /** The id that was asked for; the getters are for expression languages that look for bean properties. */
    public String getId() {
        return id;
    }

    /** What FastSpring said of it. */
    public List<FastSpringError> getErrors() {
        return errors;
    }

    @Override
    public String toString() {
        return id + " (" + errors.stream().map(FastSpringError::toString).collect(Collectors.joining("; ")) + ")";
    }
}

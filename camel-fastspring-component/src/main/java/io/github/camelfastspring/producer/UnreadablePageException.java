package io.github.camelfastspring.producer;

import java.util.List;

import io.github.camelfastspring.error.ErrorDetails;
import io.github.camelfastspring.error.FastSpringProtocolException;
import io.github.camelfastspring.operation.FastSpringOperation;

/** A page of a list came without the list: to take it for the end would cut the list off without a word. */
final class UnreadablePageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadablePageException(FastSpringOperation operation) {
        super(new FastSpringProtocolException(
                new ErrorDetails(
                        operation.qualifiedName(),
                        "a page of the list came without the list",
                        0,
                        null,
                        List.of(),
                        null),
                null));
    }
}

package io.github.camelfastspring.error;

import java.util.List;

import org.apache.camel.Exchange;

/**
 * Some items of a batch failed, or a write that was cut into several calls broke off. Every id that was asked for is in
 * exactly one of the four lists.
 */
public class FastSpringPartialFailureException extends FastSpringException {

    private static final long serialVersionUID = 1L;

    private final transient List<Object> succeeded;
    private final List<FastSpringFailedItem> failed;
    private final List<String> unknown;
    private final List<String> notSent;

    public FastSpringPartialFailureException(
            ErrorDetails details,
            List<Object> succeeded,
            List<FastSpringFailedItem> failed,
            List<String> unknown,
            List<String> notSent,
            Exchange exchange) {
        super(details, exchange);
        this.succeeded = succeeded;
        this.failed = List.copyOf(failed);
        this.unknown = List.copyOf(unknown);
        this.notSent = List.copyOf(notSent);
    }

    /**
     * The answers for the ids that succeeded, in the order of the ids, in the form of {@code outputType}. Empty in an
     * exception that was serialized, since they may be anything.
     */
    public List<Object> getSucceeded() {
        return succeeded == null ? List.of() : succeeded;
    }

    /** The ids that FastSpring refused, with its reasons. */
    public List<FastSpringFailedItem> getFailed() {
        return failed;
    }

    /** The ids of a write whose call brought no readable answer: it may have been executed. */
    public List<String> getUnknown() {
        return unknown;
    }

    /** The ids of a write that were not sent, or certainly not executed. */
    public List<String> getNotSent() {
        return notSent;
    }
}

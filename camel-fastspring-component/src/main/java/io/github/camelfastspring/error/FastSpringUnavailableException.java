package io.github.camelfastspring.error;

import org.apache.camel.Exchange;

/** No usable answer: 5xx without a refusal in the body, a time-out, or a connection that failed. */
public class FastSpringUnavailableException extends FastSpringException {

    private static final long serialVersionUID = 1L;

    private final boolean outcomeUnknown;

    public FastSpringUnavailableException(ErrorDetails details, boolean outcomeUnknown, Exchange exchange) {
        super(details, exchange);
        this.outcomeUnknown = outcomeUnknown;
    }

    /** Whether a write may have been executed all the same; false for reads, and where the request never left. */
    public boolean isOutcomeUnknown() {
        return outcomeUnknown;
    }
}

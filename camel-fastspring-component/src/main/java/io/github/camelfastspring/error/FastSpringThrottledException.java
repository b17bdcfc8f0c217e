package io.github.camelfastspring.error;

import java.time.Duration;

import org.apache.camel.Exchange;

/** FastSpring's rate limit: 429, also after the retries. The call was not executed. */
public class FastSpringThrottledException extends FastSpringException {

    private static final long serialVersionUID = 1L;

    private final Duration retryAfter;

    public FastSpringThrottledException(ErrorDetails details, Duration retryAfter, Exchange exchange) {
        super(details, exchange);
        this.retryAfter = retryAfter;
    }

    /** How long FastSpring asked to wait; null where it did not say. */
    public Duration getRetryAfter() {
        return retryAfter;
    }
}

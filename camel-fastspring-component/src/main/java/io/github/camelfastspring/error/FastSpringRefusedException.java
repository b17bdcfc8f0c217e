package io.github.camelfastspring.error;

import org.apache.camel.Exchange;

/** FastSpring refused the call for a reason that its answer tells, whatever the status. Never repeated. */
public class FastSpringRefusedException extends FastSpringException {

    private static final long serialVersionUID = 1L;

    public FastSpringRefusedException(ErrorDetails details, Exchange exchange) {
        super(details, exchange);
    }
}

package io.github.camelfastspring.error;

import org.apache.camel.Exchange;

/** FastSpring says that the thing does not exist, whatever the status; or the answer is a 404. */
public class FastSpringNotFoundException extends FastSpringException {

    private static final long serialVersionUID = 1L;

    public FastSpringNotFoundException(ErrorDetails details, Exchange exchange) {
        super(details, exchange);
    }
}

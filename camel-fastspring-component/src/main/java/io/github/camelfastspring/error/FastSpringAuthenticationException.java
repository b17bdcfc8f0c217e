package io.github.camelfastspring.error;

import org.apache.camel.Exchange;

/** FastSpring did not accept the credentials, or does not allow them to do this: 401 or 403. FastSpring answers 401 to an unknown path too. */
public class FastSpringAuthenticationException extends FastSpringException {

    private static final long serialVersionUID = 1L;

    public FastSpringAuthenticationException(ErrorDetails details, Exchange exchange) {
        super(details, exchange);
    }
}

package io.github.camelfastspring.error;

import org.apache.camel.Exchange;

/** An answer came that cannot be read: not JSON, cut off, too large, or a redirect. A write may have been executed. */
public class FastSpringProtocolException extends FastSpringException {

    private static final long serialVersionUID = 1L;

    public FastSpringProtocolException(ErrorDetails details, Exchange exchange) {
        super(details, exchange);
    }
}

package io.github.camelfastspring.error;

import java.util.List;

import org.apache.camel.CamelExchangeException;
import org.apache.camel.Exchange;

/**
 * A call to FastSpring that did not succeed. The message names the operation, the status, FastSpring's error id and
 * FastSpring's texts; it never holds credentials or the body of the request.
 */
public class FastSpringException extends CamelExchangeException {

    private static final long serialVersionUID = 1L;

    private final ErrorDetails details;

    private final transient Exchange exchange;

    public FastSpringException(ErrorDetails details, Exchange exchange) {
        // Camel would write the exchange's id, mostly empty, into the message.
        super(details.describe(), null, details.cause());
        this.details = details;
        this.exchange = exchange;
    }

    /** The exchange that failed; null after serialization. */
    @Override
    public Exchange getExchange() {
        return exchange;
    }

    /** The operation that failed, as {@code resource.operation}, for example {@code orders.get}. */
    public String getOperation() {
        return details.operation();
    }

    /** The HTTP status, or 0 where no answer came. */
    public int getStatusCode() {
        return details.statusCode();
    }

    /** The id that FastSpring gave the error, for their support; null where there was none. */
    public String getErrorId() {
        return details.errorId();
    }

    /** What FastSpring said was wrong; empty where it said nothing. */
    public List<FastSpringError> getErrors() {
        return details.errors();
    }
}

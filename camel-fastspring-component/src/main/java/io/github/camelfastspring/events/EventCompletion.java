package io.github.camelfastspring.events;

import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;

/**
 * Learns the outcome of an event's exchange where it really ends, also when the exchange was handed over to another
 * thread or route.
 */
final class EventCompletion extends SynchronizationAdapter {

    private final Delivery delivery;
    private final boolean manual;

    /** @param manual whether only the route's own word counts as a success */
    EventCompletion(Delivery delivery, boolean manual) {
        this.delivery = delivery;
        this.manual = manual;
    }

    /** Whether the exchange is no success. Camel calls a rolled back exchange complete; for an event it is not. */
    private static boolean isFailed(Exchange exchange) {
        return exchange.getException() != null || exchange.isRollbackOnly() || exchange.isRollbackOnlyLast();
    }

    @Override
    public void onComplete(Exchange exchange) {
        ended(!isFailed(exchange));
    }

    @Override
    public void onFailure(Exchange exchange) {
        ended(false);
    }

    private void ended(boolean well) {
        if (!manual) {
            delivery.completed(well);
        } else if (!well) {
            delivery.failure();
        }
    }

    /** The consumer's own exchange has come back from the route. */
    void returned(Exchange exchange) {
        if (!manual) {
            delivery.returned(!isFailed(exchange));
        } else if (isFailed(exchange)) {
            delivery.failure();
        }
    }

    @Override
    public boolean allowHandover() {
        return true;
    }
}

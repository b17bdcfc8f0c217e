package io.github.camelfastspring.events;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/** One delivery of an event to the route, from its start to its outcome. The first outcome counts. */
final class Delivery implements FastSpringAcknowledgement {

    private enum State {
        OPEN,
        OVERDUE,
        SUCCEEDED,
        FAILED
    }

    private final StoreEvent event;
    private final Instant started;
    private final boolean exclusive;
    private final EventDeliveries deliveries;
    private final AtomicReference<State> state = new AtomicReference<>(State.OPEN);
    private Boolean completed;
    private Boolean returned;

    /** @param exclusive whether nothing else may begin as long as anything of this delivery is in a route */
    Delivery(StoreEvent event, Instant started, boolean exclusive, EventDeliveries deliveries) {
        this.event = event;
        this.started = started;
        this.exclusive = exclusive;
        this.deliveries = deliveries;
    }

    StoreEvent event() {
        return event;
    }

    Instant started() {
        return started;
    }

    /** The exchange, or what it was handed over to, has ended. */
    void completed(boolean well) {
        ended(() -> completed = well);
    }

    /** The consumer's own exchange has come back. */
    void returned(boolean well) {
        ended(() -> returned = well);
    }

    /**
     * A route may hand over and then fail, or the other way round. A success is known when both have ended; a failure when
     * one has, since what was handed over may never begin, as with a full queue.
     */
    private void ended(Runnable change) {
        Boolean well = null;
        synchronized (this) {
            change.run();
            boolean both = completed != null && returned != null;
            boolean failed = Boolean.FALSE.equals(completed) || Boolean.FALSE.equals(returned);
            if (both || failed && !exclusive) {
                well = !failed;
            }
        }
        if (Boolean.TRUE.equals(well)) {
            success();
        } else if (Boolean.FALSE.equals(well)) {
            failure();
        }
    }

    /** Also honoured after the delivery has become overdue. */
    @Override
    public void success() {
        if (state.compareAndSet(State.OPEN, State.SUCCEEDED) || state.compareAndSet(State.OVERDUE, State.SUCCEEDED)) {
            deliveries.succeeded(this);
        }
    }

    @Override
    public void failure() {
        if (state.compareAndSet(State.OPEN, State.FAILED)) {
            deliveries.failed(this);
        } else if (state.compareAndSet(State.OVERDUE, State.FAILED)) {
            deliveries.failedAfterAll(this);
        }
    }

    /** Counts as failed from now on, unless a success still comes. */
    void overdue() {
        if (state.compareAndSet(State.OPEN, State.OVERDUE)) {
            deliveries.overdue(this);
        }
    }

    boolean isOverdue() {
        return state.get() == State.OVERDUE;
    }

    @Override
    public String toString() {
        return "acknowledgement of event " + event;
    }
}

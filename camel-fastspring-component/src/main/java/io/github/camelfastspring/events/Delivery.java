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
    private final EventDeliveries deliveries;
    private final AtomicReference<State> state = new AtomicReference<>(State.OPEN);
    private boolean completed;
    private boolean returned;

    Delivery(StoreEvent event, Instant started, EventDeliveries deliveries) {
        this.event = event;
        this.started = started;
        this.deliveries = deliveries;
    }

    StoreEvent event() {
        return event;
    }

    Instant started() {
        return started;
    }

    /**
     * The exchange, or what it was handed over to, ended well. That is a success only when the consumer's own exchange has
     * come back without failure too: a route may fail after it has handed over.
     */
    void completed() {
        if (bothAfter(() -> completed = true)) {
            success();
        }
    }

    /** The consumer's own exchange came back without failure. */
    void returned() {
        if (bothAfter(() -> returned = true)) {
            success();
        }
    }

    private synchronized boolean bothAfter(Runnable change) {
        change.run();
        return completed && returned;
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

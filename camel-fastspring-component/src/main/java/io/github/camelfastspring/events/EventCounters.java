package io.github.camelfastspring.events;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What is counted over the life of an endpoint, and told to the listener of the consumer that is started. */
final class EventCounters {

    private final Map<EventOutcome, LongAdder> counts = new EnumMap<>(EventOutcome.class);
    private volatile EventsListener listener = EventsListener.NONE;

    EventCounters() {
        for (EventOutcome outcome : EventOutcome.values()) {
            counts.put(outcome, new LongAdder());
        }
    }

    /** From now on this one is told. */
    void tell(EventsListener next) {
        listener = next;
    }

    /** This one is not told any more. */
    void forget(EventsListener told) {
        if (listener == told) {
            listener = EventsListener.NONE;
        }
    }

    void count(EventOutcome outcome, StoreEvent event) {
        counts.get(outcome).increment();
        listener.counted(outcome, event.type());
    }

    long of(EventOutcome outcome) {
        return counts.get(outcome).sum();
    }

    /** The event gets to the route for the first time. */
    void routed(StoreEvent event, long now) {
        if (event.created() > 0) {
            listener.routed(Math.max(0, now - event.created()));
        }
    }

    /** A post came, signed with the secret at this place of the option; 0 where it was not. */
    void posted(int secret) {
        listener.posted(secret);
    }
}

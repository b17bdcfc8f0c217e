package io.github.camelfastspring.events;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

import io.github.camelfastspring.FastSpringEventsConfiguration;
import io.github.camelfastspring.FastSpringEventsConfiguration.Acknowledge;
import io.github.camelfastspring.FastSpringEventsConfiguration.Unmatched;

/** Tells, within one poll, which of the listed events are to be routed, and sees to those that are not. */
final class EventSieve {

    /** What sieves count over the life of a consumer. */
    static final class Counters {
        private final LongAdder unmatched = new LongAdder();
        private final LongAdder duplicates = new LongAdder();

        long unmatched() {
            return unmatched.sum();
        }

        long duplicates() {
            return duplicates.sum();
        }
    }

    private final FastSpringEventsConfiguration configuration;
    private final EventFilter filter;
    private final EventDeliveries deliveries;
    private final EventAcknowledger acknowledger;
    private final Counters counters;

    /** An event that fails in this poll is not tried again in it. */
    private final Set<String> seen = new HashSet<>();

    private boolean news;
    private Throwable lookUpFailure;

    EventSieve(
            FastSpringEventsConfiguration configuration,
            EventFilter filter,
            EventDeliveries deliveries,
            EventAcknowledger acknowledger,
            Counters counters) {
        this.configuration = configuration;
        this.filter = filter;
        this.deliveries = deliveries;
        this.acknowledger = acknowledger;
        this.counters = counters;
    }

    /** The events of a page that are to be routed now. */
    List<StoreEvent> routable(List<StoreEvent> page) {
        news = false;
        List<StoreEvent> routable = new ArrayList<>(page.size());
        for (StoreEvent event : page) {
            if (seen.add(event.id())) {
                news = true;
                if (isToBeRouted(event)) {
                    routable.add(event);
                }
            }
        }
        return routable;
    }

    /** Whether the last page held an event that this poll had not seen yet. */
    boolean sawNews() {
        return news;
    }

    /** The event was not routed after all; it may be, if it is listed again. */
    void forget(StoreEvent event) {
        seen.remove(event.id());
    }

    /** Ends the poll with an error if the repository could not be read; what was not looked up was not routed. */
    void throwLookUpFailure() {
        if (lookUpFailure != null) {
            throw new IllegalStateException(
                    "fastspring:events: the idempotent repository cannot be read; events were not routed in this poll",
                    lookUpFailure);
        }
    }

    private boolean isToBeRouted(StoreEvent event) {
        if (deliveries.isInFlight(event.id()) || acknowledger.isKnown(event.id())) {
            return false;
        }
        if (!filter.matches(event)) {
            counters.unmatched.increment();
            if (configuration.getUnmatched() == Unmatched.ACKNOWLEDGE) {
                acknowledger.acknowledge(event);
            }
            return false;
        }
        return !isRecorded(event);
    }

    private boolean isRecorded(StoreEvent event) {
        boolean recorded;
        try {
            recorded = deliveries.isRecorded(event);
        } catch (RuntimeException | LinkageError e) {
            lookUpFailure = e;
            return true;
        }
        if (recorded) {
            counters.duplicates.increment();
            if (configuration.getAcknowledge() != Acknowledge.NONE) {
                acknowledger.acknowledge(event);
            }
        }
        return recorded;
    }
}

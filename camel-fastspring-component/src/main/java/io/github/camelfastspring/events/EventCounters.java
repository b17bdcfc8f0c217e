package io.github.camelfastspring.events;

import java.util.concurrent.atomic.LongAdder;

/** What is counted over the life of an endpoint of events that were not routed, or not for the first time. */
final class EventCounters {

    final LongAdder unmatched = new LongAdder();
    final LongAdder duplicates = new LongAdder();
    final LongAdder resends = new LongAdder();
}

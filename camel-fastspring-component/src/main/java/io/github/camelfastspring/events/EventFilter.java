package io.github.camelfastspring.events;

import io.github.camelfastspring.FastSpringEventsConfiguration;
import io.github.camelfastspring.FastSpringEventsConfiguration.Live;

/** Which events this consumer routes, by type and live flag. */
final class EventFilter {

    private final EventTypes types;
    private final Live live;

    EventFilter(FastSpringEventsConfiguration configuration) {
        types = new EventTypes(configuration.getTypes());
        live = configuration.getLive();
    }

    boolean matches(StoreEvent event) {
        boolean kind = live == Live.BOTH || event.live() == (live == Live.LIVE);
        return kind && types.matches(event.type());
    }
}

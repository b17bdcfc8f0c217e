package io.github.camelfastspring.events;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the events that are looked at or routed have in common with their manual resends. Only one of those is dealt with at
 * a time: whether an event repeats one that succeeded is known when that one has ended.
 */
final class EventContents {

    private final boolean looksAtResends;
    private final Map<String, String> holders = new HashMap<>();
    private final Map<String, List<Runnable>> waiting = new HashMap<>();

    EventContents(boolean looksAtResends) {
        this.looksAtResends = looksAtResends;
    }

    /** False if an event with the same content and another id is dealt with. */
    boolean claim(StoreEvent event) {
        if (!looksAtResends) {
            return true;
        }
        String key = event.resendKey();
        synchronized (this) {
            String holder = holders.putIfAbsent(key, event.id());
            return holder == null || holder.equals(event.id());
        }
    }

    /** The event has ended, for now at least. */
    void release(StoreEvent event) {
        if (!looksAtResends) {
            return;
        }
        List<Runnable> next;
        synchronized (this) {
            next = holders.remove(event.resendKey(), event.id()) ? waiting.remove(event.resendKey()) : null;
        }
        if (next != null) {
            next.forEach(Runnable::run);
        }
    }

    /** Runs something, once, as soon as the event with this content has ended; it must not throw. */
    synchronized void whenReleased(StoreEvent event, Runnable then) {
        waiting.computeIfAbsent(event.resendKey(), key -> new ArrayList<>()).add(then);
    }
}

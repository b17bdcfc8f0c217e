package io.github.camelfastspring.events;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import io.github.camelfastspring.webhook.PostOutcome;

/** The events of one post, and what has become of each until the post is answered. */
final class EventPost {

    private enum State {
        OPEN,
        DONE,
        NOT_DONE
    }

    private final List<StoreEvent> posted;
    private final Map<String, State> events = new LinkedHashMap<>();
    private final int nameless;
    private final CompletableFuture<PostOutcome> outcome = new CompletableFuture<>();
    private boolean offered;
    private boolean closed;

    /**
     * @param posted   its events, each once, in the order in which they are to be routed
     * @param nameless how many events have no id, so that they can never be done
     */
    EventPost(List<StoreEvent> posted, int nameless) {
        this.posted = posted;
        posted.forEach(event -> events.put(event.id(), State.OPEN));
        this.nameless = nameless;
    }

    List<StoreEvent> events() {
        return posted;
    }

    Set<String> ids() {
        return events.keySet();
    }

    /** Completes when everything is known, or when the post is closed. */
    CompletableFuture<PostOutcome> outcome() {
        return outcome;
    }

    /** The answer will acknowledge the event; false if it has been given already. */
    boolean done(String id) {
        return set(id, State.DONE);
    }

    /** The event is not done, at least for now. */
    void notDone(String id) {
        set(id, State.NOT_DONE);
    }

    /** The outcome of the event is waited for. */
    void waitFor(String id) {
        set(id, State.OPEN);
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /** All events have been offered to the route, so that the answer may be given as soon as all outcomes are known. */
    void offered() {
        synchronized (this) {
            offered = true;
        }
        closeIfKnown();
    }

    private boolean set(String id, State state) {
        synchronized (this) {
            if (closed) {
                return false;
            }
            // What succeeded once stays so.
            events.merge(id, state, (old, changed) -> old == State.DONE ? old : changed);
        }
        closeIfKnown();
        return true;
    }

    private void closeIfKnown() {
        synchronized (this) {
            if (!offered || events.containsValue(State.OPEN)) {
                return;
            }
        }
        close();
    }

    /** What is not done by now is left out of the answer. */
    void close() {
        List<String> done;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            done = events.entrySet().stream()
                    .filter(event -> event.getValue() == State.DONE)
                    .map(Map.Entry::getKey)
                    .toList();
        }
        outcome.complete(new PostOutcome(events.size() + nameless, done));
    }
}

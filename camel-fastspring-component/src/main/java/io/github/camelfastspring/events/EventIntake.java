package io.github.camelfastspring.events;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.camel.Exchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.camelfastspring.FastSpringConstants;

/** Takes the events of posts to the route, and tells what has become of them when a post has to be answered. */
final class EventIntake {

    private static final Logger LOG = LoggerFactory.getLogger(EventIntake.class);

    private record LookUpFailure(StoreEvent event, Throwable cause) {}

    private final EventsLedger ledger;
    private final EventGate gate;
    private final EventDispatcher dispatcher;
    private final EventRouter router;
    private volatile LookUpFailure lookUpFailure;

    EventIntake(EventsLedger ledger, EventGate gate, EventDispatcher dispatcher, EventRouter router) {
        this.ledger = ledger;
        this.gate = gate;
        this.dispatcher = dispatcher;
        this.router = router;
    }

    /** Why the repository could not be read when it was last tried; null if it could. */
    Throwable lookUpFailure() {
        LookUpFailure last = lookUpFailure;
        return last == null ? null : last.cause();
    }

    /** Tries a repository that could not be read once more: the next post may be far off. */
    void lookAgain() {
        LookUpFailure last = lookUpFailure;
        if (last == null) {
            return;
        }
        try {
            ledger.handled().contains(last.event().id());
            lookUpFailure = null;
        } catch (RuntimeException | LinkageError e) {
            LOG.debug("The idempotent repository can still not be read: {}", e.toString());
        }
    }

    /** A post whose events are to be offered to the route. What becomes of them until it is closed, it tells. */
    EventPost open(Iterable<JsonNode> posted) {
        // Each once, or the second would be a further try of the first.
        Map<String, StoreEvent> events = new LinkedHashMap<>();
        int nameless = 0;
        for (JsonNode json : posted) {
            StoreEvent event = StoreEvent.of(json);
            if (event == null) {
                nameless++;
                LOG.warn("FastSpring posted an event without id; it cannot be routed or acknowledged");
            } else {
                events.putIfAbsent(event.id(), event);
            }
        }
        // The order in a post is not that of creation.
        EventPost post =
                new EventPost(events.values().stream().sorted(StoreEvent.ORDER).toList(), nameless);
        ledger.posts().add(post);
        post.outcome().thenRun(() -> ledger.posts().remove(post));
        return post;
    }

    /** Takes the events of a post to the route, those excepted that come too late for its answer. Does not throw. */
    void offer(EventPost post) {
        // Lanes with an event that is left to a later post or poll: what comes after it must not overtake it.
        Set<String> heldLanes = new HashSet<>();
        for (StoreEvent event : post.events()) {
            if (post.isClosed()) {
                return;
            }
            String lane = ledger.lanes().isOrdered() ? EventObject.laneOf(event) : null;
            if (heldLanes.contains(lane)) {
                leave(event, post);
            } else if (!offered(event, post) && lane != null) {
                heldLanes.add(lane);
            }
        }
        post.offered();
    }

    private boolean offered(StoreEvent event, EventPost post) {
        try {
            return offer(event, post);
        } catch (Throwable e) {
            LOG.warn("Event {} could not be taken to the route", event, e);
            leave(event, post);
            return false;
        }
    }

    /** The event needs the route, and gets there by a later post or poll. */
    private void leave(StoreEvent event, EventPost post) {
        if (gate.leave(event)) {
            ledger.lanes().hold(event);
        }
        post.notDone(event.id());
    }

    /** False if the event needs the route and is left to a later post or poll. */
    private boolean offer(StoreEvent event, EventPost post) {
        switch (gate.claim(event, true)) {
            case CLAIMED:
                return lookUp(event, post);
            case REPEATS:
                whenReleased(event, post);
                return true;
            default:
                // Settled or left, which the post has been told, or with somebody who will tell it.
                return true;
        }
    }

    private boolean lookUp(StoreEvent event, EventPost post) {
        post.waitFor(event.id());
        EventGate.Candidate candidate;
        try {
            candidate = gate.lookUp(event);
            lookUpFailure = null;
        } catch (Throwable e) {
            lookUpFailure = new LookUpFailure(event.withoutData(), e);
            ledger.deliveries().withdraw(event);
            throw e;
        }
        if (candidate == null || dispatcher.dispatch(event, () -> router.route(candidate, EventIntake::describe))) {
            return true;
        }
        ledger.lanes().hold(event);
        return false;
    }

    /** Once more, when the event that this one may repeat has ended. */
    private void whenReleased(StoreEvent event, EventPost post) {
        AtomicBoolean waits = new AtomicBoolean(true);
        ledger.contents().whenReleased(event, () -> {
            if (waits.getAndSet(false) && !post.isClosed()) {
                offered(event, post);
            }
        });
        // It may have ended just before.
        if (waits.get() && gate.claim(event, true) == EventGate.Answer.CLAIMED) {
            waits.set(false);
            lookUp(event, post);
        }
    }

    private static void describe(Exchange exchange) {
        exchange.getMessage().setHeader(FastSpringConstants.EVENT_DELIVERY, "webhook");
    }

    /** Answers the posts that wait, with what is known. */
    void close() {
        ledger.posts().close();
    }
}

package io.github.camelfastspring.events;

import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Set;

import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.LRUCacheFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.camelfastspring.FastSpringEventsConfiguration;
import io.github.camelfastspring.FastSpringEventsConfiguration.Resends;

/**
 * The events that this consumer is done with, as the idempotent repository has them: under their id and, unless resends
 * are to pass, under what a resend has in common with them. In a group of consumers each has keys of its own.
 */
final class HandledEvents {

    private static final int MAX_REMEMBERED = 10_000;

    /** How SQL states begin that tell of a key that is there already. */
    private static final String INTEGRITY_VIOLATED = "23";

    private static final Logger LOG = LoggerFactory.getLogger(HandledEvents.class);

    private final IdempotentRepository repository;
    private final String prefix;
    private final List<String> others;
    private final boolean knowsResends;

    /** Done, though the repository did not take it: better known here than routed again. */
    private final Set<String> unrecorded = Collections.newSetFromMap(LRUCacheFactory.newLRUCache(MAX_REMEMBERED));

    /** Seen to have both keys. */
    private final Set<String> paired = Collections.newSetFromMap(LRUCacheFactory.newLRUCache(MAX_REMEMBERED));

    HandledEvents(IdempotentRepository repository, FastSpringEventsConfiguration configuration) {
        this.repository = repository;
        String name = configuration.getConsumerName();
        prefix = name == null ? "" : name + ":";
        others = configuration.groupNames().stream()
                .filter(other -> !other.equals(name))
                .map(other -> other + ":")
                .toList();
        knowsResends = configuration.getResends() != Resends.PASS;
    }

    /** Whether this consumer is done with the event; throws what the repository throws. */
    boolean contains(StoreEvent event) {
        if (contains(event.id())) {
            // In a group the id says that it is done, not that it succeeded.
            if (knowsResends && !isShared() && paired.add(event.id())) {
                // Missing where the process died between the two, or where the route recorded the id itself.
                add(prefix + event.resendKey());
            }
            return true;
        }
        return unrecorded.contains(event.id()) && recordAtLast(event);
    }

    /** Whether the repository has this event's id; throws what the repository throws. */
    boolean contains(String eventId) {
        return repository.contains(prefix + eventId);
    }

    /** The repository may be well again by now. */
    private boolean recordAtLast(StoreEvent event) {
        try {
            record(event);
        } catch (RuntimeException | LinkageError e) {
            LOG.debug("Event {} can still not be recorded: {}", event, e.toString());
        }
        return true;
    }

    /** Whether this consumer is done with an event that this one, which has another id, repeats. */
    boolean containsOriginal(StoreEvent event) {
        return knowsResends && repository.contains(prefix + event.resendKey());
    }

    /** Whether there are other consumers in the group. */
    boolean isShared() {
        return !others.isEmpty();
    }

    /** Whether everybody else in the group is done with the event too; there may be nobody else. */
    boolean containsForOthers(StoreEvent event) {
        return others.stream().allMatch(other -> repository.contains(other + event.id()));
    }

    /** Records the event; throws what the repository throws, and then remembers it in memory. */
    void record(StoreEvent event) {
        unrecorded.add(event.id());
        // The id first: a crash in between must not make an event look like a resend of itself.
        add(prefix + event.id());
        unrecorded.remove(event.id());
        if (knowsResends) {
            add(prefix + event.resendKey());
        }
    }

    /** The same for an event that did not succeed: what repeats it is nothing that was done. */
    void recordGivenUp(StoreEvent event) {
        unrecorded.add(event.id());
        add(prefix + event.id());
        unrecorded.remove(event.id());
    }

    /** That a key is there already, because the route recorded it itself, is no error. */
    private void add(String key) {
        try {
            if (repository.add(key)) {
                repository.confirm(key);
            }
        } catch (RuntimeException | LinkageError e) {
            // A table refuses a key that another machine has inserted since the repository looked for it.
            if (!isRefusedByTable(e) || !repository.contains(key)) {
                throw e;
            }
        }
    }

    /** Other failures do not tell: a file has a key in memory that it could not write. */
    private static boolean isRefusedByTable(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql
                    && sql.getSQLState() != null
                    && sql.getSQLState().startsWith(INTEGRITY_VIOLATED)) {
                return true;
            }
        }
        return false;
    }
}

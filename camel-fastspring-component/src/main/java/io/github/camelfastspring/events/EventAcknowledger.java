package io.github.camelfastspring.events;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

import org.apache.camel.support.LRUCacheFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.camelfastspring.client.Answer;
import io.github.camelfastspring.client.CallSettings;
import io.github.camelfastspring.client.FastSpringClient;
import io.github.camelfastspring.client.RequestContent;
import io.github.camelfastspring.client.RequestFactory;
import io.github.camelfastspring.operation.FastSpringOperation;
import io.github.camelfastspring.operation.Parameter;

/**
 * Marks events processed at FastSpring. An acknowledgement that fails is remembered and repeated, without the route, until
 * FastSpring has forgotten the event; one that FastSpring refuses is dropped.
 */
final class EventAcknowledger {

    /** FastSpring forgets events after this time. */
    static final Duration RETENTION = Duration.ofDays(30);

    private static final int MAX_REFUSED = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(EventAcknowledger.class);

    private final FastSpringClient client;
    private final RequestFactory requests;
    private final FastSpringOperation mark;
    private final CallSettings settings;
    private final CallSettings once;
    private final Clock clock;

    /** An acknowledgement without a final answer. */
    private static final class Pending {
        final StoreEvent event;
        final CompletableFuture<Void> firstAttempt = new CompletableFuture<>();
        volatile int failures;
        volatile Instant failingSince;

        Pending(StoreEvent event) {
            this.event = event;
        }
    }

    private final Map<String, Pending> pending = new ConcurrentHashMap<>();

    /** Acknowledged since the last listing began, so that the listing may still name them. */
    private final Set<String> settled = ConcurrentHashMap.newKeySet();

    /** What FastSpring refused to acknowledge, so that it is not asked again at each listing. */
    private final Set<String> refused = Collections.newSetFromMap(LRUCacheFactory.newLRUCache(MAX_REFUSED));

    private final LongAdder acknowledged = new LongAdder();
    private final LongAdder dropped = new LongAdder();

    EventAcknowledger(
            FastSpringClient client,
            RequestFactory requests,
            FastSpringOperation mark,
            CallSettings settings,
            Clock clock) {
        this.client = client;
        this.requests = requests;
        this.mark = mark;
        this.settings = settings;
        this.once = settings.once();
        this.clock = clock;
    }

    /** Marks the event processed, now or as soon as it can be done. Returns at once. */
    void acknowledge(StoreEvent event) {
        Pending acknowledgement = new Pending(event.withoutData());
        if (pending.putIfAbsent(event.id(), acknowledgement) == null) {
            attempt(acknowledgement);
        }
    }

    /** Whether the event's acknowledgement is under way, was made since the last listing began, or is given up. */
    boolean isKnown(String eventId) {
        return pending.containsKey(eventId) || settled.contains(eventId) || refused.contains(eventId);
    }

    boolean isPending(String eventId) {
        return pending.containsKey(eventId);
    }

    /** To be called before a listing: what is acknowledged by now will not be in it. */
    void beforeListing() {
        settled.clear();
    }

    /** Waits until each acknowledgement that is under way was tried once. */
    void awaitFirstAttempts() throws InterruptedException {
        try {
            firstAttempts(pending.values().stream()).get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("first attempts never complete exceptionally", e);
        }
    }

    /** As before, but no longer than that. */
    void awaitFirstAttempts(Duration atMost) throws InterruptedException {
        awaitFirstAttempts(List.copyOf(pending.keySet()), atMost);
    }

    /** The same for the acknowledgements of these events alone; false if the time was not enough. */
    boolean awaitFirstAttempts(Collection<String> eventIds, Duration atMost) throws InterruptedException {
        try {
            firstAttempts(eventIds.stream().map(pending::get).filter(Objects::nonNull))
                    .get(atMost.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("first attempts never complete exceptionally", e);
        }
    }

    private static CompletableFuture<Void> firstAttempts(Stream<Pending> acknowledgements) {
        return CompletableFuture.allOf(acknowledgements
                .map(acknowledgement -> acknowledgement.firstAttempt)
                .toArray(CompletableFuture[]::new));
    }

    /** How many have not been tried yet. */
    int firstAttempts() {
        return (int) pending.values().stream()
                .filter(acknowledgement -> !acknowledgement.firstAttempt.isDone())
                .count();
    }

    /** When the oldest event was created whose acknowledgement is pending. */
    OptionalLong oldest() {
        return pending.values().stream()
                .mapToLong(acknowledgement -> acknowledgement.event.created())
                .min();
    }

    /** The same of those whose time is known. */
    OptionalLong oldestDated() {
        return pending.values().stream()
                .mapToLong(acknowledgement -> acknowledgement.event.created())
                .filter(created -> created > 0)
                .min();
    }

    /** How many have failed and are repeated. */
    int failing() {
        return (int) pending.values().stream()
                .filter(acknowledgement -> acknowledgement.failingSince != null)
                .count();
    }

    /** Since when the one fails that fails for the longest time. */
    Optional<Instant> failingSince() {
        return pending.values().stream()
                .map(acknowledgement -> acknowledgement.failingSince)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder());
    }

    int pending() {
        return pending.size();
    }

    long acknowledged() {
        return acknowledged.sum();
    }

    long dropped() {
        return dropped.sum();
    }

    private void attempt(Pending acknowledgement) {
        StoreEvent event = acknowledgement.event;
        Map<String, String> values = Map.of(Parameter.ID.name(), event.id());
        client.execute(requests.create(mark, values, Map.of(), List.of(), RequestContent.NONE, once))
                .thenAccept(answer -> {
                    if (answer instanceof Answer.Failure failure) {
                        failed(acknowledgement, failure);
                    } else {
                        settled.add(event.id());
                        pending.remove(event.id());
                        acknowledged.increment();
                    }
                    acknowledgement.firstAttempt.complete(null);
                });
    }

    private void failed(Pending acknowledgement, Answer.Failure failure) {
        StoreEvent event = acknowledgement.event;
        String why = failure.details().describe();
        int repeated = acknowledgement.failures++;
        if (acknowledgement.failingSince == null) {
            acknowledgement.failingSince = clock.instant();
        }
        if (failure.isRefusal() && failure.told()) {
            drop(event, "FastSpring refuses it: " + why);
        } else if (isForgotten(event)) {
            drop(event, "FastSpring has forgotten the event by now: " + why);
        } else if (client.runLater(() -> attempt(acknowledgement), failure, repeated, settings)) {
            LOG.debug("The acknowledgement of event {} failed and will be repeated: {}", event, why);
        } else {
            // The next listing finds the event recorded, and acknowledges it.
            pending.remove(event.id());
        }
    }

    private void drop(StoreEvent event, String why) {
        refused.add(event.id());
        pending.remove(event.id());
        dropped.increment();
        LOG.warn("The acknowledgement of event {} is dropped; {}", event, why);
    }

    private boolean isForgotten(StoreEvent event) {
        return event.created() > 0
                && clock.instant().isAfter(Instant.ofEpochMilli(event.created()).plus(RETENTION));
    }
}

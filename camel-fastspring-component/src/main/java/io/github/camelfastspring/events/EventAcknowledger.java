package io.github.camelfastspring.events;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.LongAdder;

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

    /** Acknowledgements without a final answer; completed when the first attempt has ended. */
    private final Map<String, CompletableFuture<Void>> pending = new ConcurrentHashMap<>();

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
        this.once = new CallSettings(settings.requestTimeout(), 0, settings.retryDelay(), settings.maxRetryDelay());
        this.clock = clock;
    }

    /** Marks the event processed, now or as soon as it can be done. Returns at once. */
    void acknowledge(StoreEvent event) {
        CompletableFuture<Void> firstAttempt = new CompletableFuture<>();
        if (pending.putIfAbsent(event.id(), firstAttempt) == null) {
            attempt(event, 0, firstAttempt);
        }
    }

    /** Whether the event's acknowledgement is under way, was made since the last listing began, or is given up. */
    boolean isKnown(String eventId) {
        return pending.containsKey(eventId) || settled.contains(eventId) || refused.contains(eventId);
    }

    /** To be called before a listing: what is acknowledged by now will not be in it. */
    void beforeListing() {
        settled.clear();
    }

    /** Waits until each acknowledgement that is under way was tried once. */
    void awaitFirstAttempts() throws InterruptedException {
        try {
            CompletableFuture.allOf(pending.values().toArray(CompletableFuture[]::new))
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("first attempts never complete exceptionally", e);
        }
    }

    int firstAttempts() {
        return (int)
                pending.values().stream().filter(attempt -> !attempt.isDone()).count();
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

    private void attempt(StoreEvent event, int repeated, CompletableFuture<Void> firstAttempt) {
        Map<String, String> values = Map.of(Parameter.ID.name(), event.id());
        client.execute(requests.create(mark, values, Map.of(), List.of(), RequestContent.NONE, once))
                .thenAccept(answer -> {
                    if (answer instanceof Answer.Failure failure) {
                        failed(event, repeated, failure, firstAttempt);
                    } else {
                        settled.add(event.id());
                        pending.remove(event.id());
                        acknowledged.increment();
                    }
                    firstAttempt.complete(null);
                });
    }

    private void failed(StoreEvent event, int repeated, Answer.Failure failure, CompletableFuture<Void> firstAttempt) {
        String why = failure.details().describe();
        if (failure.isRefusal() && failure.told()) {
            drop(event, "FastSpring refuses it: " + why);
        } else if (isForgotten(event)) {
            drop(event, "FastSpring has forgotten the event by now: " + why);
        } else if (client.runLater(() -> attempt(event, repeated + 1, firstAttempt), failure, repeated, settings)) {
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

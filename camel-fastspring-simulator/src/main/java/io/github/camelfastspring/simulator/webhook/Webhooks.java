package io.github.camelfastspring.simulator.webhook;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

import io.github.camelfastspring.simulator.Event;
import io.github.camelfastspring.simulator.Store;

/**
 * The webhooks of a simulator, to which it posts events from the moment that they are added. Posts go out one after the
 * other: by default automatically, on a thread of their own, as soon as events are published or retries are due by the
 * simulator's clock; or by hand. What came into being together, in one step of the store, goes in one post. Thread-safe.
 */
public final class Webhooks implements AutoCloseable {
    private final Clock clock;
    private final WebhookFaults faults = new WebhookFaults();
    private final Postman postman;
    private final PostQueue queue;
    private final DeliveryThread thread;
    private final List<WebhookDelivery> log = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, Webhook> webhooks = new LinkedHashMap<>();
    // FastSpring's order within a post is not by creation. Seeded, so that a test has the same each time.
    private final Random order = new Random(1);
    private final ReentrantLock delivering = new ReentrantLock();
    private volatile boolean closed;

    /** For the simulator. */
    public Webhooks(Store store, Clock clock) {
        this.clock = clock;
        postman = new Postman(store, faults);
        queue = new PostQueue(clock);
        thread = new DeliveryThread(queue, this::deliverNext);
    }

    /** From now on, events are posted to this webhook. It replaces one with the same URL, whose retries it inherits. */
    public Webhooks add(Webhook webhook) {
        Objects.requireNonNull(webhook, "webhook");
        synchronized (webhooks) {
            webhooks.put(webhook.url(), webhook);
        }
        return this;
    }

    /** Posts nothing to this URL any more, retries neither; nothing happens to an unknown one. */
    public void remove(String url) {
        synchronized (webhooks) {
            webhooks.remove(url);
        }
        queue.drop(url);
    }

    /** The webhooks, in the order in which their URLs were added first. */
    public List<Webhook> all() {
        synchronized (webhooks) {
            return List.copyOf(webhooks.values());
        }
    }

    /** Posts go out on a thread of their own. The default. */
    public Webhooks deliverAutomatically() {
        thread.automatic(true);
        return this;
    }

    /** Posts go out only when {@link #deliver()} is called; one that is under way is not waited for. */
    public Webhooks deliverByHand() {
        thread.automatic(false);
        return this;
    }

    /**
     * Posts on this thread everything that is due by the simulator's clock, in the order in which it was due. If the
     * clock was advanced over several retries of a post, it is tried at each of these times, as the log shows them, until
     * it succeeds. Do not call it from within {@link Store#atomically}.
     *
     * @return the attempts that were made
     */
    public List<WebhookDelivery> deliver() {
        List<WebhookDelivery> made = new ArrayList<>();
        delivering.lock();
        try {
            boolean more = deliverNext(made::add);
            while (more) {
                more = deliverNext(made::add);
            }
        } finally {
            delivering.unlock();
        }
        return List.copyOf(made);
    }

    /** Every attempt so far, in order. */
    public List<WebhookDelivery> log() {
        synchronized (log) {
            return List.copyOf(log);
        }
    }

    /** What goes wrong with posts. */
    public WebhookFaults faults() {
        return faults;
    }

    /**
     * Waits until nothing is due or under way any more; retries that are due later are not waited for.
     *
     * @param limit how long at most, in real time
     * @throws IllegalStateException if that was not long enough
     */
    public void awaitIdle(Duration limit) throws InterruptedException {
        if (!queue.awaitIdle(limit)) {
            throw new IllegalStateException("Posts to webhooks are still due or under way after " + limit);
        }
    }

    /** For the simulator: these events came into being together. */
    public void published(List<Event> events) {
        if (closed) {
            return;
        }
        Instant now = clock.instant();
        for (Webhook webhook : all()) {
            List<String> wanted =
                    events.stream().filter(webhook::wants).map(Event::id).toList();
            int max = webhook.maxEventsPerPost();
            for (int from = 0; from < wanted.size(); from += max) {
                List<String> ids = shuffled(wanted.subList(from, Math.min(from + max, wanted.size())));
                queue.add(Post.first(webhook.url(), ids, now));
                thread.needed();
            }
        }
    }

    /** For the simulator: the clock was advanced. */
    public void timePassed() {
        queue.wake();
    }

    /** For the simulator: ends the deliveries, also one that is under way. */
    @Override
    public void close() {
        closed = true;
        queue.clear();
        thread.close();
    }

    private boolean deliverNext() {
        delivering.lock();
        try {
            return deliverNext(made -> {});
        } finally {
            delivering.unlock();
        }
    }

    private boolean deliverNext(Consumer<WebhookDelivery> made) {
        if (closed || Thread.currentThread().isInterrupted()) {
            return false;
        }
        Optional<Post> due = queue.takeDue();
        due.ifPresent(post -> {
            try {
                attempt(post).ifPresent(made);
            } finally {
                queue.done();
            }
        });
        return due.isPresent();
    }

    private Optional<WebhookDelivery> attempt(Post post) {
        Webhook webhook;
        synchronized (webhooks) {
            webhook = webhooks.get(post.url());
        }
        if (webhook == null) {
            return Optional.empty();
        }
        return postman.attempt(webhook, post).map(result -> {
            log.add(result.delivery());
            if (result.retry() != null) {
                queue.add(result.retry());
            }
            return result.delivery();
        });
    }

    private List<String> shuffled(Collection<String> ids) {
        List<String> shuffled = new ArrayList<>(ids);
        synchronized (order) {
            Collections.shuffle(shuffled, order);
        }
        return List.copyOf(shuffled);
    }
}

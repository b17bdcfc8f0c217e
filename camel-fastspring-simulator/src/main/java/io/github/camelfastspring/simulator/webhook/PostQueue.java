package io.github.camelfastspring.simulator.webhook;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;

/** The posts that wait, the one that is due first in front, of several the one that came first. Thread-safe. */
final class PostQueue {
    // How long a running clock, which tells nobody that it runs, is left unobserved.
    private static final long LOOK_AT_CLOCK_MILLIS = 100;

    private final Clock clock;
    private final PriorityQueue<Entry> waiting = new PriorityQueue<>(
            Comparator.comparing((Entry entry) -> entry.post.due()).thenComparing(Entry::number));
    private long added;
    private int underWay;

    private record Entry(Post post, long number) {}

    PostQueue(Clock clock) {
        this.clock = clock;
    }

    synchronized void add(Post post) {
        waiting.add(new Entry(post, added++));
        notifyAll();
    }

    /** The next post that is due. It counts as under way until {@link #done()}. */
    synchronized Optional<Post> takeDue() {
        if (!isDue()) {
            return Optional.empty();
        }
        underWay++;
        return Optional.of(waiting.remove().post);
    }

    /** A post that was taken is dealt with; its retry, if there is one, has been added. */
    synchronized void done() {
        underWay--;
        notifyAll();
    }

    /** Somebody who waits is to look at the state of things again. */
    synchronized void wake() {
        notifyAll();
    }

    /** Returns when something may be due, or for no reason. */
    synchronized void awaitChange() throws InterruptedException {
        if (!isDue()) {
            wait(waiting.isEmpty() ? 0 : LOOK_AT_CLOCK_MILLIS);
        }
    }

    /** Returns whether nothing is due or under way any more, at last when the time is up. */
    synchronized boolean awaitIdle(Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (underWay > 0 || isDue()) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(Math.min(left, LOOK_AT_CLOCK_MILLIS));
        }
        return true;
    }

    /** Drops what waits for this URL. */
    synchronized void drop(String url) {
        waiting.removeIf(entry -> entry.post.url().equals(url));
        notifyAll();
    }

    synchronized void clear() {
        waiting.clear();
        notifyAll();
    }

    private boolean isDue() {
        Instant now = clock.instant();
        return !waiting.isEmpty() && !waiting.peek().post.due().isAfter(now);
    }
}

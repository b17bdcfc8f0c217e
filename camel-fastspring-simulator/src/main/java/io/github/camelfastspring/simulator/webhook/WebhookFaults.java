package io.github.camelfastspring.simulator.webhook;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;

/**
 * What goes wrong with posts to webhooks. A post takes the next scripted fault ({@link #next}); without one, the rules of
 * chance ({@link #sometimes}) are asked. Thread-safe.
 */
public final class WebhookFaults {
    private final Deque<WebhookFault> script = new ArrayDeque<>();
    private final List<Chance> chances = new ArrayList<>();

    WebhookFaults() {}

    /** The next post has this fault. */
    public WebhookFaults next(WebhookFault fault) {
        return next(1, fault);
    }

    /**
     * The next {@code times} posts have this fault, after those that have been scripted already.
     *
     * @throws IllegalArgumentException if {@code times} is below 1
     */
    public synchronized WebhookFaults next(int times, WebhookFault fault) {
        if (times < 1) {
            throw new IllegalArgumentException("times must be at least 1, not " + times);
        }
        script.addAll(Collections.nCopies(times, Objects.requireNonNull(fault, "fault")));
        return this;
    }

    /**
     * From now on until {@link #clear()}, posts have one of {@code faults} by chance, each as likely as the others.
     * Posts with a scripted fault do not count. With several rules, the first that strikes decides. The same seed gives
     * the same faults to the same sequence of posts.
     *
     * @param share how likely a post has a fault, from 0 (never) to 1 (always)
     * @throws IllegalArgumentException if {@code share} is not from 0 to 1, or if there are no faults
     */
    public synchronized WebhookFaults sometimes(long seed, double share, WebhookFault... faults) {
        // Put so that NaN fails too.
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("share must be from 0 to 1, not " + share);
        }
        if (faults.length == 0) {
            throw new IllegalArgumentException("faults must name at least one fault");
        }
        chances.add(new Chance(new Random(seed), share, List.of(faults)));
        return this;
    }

    /** Forgets what is left of the script, and the rules of chance. */
    public synchronized void clear() {
        script.clear();
        chances.clear();
    }

    synchronized Optional<WebhookFault> take() {
        if (!script.isEmpty()) {
            return Optional.of(script.remove());
        }
        // Every rule draws for every post, so that none shifts the sequence of another.
        List<Optional<WebhookFault>> drawn = chances.stream().map(Chance::draw).toList();
        return drawn.stream().flatMap(Optional::stream).findFirst();
    }

    private record Chance(Random random, double share, List<WebhookFault> faults) {
        Optional<WebhookFault> draw() {
            return random.nextDouble() < share
                    ? Optional.of(faults.get(random.nextInt(faults.size())))
                    : Optional.empty();
        }
    }
}

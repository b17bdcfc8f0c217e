package io.github.camelfastspring.client;

import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets calls leave as a {@link RateBudget} allows, by lanes. A call that waits holds no thread and no connection; one that
 * leaves has its connection's place already, so that nothing delays it once it is counted.
 */
final class CallBudget {

    private static final Logger LOG = LoggerFactory.getLogger(CallBudget.class);

    /** How long calls wait where the budget cannot tell, because its store is out of reach. */
    private static final Duration UNKNOWN = Duration.ofSeconds(1);

    /** The longest pause; more nanoseconds than a long has are no time. */
    private static final Duration FOREVER = Duration.ofDays(365);

    /** A call that waits. */
    private static final class Waiting {
        final Runnable go;
        final Consumer<Duration> refuse;
        Future<?> end;

        Waiting(Runnable go, Consumer<Duration> refuse) {
            this.go = go;
            this.refuse = refuse;
        }
    }

    private final RateBudget rate;
    private final ScheduledExecutorService timer;
    private final Executor executor;

    /** By lane, and by the places that a call needs, oldest first. */
    private final Map<Lane, Map<CallPlaces, Set<Waiting>>> lanes = new EnumMap<>(Lane.class);

    private final LaneShares shares = new LaneShares();
    private final AtomicInteger turns = new AtomicInteger();
    private long notBefore = System.nanoTime();
    private boolean wakes;
    private volatile int waiting;
    private volatile boolean unknown;

    /** @param executor where the budget is asked and calls are let go; may be the caller's thread */
    CallBudget(RateBudget rate, ScheduledExecutorService timer, Executor executor) {
        this.rate = rate;
        this.timer = timer;
        this.executor = executor;
        for (Lane lane : Lane.values()) {
            lanes.put(lane, new LinkedHashMap<>());
        }
    }

    /**
     * Runs {@code go} when the call may leave, with a place reserved; or {@code refuse}, with the time it has waited.
     *
     * @param atMost how long it waits; null for as long as it takes
     */
    void enter(Lane lane, CallPlaces places, Duration atMost, Runnable go, Consumer<Duration> refuse) {
        Waiting call = new Waiting(go, refuse);
        synchronized (this) {
            lanes.get(lane)
                    .computeIfAbsent(places, any -> new LinkedHashSet<>())
                    .add(call);
            waiting++;
        }
        letGo();
        if (atMost != null && isWaiting(lane, places, call)) {
            Future<?> end = timer.schedule(
                    () -> {
                        if (remove(lane, places, call)) {
                            call.refuse.accept(atMost);
                        }
                    },
                    atMost.toMillis(),
                    TimeUnit.MILLISECONDS);
            synchronized (this) {
                call.end = end;
            }
        }
    }

    /** How many calls wait. */
    int waiting() {
        return waiting;
    }

    /** No call leaves for that time. */
    synchronized void pause(Duration time) {
        long end = System.nanoTime() + (time.compareTo(FOREVER) < 0 ? time : FOREVER).toNanos();
        if (end - notBefore > 0) {
            notBefore = end;
        }
    }

    /** A place is free again. */
    void placeFreed() {
        if (waiting > 0) {
            letGo();
        }
    }

    /** These calls do not wait any more; nobody is told. */
    synchronized void forget(CallPlaces places) {
        for (Map<CallPlaces, Set<Waiting>> lane : lanes.values()) {
            Set<Waiting> forgotten = lane.remove(places);
            waiting -= forgotten == null ? 0 : forgotten.size();
        }
    }

    private synchronized boolean isWaiting(Lane lane, CallPlaces places, Waiting call) {
        return lanes.get(lane).getOrDefault(places, Set.of()).contains(call);
    }

    private synchronized boolean remove(Lane lane, CallPlaces places, Waiting call) {
        Set<Waiting> calls = lanes.get(lane).getOrDefault(places, Set.of());
        boolean removed = calls.remove(call);
        if (removed) {
            waiting--;
        }
        return removed;
    }

    /** By one thread at a time; whoever comes meanwhile lets that one take another turn. */
    private void letGo() {
        if (turns.getAndIncrement() == 0) {
            try {
                executor.execute(this::turns);
            } catch (RejectedExecutionException e) {
                // The component is stopped, and its calls have been told.
                turns.set(0);
            }
        }
    }

    private void turns() {
        int done = 1;
        do {
            turn();
            done = turns.addAndGet(-done);
        } while (done != 0);
    }

    private void turn() {
        while (mayAsk()) {
            Duration wait = take();
            if (!wait.isZero()) {
                pause(wait);
                continue;
            }
            Waiting next = next();
            if (next == null) {
                return;
            }
            try {
                next.go.run();
            } catch (RuntimeException | Error e) {
                // All others wait for the rest of this turn.
                LOG.error("fastspring: a call that may leave did not", e);
            }
        }
    }

    /** Whether a call could leave if the budget has one; sees to it that somebody asks later if it is too early. */
    private synchronized boolean mayAsk() {
        if (ready().isEmpty()) {
            return false;
        }
        long early = notBefore - System.nanoTime();
        if (early <= 0) {
            return true;
        }
        if (!wakes) {
            wakes = true;
            try {
                timer.schedule(this::wake, early, TimeUnit.NANOSECONDS);
            } catch (RejectedExecutionException e) {
                LOG.debug("The component is stopped; {} calls do not leave any more", waiting);
            }
        }
        return false;
    }

    private void wake() {
        synchronized (this) {
            wakes = false;
        }
        letGo();
    }

    private Duration take() {
        try {
            Duration wait = rate.take();
            if (wait == null || wait.isNegative()) {
                throw new IllegalStateException("it says " + wait);
            }
            unknown = false;
            return wait;
        } catch (RuntimeException | Error e) {
            // Whatever it was, the next turn must come.
            if (!unknown) {
                LOG.warn("fastspring: the rate budget cannot be asked; calls wait", e);
            }
            unknown = true;
            return UNKNOWN;
        }
    }

    /** The lanes with a call that has a place. */
    private Set<Lane> ready() {
        Set<Lane> ready = EnumSet.noneOf(Lane.class);
        lanes.forEach((lane, calls) -> {
            if (calls.entrySet().stream().anyMatch(entry -> isReady(entry.getKey(), entry.getValue()))) {
                ready.add(lane);
            }
        });
        return ready;
    }

    private static boolean isReady(CallPlaces places, Set<Waiting> calls) {
        return !calls.isEmpty() && places.isFree();
    }

    /** Null if nothing is ready any more. */
    private synchronized Waiting next() {
        Set<Lane> ready = ready();
        if (ready.isEmpty()) {
            return null;
        }
        Map<CallPlaces, Set<Waiting>> lane = lanes.get(shares.next(ready));
        CallPlaces places = lane.entrySet().stream()
                .filter(entry -> isReady(entry.getKey(), entry.getValue()))
                .map(Map.Entry::getKey)
                .filter(CallPlaces::reserve)
                .findFirst()
                .orElseThrow();
        // Back to the end: those with other places have their turn first.
        Set<Waiting> calls = lane.remove(places);
        Waiting next = calls.iterator().next();
        calls.remove(next);
        if (!calls.isEmpty()) {
            lane.put(places, calls);
        }
        waiting--;
        if (next.end != null) {
            next.end.cancel(false);
        }
        return next;
    }
}

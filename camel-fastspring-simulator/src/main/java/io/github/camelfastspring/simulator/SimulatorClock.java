package io.github.camelfastspring.simulator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The time of a simulator: another clock plus an offset that tests move forward. Thread-safe.
 */
public final class SimulatorClock extends Clock {
    private final Clock base;
    private final ZoneId zone;
    private final AtomicReference<Duration> offset;
    private final List<Runnable> listeners;

    private SimulatorClock(Clock base, ZoneId zone, AtomicReference<Duration> offset, List<Runnable> listeners) {
        this.base = base;
        this.zone = zone;
        this.offset = offset;
        this.listeners = listeners;
    }

    /** A clock that runs with the system's clock. */
    public static SimulatorClock system() {
        return of(Clock.systemUTC());
    }

    /** A clock that stands at {@code instant} and moves only through {@link #advance}. */
    public static SimulatorClock frozenAt(Instant instant) {
        return of(Clock.fixed(instant, ZoneOffset.UTC));
    }

    /** A clock that runs with {@code base}. */
    public static SimulatorClock of(Clock base) {
        return new SimulatorClock(
                Objects.requireNonNull(base, "base"),
                base.getZone(),
                new AtomicReference<>(Duration.ZERO),
                new CopyOnWriteArrayList<>());
    }

    /**
     * Moves the clock forward.
     *
     * @throws IllegalArgumentException if {@code step} is negative
     */
    public void advance(Duration step) {
        if (step.isNegative()) {
            throw new IllegalArgumentException("The simulator's clock only moves forward, not by " + step);
        }
        offset.accumulateAndGet(step, Duration::plus);
        listeners.forEach(Runnable::run);
    }

    /** What happens in a store when time passes, happens at once. */
    void whenAdvanced(Runnable listener) {
        listeners.add(listener);
    }

    void forget(Runnable listener) {
        listeners.remove(listener);
    }

    @Override
    public Instant instant() {
        return base.instant().plus(offset.get());
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    /** The same time in another zone; both clocks move together. */
    @Override
    public Clock withZone(ZoneId other) {
        return new SimulatorClock(base, other, offset, listeners);
    }
}

package io.github.camelfastspring.client;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends what takes too long. Nearly everything ends in time, so that a timer's task for each would be made, and its thread
 * woken, for nothing: there is one for all, at the time of the earliest.
 */
final class Deadlines {

    private static final Logger LOG = LoggerFactory.getLogger(Deadlines.class);

    /** What is to end until a time of {@link System#nanoTime()}. */
    final class Deadline {
        private final long nanoTime;
        private Runnable late;
        private volatile boolean missed;

        private Deadline(long nanoTime, Runnable late) {
            this.nanoTime = nanoTime;
            this.late = late;
        }

        /** It has ended. */
        void met() {
            if (open.remove(this)) {
                // The alarm may be set for it for a long time still.
                late = null;
            }
        }

        boolean isMissed() {
            return missed;
        }

        private boolean isBefore(Deadline other) {
            return nanoTime - other.nanoTime < 0;
        }

        private void miss() {
            // Whoever removes it first decides what came of it.
            if (open.remove(this)) {
                missed = true;
                late.run();
            }
        }
    }

    /** More would be before what is overdue: times of {@link System#nanoTime()} are compared by their difference. */
    private static final long MAX_NANOS = Long.MAX_VALUE / 2;

    private final ScheduledExecutorService timer;
    private final Set<Deadline> open = ConcurrentHashMap.newKeySet();
    private Future<?> alarm;

    /** The deadline that the alarm is set for; null if there is no alarm. */
    private volatile Deadline next;

    Deadlines(ScheduledExecutorService timer) {
        this.timer = timer;
    }

    /**
     * Runs {@code late} after that time, unless the deadline is met before.
     *
     * @throws RejectedExecutionException if the timer has been stopped
     */
    Deadline start(long millis, Runnable late) {
        long nanos = Math.min(TimeUnit.MILLISECONDS.toNanos(millis), MAX_NANOS);
        Deadline deadline = new Deadline(System.nanoTime() + nanos, late);
        // Before the look at the alarm: one that rings meanwhile finds it.
        open.add(deadline);
        if (isFirst(deadline)) {
            setAlarm(deadline);
        }
        return deadline;
    }

    private boolean isFirst(Deadline deadline) {
        Deadline first = next;
        // A stopped timer has no alarm; setting one tells the caller.
        return first == null || deadline.isBefore(first) || timer.isShutdown();
    }

    private synchronized void setAlarm(Deadline deadline) {
        if (!isFirst(deadline)) {
            return;
        }
        if (alarm != null) {
            alarm.cancel(false);
        }
        next = deadline;
        try {
            long wait = deadline.nanoTime - System.nanoTime();
            alarm = timer.schedule(this::ring, Math.max(0, wait), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            open.remove(deadline);
            throw e;
        }
    }

    /** Whatever comes of one, the others are waited for. */
    private static void miss(Deadline deadline) {
        try {
            deadline.miss();
        } catch (RuntimeException | Error e) {
            LOG.warn("fastspring: what took too long could not be ended", e);
        }
    }

    private void ring() {
        synchronized (this) {
            next = null;
        }
        long now = System.nanoTime();
        Deadline first = null;
        for (Deadline deadline : open) {
            if (deadline.nanoTime - now <= 0) {
                miss(deadline);
            } else if (first == null || deadline.isBefore(first)) {
                first = deadline;
            }
        }
        if (first != null) {
            setAlarm(first);
        }
    }
}

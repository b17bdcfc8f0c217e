package io.github.camelfastspring.events;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;

import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.util.concurrent.ThreadPoolRejectedPolicy;

/** The threads that events are routed on, and how busy they are. */
final class EventWorkers {

    /** Something to be done by a thread, or to be undone if it does not come to that. */
    interface Task {

        void run();

        void cancel();
    }

    private static final String NAME = "FastSpringEvents";

    private final ExecutorServiceManager manager;
    private final ExecutorService threads;
    /** With virtual threads, Camel's pool of several has one for every task. */
    private final Semaphore places;
    /** In their order, by number. */
    private final Map<Task, Long> waiting = new LinkedHashMap<>();

    private long submitted;
    private int running;

    EventWorkers(ExecutorServiceManager manager, Object owner, int size) {
        this.manager = manager;
        places = new Semaphore(size, true);
        ThreadPoolProfile profile = new ThreadPoolProfile(NAME);
        profile.setPoolSize(size);
        profile.setMaxPoolSize(size);
        profile.setKeepAliveTime(0L);
        profile.setAllowCoreThreadTimeOut(false);
        profile.setMaxQueueSize(Integer.MAX_VALUE);
        // Camel's default drops what comes after the end, and says nothing.
        profile.setRejectedPolicy(ThreadPoolRejectedPolicy.Abort);
        threads = manager.newThreadPool(owner, NAME, profile);
    }

    /** Runs the task on the next free thread, or cancels it if the threads have ended. */
    void submit(Task task) {
        synchronized (this) {
            waiting.put(task, ++submitted);
        }
        try {
            threads.execute(() -> runInPlace(task));
        } catch (RejectedExecutionException e) {
            cancel(task);
        }
    }

    private void runInPlace(Task task) {
        try {
            places.acquire();
        } catch (InterruptedException e) {
            cancel(task);
            return;
        }
        try {
            runUnlessCancelled(task);
        } finally {
            places.release();
        }
    }

    private void runUnlessCancelled(Task task) {
        synchronized (this) {
            if (waiting.remove(task) == null) {
                return;
            }
            running++;
            notifyAll();
        }
        try {
            task.run();
        } finally {
            synchronized (this) {
                running--;
                notifyAll();
            }
        }
    }

    /** Cancels the tasks that wait for a thread, waits for those that run, and ends the threads. */
    void end(Duration patience) {
        cancelWaiting();
        manager.shutdownGraceful(threads, patience.toMillis());
        // Those that were submitted meanwhile: a pool that ends by force forgets them.
        cancelWaiting();
    }

    private void cancelWaiting() {
        List<Task> cancelled;
        synchronized (this) {
            cancelled = new ArrayList<>(waiting.keySet());
        }
        cancelled.forEach(this::cancel);
    }

    private void cancel(Task task) {
        synchronized (this) {
            if (waiting.remove(task) == null) {
                return;
            }
            notifyAll();
        }
        task.cancel();
    }

    /**
     * Waits until no task waits for a thread that was there before. Others may come all the time.
     *
     * @param patience how long none may get a thread: then they are stuck
     * @return false if they are stuck
     */
    synchronized boolean awaitStarted(Duration patience) throws InterruptedException {
        long last = submitted;
        long oldest;
        do {
            oldest = oldestWaiting();
            awaitUntil(() -> oldestWaiting() > last, patience);
        } while (oldestWaiting() <= last && oldestWaiting() > oldest);
        return oldestWaiting() > last;
    }

    private long oldestWaiting() {
        return waiting.isEmpty() ? Long.MAX_VALUE : waiting.values().iterator().next();
    }

    /** Returns whether all tasks have ended within that time. */
    synchronized boolean awaitIdle(Duration atMost) throws InterruptedException {
        return awaitUntil(() -> !isBusy(), atMost);
    }

    /** To be called with the lock, which the condition changes under. */
    private boolean awaitUntil(BooleanSupplier condition, Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        for (long left = atMost.toNanos(); !condition.getAsBoolean() && left > 0; left = end - System.nanoTime()) {
            wait(left / 1_000_000, (int) (left % 1_000_000));
        }
        return condition.getAsBoolean();
    }

    /** How many tasks wait for a thread. */
    synchronized int waiting() {
        return waiting.size();
    }

    private boolean isBusy() {
        return running > 0 || !waiting.isEmpty();
    }
}

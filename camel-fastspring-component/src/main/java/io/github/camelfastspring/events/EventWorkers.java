package io.github.camelfastspring.events;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;

import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.util.concurrent.ThreadPoolRejectedPolicy;

/** The threads that events are routed on, and how busy they are. */
final class EventWorkers {

    private static final String NAME = "FastSpringEvents";

    private final ExecutorServiceManager manager;
    private final ExecutorService threads;
    private int waiting;
    private int running;

    EventWorkers(ExecutorServiceManager manager, Object owner, int size) {
        this.manager = manager;
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

    /**
     * Ends the threads. Tasks that have not begun within that time run here, where routing is not allowed any more.
     *
     * @param patience milliseconds
     */
    void end(long patience) {
        threads.shutdown();
        try {
            if (!manager.awaitTermination(threads, patience)) {
                endNow();
                manager.awaitTermination(threads, patience);
            }
        } catch (InterruptedException e) {
            endNow();
            Thread.currentThread().interrupt();
        }
        manager.shutdown(threads);
    }

    private void endNow() {
        threads.shutdownNow().forEach(Runnable::run);
    }

    /** Runs the task on the next free thread; false if the threads have ended. */
    boolean submit(Runnable task) {
        count(1, 0);
        try {
            threads.execute(() -> {
                count(-1, 1);
                try {
                    task.run();
                } finally {
                    count(0, -1);
                }
            });
            return true;
        } catch (RejectedExecutionException e) {
            count(-1, 0);
            return false;
        }
    }

    /** How many tasks wait for a thread. */
    synchronized int waiting() {
        return waiting;
    }

    /** Returns when no task waits for a thread any more. */
    synchronized void awaitStarted() throws InterruptedException {
        while (waiting > 0) {
            wait();
        }
    }

    /** Returns when all tasks have ended. */
    synchronized void awaitIdle() throws InterruptedException {
        while (waiting + running > 0) {
            wait();
        }
    }

    /** Returns whether all tasks have ended within that time. */
    synchronized boolean awaitIdle(Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        for (long left = atMost.toNanos(); waiting + running > 0 && left > 0; left = end - System.nanoTime()) {
            wait(left / 1_000_000, (int) (left % 1_000_000));
        }
        return waiting + running == 0;
    }

    private synchronized void count(int moreWaiting, int moreRunning) {
        waiting += moreWaiting;
        running += moreRunning;
        notifyAll();
    }
}

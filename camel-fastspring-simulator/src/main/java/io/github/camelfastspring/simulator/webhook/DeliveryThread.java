package io.github.camelfastspring.simulator.webhook;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Delivers as long as it is to do so automatically; it is started when it is needed first. Thread-safe. */
final class DeliveryThread implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryThread.class);
    private static final long END_MILLIS = TimeUnit.SECONDS.toMillis(5);

    private final PostQueue queue;
    private final BooleanSupplier delivery;
    private final Object lock = new Object();
    private Thread thread;
    private boolean needed;
    private boolean automatic = true;
    private boolean closed;

    /**
     * @param delivery posts the next that is due; false if there is none
     */
    DeliveryThread(PostQueue queue, BooleanSupplier delivery) {
        this.queue = queue;
        this.delivery = delivery;
    }

    /** There is something to deliver. */
    void needed() {
        synchronized (lock) {
            needed = true;
            startIfDue();
        }
    }

    void automatic(boolean newAutomatic) {
        synchronized (lock) {
            automatic = newAutomatic;
            startIfDue();
        }
        queue.wake();
    }

    /** Ends a delivery that is under way too. */
    @Override
    public void close() {
        Thread running;
        synchronized (lock) {
            closed = true;
            running = thread;
        }
        if (running == null) {
            return;
        }
        running.interrupt();
        try {
            running.join(END_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void startIfDue() {
        if (needed && automatic && !closed && thread == null) {
            thread = new Thread(this::run, "fastspring-simulator-webhooks");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void run() {
        try {
            while (goesOn()) {
                if (!deliverNext()) {
                    queue.awaitChange();
                }
            }
        } catch (InterruptedException e) {
            // Only closing does that.
            LOG.debug("Deliveries to webhooks end");
        }
    }

    /** False ends the thread; another is started when deliveries are automatic again. */
    private boolean goesOn() {
        synchronized (lock) {
            boolean goesOn = automatic && !closed;
            if (!goesOn) {
                thread = null;
            }
            return goesOn;
        }
    }

    private boolean deliverNext() {
        try {
            return delivery.getAsBoolean();
        } catch (RuntimeException e) {
            // The thread has to outlive whatever happens to one post.
            LOG.error("The simulator failed to deliver to a webhook", e);
            return true;
        }
    }
}

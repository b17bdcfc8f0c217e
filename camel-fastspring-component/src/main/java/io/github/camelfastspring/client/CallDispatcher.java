package io.github.camelfastspring.client;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Runs blocking calls on the executor's threads, as many at a time as there are connections. A call that has to wait holds
 * no thread, and what follows a call runs after its place is free again: a route that goes on with another call, and even
 * blocks for it, cannot starve itself.
 */
final class CallDispatcher {

    /** A call that waits for a place. */
    private final class Waiting<T> implements Runnable {
        private final Supplier<T> call;
        private final Consumer<T> next;
        private final Consumer<Throwable> rejected;

        Waiting(Supplier<T> call, Consumer<T> next, Consumer<Throwable> rejected) {
            this.call = call;
            this.next = next;
            this.rejected = rejected;
        }

        @Override
        public void run() {
            T result;
            try {
                result = call.get();
            } finally {
                places.release();
                startWaiting();
            }
            next.accept(result);
        }
    }

    private final Executor executor;
    private final Semaphore places;
    private final Queue<Waiting<?>> waiting = new ConcurrentLinkedQueue<>();

    CallDispatcher(Executor executor, int places) {
        this.executor = executor;
        this.places = new Semaphore(places);
    }

    /**
     * Runs {@code call} as soon as there is a place, and then {@code next} with its result on the same thread; or
     * {@code rejected}, if the executor does not take it.
     */
    <T> void dispatch(Supplier<T> call, Consumer<T> next, Consumer<Throwable> rejected) {
        waiting.add(new Waiting<>(call, next, rejected));
        startWaiting();
    }

    /** Never throws: it runs on threads that belong to other calls. */
    private void startWaiting() {
        while (!waiting.isEmpty() && places.tryAcquire()) {
            Waiting<?> first = waiting.poll();
            if (first == null) {
                places.release();
                continue;
            }
            try {
                executor.execute(first);
            } catch (RuntimeException | Error e) {
                places.release();
                first.rejected.accept(e);
            }
        }
    }
}

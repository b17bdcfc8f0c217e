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

    private final Executor executor;
    private final Semaphore places;
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();

    CallDispatcher(Executor executor, int places) {
        this.executor = executor;
        this.places = new Semaphore(places);
    }

    /**
     * Runs {@code call} as soon as there is a place, and then {@code next} with its result on the same thread.
     *
     * @throws java.util.concurrent.RejectedExecutionException if the executor takes no more
     */
    <T> void dispatch(Supplier<T> call, Consumer<T> next) {
        waiting.add(() -> {
            T result;
            try {
                result = call.get();
            } finally {
                places.release();
                startWaiting();
            }
            next.accept(result);
        });
        startWaiting();
    }

    private void startWaiting() {
        while (!waiting.isEmpty() && places.tryAcquire()) {
            Runnable first = waiting.poll();
            if (first == null) {
                places.release();
            } else {
                executor.execute(first);
            }
        }
    }
}

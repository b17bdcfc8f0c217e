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
final class CallDispatcher implements CallPlaces {

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

        /** On a thread of the pool. */
        @Override
        public void run() {
            continues.set(Boolean.TRUE);
            try {
                runHere();
            } finally {
                continues.remove();
            }
        }

        void runHere() {
            T result;
            try {
                result = call.get();
            } finally {
                free();
            }
            next.accept(result);
        }
    }

    private final Executor executor;
    private final Semaphore places;
    private final Queue<Waiting<?>> waiting = new ConcurrentLinkedQueue<>();
    private final Runnable whenFree;

    /** Set on threads of the pool that run a call and what follows it. */
    private final ThreadLocal<Boolean> continues = new ThreadLocal<>();

    /** @param whenFree called each time a place has become free */
    CallDispatcher(Executor executor, int places, Runnable whenFree) {
        this.executor = executor;
        this.places = new Semaphore(places);
        this.whenFree = whenFree;
    }

    @Override
    public boolean isFree() {
        return places.availablePermits() > 0;
    }

    @Override
    public boolean reserve() {
        return places.tryAcquire();
    }

    private void free() {
        places.release();
        startWaiting();
        whenFree.run();
    }

    /**
     * Runs {@code call} as soon as there is a place, and then {@code next} with its result on the same thread; or
     * {@code rejected}, if the executor does not take it.
     */
    <T> void dispatch(Supplier<T> call, Consumer<T> next, Consumer<Throwable> rejected) {
        waiting.add(new Waiting<>(call, next, rejected));
        startWaiting();
    }

    /** The same for a call whose place was reserved. */
    <T> void dispatchReserved(Supplier<T> call, Consumer<T> next, Consumer<Throwable> rejected) {
        start(new Waiting<>(call, next, rejected));
    }

    /**
     * Whether this thread is one of the pool that goes on with what follows a call. Another call can be made right here: it
     * would take a thread of the pool in any case.
     */
    boolean isContinuing() {
        return continues.get() != null;
    }

    /** Runs {@code call} and {@code next} on this thread, if there is a place now and nobody waits; else false. */
    <T> boolean runHere(Supplier<T> call, Consumer<T> next) {
        if (!waiting.isEmpty() || !places.tryAcquire()) {
            return false;
        }
        runHereReserved(call, next);
        return true;
    }

    /** The same for a call whose place was reserved. */
    <T> void runHereReserved(Supplier<T> call, Consumer<T> next) {
        new Waiting<>(call, next, null).runHere();
    }

    /** Runs something that needs no place; on this thread if the executor does not take it. */
    void hand(Runnable task) {
        try {
            executor.execute(task);
        } catch (RuntimeException e) {
            task.run();
        }
    }

    private void startWaiting() {
        while (!waiting.isEmpty() && places.tryAcquire()) {
            Waiting<?> first = waiting.poll();
            if (first == null) {
                places.release();
            } else {
                start(first);
            }
        }
    }

    /** Never throws: it runs on threads that belong to other calls. */
    private void start(Waiting<?> call) {
        try {
            executor.execute(call);
        } catch (RuntimeException | Error e) {
            places.release();
            call.rejected.accept(e);
        }
    }
}

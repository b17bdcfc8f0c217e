package io.github.camelfastspring.benchmarks.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import com.sun.management.OperatingSystemMXBean;

import static java.lang.management.ManagementFactory.getOperatingSystemMXBean;

/**
 * Callers that each make a call, and the next one as soon as it is answered. The rate is the sum of the rates of the
 * callers, each to the end of its own last call: so neither the start nor the end of a slice makes it look worse.
 */
public final class ClosedLoop implements AutoCloseable {

    /**
     * What came of a slice of time.
     *
     * @param calls  how many were answered
     * @param perSecond their rate
     * @param cpu    processor time of this process for each, in microseconds
     */
    public record Slice(long calls, double perSecond, double cpu) {}

    /** Long enough for a slice of the slowest path. */
    private static final long PATIENCE = 120;

    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "caller");
        thread.setDaemon(true);
        return thread;
    });

    /** Calls made one after the other on one thread; its fields are that thread's alone. */
    private static final class Turn {
        private final Thread thread;
        private boolean again;
        private boolean over;

        Turn(Thread thread) {
            this.thread = thread;
        }
    }

    private final class Looping implements Runnable {
        private final CallPath path;
        private final long start = System.nanoTime();
        private final long end;
        private final CountDownLatch ended;
        private final AtomicReference<Throwable> failure;
        private volatile long calls;
        private volatile long last;

        Looping(CallPath path, long nanos, CountDownLatch ended, AtomicReference<Throwable> failure) {
            this.path = path;
            this.end = start + nanos;
            this.ended = ended;
            this.failure = failure;
        }

        /** A path that blocks stays in this loop; one that does not leaves it at once and goes on in done. */
        @Override
        public void run() {
            if (path.caller() == CallPath.Caller.ASYNCHRONOUS) {
                loop();
                return;
            }
            while (isOpen()) {
                path.call(this::count);
            }
            ended.countDown();
        }

        /** A call that is answered before it returns is followed by the next one from here, and not from deeper down. */
        private void loop() {
            Turn turn = new Turn(Thread.currentThread());
            do {
                turn.again = false;
                path.call(problem -> goOn(problem, turn));
            } while (turn.again);
            turn.over = true;
        }

        private void goOn(Throwable problem, Turn turn) {
            count(problem);
            if (!isOpen()) {
                ended.countDown();
            } else if (Thread.currentThread() == turn.thread && !turn.over) {
                turn.again = true;
            } else {
                loop();
            }
        }

        /** Called by one thread at a time. */
        @SuppressWarnings("NonAtomicOperationOnVolatileField")
        private void count(Throwable problem) {
            if (problem != null) {
                failure.compareAndSet(null, problem);
            }
            calls++;
            last = System.nanoTime();
        }

        private boolean isOpen() {
            return failure.get() == null && System.nanoTime() - end < 0;
        }

        double perSecond() {
            return calls * 1e9 / (last - start);
        }
    }

    /**
     * Lets so many callers loop for so long.
     *
     * @throws IllegalStateException if a call fails; a rate with failures in it means nothing
     */
    public Slice run(CallPath path, int callers, long millis) throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(callers);
        AtomicReference<Throwable> failure = new AtomicReference<>();
        List<Looping> loops = new ArrayList<>();
        long cpu = cpuTime();
        for (int i = 0; i < callers; i++) {
            Looping loop = new Looping(path, TimeUnit.MILLISECONDS.toNanos(millis), ended, failure);
            loops.add(loop);
            threads.execute(loop);
        }
        if (!ended.await(millis / 1_000 + PATIENCE, TimeUnit.SECONDS)) {
            throw new IllegalStateException(path.name() + ": calls without an end");
        }
        if (failure.get() != null) {
            throw new IllegalStateException(path.name() + ": " + failure.get(), failure.get());
        }
        long calls = loops.stream().mapToLong(loop -> loop.calls).sum();
        double perSecond = loops.stream().mapToDouble(Looping::perSecond).sum();
        return new Slice(calls, perSecond, (cpuTime() - cpu) / 1e3 / calls);
    }

    private static long cpuTime() {
        return ((OperatingSystemMXBean) getOperatingSystemMXBean()).getProcessCpuTime();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}

package io.github.camelfastspring.benchmarks.load;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;

/** Asynchronous callers that each make a call, and the next one as soon as it is answered, until it is stopped. */
public final class OngoingLoad implements AutoCloseable {

    private final CallPath path;
    private final LongAdder answered = new LongAdder();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private volatile boolean stopped;

    private OngoingLoad(CallPath path) {
        this.path = path;
    }

    /** @param path one whose callers are asynchronous */
    public static OngoingLoad start(CallPath path, int callers) {
        OngoingLoad load = new OngoingLoad(path);
        for (int i = 0; i < callers; i++) {
            path.call(load::goOn);
        }
        return load;
    }

    private void goOn(Throwable problem) {
        if (stopped) {
            return;
        }
        if (problem != null) {
            failure.compareAndSet(null, problem);
            return;
        }
        answered.increment();
        path.call(this::goOn);
    }

    /**
     * How many calls were answered.
     *
     * @throws IllegalStateException if one has failed
     */
    public long answered() {
        Throwable problem = failure.get();
        if (problem != null) {
            throw new IllegalStateException(path.name() + ": " + problem, problem);
        }
        return answered.sum();
    }

    @Override
    public void close() throws Exception {
        stopped = true;
        path.close();
    }
}

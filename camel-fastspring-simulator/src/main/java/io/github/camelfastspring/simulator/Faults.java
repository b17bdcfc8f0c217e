package io.github.camelfastspring.simulator;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * The scripted faults of a simulator. A request takes the first registered fault that matches it and is not used up.
 * It is recorded among the requests, with the status that the fault answered (0 for none). A fault that keeps the
 * request from being executed also keeps it from the judge. Thread-safe.
 */
public final class Faults {
    private final List<Script> scripts = new ArrayList<>();
    private CountDownLatch release = new CountDownLatch(1);

    Faults() {}

    /** The next request with this method and a target that starts with {@code pathPrefix} has this fault. */
    public Faults next(String method, String pathPrefix, Fault fault) {
        return next(1, method, pathPrefix, fault);
    }

    /** The next {@code times} requests with this method and a target that starts with {@code pathPrefix} have it. */
    public synchronized Faults next(int times, String method, String pathPrefix, Fault fault) {
        if (times < 1) {
            throw new IllegalArgumentException("times must be at least 1, not " + times);
        }
        scripts.add(new Script(
                times,
                Objects.requireNonNull(method, "method"),
                Objects.requireNonNull(pathPrefix, "pathPrefix"),
                Objects.requireNonNull(fault, "fault")));
        return this;
    }

    /** Forgets what is left of the script, ends delays, and closes the connections that are mute. */
    public synchronized void clear() {
        scripts.clear();
        release.countDown();
        release = new CountDownLatch(1);
    }

    /** For the server: the fault of a request, which uses it up once. */
    public synchronized Optional<Fault> take(String method, String target) {
        Iterator<Script> all = scripts.iterator();
        while (all.hasNext()) {
            Script script = all.next();
            if (script.method.equals(method) && target.startsWith(script.pathPrefix)) {
                if (--script.left == 0) {
                    all.remove();
                }
                return Optional.of(script.fault);
            }
        }
        return Optional.empty();
    }

    /** For the server: opens when the faults are cleared next. */
    public synchronized CountDownLatch cleared() {
        return release;
    }

    private static final class Script {
        private int left;
        private final String method;
        private final String pathPrefix;
        private final Fault fault;

        Script(int left, String method, String pathPrefix, Fault fault) {
            this.left = left;
            this.method = method;
            this.pathPrefix = pathPrefix;
            this.fault = fault;
        }
    }
}

package io.github.camelfastspring.simulator;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;

/**
 * The faults of a simulator. A request takes the first scripted fault ({@link #next}) that matches it and is not used
 * up; without one, the first rule of chance ({@link #sometimes}) that matches it decides. It is recorded among the
 * requests, with the status that the fault answered (0 for none). A fault that keeps the request from being executed
 * also keeps it from the judge. A request beyond the {@link RateLimit} has no fault and uses none up. Thread-safe.
 */
public final class Faults {
    private final List<Script> scripts = new ArrayList<>();
    private final List<Chance> chances = new ArrayList<>();
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

    /**
     * From now on until {@link #clear()}, requests with this method and a target that starts with {@code pathPrefix}
     * have one of {@code faults} by chance, each as likely as the others. Requests with a scripted fault do not count.
     * Of several such rules, the first that matches a request decides alone, also if it decides for no fault. The same
     * seed gives the same faults to the same sequence of requests.
     *
     * @param share how likely a request has a fault, from 0 (never) to 1 (always)
     * @throws IllegalArgumentException if {@code share} is not from 0 to 1, or if there are no faults
     */
    public synchronized Faults sometimes(long seed, double share, String method, String pathPrefix, Fault... faults) {
        // Put so that NaN fails too.
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("share must be from 0 to 1, not " + share);
        }
        if (faults.length == 0) {
            throw new IllegalArgumentException("faults must name at least one fault");
        }
        chances.add(new Chance(
                new Random(seed),
                share,
                Objects.requireNonNull(method, "method"),
                Objects.requireNonNull(pathPrefix, "pathPrefix"),
                List.of(faults)));
        return this;
    }

    /**
     * Forgets what is left of the script and the rules of chance, ends delays, and closes the connections that are mute.
     */
    public synchronized void clear() {
        scripts.clear();
        chances.clear();
        release.countDown();
        release = new CountDownLatch(1);
    }

    /** For the server: the fault of a request, which uses it up once, or draws from a rule of chance. */
    public synchronized Optional<Fault> take(String method, String target) {
        Iterator<Script> all = scripts.iterator();
        while (all.hasNext()) {
            Script script = all.next();
            if (matches(script.method, script.pathPrefix, method, target)) {
                if (--script.left == 0) {
                    all.remove();
                }
                return Optional.of(script.fault);
            }
        }
        return chances.stream()
                .filter(chance -> matches(chance.method, chance.pathPrefix, method, target))
                .findFirst()
                .flatMap(Chance::draw);
    }

    private static boolean matches(String wantedMethod, String pathPrefix, String method, String target) {
        return wantedMethod.equals(method) && target.startsWith(pathPrefix);
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

    private record Chance(Random random, double share, String method, String pathPrefix, List<Fault> faults) {
        Optional<Fault> draw() {
            return random.nextDouble() < share
                    ? Optional.of(faults.get(random.nextInt(faults.size())))
                    : Optional.empty();
        }
    }
}

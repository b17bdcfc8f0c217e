package io.github.camelfastspring.events;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.service.ServiceSupport;

/** A repository in memory whose look-ups wait or fail where a test says so. Keeps its keys when a context stops. */
final class SlowRepository extends ServiceSupport implements IdempotentRepository {

    private final Set<String> keys = ConcurrentHashMap.newKeySet();
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile Predicate<String> failing = key -> false;
    private volatile Predicate<String> slow = key -> false;
    private volatile CountDownLatch gate = new CountDownLatch(0);

    /** Look-ups of any event wait from now on. */
    void hold() {
        hold(key -> true);
    }

    /** Look-ups of these keys wait from now on. */
    void hold(Predicate<String> which) {
        gate = new CountDownLatch(1);
        slow = which;
    }

    void release() {
        slow = key -> false;
        gate.countDown();
    }

    /** How many look-ups wait. */
    int held() {
        return waiting.get();
    }

    /** Look-ups of these keys fail from now on. */
    void fail(Predicate<String> which) {
        failing = which;
    }

    @Override
    public boolean contains(String key) {
        if (slow.test(key)) {
            waiting.incrementAndGet();
            try {
                gate.await(30, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                waiting.decrementAndGet();
            }
        }
        if (failing.test(key)) {
            throw new IllegalStateException("not reachable, as the test wants");
        }
        return keys.contains(key);
    }

    @Override
    public boolean add(String key) {
        return keys.add(key);
    }

    @Override
    public boolean remove(String key) {
        return keys.remove(key);
    }

    @Override
    public boolean confirm(String key) {
        return true;
    }

    @Override
    public void clear() {
        keys.clear();
    }
}

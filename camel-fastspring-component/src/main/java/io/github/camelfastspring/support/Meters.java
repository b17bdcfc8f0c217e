package io.github.camelfastspring.support;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.Registry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Meters in the application's Micrometer registry, for as long as what they are about runs. Nothing that goes wrong with
 * them reaches the caller. To be used only where Micrometer is present, see {@link Micrometer}.
 */
public final class Meters {

    /** What camel-micrometer calls its registry. */
    private static final String REGISTRY = "metricsRegistry";

    private static final String PREFIX = "camel.fastspring.";

    private static final Logger LOG = LoggerFactory.getLogger(Meters.class);

    private final MeterRegistry registry;
    private final Tags tags;
    private final Set<Meter> meters = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean warned = new AtomicBoolean();
    private volatile boolean closed;

    private Meters(MeterRegistry registry, Tags tags) {
        this.registry = registry;
        this.tags = tags;
    }

    /** Those of a context; null where it has no registry, or several of which none is the one to take. */
    public static Meters of(CamelContext context) {
        MeterRegistry registry = registry(context.getRegistry());
        return registry == null ? null : new Meters(registry, Tags.of("camelContext", context.getName()));
    }

    /** As camel-micrometer looks for it; but none is made. */
    private static MeterRegistry registry(Registry beans) {
        MeterRegistry named = beans.lookupByNameAndType(REGISTRY, MeterRegistry.class);
        if (named != null) {
            return named;
        }
        MeterRegistry composite = beans.findSingleByType(CompositeMeterRegistry.class);
        return composite != null ? composite : beans.findSingleByType(MeterRegistry.class);
    }

    /**
     * Further meters of the same registry, with a tag that makes them this owner's alone.
     *
     * @param meter one that every owner has; where its value of the tag is another's, a number is added
     */
    public Meters owned(String tag, String value, String meter) {
        Tags owner = tags.and(tag, value);
        for (int i = 2; registry.find(PREFIX + meter).tags(owner).meter() != null; i++) {
            owner = tags.and(tag, value + "-" + i);
        }
        return new Meters(registry, owner);
    }

    /** Adds a time to a timer. */
    public void time(String name, String description, long nanos, String... further) {
        use(
                () -> Timer.builder(PREFIX + name)
                        .description(description)
                        .tags(tags.and(further))
                        .register(registry),
                timer -> timer.record(nanos, TimeUnit.NANOSECONDS));
    }

    /** Adds to a counter; 0 makes it known. */
    public void count(String name, String description, int amount, String... further) {
        use(
                () -> Counter.builder(PREFIX + name)
                        .description(description)
                        .tags(tags.and(further))
                        .register(registry),
                counter -> counter.increment(amount));
    }

    /** Shows a number of something. */
    public <T> void gauge(String name, String description, T owner, ToDoubleFunction<T> number) {
        use(
                () -> Gauge.builder(PREFIX + name, owner, number)
                        .description(description)
                        .tags(tags)
                        .register(registry),
                gauge -> {});
    }

    /** Shows a time, in the registry's unit. */
    public <T> void timeGauge(String name, String description, T owner, ToDoubleFunction<T> millis) {
        use(
                () -> TimeGauge.builder(PREFIX + name, owner, TimeUnit.MILLISECONDS, millis)
                        .description(description)
                        .tags(tags)
                        .register(registry),
                gauge -> {});
    }

    private <M extends Meter> void use(Supplier<M> registered, Consumer<M> change) {
        if (closed) {
            return;
        }
        try {
            // Asked for each time: somebody else may have removed it, and then changes to it would be lost.
            M meter = registered.get();
            meters.add(meter);
            change.accept(meter);
            if (closed) {
                registry.remove(meter);
            }
        } catch (RuntimeException | LinkageError e) {
            if (warned.compareAndSet(false, true)) {
                LOG.warn("fastspring: the meter registry fails; this is not logged again", e);
            }
        }
    }

    /** Removes the meters from the registry. What is told from now on is not counted. */
    public void close() {
        closed = true;
        meters.forEach(registry::remove);
    }
}

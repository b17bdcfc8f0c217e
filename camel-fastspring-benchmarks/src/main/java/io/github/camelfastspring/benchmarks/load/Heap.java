package io.github.camelfastspring.benchmarks.load;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What lives on the heap, at several times. */
public final class Heap {

    private static final double MEGABYTE = 1024.0 * 1024;

    private final List<Double> samples = new ArrayList<>();

    /**
     * Collects what is garbage, and notes the rest: what was in use right after the collection, since what runs meanwhile
     * allocates many megabytes in the blink of an eye.
     */
    public void sample() {
        for (int i = 0; i < 2; i++) {
            System.gc();
        }
        long used = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP && pool.getCollectionUsage() != null)
                .mapToLong(pool -> pool.getCollectionUsage().getUsed())
                .sum();
        samples.add(used / MEGABYTE);
    }

    /** By how many megabytes the largest sample exceeds the first. */
    public double growth() {
        return samples.stream().mapToDouble(Double::doubleValue).max().orElseThrow() - samples.get(0);
    }

    /** All samples, in megabytes. */
    public String text() {
        return String.join(
                ", ",
                samples.stream()
                        .map(used -> String.format(Locale.ROOT, "%.1f", used))
                        .toList());
    }
}

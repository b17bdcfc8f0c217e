package io.github.camelfastspring.support;

import java.lang.management.ManagementFactory;

/** How much memory is really in use. */
public final class LiveHeap {

    private LiveHeap() {}

    /** Bytes of the heap after collections: the least of several. */
    public static long bytes() {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 4; i++) {
            System.gc();
            least = Math.min(
                    least,
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return least;
    }
}

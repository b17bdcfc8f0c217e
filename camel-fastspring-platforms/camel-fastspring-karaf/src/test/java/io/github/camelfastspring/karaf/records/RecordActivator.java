package io.github.camelfastspring.karaf.records;

import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/**
 * Uses a record. JDK 17 keeps the class of the last record that was compared, and with it its class loader (JDK-8078641,
 * mended in 18): after this it is not the component's any more.
 */
public final class RecordActivator implements BundleActivator {

    private record Pair(Pair one, Object other) {}

    @Override
    public void start(BundleContext bundle) {
        Pair pair = new Pair(new Pair(null, "a"), "b");
        if (!pair.equals(new Pair(new Pair(null, "a"), "b"))
                || pair.hashCode() == pair.toString().hashCode()) {
            throw new IllegalStateException("not a record");
        }
    }

    @Override
    public void stop(BundleContext bundle) {}
}

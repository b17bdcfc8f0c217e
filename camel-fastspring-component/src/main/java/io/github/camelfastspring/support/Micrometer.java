package io.github.camelfastspring.support;

/** Tells whether there is Micrometer. Without it, {@link Meters} and whatever uses it must not be loaded. */
public final class Micrometer {

    private static final String REGISTRY = "io.micrometer.core.instrument.MeterRegistry";

    private Micrometer() {}

    /** Asks the class loader that would have to load it. */
    public static boolean isPresent() {
        try {
            Class.forName(REGISTRY, false, Micrometer.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}

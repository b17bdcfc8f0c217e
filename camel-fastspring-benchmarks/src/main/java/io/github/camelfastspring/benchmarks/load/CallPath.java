package io.github.camelfastspring.benchmarks.load;

import java.util.function.Consumer;

/** One of the ways of making a call that are measured side by side. */
public interface CallPath extends AutoCloseable {

    /** What the caller does while the call is under way. */
    enum Caller {
        BLOCKS("blocks"),
        ASYNCHRONOUS("asynchronous");

        private final String text;

        Caller(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    String name();

    Caller caller();

    /**
     * Makes a call.
     *
     * @param done is told once, with null or with what went wrong; by a path whose caller blocks, before this returns
     */
    void call(Consumer<Throwable> done);

    @Override
    default void close() throws Exception {}
}

package io.github.camelfastspring.benchmarks;

import java.util.List;

/** Something that is measured by itself, in a JVM of its own. */
public interface Benchmark {

    /** As on the command line. */
    String name();

    List<Row> run(Bench bench) throws Exception;
}

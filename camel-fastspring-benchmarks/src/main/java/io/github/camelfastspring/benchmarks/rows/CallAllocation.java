package io.github.camelfastspring.benchmarks.rows;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import io.github.camelfastspring.benchmarks.Bench;
import io.github.camelfastspring.benchmarks.load.CallPath;
import io.github.camelfastspring.benchmarks.load.CallPath.Caller;
import io.github.camelfastspring.benchmarks.load.ComponentPath;
import io.github.camelfastspring.benchmarks.load.HandWrittenPath;
import io.github.camelfastspring.benchmarks.load.RawPath;
import io.github.camelfastspring.benchmarks.stub.Stub;
import io.github.camelfastspring.benchmarks.stub.StubSettings;

/** A call, for JMH. Its profiler {@code gc} counts what all threads of the JVM allocate, those of the pools included. */
@State(Scope.Benchmark)
public class CallAllocation {

    static final String FOLDER = "benchmarks.folder";

    private static final int CONNECTIONS = 16;

    /** The way of the call. */
    public enum Way {
        COMPONENT_ASYNCHRONOUS,
        COMPONENT_BLOCKING,
        COMPONENT_JSON_ASYNCHRONOUS,
        RAW_JSON_NODE,
        RAW_MAP,
        HAND_WRITTEN
    }

    @Param
    public Way way;

    private Bench bench;
    private Stub stub;
    private CallPath path;

    @Setup
    public void start() throws Exception {
        bench = new Bench(false, Path.of(System.getProperty(FOLDER)));
        stub = bench.open(StubSettings.plain());
        path = switch (way) {
            case COMPONENT_ASYNCHRONOUS -> component(Caller.ASYNCHRONOUS, "");
            case COMPONENT_BLOCKING -> component(Caller.BLOCKS, "");
            case COMPONENT_JSON_ASYNCHRONOUS -> component(Caller.ASYNCHRONOUS, "outputType=json");
            case RAW_JSON_NODE -> new RawPath(stub.baseUrl(), bench.tls(), CONNECTIONS, true);
            case RAW_MAP -> new RawPath(stub.baseUrl(), bench.tls(), CONNECTIONS, false);
            case HAND_WRITTEN -> new HandWrittenPath(stub.baseUrl(), bench.tls(), CONNECTIONS);
        };
    }

    private CallPath component(Caller caller, String options) throws Exception {
        return new ComponentPath(stub.baseUrl(), bench.tls(), CONNECTIONS, caller, options);
    }

    @TearDown
    public void stop() throws Exception {
        path.close();
        bench.close();
    }

    /** JMH needs the end of each call; the future that waits for it is 24 bytes, and 40 more where it has to. */
    @Benchmark
    public Object call() throws InterruptedException, ExecutionException {
        CompletableFuture<Object> end = new CompletableFuture<>();
        path.call(problem -> {
            if (problem == null) {
                end.complete(Boolean.TRUE);
            } else {
                end.completeExceptionally(problem);
            }
        });
        return end.get();
    }
}

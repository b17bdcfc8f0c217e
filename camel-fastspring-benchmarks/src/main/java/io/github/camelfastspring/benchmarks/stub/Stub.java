package io.github.camelfastspring.benchmarks.stub;

import java.io.IOException;
import java.util.Map;

import com.fasterxml.jackson.core.type.TypeReference;

/** A stub API in the other process, as the benchmark sees it. */
public final class Stub implements AutoCloseable {

    private final StubProcess process;
    private final int port;

    Stub(StubProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    public int port() {
        return port;
    }

    /** The name that the certificate is for. */
    public String baseUrl() {
        return "https://localhost:" + port;
    }

    public StubStats stats() throws IOException {
        return process.ask("/stats?port=" + port, null, new TypeReference<StubStats>() {});
    }

    /** When each event was marked processed, epoch milliseconds by event id; where events come by and by. */
    public Map<String, Long> acknowledgements() throws IOException {
        return process.ask("/acknowledgements?port=" + port, null, new TypeReference<Map<String, Long>>() {});
    }

    @Override
    public void close() throws IOException {
        process.ask("/close?port=" + port, null, new TypeReference<Integer>() {});
    }
}

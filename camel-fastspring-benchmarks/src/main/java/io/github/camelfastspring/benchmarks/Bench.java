package io.github.camelfastspring.benchmarks;

import java.io.IOException;
import java.nio.file.Path;

import io.github.camelfastspring.benchmarks.stub.Stub;
import io.github.camelfastspring.benchmarks.stub.StubProcess;
import io.github.camelfastspring.benchmarks.stub.StubSettings;

/** What benchmarks work with: the stub APIs, the certificate, a folder, and how thorough they are to be. */
public final class Bench implements AutoCloseable {

    private final boolean smoke;
    private final Path folder;
    private final Tls tls;
    private final StubProcess stubs;

    /** @param smoke whether the benchmarks shall only prove that they run */
    public Bench(boolean smoke, Path folder) throws IOException, InterruptedException {
        this.smoke = smoke;
        this.folder = folder;
        tls = Tls.in(folder);
        stubs = new StubProcess(tls);
    }

    public boolean smoke() {
        return smoke;
    }

    /** The first in earnest, the second where the benchmarks shall only prove that they run. */
    public <T> T either(T full, T smoking) {
        return smoke ? smoking : full;
    }

    public Path folder() {
        return folder;
    }

    public Tls tls() {
        return tls;
    }

    public Stub open(StubSettings settings) throws IOException {
        return stubs.open(settings);
    }

    /** For people who wait. */
    public void say(String text) {
        System.err.println(text);
    }

    @Override
    public void close() throws IOException {
        stubs.close();
    }
}

package io.github.camelfastspring.support;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** For tests that say byte by byte what the server answers: a raw server, and a Camel context that calls it. */
public abstract class RawServerTest {

    protected RawServer server;
    protected Calls calls;

    @BeforeEach
    void startServer() {
        server = new RawServer();
        calls = new Calls(server.baseUrl());
    }

    @AfterEach
    void stopServer() throws Exception {
        calls.close();
        server.close();
    }
}

package io.github.camelfastspring.benchmarks.stub;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.OpenSSLEngineOptions;
import io.vertx.core.net.PfxOptions;

/**
 * A process of stub APIs, each on a port of its own, on one event loop. They are opened and asked by plain HTTP on a control
 * port, which the process prints. It ends when its input is closed, so that it never outlives who started it.
 */
public final class StubMain {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final PfxOptions key;
    private final Map<Integer, StubApi> apis = new HashMap<>();
    private final Map<Integer, HttpServer> servers = new HashMap<>();

    private StubMain(PfxOptions key) {
        this.key = key;
    }

    /** @param args a PKCS12 key store and its password */
    public static void main(String[] args) throws IOException {
        StubMain main = new StubMain(new PfxOptions().setPath(args[0]).setPassword(args[1]));
        main.vertx
                .createHttpServer()
                .requestHandler(main::control)
                .listen(0, "127.0.0.1")
                .onSuccess(server -> System.out.println("port " + server.actualPort()))
                .onFailure(e -> System.exit(1));
        while (System.in.read() >= 0) {
            // Nothing is said; the end is what counts.
        }
        System.exit(0);
    }

    private void control(HttpServerRequest request) {
        int port = Integer.parseInt(request.getParam("port", "0"));
        switch (request.path()) {
            case "/open" -> request.body().onSuccess(settings -> open(request, settings));
            case "/close" -> close(request, port);
            case "/stats" -> answer(request, apis.get(port).stats());
            case "/acknowledgements" -> answer(request, apis.get(port).acknowledgements());
            default -> request.response().setStatusCode(404).end();
        }
    }

    private void open(HttpServerRequest request, Buffer settings) {
        StubApi api;
        try {
            api = new StubApi(vertx, JSON.readValue(settings.getBytes(), StubSettings.class));
        } catch (IOException e) {
            request.response().setStatusCode(400).end(e.toString());
            return;
        }
        HttpServerOptions options = new HttpServerOptions()
                .setSsl(true)
                .setKeyCertOptions(key)
                // Hundreds of connections may come at once.
                .setAcceptBacklog(1_024);
        if (OpenSSLEngineOptions.isAvailable()) {
            // Cheaper than Java's own: the callers lack what the stub uses.
            options.setSslEngineOptions(new OpenSSLEngineOptions());
        }
        vertx.createHttpServer(options)
                .requestHandler(api)
                .listen(0, "127.0.0.1")
                .onSuccess(server -> {
                    apis.put(server.actualPort(), api);
                    servers.put(server.actualPort(), server);
                    answer(request, server.actualPort());
                })
                .onFailure(e -> request.response().setStatusCode(500).end(e.toString()));
    }

    private void close(HttpServerRequest request, int port) {
        apis.remove(port).close();
        servers.remove(port).close().onComplete(done -> answer(request, port));
    }

    private static void answer(HttpServerRequest request, Object value) {
        try {
            request.response().end(Buffer.buffer(JSON.writeValueAsBytes(value)));
        } catch (JsonProcessingException e) {
            request.response().setStatusCode(500).end(e.toString());
        }
    }
}

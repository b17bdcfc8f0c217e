package io.github.camelfastspring.webhook;

import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * Serves the path on the Vert.x server of platform-http directly. Camel's own consumer there keeps a thread of Vert.x
 * waiting for each answer, and Vert.x has few; it also reads whole bodies before anybody can refuse them.
 */
final class VertxWebhookServer implements WebhookServer {

    private final Router router;
    private final String path;
    private Route route;

    VertxWebhookServer(Router router, String path) {
        this.router = router;
        this.path = path;
    }

    @Override
    public void start(WebhookReceiver receiver) {
        route = router.route(path).handler(request -> gather(request, receiver));
    }

    @Override
    public void stop() {
        if (route != null) {
            route.remove();
            route = null;
        }
    }

    /** Reads the body, at most one byte more than it may have, and then takes the request off the event loop. */
    private static void gather(RoutingContext routing, WebhookReceiver receiver) {
        HttpServerRequest request = routing.request();
        Context context = routing.vertx().getOrCreateContext();
        int limit = receiver.maxBodySize();
        Buffer body = Buffer.buffer();
        request.handler(chunk -> {
            if (body.length() <= limit) {
                body.appendBuffer(chunk);
                if (body.length() > limit) {
                    // The rest of the body is not read.
                    routing.response().putHeader("Connection", "close");
                    receive(routing, receiver, body, context);
                }
            }
        });
        request.exceptionHandler(failure -> request.connection().close());
        request.endHandler(end -> {
            if (body.length() <= limit) {
                receive(routing, receiver, body, context);
            }
        });
        request.resume();
    }

    private static void receive(RoutingContext routing, WebhookReceiver receiver, Buffer body, Context context) {
        HttpServerRequest request = routing.request();
        String method = request.method().name();
        var signatures = request.headers().getAll(WebhookReceiver.SIGNATURE);
        String signature = signatures.size() == 1 ? signatures.get(0) : null;
        context.executeBlocking(
                        () -> receiver.receive(
                                method, signature, limit -> body.length() > limit ? null : body.getBytes()),
                        false)
                .onSuccess(coming ->
                        coming.thenAccept(answer -> context.runOnContext(now -> respond(routing.response(), answer))))
                .onFailure(routing::fail);
    }

    private static void respond(HttpServerResponse response, WebhookAnswer answer) {
        if (response.ended() || response.closed()) {
            return;
        }
        response.setStatusCode(answer.status()).putHeader("Content-Type", "text/plain; charset=UTF-8");
        if (answer.status() == 405) {
            response.putHeader("Allow", WebhookReceiver.METHOD);
        }
        response.end(answer.body());
    }
}

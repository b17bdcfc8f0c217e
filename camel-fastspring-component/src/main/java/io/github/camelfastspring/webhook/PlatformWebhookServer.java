package io.github.camelfastspring.webhook;

import org.apache.camel.CamelContext;

/** Serves a path by the HTTP server that the runtime has when the consumer is started. */
public final class PlatformWebhookServer implements WebhookServer {

    private final CamelContext context;
    private final String path;
    private final String component;
    private WebhookServer server;

    /**
     * @param path      below the root of the server
     * @param component the component to use; null to find one
     */
    public PlatformWebhookServer(CamelContext context, String path, String component) {
        this.context = context;
        this.path = path;
        this.component = component;
    }

    /** @throws IllegalArgumentException if there is no such server, or more than one */
    @Override
    public void start(WebhookReceiver receiver) throws Exception {
        server = WebhookServers.find(context, path, component);
        server.start(receiver);
    }

    @Override
    public void stop() throws Exception {
        if (server != null) {
            server.stop();
            server = null;
        }
    }
}

package io.github.camelfastspring.webhook;

import org.apache.camel.CamelContext;

/** Serves a path by the HTTP server that the runtime has when the consumer is started. */
public final class PlatformWebhookServer implements WebhookServer {

    private final CamelContext context;
    private final String path;
    private final String component;
    private final String owner;
    private WebhookPaths.Place place;
    private WebhookServer server;

    /**
     * @param path      below the root of the server
     * @param component the component to use; null to find one
     * @param owner     the endpoint whose path it is, as people may see it
     */
    public PlatformWebhookServer(CamelContext context, String path, String component, String owner) {
        this.context = context;
        this.path = path;
        this.component = component;
        this.owner = owner;
    }

    /** @throws IllegalArgumentException if there is no such server, or more than one, or if the path is taken */
    @Override
    public void start(WebhookReceiver receiver) throws Exception {
        WebhookServers.Found found = WebhookServers.find(context, path, component);
        WebhookPaths.of(context).take(found.place(), owner);
        place = found.place();
        server = found.server();
        server.start(receiver);
    }

    @Override
    public void stop() throws Exception {
        try {
            if (server != null) {
                server.stop();
                server = null;
            }
        } finally {
            if (place != null) {
                WebhookPaths.of(context).free(place);
                place = null;
            }
        }
    }
}

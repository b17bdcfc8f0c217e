package io.github.camelfastspring.webhook;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.apache.camel.CamelContext;
import org.apache.camel.ExtendedCamelContext;

/** Which paths the endpoints of a context serve now. Servers take a path twice, and one of the two gets no posts. */
final class WebhookPaths {

    /**
     * A path of a server.
     *
     * @param server the server's component
     */
    record Place(Object server, String path) {}

    private final Map<Place, String> owners = new ConcurrentHashMap<>();

    /** Those of a context. Its FastSpring components share its servers. */
    static WebhookPaths of(CamelContext context) {
        ExtendedCamelContext extension = context.getCamelContextExtension();
        synchronized (WebhookPaths.class) {
            WebhookPaths paths = extension.getContextPlugin(WebhookPaths.class);
            if (paths == null) {
                paths = new WebhookPaths();
                extension.addContextPlugin(WebhookPaths.class, paths);
            }
            return paths;
        }
    }

    /**
     * Reserves a place, until it is freed.
     *
     * @param owner the endpoint
     * @throws IllegalArgumentException if another one has it
     */
    void take(Place place, String owner) {
        String other = owners.putIfAbsent(place, owner);
        if (other != null) {
            throw new IllegalArgumentException("fastspring: the webhookPath " + place.path() + " of " + owner
                    + " is served already, for " + other + "; each needs a path of its own");
        }
    }

    void free(Place place) {
        owners.remove(place);
    }
}

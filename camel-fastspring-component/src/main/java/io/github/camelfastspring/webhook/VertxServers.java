package io.github.camelfastspring.webhook;

import java.util.List;

import io.vertx.ext.web.Router;
import org.apache.camel.CamelContext;
import org.apache.camel.NoSuchBeanException;
import org.apache.camel.spi.EmbeddedHttpService;
import org.apache.camel.spi.Registry;

/** Finds the Vert.x server of platform-http. To be used only where Vert.x is present. */
final class VertxServers {

    private static final String ENGINE = "platform-http-engine";

    /** What platform-http binds its router as; newer versions add the port that was configured. */
    private static final String ROUTER = "platform-http-router";

    private VertxServers() {}

    /** Null if platform-http has another server. */
    static WebhookServer find(CamelContext context, String path) {
        Registry registry = context.getRegistry();
        for (String name : List.of(ROUTER + "-" + port(registry), ROUTER + "-0", ROUTER)) {
            Router router = registry.lookupByNameAndType(name, Router.class);
            if (router != null) {
                return new VertxWebhookServer(router, path);
            }
        }
        return null;
    }

    /** 0 without a server. */
    private static int port(Registry registry) {
        EmbeddedHttpService engine = registry.lookupByNameAndType(ENGINE, EmbeddedHttpService.class);
        try {
            return engine == null ? 0 : engine.getServerPort();
        } catch (NoSuchBeanException e) {
            // So says Camel 4.10.
            return 0;
        }
    }
}

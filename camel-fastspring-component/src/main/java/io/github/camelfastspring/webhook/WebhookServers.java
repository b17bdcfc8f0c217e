package io.github.camelfastspring.webhook;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.spi.RestConfiguration;
import org.apache.camel.spi.RestConsumerFactory;
import org.apache.camel.util.FileUtil;

/** Finds the HTTP server of the runtime. */
final class WebhookServers {

    private static final String PLATFORM_HTTP = "platform-http";

    static final String MISSING =
            "fastspring: receiving posts needs an HTTP server: add camel-platform-http-main and set"
                    + " camel.server.enabled=true (Camel Main), or camel-platform-http-starter (Spring Boot), or name a"
                    + " component with the option httpServerComponent";

    /**
     * A server.
     *
     * @param place where it serves
     */
    record Found(WebhookServer server, WebhookPaths.Place place) {}

    private WebhookServers() {}

    /**
     * A server for one path.
     *
     * @param path      below the root of the server
     * @param component the component to use; null for the rest configuration's, else platform-http, else the only component
     *                  of the context that can serve paths
     * @throws IllegalArgumentException if there is no such component, or more than one
     */
    static Found find(CamelContext context, String path, String component) {
        String name = component != null ? component : nameOf(context);
        RestConsumerFactory factory = name == null ? registered(context) : named(context, name);
        RestConfiguration rest = context.getRestConfiguration();
        if (rest.getComponent() != null && !rest.getComponent().equals(name)) {
            // It is about another server.
            rest = new RestConfiguration();
        }
        WebhookServer vertx = PLATFORM_HTTP.equals(name) && isVertxPresent()
                ? VertxServers.find(context, join(rest.getContextPath(), path))
                : null;
        WebhookServer server = vertx != null ? vertx : new RestWebhookServer(context, factory, rest, join(null, path));
        return new Found(server, new WebhookPaths.Place(factory, join(null, path)));
    }

    private static String join(String contextPath, String path) {
        String below = path.startsWith("/") ? path : "/" + path;
        String root = contextPath == null ? "" : FileUtil.stripLeadingSeparator(contextPath);
        return (root.isEmpty() ? "" : "/" + FileUtil.stripTrailingSeparator(root)) + below;
    }

    private static boolean isVertxPresent() {
        try {
            Class.forName("io.vertx.ext.web.Router", false, WebhookServers.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    /** Null if no component can serve paths. */
    private static String nameOf(CamelContext context) {
        String name = context.getRestConfiguration().getComponent();
        if (name == null && context.getComponent(PLATFORM_HTTP) != null) {
            name = PLATFORM_HTTP;
        }
        return name == null ? onlyOne(context) : name;
    }

    private static RestConsumerFactory named(CamelContext context, String name) {
        Component component = context.getComponent(name);
        if (component instanceof RestConsumerFactory factory) {
            return factory;
        }
        throw new IllegalArgumentException("fastspring: the component " + name
                + (component == null ? " does not exist" : " cannot serve the path of a webhook")
                + "; see the option httpServerComponent");
    }

    /** Null if there is none. */
    private static String onlyOne(CamelContext context) {
        List<String> names = new ArrayList<>();
        for (String name : context.getComponentNames()) {
            if (context.getComponent(name, false) instanceof RestConsumerFactory) {
                names.add(name);
            }
        }
        if (names.size() > 1) {
            throw new IllegalArgumentException("fastspring: several components could receive posts: "
                    + String.join(", ", names) + "; name one with the option httpServerComponent");
        }
        return names.isEmpty() ? null : names.get(0);
    }

    private static RestConsumerFactory registered(CamelContext context) {
        Set<RestConsumerFactory> beans = context.getRegistry().findByType(RestConsumerFactory.class);
        if (beans.size() == 1) {
            return beans.iterator().next();
        }
        throw new IllegalArgumentException(MISSING);
    }
}

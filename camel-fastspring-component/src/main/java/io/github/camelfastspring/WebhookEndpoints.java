package io.github.camelfastspring;

/** Makes endpoints that camel-webhook can use, where camel-webhook is present. Nothing else refers to their class. */
final class WebhookEndpoints {

    private static final String CAMEL_WEBHOOK = "org.apache.camel.component.webhook.WebhookCapableEndpoint";

    private WebhookEndpoints() {}

    /** Asks the class loader that would have to load it. */
    static boolean isPossible() {
        try {
            Class.forName(CAMEL_WEBHOOK, false, WebhookEndpoints.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    static FastSpringEndpoint create(
            String uri,
            FastSpringComponent component,
            String resource,
            FastSpringConfiguration configuration,
            boolean choosesDelivery) {
        // Not by its constructor: to verify that it makes a FastSpringEndpoint, the JVM would load it with this class.
        return FastSpringWebhookEndpoint.of(uri, component, resource, configuration, choosesDelivery);
    }
}

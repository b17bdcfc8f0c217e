package io.github.camelfastspring;

import java.util.List;

import org.apache.camel.Processor;
import org.apache.camel.component.webhook.WebhookCapableEndpoint;
import org.apache.camel.component.webhook.WebhookConfiguration;

import io.github.camelfastspring.FastSpringWebhookConfiguration.Delivery;
import io.github.camelfastspring.events.EventsConsumer;
import io.github.camelfastspring.webhook.HostedWebhookServer;

/** The events endpoint as camel-webhook takes it: {@code webhook:fastspring:events}. */
final class FastSpringWebhookEndpoint extends FastSpringEndpoint implements WebhookCapableEndpoint {

    private final boolean choosesDelivery;

    /** @param choosesDelivery whether the URI has the option delivery */
    private FastSpringWebhookEndpoint(
            String uri,
            FastSpringComponent component,
            String resource,
            FastSpringConfiguration configuration,
            boolean choosesDelivery) {
        super(uri, component, resource, configuration);
        this.choosesDelivery = choosesDelivery;
    }

    /** As the constructor. */
    static FastSpringEndpoint of(
            String uri,
            FastSpringComponent component,
            String resource,
            FastSpringConfiguration configuration,
            boolean choosesDelivery) {
        return new FastSpringWebhookEndpoint(uri, component, resource, configuration, choosesDelivery);
    }

    @Override
    public Processor createWebhookHandler(Processor next) {
        FastSpringWebhookConfiguration webhook = getWebhook();
        if (choosesDelivery && webhook.getDelivery() != Delivery.WEBHOOK) {
            throw new IllegalArgumentException(
                    "webhook:fastspring:events: the option delivery must be webhook, or be left out");
        }
        webhook.setDelivery(Delivery.WEBHOOK);
        HostedWebhookServer server = new HostedWebhookServer();
        try {
            EventsConsumer consumer = createEventsConsumer(next, false, server);
            return server.handler(consumer);
        } catch (Exception e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    /** FastSpring has no call that would do it: webhooks are made in its own pages. */
    @Override
    public void registerWebhook() {}

    @Override
    public void unregisterWebhook() {}

    /** Its path and server are its own business. */
    @Override
    public void setWebhookConfiguration(WebhookConfiguration webhookConfiguration) {}

    @Override
    public List<String> getWebhookMethods() {
        return List.of("POST");
    }
}

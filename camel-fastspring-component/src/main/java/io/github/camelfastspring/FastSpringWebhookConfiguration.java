package io.github.camelfastspring;

import java.util.Locale;
import java.util.regex.Pattern;

import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

import io.github.camelfastspring.FastSpringEventsConfiguration.Acknowledge;
import io.github.camelfastspring.webhook.SignatureVerifier;

/** By which way events come to the consumer {@code fastspring:events}, and how it receives FastSpring's posts. */
@UriParams
public class FastSpringWebhookConfiguration {

    /** How events come. */
    public enum Delivery {
        /** The consumer asks FastSpring's list. */
        POLL,
        /** FastSpring posts them. */
        WEBHOOK,
        /** FastSpring posts them, and the consumer asks for what did not come. */
        BOTH
    }

    private static final Pattern PATH = Pattern.compile("/?[A-Za-z0-9._~-]+(/[A-Za-z0-9._~-]+)*");

    @UriParam(label = "consumer", defaultValue = "poll", enums = "poll,webhook,both")
    @Metadata(
            description =
                    "How events come: poll asks FastSpring's list, webhook receives FastSpring's posts, both receives"
                            + " posts and asks for the events whose post did not come or failed. See webhookPath and secret.")
    private Delivery delivery = Delivery.POLL;

    @UriParam(label = "consumer")
    @Metadata(
            description = "The path below the HTTP server's root that FastSpring posts to, such as /fastspring/events."
                    + " Needed with delivery=webhook and both; not with camel-webhook, which has a path of its own.")
    private String webhookPath;

    @UriParam(label = "consumer,advanced")
    @Metadata(
            description = "The name of the component that serves the webhook's path, such as jetty; it must be a"
                    + " RestConsumerFactory. Where it is not set: the rest configuration's, else platform-http, else the"
                    + " only such component of the context.")
    private String httpServerComponent;

    @UriParam(label = "consumer,advanced", defaultValue = "false")
    @Metadata(
            description = "Accepts posts without a signature, so that anybody who knows the address can send events."
                    + " Excludes the option secret.")
    private boolean webhookUnsigned;

    @UriParam(label = "consumer,advanced", defaultValue = "10485760")
    @Metadata(description = "How large a post may be, in bytes; a larger one is answered 413.")
    private int webhookMaxBodySize = 10 * 1024 * 1024;

    @UriParam(label = "consumer,advanced", defaultValue = "10000", javaType = "java.time.Duration")
    @Metadata(
            description =
                    "How long the answer to a post waits for the route, in milliseconds. Events without an outcome"
                            + " by then are left out of the answer, and acknowledged by a call when they succeed. How long"
                            + " FastSpring waits is not documented.")
    private long webhookTimeout = 10_000;

    /** Whether FastSpring's posts are received. */
    public boolean isReceiving() {
        return delivery != Delivery.POLL;
    }

    /** Whether FastSpring's list is asked. */
    public boolean isPolling() {
        return delivery != Delivery.WEBHOOK;
    }

    /**
     * Checks what can be known before the start.
     *
     * @param secret      the option secret
     * @param acknowledge the option acknowledge
     * @throws IllegalArgumentException if an option is wrong; the message names it
     */
    public void validate(String secret, Acknowledge acknowledge) {
        if (webhookPath != null && !PATH.matcher(webhookPath).matches()) {
            throw new IllegalArgumentException(
                    "fastspring: the option webhookPath must be a path such as /fastspring/events, of letters, digits,"
                            + " and . _ ~ -");
        }
        if (!isReceiving()) {
            if (webhookPath != null) {
                throw new IllegalArgumentException(
                        "fastspring: the option webhookPath needs the option delivery, as webhook or both");
            }
            return;
        }
        String receiving = "fastspring: delivery=" + delivery.name().toLowerCase(Locale.ROOT);
        if (acknowledge == Acknowledge.NONE) {
            throw new IllegalArgumentException(
                    receiving + " does not go with acknowledge=none: the answer to a post acknowledges its events");
        }
        boolean signed = !SignatureVerifier.split(secret).isEmpty();
        if (!signed && !webhookUnsigned) {
            throw new IllegalArgumentException(
                    receiving + " needs the option secret, FastSpring's HMAC secret of the webhook;"
                            + " webhookUnsigned=true accepts posts of anybody");
        }
        if (signed && webhookUnsigned) {
            throw new IllegalArgumentException(
                    "fastspring: the options secret and webhookUnsigned=true exclude each other");
        }
        atLeastOne("webhookMaxBodySize", webhookMaxBodySize);
        atLeastOne("webhookTimeout", webhookTimeout);
    }

    private static void atLeastOne(String option, long value) {
        if (value < 1) {
            throw new IllegalArgumentException("fastspring: the option " + option + " must be at least 1");
        }
    }

    public Delivery getDelivery() {
        return delivery;
    }

    public void setDelivery(Delivery delivery) {
        this.delivery = delivery;
    }

    public String getWebhookPath() {
        return webhookPath;
    }

    public void setWebhookPath(String webhookPath) {
        this.webhookPath = webhookPath;
    }

    public String getHttpServerComponent() {
        return httpServerComponent;
    }

    public void setHttpServerComponent(String httpServerComponent) {
        this.httpServerComponent = httpServerComponent;
    }

    public boolean isWebhookUnsigned() {
        return webhookUnsigned;
    }

    public void setWebhookUnsigned(boolean webhookUnsigned) {
        this.webhookUnsigned = webhookUnsigned;
    }

    public int getWebhookMaxBodySize() {
        return webhookMaxBodySize;
    }

    public void setWebhookMaxBodySize(int webhookMaxBodySize) {
        this.webhookMaxBodySize = webhookMaxBodySize;
    }

    public long getWebhookTimeout() {
        return webhookTimeout;
    }

    public void setWebhookTimeout(long webhookTimeout) {
        this.webhookTimeout = webhookTimeout;
    }
}

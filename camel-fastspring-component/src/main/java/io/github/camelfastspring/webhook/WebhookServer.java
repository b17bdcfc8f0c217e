package io.github.camelfastspring.webhook;

/** Serves the path that FastSpring posts to. */
public interface WebhookServer {

    /** Gives requests to the receiver from now on. */
    void start(WebhookReceiver receiver) throws Exception;

    /** Gives no further request to the receiver. Those under way are still answered. */
    void stop() throws Exception;
}

package io.github.camelfastspring.simulator;

/**
 * The secret that a webhook's calls are signed with.
 *
 * @param url the webhook
 * @param secret the secret
 */
public record WebhookKey(String url, String secret) {
    @Override
    public String toString() {
        return "WebhookKey[url=" + url + "]";
    }
}

package io.github.camelfastspring.simulator.api;

import java.util.List;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.camelfastspring.simulator.Store;
import io.github.camelfastspring.simulator.WebhookKey;
import io.github.camelfastspring.simulator.http.ApiRequest;
import io.github.camelfastspring.simulator.http.ApiResponse;
import io.github.camelfastspring.simulator.http.Route;
import io.github.camelfastspring.simulator.payload.ErrorShape;
import io.github.camelfastspring.simulator.payload.Json;

/** The secrets of webhooks. An error names every member that is checked, the good ones as null. */
final class WebhooksHandler {
    private static final String ACTION = "webhooks.update";
    private static final int MAX_SECRET = 100;

    private final Store store;

    WebhooksHandler(Store store) {
        this.store = store;
    }

    List<Route> routes() {
        return List.of(Route.of("POST", "/webhooks/keys", ErrorShape.envelope(ACTION), this::updateKey)
                .withBody("webhookKey"));
    }

    private ApiResponse updateKey(ApiRequest request) {
        String url = request.body().path("url").asText("");
        String secret = request.body().path("hmacSecret").asText("");
        String badUrl = url.isBlank() ? "A URL is required." : null;
        String badSecret = secret.isBlank()
                ? "A HMAC Secret is required."
                : secret.length() > MAX_SECRET
                        ? "Maximum length exceeded: at most " + MAX_SECRET + " characters."
                        : null;
        if (badUrl != null || badSecret != null) {
            ObjectNode body = Json.object().put("action", ACTION).put("result", "error");
            body.putObject("error").put("url", badUrl).put("hmacSecret", badSecret);
            return ApiResponse.json(400, body);
        }
        store.webhookKeys().save(new WebhookKey(url, secret));
        return ApiResponse.json(
                200, Json.object().put("url", url).put("action", ACTION).put("result", "success"));
    }
}

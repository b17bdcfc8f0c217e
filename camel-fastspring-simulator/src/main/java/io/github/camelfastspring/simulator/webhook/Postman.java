package io.github.camelfastspring.simulator.webhook;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.camelfastspring.simulator.Event;
import io.github.camelfastspring.simulator.Store;
import io.github.camelfastspring.simulator.WebhookKey;
import io.github.camelfastspring.simulator.payload.EventPayload;
import io.github.camelfastspring.simulator.payload.Json;

/** Makes one attempt: posts, marks what the answer makes processed, says what is to be tried again. */
final class Postman {
    private static final List<String> SIGNATURE_HEADERS =
            List.of(WebhookSignature.HEADER, "X-Fs-Signature", "x-fs-signature", "X-FS-SIGNATURE");

    private final Store store;
    private final WebhookFaults faults;
    // Made with the first post: most simulators have no webhook.
    private WebhookClient client;
    private int signed;

    Postman(Store store, WebhookFaults faults) {
        this.store = store;
        this.faults = faults;
    }

    /** What an attempt came to; {@code retry} is {@code null} if there is none. */
    record Result(WebhookDelivery delivery, Post retry) {}

    /** Empty if the retry has become needless, because somebody else marked its events. Not thread-safe. */
    Optional<Result> attempt(Webhook webhook, Post post) {
        List<Event> events = post.eventIds().stream()
                .flatMap(id -> store.event(id).stream())
                // Another webhook may have taken them, but this one gets them too, once.
                .filter(event -> post.attempt() == 1 || !event.processed())
                .toList();
        if (events.isEmpty()) {
            return Optional.empty();
        }
        List<String> ids = events.stream().map(Event::id).toList();
        String secret = webhook.retriesKeepSecret() && post.attempt() > 1 ? post.firstSecret() : secretOf(webhook);
        Optional<WebhookFault> fault = faults.take();
        Answer answer = send(webhook, body(events), secret, fault.orElse(null));

        List<String> processed = answer.processed(ids);
        processed.forEach(id -> store.mark(id, true));
        Set<String> taken = Set.copyOf(processed);
        List<String> left = ids.stream().filter(id -> !taken.contains(id)).toList();
        Instant next = left.isEmpty()
                ? null
                : webhook.retries()
                        .delayAfter(post.attempt())
                        .map(post.due()::plus)
                        .orElse(null);
        WebhookDelivery delivery = new WebhookDelivery(
                post.due(),
                webhook.url(),
                ids,
                post.attempt(),
                answer.status(),
                answer.failure(),
                processed,
                next,
                fault.orElse(null));
        String first = post.attempt() == 1 ? secret : post.firstSecret();
        return Optional.of(new Result(delivery, next == null ? null : post.retry(left, next, first)));
    }

    private String secretOf(Webhook webhook) {
        return store.webhookKeys().find(webhook.url()).map(WebhookKey::secret).orElse(webhook.secret());
    }

    private Answer send(Webhook webhook, byte[] body, String secret, WebhookFault fault) {
        if (fault == WebhookFault.LOST) {
            return Answer.none("The post was lost");
        }
        Map<String, String> headers = headers(body, secret);
        Answer answer = send(webhook, body, headers);
        if (fault == WebhookFault.DOUBLED) {
            send(webhook, body, headers);
        }
        return fault == WebhookFault.ANSWER_LOST ? Answer.none("The answer was lost") : answer;
    }

    private Answer send(Webhook webhook, byte[] body, Map<String, String> headers) {
        if (webhook.placeholderStatus().isPresent()) {
            return Answer.of(webhook.placeholderStatus().getAsInt(), "");
        }
        if (client == null) {
            client = new WebhookClient();
        }
        return client.post(webhook.url(), headers, body, webhook.timeout());
    }

    private Map<String, String> headers(byte[] body, String secret) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json; charset=UTF-8");
        headers.put("User-Agent", "FS");
        if (secret != null) {
            // Receivers must not care for the letter case, so that it changes from post to post.
            String name = SIGNATURE_HEADERS.get(signed++ % SIGNATURE_HEADERS.size());
            headers.put(name, WebhookSignature.sign(body, secret));
        }
        return headers;
    }

    private static byte[] body(List<Event> events) {
        ObjectNode body = Json.object();
        ArrayNode array = body.putArray("events");
        events.forEach(event -> array.add(EventPayload.posted(event)));
        return Json.bytes(body);
    }
}

package io.github.camelfastspring.simulator.webhook;

import java.time.Instant;
import java.util.List;

/**
 * One attempt to bring events to a webhook: an entry of the delivery log.
 *
 * @param when its time by the simulator's clock; that of a retry is when it was due
 * @param url the webhook
 * @param eventIds the events of the post, in its order
 * @param attempt 1 for the first, 2 for the first retry, and so on
 * @param status the status answered; 0 if FastSpring saw no answer
 * @param failure why there was no answer; {@code null} if there was one
 * @param processed the events that became processed by the answer
 * @param nextRetry when the others are tried again; {@code null} if they are not, or if there are none
 * @param fault what went wrong on purpose; {@code null} for nothing
 */
public record WebhookDelivery(
        Instant when,
        String url,
        List<String> eventIds,
        int attempt,
        int status,
        String failure,
        List<String> processed,
        Instant nextRetry,
        WebhookFault fault) {

    /** How things stand after an attempt. */
    public enum State {
        /** Every event of the post was taken. */
        PROCESSED,
        /** Events were left, and are tried again. */
        RETRYING,
        /** Events were left, and that was the last attempt: "Permanently Failed" in FastSpring's log. */
        PERMANENTLY_FAILED
    }

    public WebhookDelivery {
        eventIds = List.copyOf(eventIds);
        processed = List.copyOf(processed);
    }

    /** How things stand after this attempt. */
    public State state() {
        if (processed.size() == eventIds.size()) {
            return State.PROCESSED;
        }
        return nextRetry == null ? State.PERMANENTLY_FAILED : State.RETRYING;
    }
}

package io.github.camelfastspring.client;

import java.net.URI;
import java.time.Duration;
import java.util.List;

import io.github.camelfastspring.operation.FastSpringOperation;

/**
 * One call, ready to be sent. Held nowhere but in the call itself.
 *
 * @param operation   the row that it was made from
 * @param uri         the whole URL; may hold personal data, so it is not shown
 * @param body        the JSON to send, or null
 * @param ids         the ids that the answer is to be read for; empty where the call has none
 * @param sentItems   how many items the body holds, 0 where it is not made of items
 * @param credentials the store's
 * @param userAgent   the User-Agent header
 * @param settings    the patience
 */
public record FastSpringRequest(
        FastSpringOperation operation,
        URI uri,
        byte[] body,
        List<String> ids,
        int sentItems,
        Credentials credentials,
        String userAgent,
        CallSettings settings) {

    /** How many items the answer is to speak of; 0 where that is not known. */
    public int askedItems() {
        return ids.isEmpty() ? sentItems : ids.size();
    }

    /** The same with less time to wait for the budget. */
    public FastSpringRequest waitingAtMost(Duration budgetTimeout) {
        return new FastSpringRequest(
                operation, uri, body, ids, sentItems, credentials, userAgent, settings.waitingAtMost(budgetTimeout));
    }

    @Override
    public String toString() {
        return operation.method() + " " + operation.path();
    }
}

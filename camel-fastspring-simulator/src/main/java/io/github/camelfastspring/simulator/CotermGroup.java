package io.github.camelfastspring.simulator;

import java.util.List;

/**
 * Subscriptions of an account that are charged together.
 *
 * @param id group id, 22 characters
 * @param accountId the account
 * @param displayName name
 * @param orderId the order that its execution made, {@code null} before
 * @param subscriptions ids of its subscriptions
 */
public record CotermGroup(String id, String accountId, String displayName, String orderId, List<String> subscriptions) {
    public CotermGroup {
        subscriptions = List.copyOf(subscriptions);
    }
}

package io.github.camelfastspring.simulator;

import java.time.Instant;

/**
 * A period of a subscription that was paid.
 *
 * @param id entry id, 22 characters
 * @param subscriptionId the subscription
 * @param orderId the order that paid it
 * @param created when it was paid
 * @param begin first day of the period
 * @param end last day of the period
 */
public record SubscriptionEntry(
        String id, String subscriptionId, String orderId, Instant created, Instant begin, Instant end) {}

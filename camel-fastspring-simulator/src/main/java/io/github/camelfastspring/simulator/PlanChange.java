package io.github.camelfastspring.simulator;

import java.time.Instant;

/**
 * A change of a subscription's plan or of one of its add-ons.
 *
 * @param id change id, 22 characters
 * @param subscriptionId the subscription
 * @param when when it happened
 * @param addon whether an add-on changed, not the plan itself
 * @param product product path of what changed
 * @param display its name
 * @param type such as {@code ADD_ON_REMOVE}
 * @param from what it was
 * @param to what it became
 * @param prorated whether the difference was charged
 */
public record PlanChange(
        String id,
        String subscriptionId,
        Instant when,
        boolean addon,
        String product,
        String display,
        String type,
        String from,
        String to,
        boolean prorated) {}

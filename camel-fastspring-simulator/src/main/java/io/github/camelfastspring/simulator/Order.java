package io.github.camelfastspring.simulator;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A completed order. Amounts are in {@code currency}; the simulator knows no taxes.
 *
 * @param id order id, 22 characters
 * @param reference the reference that the buyer sees
 * @param sessionId the session that it concluded
 * @param accountId the buyer's account
 * @param buyer the buyer as of the purchase
 * @param changed when it was completed
 * @param language ISO 639-1, lower case
 * @param currency ISO 4217
 * @param live whether it is no test
 * @param items what was bought
 * @param tags the session's order tags; do not change it
 */
public record Order(
        String id,
        String reference,
        String sessionId,
        String accountId,
        Account buyer,
        Instant changed,
        String language,
        String currency,
        boolean live,
        List<Item> items,
        ObjectNode tags) {

    /**
     * A line of an order.
     *
     * @param product product path
     * @param display name
     * @param sku stock keeping unit, or {@code null}
     * @param quantity how many
     * @param discount what was taken off the line
     * @param subtotal what the line costs after the discount
     * @param subscriptionId the subscription that it started, or {@code null}
     */
    public record Item(
            String product,
            String display,
            String sku,
            int quantity,
            BigDecimal discount,
            BigDecimal subtotal,
            String subscriptionId) {}

    public Order {
        items = List.copyOf(items);
    }

    /** What the buyer paid. */
    public BigDecimal total() {
        return items.stream().map(Item::subtotal).reduce(new BigDecimal("0.00"), BigDecimal::add);
    }

    /** What was taken off in all. */
    public BigDecimal discount() {
        return items.stream().map(Item::discount).reduce(new BigDecimal("0.00"), BigDecimal::add);
    }
}

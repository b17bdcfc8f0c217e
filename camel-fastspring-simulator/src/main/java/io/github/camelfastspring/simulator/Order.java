package io.github.camelfastspring.simulator;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A completed order. Amounts are in {@code currency}; the simulator knows no taxes.
 *
 * @param id order id, 22 characters
 * @param reference the reference that the buyer sees
 * @param sessionId the session that it concluded, or {@code null}
 * @param accountId the buyer's account
 * @param buyer the buyer as of the purchase
 * @param changed when it was completed
 * @param language ISO 639-1, lower case
 * @param currency ISO 4217
 * @param live whether it is no test
 * @param items what was bought
 * @param tags order tags; do not change it
 * @param couponCode the coupon code that was used, or {@code null}
 * @param rebill whether it is a later charge of a subscription, not a purchase
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
        ObjectNode tags,
        String couponCode,
        boolean rebill) {

    /**
     * A line of an order.
     *
     * @param product product path
     * @param display name
     * @param sku stock keeping unit, or {@code null}
     * @param quantity how many
     * @param discount what was taken off the line
     * @param subtotal what the line costs after the discount
     * @param subscriptionId the subscription that it started or paid, or {@code null}
     * @param attributes attributes; do not change it
     */
    public record Item(
            String product,
            String display,
            String sku,
            int quantity,
            BigDecimal discount,
            BigDecimal subtotal,
            String subscriptionId,
            ObjectNode attributes) {

        /** This line with other attributes. */
        public Item withAttributes(ObjectNode newAttributes) {
            return new Item(product, display, sku, quantity, discount, subtotal, subscriptionId, newAttributes);
        }
    }

    public Order {
        items = List.copyOf(items);
    }

    /** This order with other tags and lines. */
    public Order with(ObjectNode newTags, List<Item> newItems) {
        return new Order(
                id,
                reference,
                sessionId,
                accountId,
                buyer,
                changed,
                language,
                currency,
                live,
                newItems,
                newTags,
                couponCode,
                rebill);
    }

    /** The line of a product, if it is in the order. */
    public Optional<Item> item(String product) {
        return items.stream().filter(item -> item.product().equals(product)).findFirst();
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

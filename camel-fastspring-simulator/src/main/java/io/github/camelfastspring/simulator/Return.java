package io.github.camelfastspring.simulator;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

/**
 * A return: money of an order that was given back.
 *
 * @param id return id, 22 characters
 * @param reference the reference that the buyer sees
 * @param orderId the order
 * @param created when it was booked
 * @param reason a reason code such as {@code DUPLICATE_ORDER}
 * @param note what the seller noted, or {@code null}
 * @param full whether the whole order was returned
 * @param items what was given back
 */
public record Return(
        String id,
        String reference,
        String orderId,
        Instant created,
        String reason,
        String note,
        boolean full,
        List<Item> items) {

    /** The amount that was given back for the product of an order. */
    public record Item(String product, BigDecimal amount) {}

    public Return {
        items = List.copyOf(items);
    }

    /** What the buyer got back. */
    public BigDecimal total() {
        return items.stream().map(Item::amount).reduce(new BigDecimal("0.00"), BigDecimal::add);
    }
}

package io.github.camelfastspring.simulator;

import java.math.BigDecimal;
import java.time.Instant;

/**
 * A subscription that an order started. Amounts are in {@code currency}.
 *
 * @param id subscription id, 22 characters
 * @param accountId the buyer's account
 * @param orderId the order that started it
 * @param product product path
 * @param display name of the product
 * @param sku stock keeping unit, or {@code null}
 * @param quantity how many
 * @param currency ISO 4217
 * @param price unit list price
 * @param discount unit discount
 * @param state {@code active}, {@code canceled}, {@code deactivated} ...
 * @param changed when it last changed
 * @param begin first day, at midnight UTC
 * @param next day of the next charge, at midnight UTC
 * @param intervalUnit {@code day}, {@code week}, {@code month} or {@code year}
 * @param intervalLength number of units between two charges
 * @param live whether it is no test
 * @param language ISO 639-1, lower case
 */
public record Subscription(
        String id,
        String accountId,
        String orderId,
        String product,
        String display,
        String sku,
        int quantity,
        String currency,
        BigDecimal price,
        BigDecimal discount,
        String state,
        Instant changed,
        Instant begin,
        Instant next,
        String intervalUnit,
        int intervalLength,
        boolean live,
        String language) {

    /** What one interval costs. */
    public BigDecimal subtotal() {
        return price.subtract(discount).multiply(BigDecimal.valueOf(quantity));
    }
}

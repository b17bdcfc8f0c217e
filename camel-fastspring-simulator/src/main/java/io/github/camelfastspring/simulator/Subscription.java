package io.github.camelfastspring.simulator;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

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
 * @param state {@code active}, {@code trial}, {@code canceled}, {@code paused} or {@code deactivated}
 * @param changed when it last changed
 * @param begin first day, at midnight UTC
 * @param next day of the next charge, at midnight UTC
 * @param intervalUnit {@code day}, {@code week}, {@code month} or {@code year}; {@code adhoc} if charged on demand
 * @param intervalLength number of units between two charges
 * @param live whether it is no test
 * @param language ISO 639-1, lower case
 * @param terms what else was agreed on
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
        String language,
        Terms terms) {

    /** An add-on; {@code sku} may be {@code null}. */
    public record Addon(
            String product, String display, String sku, int quantity, BigDecimal price, BigDecimal discount) {
        /** What one interval costs. */
        public BigDecimal subtotal() {
            return price.subtract(discount).multiply(BigDecimal.valueOf(quantity));
        }
    }

    /**
     * What changes during the life of a subscription. All dates may be {@code null}.
     *
     * @param end day after which it does not renew
     * @param canceled when it was canceled
     * @param deactivation when it is deactivated, or was
     * @param pause when a pause begins
     * @param resume when a pause ends
     * @param remainingPeriods {@code null} if it renews without end
     * @param sequence number of the period
     * @param manualRenew whether the buyer renews by hand
     * @param paymentCollected whether there is a payment method
     * @param taxExemptId id of the tax exemption, or {@code null}
     * @param coupon code of its coupon, or {@code null}
     * @param addons its add-ons
     */
    public record Terms(
            Instant end,
            Instant canceled,
            Instant deactivation,
            Instant pause,
            Instant resume,
            Integer remainingPeriods,
            int sequence,
            boolean manualRenew,
            boolean paymentCollected,
            String taxExemptId,
            String coupon,
            List<Addon> addons) {
        /** The terms of a new subscription. */
        public static final Terms NEW =
                new Terms(null, null, null, null, null, null, 1, false, true, null, null, List.of());

        public Terms {
            addons = List.copyOf(addons);
        }
    }

    /** Whether it is charged on demand only. */
    public boolean isAdhoc() {
        return "adhoc".equals(intervalUnit);
    }

    /** What one interval costs without the add-ons. */
    public BigDecimal subtotal() {
        return price.subtract(discount).multiply(BigDecimal.valueOf(quantity));
    }

    /** What one interval costs. */
    public BigDecimal total() {
        return terms.addons().stream().map(Addon::subtotal).reduce(subtotal(), BigDecimal::add);
    }

    /** This subscription with changes, changed at this moment. */
    public Subscription with(Instant now, UnaryOperator<SubscriptionChanges> changes) {
        return changes.apply(new SubscriptionChanges(this)).made(now);
    }
}

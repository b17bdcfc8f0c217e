package io.github.camelfastspring.simulator.api;

import java.math.BigDecimal;
import java.util.List;
import java.util.function.Function;

/** A cart with its prices, in one currency. The simulator knows no taxes. */
public record PricedCart(String currency, boolean couponApplied, List<PricedItem> items) {

    public BigDecimal listTotal() {
        return sum(PricedItem::listTotal);
    }

    public BigDecimal netTotal() {
        return sum(PricedItem::netTotal);
    }

    public BigDecimal couponDiscountTotal() {
        return sum(item -> item.times(item.unitCouponDiscount()));
    }

    public BigDecimal productDiscountTotal() {
        return sum(item -> item.times(item.unitProductDiscount()));
    }

    private BigDecimal sum(Function<PricedItem, BigDecimal> amount) {
        return items.stream().map(amount).reduce(new BigDecimal("0.00"), BigDecimal::add);
    }
}

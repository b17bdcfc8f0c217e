package io.github.camelfastspring.simulator.api;

import java.math.BigDecimal;

import io.github.camelfastspring.simulator.LineItem;
import io.github.camelfastspring.simulator.Product.Plan;

/**
 * A cart line with its prices.
 *
 * @param virtual whether the product exists only in the request
 * @param sku may be {@code null}
 * @param plan how it renews, {@code null} for a one-time product
 */
public record PricedItem(
        LineItem line,
        boolean virtual,
        String display,
        String sku,
        Plan plan,
        BigDecimal unitList,
        BigDecimal unitProductDiscount,
        BigDecimal unitCouponDiscount) {

    PricedItem withCouponDiscount(BigDecimal discount) {
        return new PricedItem(line, virtual, display, sku, plan, unitList, unitProductDiscount, discount);
    }

    public BigDecimal unitDiscount() {
        return unitProductDiscount.add(unitCouponDiscount);
    }

    public BigDecimal unitNet() {
        return unitList.subtract(unitDiscount());
    }

    public BigDecimal listTotal() {
        return times(unitList);
    }

    public BigDecimal discountTotal() {
        return times(unitDiscount());
    }

    public BigDecimal netTotal() {
        return times(unitNet());
    }

    BigDecimal times(BigDecimal unit) {
        return unit.multiply(BigDecimal.valueOf(line.quantity()));
    }
}

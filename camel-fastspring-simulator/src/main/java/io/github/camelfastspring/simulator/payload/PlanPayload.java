package io.github.camelfastspring.simulator.payload;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.camelfastspring.simulator.Subscription;

/**
 * What a change of a subscription costs, as estimates show it: the plan before, the plan after, and what is due. There
 * are no taxes.
 *
 * @param before the subscription as it is
 * @param after the subscription as it would be
 * @param start first day of the running period
 * @param used days of the period that have passed
 * @param total days of the period
 */
public record PlanPayload(Subscription before, Subscription after, Instant start, int used, int total) {
    private static final BigDecimal NOTHING = new BigDecimal("0.00");

    /** What the rest of the period of the old plan is worth. */
    public BigDecimal credit() {
        return rest(before.total());
    }

    /** What the rest of the period of the new plan costs. */
    public BigDecimal charge() {
        return rest(after.total());
    }

    /** What is to be paid now, negative if the buyer gets money back. */
    public BigDecimal due() {
        return charge().subtract(credit());
    }

    /** The members that estimates of one subscription, of a group and of an invoice share. */
    public ObjectNode answer(boolean prorate, boolean withDiscounts) {
        String language = before.language();
        ObjectNode body = Json.object()
                .put("subscription", before.id())
                .put("currency", before.currency())
                .put("timezone", "UTC");
        Dates.putShortFamily(body, "periodStartDate", start, language);
        Dates.putShortFamily(body, "periodEndDate", lastDay(), language);
        Dates.putShortFamily(body, "endDate", before.terms().end(), language);
        Integer remaining = before.terms().remainingPeriods();
        body.put("remainingPeriods", remaining == null ? -1 : remaining);
        Dates.putShortFamily(body, "nextChargeDate", before.next(), language);
        String reason = notProratable();
        body.put("isProratable", reason == null).put("prorationStatus", reason == null ? "Available" : reason);
        body.set("currentPlan", plan(before, false));
        body.set("proposedPlan", plan(after, true));
        body.set("amountDue", amountDue(prorate && reason == null));
        if (withDiscounts) {
            body.set("discountTotals", discountTotals());
        }
        return body;
    }

    /** What is due now and next. */
    public ObjectNode amountDue(boolean prorate) {
        Money money = money();
        BigDecimal now = prorate ? due() : NOTHING;
        ObjectNode body = Json.object();
        money.put(body, "prorationSubtotal", now);
        money.put(body, "prorationTax", NOTHING);
        money.put(body, "totalAmountDue", now.max(NOTHING));
        Dates.putShortFamily(body, "nextChargeDate", before.next(), before.language());
        money.put(body, "nextChargeAmount", after.total());
        return body;
    }

    /** What discounts take off. */
    public ObjectNode discountTotals() {
        ObjectNode body = Json.object();
        money().put(body, "productLevelDiscountTotal", discount(after));
        money().put(body, "couponLevelDiscountTotal", NOTHING);
        return body;
    }

    /** One of the two plans; the add-ons are paths. */
    public ObjectNode plan(Subscription plan, boolean proposed) {
        Money money = money();
        ObjectNode body = Json.object()
                .put("display", plan.display())
                .put("product", plan.product())
                .put("billingFrequency", plan.intervalLength() + " " + plan.intervalUnit());
        money.put(body, "price", plan.price());
        money.put(body, "discount", plan.discount());
        body.put("quantity", plan.quantity());
        money.put(body, "subtotal", plan.subtotal());
        money.put(body, "tax", NOTHING);
        money.put(body, "total", plan.subtotal());
        body.put("taxPercent", 0).put("taxPercentDisplay", "0%");
        Dates.putShortFamily(body, "periodStartDate", start, plan.language());
        Dates.putShortFamily(body, "periodEndDate", lastDay(), plan.language());
        body.put("prorationUtilizedDays", used)
                .put("prorationRemainingDays", total - used)
                .put("prorationTotalDays", total);
        BigDecimal charge = rest(after.subtotal());
        BigDecimal credit = rest(before.subtotal());
        money.put(body, "proratedItemCharge", charge);
        money.put(body, "proratedItemCredit", credit);
        money.put(body, "proratedItemSubtotal", charge.subtract(credit));
        money.put(body, "proratedItemTax", NOTHING);
        money.put(body, "proratedItemTotal", charge.subtract(credit));
        ArrayNode addons = body.putArray("addons");
        plan.terms().addons().forEach(addon -> addons.add(addon.product()));
        money.put(body, "subscriptionSubtotal", plan.total());
        money.put(body, "subscriptionTax", NOTHING);
        money.put(body, "subscriptionTotal", plan.total());
        if (proposed) {
            money.put(body, "subscriptionProratedCharge", charge());
        } else {
            money.put(body, "subscriptionProratedCredit", credit());
        }
        Dates.putShortFamily(body, "subscriptionEndDate", plan.terms().end(), plan.language());
        return body;
    }

    /** What an update says when it is a preview of its proration. */
    public ObjectNode proration() {
        ObjectNode body = Json.object()
                .put("productPath", after.product())
                .put("currency", before.currency())
                .put("nextPeriodStartDate", Dates.isoMillis(start))
                .put("nextPeriodEndDate", Dates.isoMillis(lastDay()))
                .put("previousRemainingDays", total - used)
                .put("periodPastDays", used)
                .put("nextRemainingDays", total - used);
        body.putObject("regularPeriod")
                .put("unit", after.intervalUnit().toUpperCase(java.util.Locale.ROOT))
                .put("unitCount", after.intervalLength());
        pricePerPeriod(body.putObject("nextPricePerPeriod"), after);
        pricePerPeriod(body.putObject("previousPricePerPeriod"), before);
        body.put("utilizedAmount", before.total().subtract(credit()));
        boolean refund = due().signum() < 0;
        body.put(refund ? "prorateAdjustment" : "creditAmount", credit());
        body.put("proratedAmount", charge());
        return body.put(refund ? "refundAmount" : "chargeAmount", due().abs());
    }

    /** Why nothing can be prorated, {@code null} if it can. */
    public String notProratable() {
        return switch (before.state()) {
            case "deactivated", "canceled" -> "INACTIVE";
            case "paused" -> "PAUSE";
            case "trial" -> "TRIAL";
            default -> before.isAdhoc() ? "ON_DEMAND" : before.terms().pause() != null ? "SCHEDULED PAUSE" : null;
        };
    }

    private static void pricePerPeriod(ObjectNode body, Subscription plan) {
        body.put("amount", plan.total())
                .putObject("period")
                .put("count", plan.intervalLength())
                .put("unit", plan.intervalUnit());
    }

    private Instant lastDay() {
        return before.next().minus(java.time.Duration.ofDays(1));
    }

    private BigDecimal rest(BigDecimal amount) {
        return total == 0
                ? NOTHING
                : amount.multiply(BigDecimal.valueOf((long) total - used))
                        .divide(BigDecimal.valueOf(total), 2, RoundingMode.HALF_UP);
    }

    private static BigDecimal discount(Subscription plan) {
        return plan.discount().multiply(BigDecimal.valueOf(plan.quantity()));
    }

    private Money money() {
        return new Money(before.currency(), before.language());
    }
}

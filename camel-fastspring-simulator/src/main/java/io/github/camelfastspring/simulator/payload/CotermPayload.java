package io.github.camelfastspring.simulator.payload;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.camelfastspring.simulator.CotermGroup;
import io.github.camelfastspring.simulator.Subscription;

/** Co-term groups as the API shows them. */
public final class CotermPayload {
    private static final BigDecimal NOTHING = new BigDecimal("0.00");
    private static final int DAYS_OF_MONTH = 30;

    private CotermPayload() {}

    /** The group in the answer to its creation. */
    public static ObjectNode created(CotermGroup group, List<Subscription> members) {
        ObjectNode body = Json.object().put("coTermGroupId", group.id()).put("displayName", group.displayName());
        // Here an array of one, an object in other answers.
        body.putArray("groupingCriteria").add(criteria(members));
        ArrayNode list = body.putArray("subscriptions");
        members.forEach(each -> list.addObject().put("subscription", each.id()).put("status", "Co-Termed"));
        return body;
    }

    /** The group in the answer to a read. */
    public static ObjectNode answer(CotermGroup group, List<Subscription> members, Instant next) {
        ObjectNode body = Json.object()
                .put("coTermGroupId", group.id())
                .put("displayName", group.displayName())
                .put("account", group.accountId())
                .put("initialOrder", group.orderId());
        Dates.putShortFamily(body, "nextPeriodDate", next, "en");
        body.set("groupingCriteria", criteria(members));
        ArrayNode list = body.putArray("subscriptions");
        for (Subscription each : members) {
            ObjectNode item = list.addObject()
                    .put("subscription", each.id())
                    .put("baseSubscriptionProduct", each.product())
                    .put("baseSubscriptionProductDisplay", each.display());
            Dates.putShortFamily(item, "periodStartDate", each.begin(), "en");
            Dates.putShortFamily(item, "nextPeriodDate", each.next(), "en");
            item.put("coTermStatus", group.orderId() == null ? "Ready" : "Executed")
                    .put("renewalAmount", new Money(each.currency(), "en").display(each.total()));
        }
        return body;
    }

    /** What the execution of a group would cost. */
    public static ObjectNode estimate(CotermGroup group, List<PlanPayload> plans, Instant now, Instant next) {
        Subscription first = plans.get(0).before();
        ObjectNode body = Json.object()
                .put("coTermGroupId", group.id())
                .put("account", group.accountId())
                .put("currency", first.currency())
                // The real one names it so.
                .put("UTC", "UTC");
        Dates.putShortFamily(body, "periodStartDate", now.truncatedTo(ChronoUnit.DAYS), "en");
        Dates.putShortFamily(body, "periodEndDate", next.minus(Duration.ofDays(1)), "en");
        ArrayNode list = body.putArray("subscriptions");
        BigDecimal due = NOTHING;
        BigDecimal renewal = NOTHING;
        for (PlanPayload plan : plans) {
            ObjectNode item = plan.answer(true, true);
            item.remove(List.of("endDate", "endDateDisplay", "endDateDisplayISO8601"));
            item.set("currentPlan", plan(plan, false));
            item.set("proposedPlan", plan(plan, true));
            list.add(item.put("status", "Ready to Prorate"));
            due = due.add(upTo(plan.before(), next));
            renewal = renewal.add(plan.after().total());
        }
        Money money = new Money(first.currency(), "en");
        ObjectNode total = body.putObject("amountDueTotal");
        money.put(total, "prorationSubtotal", due);
        money.put(total, "prorationTax", NOTHING);
        money.put(total, "totalAmountDue", due);
        Dates.putShortFamily(total, "nextChargeDate", next, "en");
        money.put(total, "nextChargeAmount", renewal);
        return body;
    }

    /** A plan in the answers of groups: it says both what is credited and what is charged, and no end. */
    public static ObjectNode plan(PlanPayload plan, boolean proposed) {
        ObjectNode body = plan.plan(proposed ? plan.after() : plan.before(), proposed);
        Subscription shown = proposed ? plan.after() : plan.before();
        Money money = new Money(shown.currency(), shown.language());
        money.put(body, "subscriptionProratedCredit", plan.credit());
        money.put(body, "subscriptionProratedCharge", plan.charge());
        body.remove(List.of("subscriptionEndDate", "subscriptionEndDateDisplay", "subscriptionEndDateDisplayISO8601"));
        ArrayNode addons = body.putArray("addons");
        shown.terms().addons().forEach(addon -> addons.addObject()
                .put("display", addon.display())
                .put("product", addon.product())
                .put("priceDisplay", money.display(addon.price()))
                .put("proratedItemChargeDisplay", money.display(addon.subtotal())));
        return body;
    }

    /** What a subscription costs from its next charge up to a later day; a month counts 30 days. */
    public static BigDecimal upTo(Subscription subscription, Instant day) {
        long days = ChronoUnit.DAYS.between(subscription.next(), day);
        long period =
                switch (subscription.intervalUnit()) {
                            case "day" -> 1;
                            case "week" -> 7;
                            case "year" -> 365;
                            default -> DAYS_OF_MONTH;
                        }
                        * Math.max(1, subscription.intervalLength());
        return subscription
                .total()
                .multiply(BigDecimal.valueOf(Math.max(0, days)))
                .divide(BigDecimal.valueOf(period), 2, RoundingMode.HALF_UP);
    }

    private static ObjectNode criteria(List<Subscription> members) {
        Subscription first = members.get(0);
        ObjectNode body = Json.object();
        body.putArray("interval")
                .addObject()
                .put("unit", first.intervalUnit().toUpperCase(Locale.ROOT))
                .put("length", first.intervalLength());
        body.putArray("currency").add(first.currency());
        body.putArray("paymentMethods")
                .addObject()
                .put("type", "card")
                .put("ending", "*1111 (" + first.currency() + ")");
        return body;
    }
}

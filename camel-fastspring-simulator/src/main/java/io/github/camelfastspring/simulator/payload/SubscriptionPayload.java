package io.github.camelfastspring.simulator.payload;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.camelfastspring.simulator.Product;
import io.github.camelfastspring.simulator.Store;
import io.github.camelfastspring.simulator.Subscription;
import io.github.camelfastspring.simulator.Subscription.Terms;

/** Subscriptions as the API and as events show them. */
public final class SubscriptionPayload {
    private static final Duration REMINDER_AHEAD = Duration.ofDays(7);
    private static final Map<String, String> ABBREVIATIONS =
            Map.of("day", "d", "week", "wk", "month", "mo", "year", "yr");

    private final Store store;

    public SubscriptionPayload(Store store) {
        this.store = store;
    }

    /** The data of a subscription event, expanded. */
    public ObjectNode event(Subscription subscription) {
        ObjectNode body = head(subscription);
        body.set(
                "account",
                AccountPayload.eventWithoutAddress(
                        store.account(subscription.accountId()).orElseThrow()));
        store.product(subscription.product())
                .map(ProductPayload::event)
                .ifPresentOrElse(
                        product -> body.set("product", product),
                        // A product that existed in the session only.
                        () -> body.set("product", ProductPayload.event(virtual(subscription))));
        middle(subscription, body);
        body.set("addons", addons(subscription));
        body.putObject("fulfillments");
        body.putArray("instructions").add(instruction(subscription));
        return body;
    }

    /** What the API answers for a subscription: references are ids, dates have all their forms. */
    public ObjectNode answer(Subscription subscription, String action) {
        String language = subscription.language();
        Terms terms = subscription.terms();
        boolean eligible = "active".equals(subscription.state()) && !subscription.isAdhoc() && terms.pause() == null;
        ObjectNode body = head(subscription)
                .put("isSubscriptionEligibleForPauseByBuyer", eligible)
                .put("isPauseScheduled", terms.pause() != null && "active".equals(subscription.state()));
        Dates.putLongFamily(body, "changed", subscription.changed(), language);
        body.put("account", subscription.accountId()).put("product", subscription.product());
        middle(subscription, body);
        Dates.putFamilyWithIso(body, "end", terms.end(), language);
        Dates.putFamilyWithIso(body, "canceledDate", terms.canceled(), language);
        Dates.putFamilyWithIso(body, "deactivationDate", terms.deactivation(), language);
        Dates.putLongFamily(body, "next", subscription.next(), language);
        Dates.putLongFamily(body, "begin", subscription.begin(), language);
        Dates.putFamilyWithIso(body, "nextChargeDate", subscription.next(), language);
        Dates.putFamilyWithIso(body, "nextNotificationDate", subscription.next().minus(REMINDER_AHEAD), language);
        body.put("intervalUnitAbbreviation", ABBREVIATIONS.getOrDefault(subscription.intervalUnit(), "mo"))
                .put("intervalLengthGtOne", subscription.intervalLength() > 1);
        if (terms.pause() != null) {
            Dates.putFamilyWithIso(body, "pauseDate", terms.pause(), language);
            Dates.putFamilyWithIso(body, "resumeDate", terms.resume(), language);
        }
        if (!terms.addons().isEmpty()) {
            body.set("addons", addons(subscription));
        }
        body.putObject("fulfillments");
        ObjectNode instruction = instruction(subscription);
        Dates.putFamilyWithIso(instruction, "periodStartDate", subscription.begin(), language);
        Dates.putFamilyWithIso(instruction, "periodEndDate", null, language);
        Money money = new Money(subscription.currency(), language);
        money.putFamily(instruction, "totalWithTaxes", subscription.subtotal());
        body.putArray("instructions").add(instruction.put("isNotTrial", !"trial".equals(subscription.state())));
        body.put("initialOrderId", subscription.orderId())
                .put(
                        "initialOrderReference",
                        store.order(subscription.orderId())
                                .map(order -> order.reference())
                                .orElse(null));
        return body.put("action", action).put("result", "success");
    }

    /** Inside the event of a charge the references are ids, too. */
    public static ObjectNode insideCharge(Subscription subscription) {
        ObjectNode body = head(subscription);
        body.put("account", subscription.accountId()).put("product", subscription.product());
        middle(subscription, body);
        body.putObject("fulfillments");
        body.putArray("instructions").add(instruction(subscription));
        return body;
    }

    private static ArrayNode addons(Subscription subscription) {
        Money money = new Money(subscription.currency(), subscription.language());
        ArrayNode addons = Json.array();
        for (Subscription.Addon addon : subscription.terms().addons()) {
            ObjectNode body = addons.addObject()
                    .put("product", addon.product())
                    .put("sku", addon.sku())
                    .put("display", addon.display())
                    .put("quantity", addon.quantity());
            money.putFamily(body, "price", addon.price());
            money.putFamily(body, "discount", addon.discount());
            money.putFamily(body, "subtotal", addon.subtotal());
            body.putArray("discounts");
        }
        return addons;
    }

    /** Inside an order event the subscription is an object whose references are ids. */
    static ObjectNode insideOrder(Subscription subscription) {
        ObjectNode body = head(subscription);
        body.remove("quote");
        body.put("account", subscription.accountId()).put("product", subscription.product());
        middle(subscription, body);
        body.putArray("instructions").add(instruction(subscription));
        return body;
    }

    private static Product virtual(Subscription subscription) {
        return new Product(
                subscription.product(),
                Map.of("en", subscription.display()),
                Map.of("USD", subscription.price()),
                new Product.Plan(subscription.intervalUnit(), subscription.intervalLength()),
                subscription.sku());
    }

    private static ObjectNode head(Subscription subscription) {
        ObjectNode body = Json.object()
                .put("id", subscription.id())
                .putNull("quote")
                .put("subscription", subscription.id())
                .put("active", !"deactivated".equals(subscription.state()))
                .put("state", subscription.state());
        Dates.putFamily(body, "changed", subscription.changed(), subscription.language());
        return body.put("live", subscription.live()).put("currency", subscription.currency());
    }

    private static void middle(Subscription subscription, ObjectNode body) {
        Money money = new Money(subscription.currency(), subscription.language());
        String language = subscription.language();
        boolean adhoc = subscription.isAdhoc();
        Terms terms = subscription.terms();
        body.put("sku", subscription.sku())
                .put("display", subscription.display())
                .put("quantity", subscription.quantity())
                .put("adhoc", adhoc)
                .put("autoRenew", !adhoc && !terms.manualRenew());
        money.putFamily(body, "price", subscription.price());
        money.putFamily(body, "discount", subscription.discount());
        money.putFamily(body, "subtotal", subscription.subtotal());
        Dates.putFamily(body, "next", subscription.next(), language);
        Dates.putFamily(body, "end", terms.end(), language);
        Dates.putFamily(body, "canceledDate", terms.canceled(), language);
        Dates.putFamily(body, "deactivationDate", terms.deactivation(), language);
        body.put("sequence", terms.sequence()).putNull("periods").put("remainingPeriods", terms.remainingPeriods());
        Dates.putFamily(body, "begin", subscription.begin(), language);
        body.put("intervalUnit", subscription.intervalUnit())
                .put("intervalLength", subscription.intervalLength())
                .put("nextChargeCurrency", subscription.currency());
        Dates.putFamily(body, "nextChargeDate", subscription.next(), language);
        money.putFamily(body, "nextChargePreTax", subscription.total());
        money.putFamily(body, "nextChargeTotal", subscription.total());
        body.put("nextNotificationType", "PAYMENT_REMINDER");
        Dates.putFamily(body, "nextNotificationDate", subscription.next().minus(REMINDER_AHEAD), language);
        weekly(body.putObject("paymentReminder"));
        weekly(body.putObject("paymentOverdue")).put("total", 4).put("sent", 0);
        weekly(body.putObject("cancellationSetting").put("cancellation", "AFTER_LAST_NOTIFICATION"));
    }

    private static ObjectNode instruction(Subscription subscription) {
        Money money = new Money(subscription.currency(), subscription.language());
        BigDecimal quantity = BigDecimal.valueOf(subscription.quantity());
        ObjectNode body = Json.object()
                .put("product", subscription.product())
                .put("type", "trial".equals(subscription.state()) ? "trial" : "regular");
        Dates.putFamily(body, "periodStartDate", null, subscription.language());
        Dates.putFamily(body, "periodEndDate", null, subscription.language());
        body.put("intervalUnit", subscription.intervalUnit())
                .put("intervalLength", subscription.intervalLength())
                .put("discountPercent", 0)
                .put("discountPercentValue", 0)
                .put("discountPercentDisplay", "0%");
        money.putFamily(body, "discountTotal", subscription.discount().multiply(quantity));
        money.putFamily(body, "unitDiscount", subscription.discount());
        money.putFamily(body, "price", subscription.price());
        money.putFamily(body, "priceTotal", subscription.price().multiply(quantity));
        money.putFamily(body, "unitPrice", subscription.price());
        money.putFamily(body, "total", subscription.subtotal());
        return body;
    }

    private static ObjectNode weekly(ObjectNode setting) {
        return setting.put("intervalUnit", "week").put("intervalLength", 1);
    }
}

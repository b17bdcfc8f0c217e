package io.github.camelfastspring.simulator.payload;

import java.math.BigDecimal;
import java.time.Duration;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.camelfastspring.simulator.Product;
import io.github.camelfastspring.simulator.Store;
import io.github.camelfastspring.simulator.Subscription;

/** Subscriptions as events show them. */
public final class SubscriptionPayload {
    private static final Duration REMINDER_AHEAD = Duration.ofDays(7);

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
        body.putArray("addons");
        body.putObject("fulfillments");
        body.putArray("instructions").add(instruction(subscription));
        return body;
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
                java.util.Map.of("en", subscription.display()),
                java.util.Map.of("USD", subscription.price()),
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
        boolean adhoc = "adhoc".equals(subscription.intervalUnit());
        body.put("sku", subscription.sku())
                .put("display", subscription.display())
                .put("quantity", subscription.quantity())
                .put("adhoc", adhoc)
                .put("autoRenew", !adhoc);
        money.putFamily(body, "price", subscription.price());
        money.putFamily(body, "discount", subscription.discount());
        money.putFamily(body, "subtotal", subscription.subtotal());
        Dates.putFamily(body, "next", subscription.next(), language);
        Dates.putFamily(body, "end", null, language);
        Dates.putFamily(body, "canceledDate", null, language);
        Dates.putFamily(body, "deactivationDate", null, language);
        body.put("sequence", 1).putNull("periods").putNull("remainingPeriods");
        Dates.putFamily(body, "begin", subscription.begin(), language);
        body.put("intervalUnit", subscription.intervalUnit())
                .put("intervalLength", subscription.intervalLength())
                .put("nextChargeCurrency", subscription.currency());
        Dates.putFamily(body, "nextChargeDate", subscription.next(), language);
        money.putFamily(body, "nextChargePreTax", subscription.subtotal());
        money.putFamily(body, "nextChargeTotal", subscription.subtotal());
        body.put("nextNotificationType", "PAYMENT_REMINDER");
        Dates.putFamily(body, "nextNotificationDate", subscription.next().minus(REMINDER_AHEAD), language);
        weekly(body.putObject("paymentReminder"));
        weekly(body.putObject("paymentOverdue")).put("total", 4).put("sent", 0);
        weekly(body.putObject("cancellationSetting").put("cancellation", "AFTER_LAST_NOTIFICATION"));
    }

    private static ObjectNode instruction(Subscription subscription) {
        Money money = new Money(subscription.currency(), subscription.language());
        BigDecimal quantity = BigDecimal.valueOf(subscription.quantity());
        ObjectNode body = Json.object().put("product", subscription.product()).put("type", "regular");
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

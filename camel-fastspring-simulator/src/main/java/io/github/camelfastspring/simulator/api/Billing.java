package io.github.camelfastspring.simulator.api;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.camelfastspring.simulator.Account;
import io.github.camelfastspring.simulator.Order;
import io.github.camelfastspring.simulator.Store;
import io.github.camelfastspring.simulator.Subscription;
import io.github.camelfastspring.simulator.SubscriptionEntry;
import io.github.camelfastspring.simulator.payload.AccountPayload;
import io.github.camelfastspring.simulator.payload.Dates;
import io.github.camelfastspring.simulator.payload.Json;
import io.github.camelfastspring.simulator.payload.Money;
import io.github.camelfastspring.simulator.payload.OrderPayload;
import io.github.camelfastspring.simulator.payload.SubscriptionPayload;

/** Charges for subscriptions after the purchase: each books an order and publishes what became of it. */
final class Billing {
    private final Store store;

    Billing(Store store) {
        this.store = store;
    }

    /** Publishes an event of which a subscription is the data. */
    void publish(String type, Subscription subscription) {
        store.publish(type, subscription.live(), new SubscriptionPayload(store).event(subscription));
    }

    /**
     * Charges the price of a period.
     *
     * @return why it failed, empty if it succeeded
     */
    Optional<String> charge(Subscription subscription) {
        Optional<String> decline = store.takeDecline(subscription.id());
        if (decline.isPresent()) {
            failed(subscription, decline.get());
            return decline;
        }
        book(subscription, lines(subscription));
        return Optional.empty();
    }

    /** Charges some other amount. */
    Order chargeAmount(Subscription subscription, BigDecimal amount) {
        return book(subscription, List.of(line(subscription, amount, new BigDecimal("0.00"))));
    }

    /** Notes that an order paid a period. */
    void enter(Subscription subscription, String orderId, Instant begin, Instant next) {
        store.entries()
                .save(new SubscriptionEntry(
                        store.newId(), subscription.id(), orderId, store.now(), begin, Periods.plusDays(next, -1)));
    }

    private Order book(Subscription subscription, List<Order.Item> items) {
        Order order = new Order(
                store.newId(),
                store.newReference(),
                null,
                subscription.accountId(),
                account(subscription),
                store.now(),
                subscription.language(),
                subscription.currency(),
                subscription.live(),
                items,
                Json.object(),
                subscription.terms().coupon(),
                true);
        store.save(order);
        Instant begin = subscription.isAdhoc() ? Periods.day(store.now()) : Periods.start(subscription);
        enter(subscription, order.id(), begin, subscription.next());
        completed(subscription, order);
        return order;
    }

    private void completed(Subscription subscription, Order order) {
        ObjectNode data = Json.object();
        data.set("order", new OrderPayload(store).insideCharge(order));
        data.put("currency", order.currency()).putNull("quote");
        data.put("total", order.total()).put("status", "successful");
        Dates.putFamilyWithIso(data, "timestamp", order.changed(), order.language());
        data.put("sequence", subscription.terms().sequence()).putNull("periods");
        data.set("account", AccountPayload.event(account(subscription)));
        data.set("subscription", SubscriptionPayload.insideCharge(subscription));
        store.publish("subscription.charge.completed", order.live(), data);
    }

    private void failed(Subscription subscription, String reason) {
        ObjectNode data = Json.object().putNull("quote").put("reason", reason);
        data.set("account", AccountPayload.event(account(subscription)));
        data.set("subscription", SubscriptionPayload.insideCharge(subscription));
        store.publish("subscription.charge.failed", subscription.live(), data);
    }

    private Account account(Subscription subscription) {
        return store.account(subscription.accountId()).orElseThrow();
    }

    private static List<Order.Item> lines(Subscription subscription) {
        List<Order.Item> lines = new ArrayList<>();
        BigDecimal quantity = BigDecimal.valueOf(subscription.quantity());
        lines.add(line(
                subscription, subscription.subtotal(), subscription.discount().multiply(quantity)));
        subscription
                .terms()
                .addons()
                .forEach(addon -> lines.add(new Order.Item(
                        addon.product(),
                        addon.display(),
                        addon.sku(),
                        addon.quantity(),
                        addon.discount().multiply(BigDecimal.valueOf(addon.quantity())),
                        addon.subtotal(),
                        subscription.id(),
                        Json.object())));
        return lines;
    }

    private static Order.Item line(Subscription subscription, BigDecimal subtotal, BigDecimal discount) {
        return new Order.Item(
                subscription.product(),
                subscription.display(),
                subscription.sku(),
                subscription.quantity(),
                discount,
                subtotal,
                subscription.id(),
                Json.object());
    }

    /** The unit price of a product in a currency; what lacks the currency costs the amount in USD. */
    static BigDecimal price(io.github.camelfastspring.simulator.Product product, String currency) {
        return product.price().getOrDefault(currency, product.price().get(Money.PAYOUT));
    }
}

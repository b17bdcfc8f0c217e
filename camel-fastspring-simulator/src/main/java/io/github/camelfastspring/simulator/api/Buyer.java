package io.github.camelfastspring.simulator.api;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.camelfastspring.simulator.Account;
import io.github.camelfastspring.simulator.Order;
import io.github.camelfastspring.simulator.Product;
import io.github.camelfastspring.simulator.Product.Plan;
import io.github.camelfastspring.simulator.Session;
import io.github.camelfastspring.simulator.Session.Status;
import io.github.camelfastspring.simulator.Store;
import io.github.camelfastspring.simulator.Subscription;
import io.github.camelfastspring.simulator.Subscription.Terms;
import io.github.camelfastspring.simulator.payload.Json;
import io.github.camelfastspring.simulator.payload.Money;
import io.github.camelfastspring.simulator.payload.OrderPayload;
import io.github.camelfastspring.simulator.payload.SubscriptionPayload;

/** The simulated buyer, who completes checkouts. */
public final class Buyer {
    private static final BigDecimal NOTHING = new BigDecimal("0.00");

    private final Store store;
    private final CartPricer pricer;
    private final AccountRegistry accounts;
    private final CouponBook coupons;
    private final Billing billing;

    public Buyer(Store store) {
        this.store = store;
        this.pricer = new CartPricer(store);
        this.accounts = new AccountRegistry(store);
        this.coupons = new CouponBook(store);
        this.billing = new Billing(store);
    }

    /**
     * @throws IllegalStateException if the session cannot be bought; the message says why
     */
    public Order buy(String sessionId) {
        return store.atomically(() -> {
            Session session = store.session(sessionId)
                    .orElseThrow(() -> new IllegalStateException("Session " + sessionId + " is unknown"));
            requireBuyable(session);
            return complete(session);
        });
    }

    private void requireBuyable(Session session) {
        Status status = session.statusAt(store.now());
        if (status != Status.OPEN) {
            throw new IllegalStateException("Session " + session.id() + " is "
                    + (status == Status.EXPIRED ? "expired since " + session.expires() : "concluded already"));
        }
        if (session.items().isEmpty()) {
            throw new IllegalStateException("The cart of session " + session.id() + " is empty");
        }
    }

    /** Concludes a session that is known to be buyable. */
    Order complete(Session session) {
        Instant now = store.now();
        Account account = accounts.of(session);
        String orderId = store.newId();
        PricedCart cart = pricer.price(session);
        String coupon = cart.couponApplied() ? session.couponCode() : null;
        List<Order.Item> items = new ArrayList<>();
        List<Subscription> started = new ArrayList<>();
        for (PricedItem item : cart.items()) {
            String subscriptionId = item.plan() == null ? null : store.newId();
            boolean free = subscriptionId != null && trialDays(item) > 0;
            items.add(new Order.Item(
                    item.line().product(),
                    item.display(),
                    item.sku(),
                    item.line().quantity(),
                    free ? NOTHING : item.discountTotal(),
                    free ? NOTHING : item.netTotal(),
                    subscriptionId,
                    attributes(item)));
            if (subscriptionId != null) {
                started.add(subscription(subscriptionId, item, session, account, orderId, coupon));
            }
        }
        Order order = new Order(
                orderId,
                store.newReference(),
                session.id(),
                account.id(),
                account,
                now,
                session.locale(),
                cart.currency(),
                session.live(),
                items,
                session.orderTags(),
                coupon,
                false);
        started.forEach(store::save);
        store.save(order);
        started.forEach(each -> billing.enter(each, orderId, each.begin(), each.next()));
        if (order.couponCode() != null) {
            coupons.use(order.couponCode());
        }
        store.save(session.withCustomer(session.customer().deepCopy().put("accountId", account.id()))
                .withOrder(orderId));
        publish(order, started, store.now());
        return order;
    }

    /** Each event a millisecond after the one before, so that a list shows them in the order of the purchase. */
    private void publish(Order order, List<Subscription> started, Instant now) {
        long created = now.toEpochMilli();
        store.publish("order.completed", order.live(), new OrderPayload(store).event(order), ++created);
        for (Subscription subscription : started) {
            store.publish(
                    "subscription.activated",
                    order.live(),
                    new SubscriptionPayload(store).event(subscription),
                    ++created);
        }
    }

    private Subscription subscription(
            String id, PricedItem item, Session session, Account account, String orderId, String coupon) {
        Plan plan = item.plan();
        Instant now = store.now();
        Instant begin = Periods.day(now);
        int trialDays = trialDays(item);
        return new Subscription(
                id,
                account.id(),
                orderId,
                item.line().product(),
                item.display(),
                item.sku(),
                item.line().quantity(),
                Money.currencyOf(session.country()),
                item.unitList(),
                item.unitDiscount(),
                trialDays > 0 ? "trial" : "active",
                now,
                begin,
                trialDays > 0
                        ? Periods.plusDays(begin, trialDays)
                        : Periods.plus(begin, plan.interval(), plan.intervalLength()),
                plan.interval(),
                plan.intervalLength(),
                session.live(),
                session.locale(),
                terms(item, coupon));
    }

    private Terms terms(PricedItem item, String couponCode) {
        Terms usual = Terms.NEW;
        return new Terms(
                null,
                null,
                null,
                null,
                null,
                null,
                usual.sequence(),
                usual.manualRenew(),
                product(item).map(Product::paymentCollected).orElse(true),
                null,
                couponCode,
                usual.addons());
    }

    /** Only products of the catalogue have trials here, not lines of a session. */
    private int trialDays(PricedItem item) {
        return product(item).map(Product::trialDays).orElse(0);
    }

    private Optional<Product> product(PricedItem item) {
        return store.product(item.line().product());
    }

    private static ObjectNode attributes(PricedItem item) {
        JsonNode attributes = item.line().details().path("attributes");
        return attributes.isObject() ? attributes.deepCopy() : Json.object();
    }
}

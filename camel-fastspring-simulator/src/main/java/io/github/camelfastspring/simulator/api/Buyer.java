package io.github.camelfastspring.simulator.api;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.github.camelfastspring.simulator.Account;
import io.github.camelfastspring.simulator.Order;
import io.github.camelfastspring.simulator.Product.Plan;
import io.github.camelfastspring.simulator.Session;
import io.github.camelfastspring.simulator.Session.Status;
import io.github.camelfastspring.simulator.Store;
import io.github.camelfastspring.simulator.Subscription;
import io.github.camelfastspring.simulator.payload.Money;
import io.github.camelfastspring.simulator.payload.OrderPayload;
import io.github.camelfastspring.simulator.payload.SubscriptionPayload;

/** The simulated buyer, who completes checkouts. */
public final class Buyer {
    private static final Map<String, ChronoUnit> UNITS = Map.of(
            "day", ChronoUnit.DAYS, "week", ChronoUnit.WEEKS, "month", ChronoUnit.MONTHS, "year", ChronoUnit.YEARS);

    private final Store store;
    private final CartPricer pricer;
    private final AccountRegistry accounts;

    public Buyer(Store store) {
        this.store = store;
        this.pricer = new CartPricer(store);
        this.accounts = new AccountRegistry(store);
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

    private Order complete(Session session) {
        Instant now = store.now();
        Account account = accounts.of(session);
        String orderId = store.newId();
        PricedCart cart = pricer.price(session);
        List<Order.Item> items = new ArrayList<>();
        List<Subscription> started = new ArrayList<>();
        for (PricedItem item : cart.items()) {
            String subscriptionId = item.plan() == null ? null : store.newId();
            items.add(new Order.Item(
                    item.line().product(),
                    item.display(),
                    item.sku(),
                    item.line().quantity(),
                    item.discountTotal(),
                    item.netTotal(),
                    subscriptionId));
            if (subscriptionId != null) {
                started.add(subscription(subscriptionId, item, session, account, orderId, now));
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
                session.orderTags());
        started.forEach(store::save);
        store.save(order);
        store.save(session.withCustomer(session.customer().deepCopy().put("accountId", account.id()))
                .withOrder(orderId));
        publish(order, started, now);
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

    private static Subscription subscription(
            String id, PricedItem item, Session session, Account account, String orderId, Instant now) {
        Plan plan = item.plan();
        ZonedDateTime begin = now.atZone(ZoneOffset.UTC).truncatedTo(ChronoUnit.DAYS);
        // A managed subscription ("adhoc") is charged on demand; it still shows a next date.
        ZonedDateTime next = begin.plus(plan.intervalLength(), UNITS.getOrDefault(plan.interval(), ChronoUnit.MONTHS));
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
                "active",
                now,
                begin.toInstant(),
                next.toInstant(),
                plan.interval(),
                plan.intervalLength(),
                session.live(),
                session.locale());
    }
}

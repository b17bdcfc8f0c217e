package io.github.camelfastspring.simulator.api;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.github.camelfastspring.simulator.Account;
import io.github.camelfastspring.simulator.Order;
import io.github.camelfastspring.simulator.Store;
import io.github.camelfastspring.simulator.Subscription;

/** Finds accounts by one condition. */
final class AccountSearch {
    /** The order's id has been spelled in two ways over the years. */
    static final List<String> CONDITIONS = List.of(
            "email",
            "custom",
            "global",
            "orderId",
            "orderID",
            "orderReference",
            "subscriptionId",
            "products",
            "subscriptions",
            "refunds");

    private static final Map<String, Set<String>> STATES = Map.of(
            "active", Set.of("active", "trial"),
            "ended", Set.of("deactivated"),
            "canceled", Set.of("canceled"),
            "started", Set.of("active", "trial", "overdue", "canceled", "paused", "deactivated"));

    private final Store store;

    AccountSearch(Store store) {
        this.store = store;
    }

    /** The accounts that meet a condition. */
    List<Account> find(String condition, String value, String action) {
        return switch (condition) {
            case "email" -> accounts(account -> account.contact().email().equalsIgnoreCase(value));
            case "custom" -> accounts(account -> value.equals(account.customKey()));
            case "global" -> accounts(account -> value.equals(account.globalKey()));
            case "orderId", "orderID" -> owners(orders(order -> order.id().equals(value)));
            case "orderReference" -> owners(orders(order -> order.reference().equals(value)));
            case "products" -> owners(orders(order -> order.item(value).isPresent()));
            case "subscriptionId" ->
                owners(subscriptions(subscription -> subscription.id().equals(value)));
            case "subscriptions" -> byState(value, action);
            default -> byRefund(value, action);
        };
    }

    private List<Account> byState(String value, String action) {
        if (!STATES.containsKey(value)) {
            throw Items.failed(action, "subscriptions", "Supported value: active, ended, canceled, started");
        }
        return owners(subscriptions(subscription -> STATES.get(value).contains(subscription.state())));
    }

    private List<Account> byRefund(String value, String action) {
        if (!"true".equals(value)) {
            throw Items.failed(action, "refunds", "Supported value: true");
        }
        return owners(orders(order ->
                store.returns().all().stream().anyMatch(each -> each.orderId().equals(order.id()))));
    }

    private List<Account> accounts(Predicate<Account> filter) {
        return store.accounts().stream().filter(filter).toList();
    }

    private Stream<String> orders(Predicate<Order> filter) {
        return store.orders().stream().filter(filter).map(Order::accountId);
    }

    private Stream<String> subscriptions(Predicate<Subscription> filter) {
        return store.subscriptions().stream().filter(filter).map(Subscription::accountId);
    }

    private List<Account> owners(Stream<String> ids) {
        Set<String> wanted = ids.collect(java.util.stream.Collectors.toSet());
        return accounts(account -> wanted.contains(account.id()));
    }
}

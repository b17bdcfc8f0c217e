package io.github.camelfastspring.simulator.api;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import io.github.camelfastspring.simulator.Order;
import io.github.camelfastspring.simulator.Store;

/**
 * The filters of the list of orders. Days are in UTC, {@code begin} and {@code end} included; {@code end} alone means
 * the 30 days up to it, {@code days} those up to now. All orders of the simulator are completed.
 */
final class OrderFilter {
    private static final int DAYS_BEFORE_END = 30;

    private final Store store;

    OrderFilter(Store store) {
        this.store = store;
    }

    List<Order> orders(Map<String, String> query, String action) {
        Predicate<Order> wanted = dates(query, action)
                .and(products(query.get("products")))
                .and(flag(query, "rebill", Order::rebill, action))
                .and(flag(query, "returns", this::hasReturns, action))
                .and(scope(query, action))
                .and(status(query, action));
        return store.orders().stream().filter(wanted).toList();
    }

    private Predicate<Order> dates(Map<String, String> query, String action) {
        Instant begin = day(query, "begin", action);
        Instant end = day(query, "end", action);
        String days = query.get("days");
        if (days != null && !days.matches("[0-9]{1,5}")) {
            throw Items.failed(action, "days", "Invalid days");
        }
        if (begin != null && end != null && !begin.isBefore(end)) {
            throw Items.failed(action, "begin", "Begin must be at least a day before end");
        }
        Instant from = begin != null
                ? begin
                : end != null
                        ? Periods.plusDays(end, -DAYS_BEFORE_END)
                        : days != null ? Periods.plusDays(store.now(), -Integer.parseInt(days)) : Instant.MIN;
        Instant to = end == null ? Instant.MAX : Periods.plusDays(end, 1);
        return order -> !order.changed().isBefore(from) && order.changed().isBefore(to);
    }

    private static Instant day(Map<String, String> query, String name, String action) {
        String text = query.get(name);
        if (text == null) {
            return null;
        }
        try {
            return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeParseException e) {
            throw Items.failed(action, name, "Invalid " + name + " date");
        }
    }

    private static Predicate<Order> products(String paths) {
        if (paths == null) {
            return order -> true;
        }
        Set<String> wanted =
                Set.of(java.util.Arrays.stream(paths.split(",")).distinct().toArray(String[]::new));
        return order -> order.items().stream().anyMatch(item -> wanted.contains(item.product()));
    }

    private boolean hasReturns(Order order) {
        return store.returns().all().stream().anyMatch(each -> each.orderId().equals(order.id()));
    }

    private static Predicate<Order> flag(Map<String, String> query, String name, Predicate<Order> has, String action) {
        String value = oneOf(query, name, List.of("true", "false"), action);
        return order -> value == null || has.test(order) == Boolean.parseBoolean(value);
    }

    private static Predicate<Order> scope(Map<String, String> query, String action) {
        String value = oneOf(query, "scope", List.of("all", "live", "test"), action);
        return order -> value == null || "all".equals(value) || order.live() == "live".equals(value);
    }

    private static Predicate<Order> status(Map<String, String> query, String action) {
        String value = oneOf(query, "status", List.of("completed", "canceled", "cancelled", "failed"), action);
        return order -> value == null || "completed".equals(value);
    }

    private static String oneOf(Map<String, String> query, String name, List<String> values, String action) {
        String value = query.get(name);
        if (value != null && !values.contains(value)) {
            throw Items.failed(action, name, "Supported value: " + String.join(", ", values));
        }
        return value;
    }
}

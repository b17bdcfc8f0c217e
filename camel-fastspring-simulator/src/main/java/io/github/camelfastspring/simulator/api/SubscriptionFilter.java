package io.github.camelfastspring.simulator.api;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

import io.github.camelfastspring.simulator.Store;
import io.github.camelfastspring.simulator.Subscription;

/**
 * The filters of the list of subscriptions; {@code begin} and {@code end} have an effect only with {@code event}. Active
 * ones include trials. There are no custom references, so a filter by one finds nothing.
 */
final class SubscriptionFilter {
    private static final String ACTION = "subscription.getall";
    private static final Set<String> NO_FILTER = Set.of("begin", "end", "page", "limit");
    private static final List<String> EVENTS =
            List.of("canceled", "charged", "created", "deactivated", "trialended", "trialstarted");
    private static final List<String> STATUSES = List.of("active", "canceled", "deactivated", "overdue", "trial");

    private final Store store;

    SubscriptionFilter(Store store) {
        this.store = store;
    }

    static boolean wantsObjects(Map<String, String> query) {
        return query.keySet().stream().anyMatch(name -> !NO_FILTER.contains(name));
    }

    List<Subscription> subscriptions(Map<String, String> query) {
        String account = query.get("accountId");
        Set<String> products = query.containsKey("products")
                ? new java.util.HashSet<>(List.of(query.get("products").split(",")))
                : Set.of();
        String scope = oneOf(query, "scope", List.of("all", "live", "test"));
        String status = oneOf(query, "status", STATUSES);
        Predicate<Subscription> wanted = each -> (account == null || account.equals(each.accountId()))
                && (products.isEmpty() || products.contains(each.product()))
                && (scope == null || "all".equals(scope) || each.live() == "live".equals(scope))
                && (status == null || hasStatus(each, status))
                && !query.containsKey("customReferenceId");
        return store.subscriptions().stream()
                .filter(wanted.and(happened(query)))
                .toList();
    }

    private static boolean hasStatus(Subscription subscription, String status) {
        return status.equals(subscription.state()) || "active".equals(status) && "trial".equals(subscription.state());
    }

    private Predicate<Subscription> happened(Map<String, String> query) {
        String event = oneOf(query, "event", EVENTS);
        Instant begin = day(query, "begin");
        Instant end = day(query, "end");
        if (event == null) {
            return each -> true;
        }
        Instant from = begin == null ? Instant.MIN : begin;
        Instant to = end == null ? Instant.MAX : Periods.plusDays(end, 1);
        return each -> moments(each, event).stream().anyMatch(when -> !when.isBefore(from) && when.isBefore(to));
    }

    private List<Instant> moments(Subscription subscription, String event) {
        Instant canceled = subscription.terms().canceled();
        Instant ended = "deactivated".equals(subscription.state())
                ? subscription.terms().deactivation()
                : null;
        return switch (event) {
            case "created" -> List.of(subscription.begin());
            case "canceled" -> canceled == null ? List.of() : List.of(canceled);
            case "deactivated" -> ended == null ? List.of() : List.of(ended);
            case "charged" ->
                store.entries().all().stream()
                        .filter(entry -> entry.subscriptionId().equals(subscription.id()))
                        .map(entry -> entry.created())
                        .toList();
            case "trialstarted" -> "trial".equals(subscription.state()) ? List.of(subscription.begin()) : List.of();
            default -> List.of();
        };
    }

    private static Instant day(Map<String, String> query, String name) {
        try {
            return query.containsKey(name)
                    ? LocalDate.parse(query.get(name))
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant()
                    : null;
        } catch (DateTimeParseException e) {
            throw Items.failed(ACTION, name, "Invalid " + name + " date");
        }
    }

    private static String oneOf(Map<String, String> query, String name, List<String> values) {
        String value = query.get(name);
        if (value != null && !values.contains(value)) {
            throw Items.failed(ACTION, name, "Supported value: " + String.join(", ", values));
        }
        return value;
    }
}

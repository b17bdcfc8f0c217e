package io.github.camelfastspring.simulator.api;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import io.github.camelfastspring.simulator.Account;
import io.github.camelfastspring.simulator.Order;
import io.github.camelfastspring.simulator.Store;
import io.github.camelfastspring.simulator.Subscription;
import io.github.camelfastspring.simulator.payload.Dates;
import io.github.camelfastspring.simulator.payload.Money;

/**
 * The rows of reports: one for each line of an order, or for each subscription. Groups are not summed up; columns of
 * which the simulator knows nothing are null.
 */
final class ReportRows {
    private static final JsonNodeFactory NODES = JsonNodeFactory.withExactBigDecimals(true);
    private static final Map<String, Integer> PER_YEAR = Map.of("day", 365, "week", 52, "month", 12, "year", 1);

    private final Store store;

    ReportRows(Store store) {
        this.store = store;
    }

    List<Map<String, JsonNode>> of(String name, JsonNode request, List<String> columns) {
        List<Map<String, Object>> all = "RevenueReport".equals(name) ? revenue() : subscriptions();
        return all.stream()
                .filter(row -> isWanted(row, request.path("filter")))
                .map(row -> {
                    Map<String, JsonNode> shown = new LinkedHashMap<>();
                    columns.forEach(column -> shown.put(column, node(row.get(column))));
                    return shown;
                })
                .toList();
    }

    /** The rows as lines, the first with the names of the columns. */
    static String csv(List<Map<String, JsonNode>> rows, List<String> columns) {
        return rows.stream()
                .map(row -> row.values().stream()
                        .map(value -> quoted(value.asText("")))
                        .collect(Collectors.joining(",")))
                .collect(Collectors.joining("\n", String.join(",", columns) + "\n", rows.isEmpty() ? "" : "\n"));
    }

    private static String quoted(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n');
        return "null".equals(text) ? "" : plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    private List<Map<String, Object>> revenue() {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Order order : store.orders()) {
            Money money = new Money(order.currency(), "en");
            for (Order.Item item : order.items()) {
                Map<String, Object> row = buyer(order.buyer());
                product(row, item.product(), item.display());
                row.put("order_id", order.id());
                row.put("coupon", order.couponCode());
                row.put("discount", item.discount());
                row.put("subscription_true_false", item.subscriptionId() != null);
                row.put("return_true_false", false);
                row.put("chargeback_true_false", false);
                row.put("tax", new BigDecimal("0.00"));
                row.put("tax_in_usd", new BigDecimal("0.00"));
                row.put("income", item.subtotal());
                row.put("income_in_usd", money.inPayoutCurrency(item.subtotal()));
                row.put("transaction_amount", item.subtotal());
                row.put("transaction_amount_in_usd", money.inPayoutCurrency(item.subtotal()));
                row.put("transaction_currency", order.currency());
                row.put("transaction_date", Dates.isoDay(order.changed()));
                row.put("transaction_item_count", item.quantity());
                row.put("product_units", item.quantity());
                row.put("date", Dates.isoDay(order.changed()));
                rows.add(row);
            }
        }
        return rows;
    }

    private List<Map<String, Object>> subscriptions() {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Subscription subscription : store.subscriptions()) {
            Map<String, Object> row = store.account(subscription.accountId())
                    .map(ReportRows::buyer)
                    .orElseGet(LinkedHashMap::new);
            product(row, subscription.product(), subscription.display());
            boolean ended = "deactivated".equals(subscription.state());
            BigDecimal yearly = ended
                    ? new BigDecimal("0.00")
                    : subscription
                            .total()
                            .multiply(BigDecimal.valueOf(PER_YEAR.getOrDefault(subscription.intervalUnit(), 12)))
                            .divide(
                                    BigDecimal.valueOf(Math.max(1, subscription.intervalLength())),
                                    2,
                                    RoundingMode.HALF_UP);
            row.put("subscription_id", subscription.id());
            row.put("subscription_status", subscription.state());
            row.put("subscription_quantity", subscription.quantity());
            row.put("subscription_start_date", Dates.isoDay(subscription.begin()));
            row.put("subscriptions", ended ? 0 : 1);
            row.put("subscribers", ended ? 0 : 1);
            row.put("subscriber_loss", ended ? 1 : 0);
            row.put("activations", 1);
            row.put("cancellations", subscription.terms().canceled() == null ? 0 : 1);
            row.put("arr", yearly);
            row.put("mrr", yearly.divide(BigDecimal.valueOf(12), 2, RoundingMode.HALF_UP));
            row.put("average_mrr", row.get("mrr"));
            row.put("transaction_currency", subscription.currency());
            row.put("coupon", subscription.terms().coupon());
            row.put("date", Dates.isoDay(subscription.begin()));
            rows.add(row);
        }
        return rows;
    }

    private static Map<String, Object> buyer(Account account) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("buyer_id", account.id());
        row.put("buyer_email", account.contact().email());
        row.put("country_iso", account.country());
        row.put("country_name", new java.util.Locale("", account.country()).getDisplayCountry(java.util.Locale.US));
        row.put("company_id", "EXAMPLE1");
        row.put("company_name", "Example Company");
        row.put("store_id", "EXAMPLESTORE1");
        row.put("store_name", "examplestore");
        return row;
    }

    private static void product(Map<String, Object> row, String path, String display) {
        row.put("product_path", path);
        row.put("product_name", display + " (" + path + ")");
        row.put("product_display_name", display);
    }

    private static boolean isWanted(Map<String, Object> row, JsonNode filter) {
        String date = String.valueOf(row.get("date"));
        return date.compareTo(day(filter, "startDate", "0000-00-00")) >= 0
                && date.compareTo(day(filter, "endDate", "9999-99-99")) <= 0
                && isIn(filter.path("countryISO"), row.get("country_iso"))
                && isIn(filter.path("productPaths"), row.get("product_path"))
                && isIn(filter.path("productNames"), row.get("product_name"));
    }

    private static String day(JsonNode filter, String name, String fallback) {
        String text = filter.path(name).asText(fallback);
        return text.length() > 10 ? text.substring(0, 10) : text;
    }

    private static boolean isIn(JsonNode wanted, Object value) {
        if (wanted.isEmpty()) {
            return true;
        }
        for (JsonNode each : wanted) {
            if (each.asText().equals(value)) {
                return true;
            }
        }
        return false;
    }

    private static JsonNode node(Object value) {
        return value == null
                ? NODES.nullNode()
                : value instanceof BigDecimal amount
                        ? NODES.numberNode(amount)
                        : value instanceof Integer number
                                ? NODES.numberNode(number)
                                : value instanceof Boolean flag
                                        ? NODES.booleanNode(flag)
                                        : NODES.textNode(value.toString());
    }
}

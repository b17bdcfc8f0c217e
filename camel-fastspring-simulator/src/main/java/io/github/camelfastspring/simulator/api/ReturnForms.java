package io.github.camelfastspring.simulator.api;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

import io.github.camelfastspring.simulator.Order;
import io.github.camelfastspring.simulator.Return;
import io.github.camelfastspring.simulator.Store;

/** Makes returns of what requests say: full ones of all that remains, partial ones of amounts of products. */
final class ReturnForms {
    private static final Set<String> REASONS = Set.of(
            "COMPATIBILITY_ISSUE",
            "DISCOUNT",
            "DUPLICATE_ORDER",
            "FRAUDULENT",
            "ORDER_ERROR",
            "PRODUCT_DIFFERENCE",
            "PRODUCT_NOT_RECEIVED",
            "TAX_REFUND",
            "OTHER");

    private final Store store;

    ReturnForms(Store store) {
        this.store = store;
    }

    /** What is wrong with a return. */
    static final class Invalid extends Exception {
        private final String code;

        Invalid(String code, String message) {
            super(message, null, false, false);
            this.code = code;
        }

        String code() {
            return code;
        }
    }

    Return make(Order order, JsonNode sent) throws Invalid {
        String type = sent.path("refundType").asText("FULL").toUpperCase(Locale.ROOT);
        boolean full = "FULL".equals(type);
        if (!full && !"PARTIAL".equals(type)) {
            throw new Invalid("REFUND_TYPE_ERROR", "The refundType must be full or partial.");
        }
        List<Return.Item> items = full ? everything(order) : parts(order, sent);
        String reason = sent.path("reason").asText("NONE").toUpperCase(Locale.ROOT);
        long before = of(order).size();
        return new Return(
                store.newId(),
                order.reference() + (char) ('A' + before % 26),
                order.id(),
                store.now(),
                REASONS.contains(reason) ? reason : "NONE",
                sent.path("note").asText(null),
                full,
                items);
    }

    private List<Return.Item> everything(Order order) throws Invalid {
        List<Return.Item> items = new ArrayList<>();
        for (Order.Item line : order.items()) {
            BigDecimal left = remaining(order, line);
            if (left.signum() > 0) {
                items.add(new Return.Item(line.product(), left));
            }
        }
        if (items.isEmpty()) {
            throw nothingLeft();
        }
        return items;
    }

    private List<Return.Item> parts(Order order, JsonNode sent) throws Invalid {
        JsonNode parts = sent.path("items");
        if (parts.isMissingNode() || parts.isNull()) {
            throw new Invalid("RETURN_ITEMS_ARRAY_ERROR", "A partial return needs items.");
        }
        if (!parts.isArray()) {
            throw new Invalid("RETURN_ITEMS_NOT_AN_ARRAY_ERROR", "The items must be an array.");
        }
        if (parts.isEmpty()) {
            throw new Invalid("RETURN_ITEMS_ARRAY_EMPTY_ERROR", "The items must not be empty.");
        }
        Set<String> seen = new HashSet<>();
        List<Return.Item> items = new ArrayList<>();
        for (JsonNode part : parts) {
            Order.Item line = line(order, part);
            if (!seen.add(line.product())) {
                throw new Invalid("RETURN_ITEMS_PRODUCT_DUPLICATED_ERROR", "A product is in the items twice.");
            }
            items.add(new Return.Item(line.product(), amount(order, line, part.path("amount"))));
        }
        return items;
    }

    private static Order.Item line(Order order, JsonNode part) throws Invalid {
        if (!part.isObject()) {
            throw malformed();
        }
        JsonNode product = part.path("product");
        if (product.isMissingNode() || product.isNull()) {
            throw new Invalid("RETURN_ITEMS_PRODUCT_NOT_SPECIFIED_ERROR", "An item lacks its product.");
        }
        if (!product.isTextual()) {
            throw malformed();
        }
        if (product.asText().isBlank()) {
            throw new Invalid("RETURN_ITEMS_PRODUCT_EMPTY_ERROR", "The product of an item is empty.");
        }
        return order.item(product.asText())
                .orElseThrow(() -> new Invalid(
                        "RETURN_ITEMS_PRODUCT_NOT_FOUND_ERROR", "The product of an item is not in the order."));
    }

    private BigDecimal amount(Order order, Order.Item line, JsonNode sent) throws Invalid {
        if (sent.isMissingNode() || sent.isNull()) {
            throw new Invalid("RETURN_ITEMS_AMOUNT_NOT_SPECIFIED_ERROR", "An item lacks its amount.");
        }
        if (!sent.isNumber()) {
            throw malformed();
        }
        BigDecimal amount = sent.decimalValue();
        if (amount.signum() <= 0) {
            throw new Invalid("RETURN_ITEMS_AMOUNT_ZERO_ERROR", "The amount must be above zero.");
        }
        int scale = Currency.getInstance(order.currency()).getDefaultFractionDigits();
        if (amount.stripTrailingZeros().scale() > scale) {
            throw new Invalid(
                    "RETURN_ITEMS_AMOUNT_CURRENCY_SCALE_MISMATCH",
                    "The amount may have " + scale + " decimal places in " + order.currency() + ".");
        }
        BigDecimal left = remaining(order, line);
        if (left.signum() == 0) {
            throw nothingLeft();
        }
        if (amount.compareTo(left) > 0) {
            throw new Invalid(
                    "RETURN_ITEMS_AMOUNT_GREATER_THAN_ORIGINAL_ITEM_ERROR", "The amount is above that of the line.");
        }
        return amount.setScale(2);
    }

    private BigDecimal remaining(Order order, Order.Item line) {
        return of(order).stream()
                .flatMap(each -> each.items().stream())
                .filter(item -> item.product().equals(line.product()))
                .map(Return.Item::amount)
                .reduce(line.subtotal(), BigDecimal::subtract);
    }

    private List<Return> of(Order order) {
        return store.returns().all().stream()
                .filter(each -> each.orderId().equals(order.id()))
                .toList();
    }

    private static Invalid malformed() {
        return new Invalid("RETURN_ITEMS_ELEMENTS_INVALID_FORMAT", "An item is a product (text) and an amount.");
    }

    private static Invalid nothingLeft() {
        return new Invalid("RETURN_ITEMS_NO_REMAINING_AMOUNT_ERROR", "Nothing is left to return.");
    }
}

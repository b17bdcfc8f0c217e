package io.github.camelfastspring.simulator.payload;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.camelfastspring.simulator.Order;
import io.github.camelfastspring.simulator.Return;
import io.github.camelfastspring.simulator.Store;

/** Returns as the API and as events show them. */
public final class ReturnPayload {
    private static final BigDecimal NOTHING = new BigDecimal("0.00");

    private final Store store;

    public ReturnPayload(Store store) {
        this.store = store;
    }

    /** What create and get answer for a return. */
    public ObjectNode answer(Return returned, String action) {
        return body(returned, false).put("action", action).put("result", "success");
    }

    /** The data of {@code return.created}, expanded. */
    public ObjectNode event(Return returned) {
        return body(returned, true);
    }

    private ObjectNode body(Return returned, boolean expanded) {
        Order order = store.order(returned.orderId()).orElseThrow();
        Money money = new Money(order.currency(), order.language());
        ObjectNode body = Json.object()
                .put("return", returned.id())
                .putNull("quote")
                .put("reference", returned.reference())
                .put("completed", true);
        Dates.putFamilyWithIso(body, "changed", returned.created(), order.language());
        body.put("live", order.live());
        if (expanded) {
            body.set("account", AccountPayload.eventOfReturn(order.buyer()));
        } else {
            body.put("account", order.accountId());
        }
        body.put("currency", order.currency()).put("payoutCurrency", Money.PAYOUT);
        money.putFamily(body, "totalReturn", returned.total());
        money.putFamily(body, "tax", NOTHING);
        money.putFamily(body, "subtotal", returned.total());
        body.put("totalRefundInPayoutCurrency", money.inPayoutCurrency(returned.total()));
        body.putObject("payment").put("type", "test").put("cardEnding", "4242");
        body.put("reason", words(returned.reason()))
                .put("note", returned.note())
                .put("type", "RETURN")
                .put("refundPerformerType", "api")
                .put("refundSourceComponent", "refund");
        body.set("original", original(order, money));
        body.set("customer", AccountPayload.contact(order.buyer()).put("subscribed", true));
        ArrayNode items = body.putArray("items");
        returned.items().forEach(item -> items.add(item(item, returned, order, money, expanded)));
        return body.put("refundPerformer", "api@example.com");
    }

    private static ObjectNode original(Order order, Money money) {
        ObjectNode original = Json.object()
                .put("id", order.id())
                .put("order", order.id())
                .put("reference", order.reference())
                .put("account", order.accountId())
                .put("currency", order.currency())
                .put("payoutCurrency", Money.PAYOUT);
        money.putFamily(original, "total", order.total());
        money.putFamily(original, "tax", NOTHING);
        money.putFamily(original, "subtotal", order.total());
        original.putArray("notes");
        if (!order.tags().isEmpty()) {
            original.set("tags", order.tags());
        }
        return original;
    }

    private static ObjectNode item(Return.Item item, Return returned, Order order, Money money, boolean expanded) {
        Order.Item line = order.item(item.product()).orElseThrow();
        ObjectNode body = Json.object()
                .put("product", line.product())
                // A part of the amount is no part of the quantity.
                .put("quantity", returned.full() ? line.quantity() : 0)
                .put("display", line.display())
                .put("sku", line.sku())
                .put("refundType", returned.full() ? "Full Refund" : "Partial Refund");
        money.putFamily(body, "subtotal", item.amount());
        if (expanded) {
            body.putObject("fulfillments");
        } else if (!line.attributes().isEmpty()) {
            body.set("attributes", line.attributes());
        }
        body.putObject("withholdings").put("taxWithholdings", false);
        return body;
    }

    /** {@code DUPLICATE_ORDER} is shown as Duplicate Order. */
    private static String words(String code) {
        return Arrays.stream(code.toLowerCase(java.util.Locale.ROOT).split("_"))
                .map(word -> word.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining(" "));
    }
}

package io.github.camelfastspring.simulator.payload;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.camelfastspring.simulator.Account;
import io.github.camelfastspring.simulator.Account.Address;
import io.github.camelfastspring.simulator.Order;
import io.github.camelfastspring.simulator.Return;
import io.github.camelfastspring.simulator.Store;

/** Orders as the API shows them (references are ids) and as expanded events do (references are objects). */
public final class OrderPayload {
    private static final BigDecimal NOTHING = new BigDecimal("0.00");
    private static final List<String> PRORATED = List.of(
            "proratedItemChangeAmount",
            "proratedItemProratedCharge",
            "proratedItemCreditAmount",
            "proratedItemTaxAmount",
            "proratedItemTotal");

    private final Store store;

    public OrderPayload(Store store) {
        this.store = store;
    }

    /** What {@code GET /orders/{id}} answers for an order. */
    public ObjectNode answer(Order order) {
        ObjectNode body = head(order);
        body.put("account", order.accountId());
        amounts(order, body);
        body.putObject("payment").put("type", "test");
        ObjectNode customer = AccountPayload.contact(order.buyer()).put("subscribed", true);
        customer.remove("company");
        body.set("customer", customer);
        body.set("address", address(order.buyer(), false));
        recipient(order, body).put("account", order.accountId()).set("address", address(order.buyer(), false));
        body.putArray("notes");
        ArrayNode items = body.putArray("items");
        for (Order.Item item : order.items()) {
            ObjectNode line = item(item, order);
            if (item.subscriptionId() != null) {
                line.put("subscription", item.subscriptionId());
            }
            if (!item.attributes().isEmpty()) {
                line.set("attributes", item.attributes());
            }
            items.add(line);
        }
        if (!order.tags().isEmpty()) {
            body.set("tags", order.tags());
        }
        returns(order, body);
        return body.put("action", "order.get").put("result", "success");
    }

    /** The order of a paid period in the list of a subscription's periods. */
    public ObjectNode insideEntry(Order order) {
        ObjectNode body = answer(order).without(List.of("action", "result", "tags", "notes"));
        body.putObject("payment").put("type", "test").put("cardEnding", "4242");
        body.set("customer", AccountPayload.contact(order.buyer()).put("subscribed", true));
        body.path("items").forEach(item -> {
            ObjectNode line = (ObjectNode) item;
            line.remove("isAddon");
            line.put("isSubscription", line.has("subscription"));
        });
        return body;
    }

    /** The order in the event of a charge. */
    public ObjectNode insideCharge(Order order) {
        ObjectNode body = answer(order).without(List.of("action", "result", "tags"));
        body.set("customer", AccountPayload.contact(order.buyer()).put("subscribed", true));
        body.path("items").forEach(item -> {
            ObjectNode line = (ObjectNode) item;
            line.remove(List.of("isAddon", "shortDisplay"));
            line.put("isSubscription", line.has("subscription"));
        });
        return body;
    }

    private void returns(Order order, ObjectNode body) {
        Money money = new Money(order.currency(), order.language());
        List<Return> made = store.returns().all().stream()
                .filter(each -> each.orderId().equals(order.id()))
                .toList();
        if (!made.isEmpty()) {
            ArrayNode returns = body.putArray("returns");
            made.forEach(each -> money.putFamily(returns.addObject().put("return", each.id()), "amount", each.total()));
        }
    }

    /** The data of an order event, expanded. */
    public ObjectNode event(Order order) {
        ObjectNode body = head(order);
        JsonNode account = AccountPayload.event(order.buyer());
        body.set("account", account);
        amounts(order, body);
        body.putObject("payment").put("type", "test").put("cardEnding", "4242");
        body.set("customer", AccountPayload.contact(order.buyer()).put("subscribed", true));
        body.set("address", address(order.buyer(), true));
        ObjectNode recipient = recipient(order, body);
        recipient.set("account", account);
        recipient.set("address", address(order.buyer(), true));
        body.putArray("notes");
        ArrayNode items = body.putArray("items");
        for (Order.Item item : order.items()) {
            ObjectNode line = item(item, order);
            if (item.subscriptionId() != null) {
                line.set(
                        "subscription",
                        SubscriptionPayload.insideOrder(
                                store.subscription(item.subscriptionId()).orElseThrow()));
            }
            items.add(line);
        }
        return body;
    }

    private static ObjectNode head(Order order) {
        ObjectNode body = Json.object()
                .put("order", order.id())
                .put("id", order.id())
                .put("reference", order.reference())
                .putNull("buyerReference")
                .put("ipAddress", "192.0.2.10")
                .put("completed", true);
        Dates.putLongFamily(body, "changed", order.changed(), order.language());
        return body.put("language", order.language())
                .put("live", order.live())
                .put("currency", order.currency())
                .put("payoutCurrency", Money.PAYOUT)
                .putNull("quote")
                .put("invoiceUrl", "https://example.com/account/order/" + order.reference() + "/invoice")
                .put("siteId", "EXAMPLESTORE1");
    }

    private static void amounts(Order order, ObjectNode body) {
        Money money = new Money(order.currency(), order.language());
        money.putFamily(body, "total", order.total());
        money.putFamily(body, "tax", NOTHING);
        money.putFamily(body, "subtotal", order.total());
        money.putFamily(body, "discount", order.discount());
        money.putFamily(body, "discountWithTax", order.discount());
        body.put("billDescriptor", "FS* examplestore");
    }

    private static ObjectNode recipient(Order order, ObjectNode body) {
        ObjectNode recipient = AccountPayload.contact(order.buyer()).put("subscribed", true);
        body.putArray("recipients").addObject().set("recipient", recipient);
        return recipient;
    }

    /** Parts that are not known are left out, as real orders do. */
    private static ObjectNode address(Account buyer, boolean withLines) {
        Address address = buyer.address();
        ObjectNode body = Json.object();
        List<String> display = new ArrayList<>();
        if (withLines) {
            put(body, "addressLine1", address.line1());
            put(body, "addressLine2", address.line2());
            display.add(address.line1());
            display.add(address.line2());
        }
        put(body, "city", address.city());
        put(body, "regionCode", address.region());
        put(body, "regionDisplay", address.region());
        put(body, "region", address.region());
        put(body, "postalCode", address.postalCode());
        display.addAll(
                java.util.Arrays.asList(address.city(), address.region(), address.postalCode(), buyer.country()));
        display.removeIf(Objects::isNull);
        return body.put("country", buyer.country()).put("display", String.join(", ", display));
    }

    private static void put(ObjectNode body, String name, String value) {
        if (value != null) {
            body.put(name, value);
        }
    }

    private static ObjectNode item(Order.Item item, Order order) {
        Money money = new Money(order.currency(), order.language());
        ObjectNode line = Json.object()
                .put("product", item.product())
                .put("quantity", item.quantity())
                .put("display", item.display())
                .put("sku", item.sku())
                .put("imageUrl", "https://example.com/images/" + item.product() + ".png")
                .put("shortDisplay", item.display());
        money.putFamily(line, "subtotal", item.subtotal());
        money.putFamily(line, "discount", item.discount());
        line.put("isAddon", false).putObject("fulfillments");
        line.putObject("withholdings").put("taxWithholdings", false);
        PRORATED.forEach(name -> money.putFamily(line, name, NOTHING));
        return line;
    }
}

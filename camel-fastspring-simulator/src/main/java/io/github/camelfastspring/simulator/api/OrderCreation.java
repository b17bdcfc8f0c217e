package io.github.camelfastspring.simulator.api;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.camelfastspring.simulator.Account;
import io.github.camelfastspring.simulator.LineItem;
import io.github.camelfastspring.simulator.Order;
import io.github.camelfastspring.simulator.Session;
import io.github.camelfastspring.simulator.Store;
import io.github.camelfastspring.simulator.http.ApiResponse;
import io.github.camelfastspring.simulator.http.BusinessError;
import io.github.camelfastspring.simulator.payload.Json;

/**
 * Creates an order for an account that has bought before, as its payment method is on file then. Little is known of
 * this old operation: only {@code order} in the answer is proven. The currency is that of the account's country.
 */
final class OrderCreation {
    private static final String ACTION = "order.create";

    private final Store store;
    private final Buyer buyer;

    OrderCreation(Store store, Buyer buyer) {
        this.store = store;
        this.buyer = buyer;
    }

    ApiResponse create(ObjectNode body) {
        Account account = store.account(body.path("account").asText())
                .orElseThrow(() -> Items.failed(ACTION, "account", "account not found"));
        boolean onFile =
                store.orders().stream().anyMatch(order -> order.accountId().equals(account.id()));
        if (!onFile) {
            throw Items.failed(ACTION, "account", "no valid payment method on file");
        }
        Order order = buyer.complete(session(body, account));
        return ApiResponse.json(200, Items.success("order", order.id(), ACTION));
    }

    private Session session(ObjectNode body, Account account) {
        Instant now = store.now();
        return new Session(
                store.newId(),
                null,
                now,
                now.plus(Duration.ofDays(1)),
                null,
                account.language(),
                account.country(),
                true,
                Json.object().put("accountId", account.id()),
                body.path("tags").isObject() ? body.get("tags").deepCopy() : Json.object(),
                body.path("coupon").asText(null),
                lines(body.path("items")),
                List.of(),
                List.of());
    }

    private List<LineItem> lines(JsonNode items) {
        List<LineItem> lines = new ArrayList<>();
        for (JsonNode item : items) {
            String product = item.path("product").asText();
            if (store.product(product).isEmpty()) {
                throw wrong(product, "Not found");
            }
            int quantity = item.path("quantity").asInt(1);
            if (quantity < 1) {
                throw wrong(product, "quantity must be at least 1");
            }
            ObjectNode details = Json.object();
            if (item.path("attributes").isObject()) {
                details.set("attributes", item.get("attributes"));
            }
            if (item.path("pricing").path("price").isObject()) {
                details.putObject("customPrice")
                        .set("unitPrice", item.get("pricing").get("price"));
            }
            lines.add(new LineItem(product, quantity, details));
        }
        if (lines.isEmpty()) {
            throw Items.failed(ACTION, "items", "at least one item required");
        }
        return lines;
    }

    private static BusinessError wrong(String product, String text) {
        return Items.failed(ACTION, "items." + product, text);
    }
}

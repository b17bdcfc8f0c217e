package io.github.camelfastspring.simulator.api;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.camelfastspring.simulator.Account;
import io.github.camelfastspring.simulator.LineItem;
import io.github.camelfastspring.simulator.Session;
import io.github.camelfastspring.simulator.Store;
import io.github.camelfastspring.simulator.http.ApiRequest;
import io.github.camelfastspring.simulator.http.ApiResponse;
import io.github.camelfastspring.simulator.http.BusinessError;
import io.github.camelfastspring.simulator.http.Route;
import io.github.camelfastspring.simulator.payload.ErrorShape;
import io.github.camelfastspring.simulator.payload.Json;

/**
 * The legacy Sessions API. Its request is turned into the members of v2, so that carts are priced and bought alike;
 * flat discounts and trials of v1 are not simulated. The real error body is not known; the simulator's is the usual
 * envelope of old resources.
 */
final class SessionsV1Handler {
    private static final int MAX_DAYS = 7;
    private static final Map<String, String> CONTACT_MEMBERS = Map.of(
            "first", "firstName", "last", "lastName", "email", "email", "company", "company", "phone", "phoneNumber");

    private final Store store;
    private final AccountRegistry accounts;
    private final CartPricer pricer;

    SessionsV1Handler(Store store, CartPricer pricer) {
        this.store = store;
        this.pricer = pricer;
        this.accounts = new AccountRegistry(store);
    }

    List<Route> routes() {
        return List.of(
                Route.of("POST", "/sessions", ErrorShape.PLAIN, this::create).withBody("sessionV1"));
    }

    private ApiResponse create(ApiRequest request) {
        return store.atomically(() -> {
            Session session = session(request.body());
            Account account = accounts.of(session);
            store.save(session.withCustomer(session.customer().put("accountId", account.id())));
            return ApiResponse.json(200, answer(session, account));
        });
    }

    private ObjectNode answer(Session session, Account account) {
        PricedCart cart = pricer.price(session);
        ObjectNode body = Json.object()
                .put("id", session.id())
                .put("currency", cart.currency())
                .put("expires", session.expires().toEpochMilli())
                .putNull("order")
                .put("account", account.id())
                .put("subtotal", cart.netTotal());
        ArrayNode items = body.putArray("items");
        session.items()
                .forEach(
                        item -> items.addObject().put("product", item.product()).put("quantity", item.quantity()));
        return body;
    }

    private Session session(ObjectNode body) {
        Instant now = store.now();
        JsonNode contact = body.path("contact");
        Account known = known(body);
        return new Session(
                store.newId(),
                null,
                now,
                now.plus(Duration.ofDays(days(body))),
                null,
                contact.path("language").asText(known == null ? "en" : known.language()),
                contact.path("country")
                        .asText(known == null ? "US" : known.country())
                        .toUpperCase(Locale.ROOT),
                true,
                customer(body, known),
                body.hasNonNull("tags") ? body.get("tags").deepCopy() : Json.object(),
                body.path("coupon").asText(null),
                lines(body.get("items")),
                List.of(),
                List.of());
    }

    /** The account that is named, {@code null} if contact data stand for it. */
    private Account known(ObjectNode body) {
        if (!body.hasNonNull("account")) {
            if (!body.path("contact").hasNonNull("email")) {
                throw error("contact", "account or contact required");
            }
            return null;
        }
        return store.account(body.get("account").asText()).orElseThrow(() -> error("account", "account not found"));
    }

    private static int days(ObjectNode body) {
        int days = body.path("expiration").asInt(1);
        if (days < 1 || days > MAX_DAYS) {
            throw error("expiration", "must be from 1 to " + MAX_DAYS);
        }
        return days;
    }

    private static ObjectNode customer(ObjectNode body, Account known) {
        ObjectNode customer = Json.object();
        if (known != null) {
            return customer.put("accountId", known.id());
        }
        ObjectNode contact = customer.putObject("billToContact");
        CONTACT_MEMBERS.forEach((v1, v2) -> {
            if (body.path("contact").hasNonNull(v1)) {
                contact.set(v2, body.path("contact").get(v1));
            }
        });
        if (body.path("lookup").hasNonNull("custom")) {
            customer.set("externalAccountId", body.path("lookup").get("custom"));
        }
        return customer;
    }

    private List<LineItem> lines(JsonNode items) {
        List<LineItem> lines = new ArrayList<>();
        for (JsonNode item : items) {
            String product = item.path("product").asText();
            if (store.product(product).isEmpty()) {
                throw error("items." + product, "Not found");
            }
            if (lines.stream().anyMatch(line -> line.product().equals(product))) {
                throw error("items." + product, "Item exists.");
            }
            if (item.path("quantity").asInt(1) < 1) {
                throw error("items." + product, "quantity must be at least 1");
            }
            lines.add(new LineItem(product, item.path("quantity").asInt(1), details(item)));
        }
        if (lines.isEmpty()) {
            throw error("items", "at least one item required");
        }
        return lines;
    }

    private static ObjectNode details(JsonNode item) {
        ObjectNode details = Json.object();
        JsonNode pricing = item.path("pricing");
        ObjectNode custom = details.putObject("customPrice");
        if (pricing.hasNonNull("price")) {
            custom.set("unitPrice", prices(pricing.get("price")));
        }
        ArrayNode tiers = custom.putArray("discounts");
        for (Map.Entry<String, JsonNode> tier :
                pricing.path("quantityDiscounts").properties()) {
            if (!tier.getKey().matches("[0-9]{1,9}")) {
                throw error("pricing.quantityDiscounts", "keys must be quantities");
            }
            ObjectNode v2 = tiers.addObject().put("minQuantity", Integer.parseInt(tier.getKey()));
            if (tier.getValue().isObject()) {
                v2.set("amountDiscount", prices(tier.getValue()));
            } else {
                v2.set("percentDiscount", tier.getValue());
            }
        }
        if (item.hasNonNull("attributes")) {
            details.set("attributes", item.get("attributes"));
        }
        return details;
    }

    /** The schema says text, the examples say numbers. */
    private static ObjectNode prices(JsonNode sent) {
        ObjectNode prices = Json.object();
        sent.properties().forEach(price -> {
            try {
                prices.put(price.getKey(), new BigDecimal(price.getValue().asText()));
            } catch (NumberFormatException e) {
                throw error("pricing", "not a price: " + price.getValue().asText());
            }
        });
        return prices;
    }

    private static BusinessError error(String field, String text) {
        ObjectNode body = Json.object().put("action", "session.create").put("result", "error");
        body.putObject("error").put(field, text);
        return new BusinessError(ApiResponse.json(400, body));
    }
}

package io.github.camelfastspring.simulator.api;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.camelfastspring.simulator.Session;
import io.github.camelfastspring.simulator.Session.Status;
import io.github.camelfastspring.simulator.Store;
import io.github.camelfastspring.simulator.payload.Dates;
import io.github.camelfastspring.simulator.payload.Json;
import io.github.camelfastspring.simulator.payload.Money;

/** Sessions as the Sessions API v2 shows them. */
final class SessionPayload {
    private static final List<String> CONTACTS = List.of("billToContact", "shipToContact");
    private static final List<String> ADDRESSES = List.of("billToAddress", "shipToAddress");
    private static final Map<String, List<String>> METHODS = Map.of(
            "CARD", List.of("VISA", "MASTER_CARD", "AMEX"),
            "PAYPAL", List.of(),
            "WIRE", List.of());

    private final Store store;
    private final CartPricer pricer;
    private final Supplier<String> baseUrl;

    SessionPayload(Store store, CartPricer pricer, Supplier<String> baseUrl) {
        this.store = store;
        this.pricer = pricer;
        this.baseUrl = baseUrl;
    }

    /** What create answers. */
    ObjectNode created(Session session) {
        ObjectNode body = head(session);
        tail(session, body);
        return body;
    }

    /** What get and replace answer: with the payment methods. */
    ObjectNode full(Session session) {
        ObjectNode body = head(session);
        body.set("paymentMethods", paymentMethods(session));
        ArrayNode hidden = body.putArray("hidePaymentMethods");
        session.hiddenPaymentMethods().forEach(hidden::add);
        tail(session, body);
        return body;
    }

    ObjectNode customer(Session session) {
        JsonNode sent = session.customer();
        ObjectNode body = Json.object();
        copy(sent, body, "accountId", "externalAccountId");
        savedPaymentMethod(sent.path("accountId").asText(null), body);
        for (String contact : CONTACTS) {
            copy(sent, body, contact);
        }
        for (String address : ADDRESSES) {
            if (sent.hasNonNull(address)) {
                // Some send the country in there; no answer has it.
                body.set(address, sent.get(address).<ObjectNode>deepCopy().without("country"));
            }
        }
        copy(sent, body, "accountTags", "taxId", "taxIdRegion");
        return body;
    }

    ArrayNode paymentMethods(Session session) {
        ArrayNode methods = Json.array();
        METHODS.keySet().stream()
                .sorted()
                .filter(id -> !session.hiddenPaymentMethods().contains(id))
                .forEach(id -> {
                    ObjectNode method = methods.addObject().put("id", id).put("description", "PaymentMethod." + id);
                    method.putArray("requiredFieldElements").add("POSTAL_CODE");
                    method.putArray("showFieldElements").add("POSTAL_CODE");
                    method.putArray("supportedProductTypes").add("ONE_TIME").add("SUBSCRIPTION_PLAN");
                    ArrayNode variants = method.putArray("variants");
                    METHODS.get(id).forEach(variants::add);
                });
        return methods;
    }

    /** One line of the cart. */
    ObjectNode line(Session session, String product) {
        PricedCart cart = pricer.price(session);
        return cart.items().stream()
                .filter(item -> item.line().product().equals(product))
                .map(item -> line(item, cart, session.locale()))
                .findFirst()
                .orElseThrow();
    }

    private ObjectNode head(Session session) {
        ObjectNode body = Json.object()
                .put("id", session.id())
                .put("created", Dates.isoMillis(session.created()))
                .put("expires", Dates.isoMillis(session.expires()))
                .put("status", session.statusAt(store.now()).name())
                .put("locale", session.locale())
                .put("country", session.country())
                .put("currency", Money.currencyOf(session.country()))
                .put("live", session.live());
        body.set("customer", customer(session));
        body.set("orderTags", session.orderTags());
        body.set("cart", cart(session));
        return body;
    }

    private void tail(Session session, ObjectNode body) {
        body.putObject("checkoutUrls").put("webcheckoutUrl", baseUrl.get() + "/checkout/session/" + session.id());
        ArrayNode warnings = body.putArray("warnings");
        session.warnings().forEach(warning -> warnings.addObject()
                .put("code", warning.code())
                .put("field", warning.field())
                .put("message", warning.message()));
        body.putArray("checkoutStatus").add(checkoutStatus(session));
    }

    private String checkoutStatus(Session session) {
        if (session.statusAt(store.now()) == Status.COMPLETED) {
            return "CONCLUDED";
        }
        return session.items().isEmpty() ? "PRODUCTS_REQUIRED" : "READY_FOR_CHECKOUT";
    }

    private ObjectNode cart(Session session) {
        PricedCart cart = pricer.price(session);
        Money money = new Money(cart.currency(), session.locale());
        ObjectNode body = Json.object();
        if (session.couponCode() != null) {
            body.put("couponCode", session.couponCode());
        }
        body.put("couponHasApplied", cart.couponApplied());
        ArrayNode lines = body.putArray("lineItems");
        cart.items().forEach(item -> lines.add(line(item, cart, session.locale())));
        for (String prefix : List.of("net", "withTaxNet", "withoutTaxNet")) {
            money.put(body, prefix + "Total", cart.netTotal());
        }
        for (String prefix : List.of("list", "withTaxList", "withoutTaxList")) {
            money.put(body, prefix + "Total", cart.listTotal());
        }
        money.put(body, "discountTotal", cart.couponDiscountTotal().add(cart.productDiscountTotal()));
        money.put(body, "couponDiscountTotal", cart.couponDiscountTotal());
        money.put(body, "productDiscountTotal", cart.productDiscountTotal());
        body.put("taxIncluded", "TAXES_ADDED_TO_PRICE");
        money.put(body, "taxTotal", new BigDecimal("0.00"));
        return body.put("taxRate", 0);
    }

    private ObjectNode line(PricedItem item, PricedCart cart, String language) {
        JsonNode details = item.line().details();
        ObjectNode body = Json.object()
                .put("productPath", item.line().product())
                .put("quantity", item.line().quantity())
                .put("quantityBehavior", details.path("quantityBehavior").asText("ALLOW"))
                .put("quantityDefault", details.path("quantityDefault").asInt(1))
                .put("virtualProduct", item.virtual());
        body.set("price", price(item, cart, new Money(cart.currency(), language)));
        body.put("productType", item.plan() == null ? "ONE_TIME" : "SUBSCRIPTION_PLAN")
                .put("removable", true)
                .put("bundle", false);
        body.set("descriptions", descriptions(item, language));
        body.put("productFormat", "DIGITAL");
        copy(details, body, "attributes");
        if (item.plan() != null) {
            subscription(item, body.putObject("subscription"));
        }
        return body;
    }

    private static ObjectNode price(PricedItem item, PricedCart cart, Money money) {
        ObjectNode price = Json.object();
        money.put(price, "unitNetPrice", item.unitNet());
        money.put(price, "unitListPrice", item.unitList());
        money.put(price, "unitDiscount", item.unitDiscount());
        money.put(price, "extendedTotalDiscount", item.discountTotal());
        money.put(price, "extendedNetTotal", item.netTotal());
        money.put(price, "extendedListTotal", item.listTotal());
        price.put("taxIncluded", "TAXES_ADDED_TO_PRICE");
        money.put(price, "unitTaxAmount", new BigDecimal("0.00"));
        money.put(price, "extendedTaxTotal", new BigDecimal("0.00"));
        price.put("taxPercent", 0).put("taxExempt", false);
        JsonNode duration = item.line().details().path("customPrice").path("discountDuration");
        if (duration.isNumber()) {
            price.put("productDiscountDuration", duration.asInt());
        }
        return cart.couponApplied() ? price.put("couponDiscountDuration", 1) : price;
    }

    private static ObjectNode descriptions(PricedItem item, String language) {
        JsonNode sent = item.line().details().path("descriptions");
        ObjectNode body = Json.object();
        if (sent.hasNonNull("display")) {
            copy(sent, body, "display");
        } else {
            body.putObject("display").put(language, item.display());
        }
        copy(sent, body, "instructions", "summary");
        // Some send the image beside the descriptions.
        copy(item.line().details(), body, "imageUrl");
        copy(sent, body, "imageUrl");
        return body;
    }

    private static void subscription(PricedItem item, ObjectNode body) {
        JsonNode overrides = item.line().details().path("subscriptionOverrides");
        String interval = item.plan().interval();
        ObjectNode frequency = body.putObject("billingFrequency")
                .put("intervalUnit", "adhoc".equals(interval) ? "ON_DEMAND" : interval.toUpperCase(Locale.ROOT))
                .put("intervalLength", item.plan().intervalLength());
        copy(overrides.path("billingFrequency"), frequency, "intervalCount");
        copy(overrides, body, "trialDays");
    }

    private void savedPaymentMethod(String accountId, ObjectNode body) {
        boolean bought =
                store.orders().stream().anyMatch(order -> order.accountId().equals(accountId));
        if (bought) {
            body.putObject("savedPaymentMethod")
                    .put("paymentMethodType", "CARD")
                    .put("display", "VISA - 1111");
        }
    }

    private static void copy(JsonNode from, ObjectNode to, String... names) {
        for (String name : names) {
            if (from.hasNonNull(name)) {
                to.set(name, from.get(name));
            }
        }
    }
}

package io.github.camelfastspring.simulator.payload;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.camelfastspring.simulator.Product;
import io.github.camelfastspring.simulator.Quote;
import io.github.camelfastspring.simulator.Store;

/** Quotes as the API and as events show them. A coupon is written down, but takes nothing off. */
public final class QuotePayload {
    private static final BigDecimal NOTHING = new BigDecimal("0.00");
    private static final String PAGE = "https://example.com/account/order/quote/";

    private QuotePayload() {}

    /** The quote object. */
    public static ObjectNode answer(Quote quote, Store store) {
        JsonNode request = quote.request();
        String currency = currency(quote);
        Money money = new Money(currency, "en");
        BigDecimal total = total(quote, store);
        ObjectNode body = Json.object()
                .put("id", quote.id())
                .put("buyerGenerated", false)
                .put("copyNotesToInvoice", false)
                .put("coupon", text(request, "coupon"))
                .put("created", offset(quote.created()));
        body.set("createdBy", person("api@example.com", "Example", "Seller", "Example Store", null));
        body.put("currency", currency);
        money.putFamily(body, "discount", NOTHING);
        body.put("expires", offset(quote.expires()))
                .put("expirationDateDays", request.path("expirationDateDays").asInt(30))
                .put("fulfillmentTerm", request.path("fulfillmentTerm").asText("ON_PAYMENT"));
        ArrayNode items = body.putArray("items");
        request.path("items").forEach(item -> items.add(item(item, currency, money, store)));
        body.put("name", text(request, "name"))
                .put("notes", text(request, "notes"))
                .put("netTermsDays", request.path("netTermsDays").asInt(30))
                .put("quoteUrl", PAGE + quote.id());
        JsonNode recipient = request.path("recipient");
        body.set(
                "recipient",
                person(
                        text(recipient, "email"),
                        text(recipient, "first"),
                        text(recipient, "last"),
                        text(recipient, "company"),
                        text(recipient, "phone")));
        ObjectNode address = body.putObject("recipientAddress");
        for (String line : List.of("addressLine1", "addressLine2", "city", "country", "postalCode", "region")) {
            address.put(line, text(request.path("recipientAddress"), line));
        }
        body.put("siteId", "EXAMPLESTORE1").put("status", quote.status());
        ArrayNode history = body.putArray("statusHistory");
        quote.history().forEach(change -> history.addObject()
                .put("statusUpdatedTo", change.status())
                .put("statusUpdatedByFullName", "Example Seller")
                .put("statusUpdatedByEmail", "api@example.com")
                .put("statusUpdatedOn", offset(change.when())));
        money.putFamily(body, "subtotal", total);
        body.set("tags", request.path("tags").isArray() ? request.get("tags") : Json.array());
        body.put("tax", NOTHING).put("taxRate", 0).put("taxType", "TAX");
        money.putFamily(body, "total", total);
        return body.put("updated", offset(quote.updated()))
                .put("taxId", text(request, "taxId"))
                .put("source", request.path("source").asText("MANAGER"))
                .put("sourceIP", text(request, "sourceIP"))
                .putNull("orderReference")
                .put("isGrossTax", false)
                .put("invoiceId", text(request, "invoiceId"));
    }

    /** The data of {@code quote.created}. */
    public static ObjectNode created(Quote quote, Store store) {
        Money money = new Money(currency(quote), "en");
        BigDecimal total = total(quote, store);
        ObjectNode body = event(quote, "Quote Created", store);
        // Unlike in the API, these amounts are texts.
        body.put("total", total.toPlainString())
                .put("totalDisplay", money.display(total))
                .put("tax", 0)
                .put("taxDisplay", money.display(NOTHING))
                .put("taxType", "TAX")
                .put("subtotal", total.toPlainString())
                .put("subtotalDisplay", money.display(total))
                .put("discount", "0")
                .put("discountDisplay", money.display(NOTHING));
        return body;
    }

    /** The data of {@code quote.updated}. */
    public static ObjectNode updated(Quote quote, Store store) {
        return event(quote, "Quote Updated", store);
    }

    private static ObjectNode event(Quote quote, String reason, Store store) {
        JsonNode request = quote.request();
        String currency = currency(quote);
        Money money = new Money(currency, "en");
        ObjectNode all = Json.object();
        Dates.putFamily(all, "changed", quote.updated(), "en");
        ObjectNode body = Json.object().put("quote", quote.id()).put("quoteName", text(request, "name"));
        all.remove("changedValue");
        body.setAll(all);
        body.put("changedTimeDisplay", Dates.words(quote.updated()).substring(11, 23))
                .put("type", "Assisted")
                .put("updatedBy", "null")
                .put("Reason", reason)
                .put("creator", "api@example.com")
                .put("quoteStatus", quote.status())
                .put("language", "en")
                .put("quoteCurrency", currency)
                .put("quoteUrl", PAGE + quote.id())
                .put("live", true)
                .put(
                        "account",
                        store.accountByEmail(
                                        request.path("recipient").path("email").asText(""))
                                .map(account -> account.id())
                                .orElse(null))
                .put("coupon", text(request, "coupon"));
        ObjectNode recipient = body.putObject("recipient");
        for (String member : List.of("first", "last", "email", "company", "phone")) {
            recipient.put(member, text(request.path("recipient"), member));
        }
        recipient.put("taxID", text(request, "taxId"));
        body.set("address", address(request.path("recipientAddress")));
        body.put(
                        "fulfillmentSetting",
                        request.path("fulfillmentTerm").asText("ON_PAYMENT").replace('_', ' '))
                .put("notes", text(request, "notes"));
        ObjectNode tags = body.putObject("tags");
        request.path("tags").forEach(tag -> tags.set(tag.path("key").asText(), tag.path("value")));
        ArrayNode items = body.putArray("items");
        for (JsonNode item : request.path("items")) {
            BigDecimal price = unitPrice(item, currency, store).multiply(quantity(item));
            items.addObject()
                    .put("product", text(item, "product"))
                    .put("quantity", quantity(item).intValue())
                    .put("display", display(item, store))
                    .put("subtotal", price)
                    .put("subtotalDisplay", money.display(price))
                    .put("discount", "0")
                    .put("discountDisplay", money.display(NOTHING));
        }
        return body;
    }

    private static ObjectNode address(JsonNode sent) {
        ObjectNode address = Json.object();
        List<String> display = new ArrayList<>();
        for (String line : List.of("addressLine1", "city", "region", "postalCode", "country")) {
            address.put(line, text(sent, line));
            display.add(text(sent, line));
        }
        display.removeIf(Objects::isNull);
        return address.put("display", String.join(", ", display));
    }

    private static ObjectNode item(JsonNode item, String currency, Money money, Store store) {
        Product product = store.product(item.path("product").asText()).orElse(null);
        BigDecimal price = unitPrice(item, currency, store);
        boolean subscription = product != null && product.isSubscription();
        ObjectNode body = Json.object()
                .put("product", text(item, "product"))
                .put("customPrice", item.hasNonNull("unitListPrice"))
                .put("display", display(item, store))
                .putNull("image")
                .putNull("intervalCount")
                .put("period", subscription ? period(product) : null)
                .putNull("periodDays")
                .put("quantity", quantity(item).intValue());
        body.putArray("taxes").addObject().put("taxValue", NOTHING).put("totalTaxable", price.multiply(quantity(item)));
        body.putNull("trialDays").put("subscription", subscription).put("unitTrialPrice", NOTHING);
        money.putFamily(body, "unitDiscount", NOTHING);
        money.putFamily(body, "unitListPrice", price);
        money.putFamily(body, "unitPrice", price);
        return body.put("taxMode", "NET");
    }

    private static String period(Product product) {
        String interval = product.plan().interval();
        return "month".equals(interval) && product.plan().intervalLength() == 1
                ? "Monthly"
                : product.plan().intervalLength() + " " + interval;
    }

    private static ObjectNode person(String email, String first, String last, String company, String phone) {
        return Json.object()
                .put("company", company)
                .put("email", email)
                .put("first", first)
                .put("last", last)
                .put("phone", phone)
                .putNull("userId");
    }

    private static BigDecimal total(Quote quote, Store store) {
        BigDecimal total = NOTHING;
        for (JsonNode item : quote.request().path("items")) {
            total = total.add(unitPrice(item, currency(quote), store).multiply(quantity(item)));
        }
        return total;
    }

    private static BigDecimal unitPrice(JsonNode item, String currency, Store store) {
        if (item.hasNonNull("unitListPrice")) {
            return item.get("unitListPrice").decimalValue().setScale(2, RoundingMode.HALF_UP);
        }
        return store.product(item.path("product").asText())
                .map(product ->
                        product.price().getOrDefault(currency, product.price().get("USD")))
                .orElse(NOTHING);
    }

    private static String display(JsonNode item, Store store) {
        String path = item.path("product").asText();
        return store.product(path).map(product -> product.displayIn("en")).orElse(path);
    }

    private static BigDecimal quantity(JsonNode item) {
        return BigDecimal.valueOf(item.path("quantity").asInt(1));
    }

    private static String currency(Quote quote) {
        return quote.request()
                .path("currency")
                .asText(Money.currencyOf(
                        quote.request().path("recipientAddress").path("country").asText("US")));
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).asText(null);
    }

    /** {@code 2026-01-31T12:00:00.000+00:00}. */
    private static String offset(Instant instant) {
        return Dates.isoMillis(instant).replace("Z", "+00:00");
    }
}

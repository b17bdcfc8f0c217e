package io.github.camelfastspring.simulator.payload;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.camelfastspring.simulator.Product;
import io.github.camelfastspring.simulator.Store;

/** Payment invoices. The payment currency is always that of the invoice; there are no taxes. */
public final class InvoicePayload {
    private static final BigDecimal NOTHING = new BigDecimal("0.00");
    private static final List<String> ONLY_IN_CREATE = List.of(
            "paymentInvoiceWebLink",
            "paymentInvoicePdfLink",
            "paymentInvoiceWebPayLink",
            "paymentCurrencyCode",
            "paymentOrderReference",
            "paymentDueDate",
            "paymentTotals");

    private final Store store;

    public InvoicePayload(Store store) {
        this.store = store;
    }

    /** What create answers. */
    public ObjectNode created(String id, JsonNode request) {
        String reference = store.newReference();
        String currency = request.path("currencyCode").asText();
        Instant now = store.now().truncatedTo(ChronoUnit.SECONDS);
        JsonNode buyer = contact(request, "billTo");
        JsonNode receiver = contact(request, "deliverTo");
        ObjectNode body = Json.object()
                .put("id", id)
                .put("acquisitionTransactionId", id)
                .put("companyName", receiver.path("contact").path("companyName").asText(null))
                .put("createdOn", now.toString())
                .put("currency", currency)
                .put("dueDate", now.plus(Duration.ofDays(30)).toString());
        ArrayNode items = body.putArray("items");
        BigDecimal total = NOTHING;
        for (JsonNode item : request.path("invoiceItems")) {
            BigDecimal price = unitPrice(item, currency).multiply(quantity(item));
            total = total.add(price);
            items.add(item(id, item, currency));
        }
        body.put("status", "OPEN")
                .put("language", request.path("languageCode").asText("en"))
                .put("invoiceSecret", store.newCapitalId("TAX", 40))
                .put("invoiceType", "INVOICE")
                .put("orderReference", reference);
        body.set(
                "paymentReceiverAddress",
                address(Json.object().put("country", "US").put("city", "Springfield")));
        body.set("paymentReceiver", facilitator());
        body.set("purchaserAddress", address(buyer.path("address")));
        body.set("purchaser", person(buyer.path("contact")));
        body.set("receiverAddress", address(receiver.path("address")));
        body.set("receiver", person(receiver.path("contact")));
        body.put("shippingTotal", NOTHING)
                .put("subTotal", total)
                .put("siteId", "EXAMPLESTORE1")
                .put("taxRate", 0)
                .put("taxType", "US_SALES_TAX")
                .put("totalOrderValue", total)
                .put("totalDiscountValue", NOTHING)
                .put("totalTaxValue", NOTHING)
                .put("version", "1")
                .put("notes", request.path("invoiceNote").asText(null));
        organization(body, "receiverOrganization", receiver);
        organization(body, "purchaserOrganization", buyer);
        String link = "https://example.com/account/order/" + reference + "/invoice/" + id;
        body.put("paymentInvoiceWebLink", link)
                .put("paymentInvoicePdfLink", link + "/pdf")
                .put("paymentInvoiceWebPayLink", "https://example.com/session/" + reference + "/pay")
                .put("paymentCurrencyCode", currency)
                .put("paymentOrderReference", reference)
                .put(
                        "paymentDueDate",
                        request.path("dueDate").asText(body.path("dueDate").asText()));
        body.set("paymentTotals", totals(total, new Money(currency, "en")));
        if (request.hasNonNull("tagsJson")) {
            body.set("tagsJson", request.get("tagsJson"));
        }
        return body;
    }

    /** What get answers: without the payment of create. */
    public static ObjectNode answer(ObjectNode created) {
        return created.deepCopy().without(ONLY_IN_CREATE);
    }

    private static JsonNode contact(JsonNode request, String type) {
        for (JsonNode contact : request.path("contacts")) {
            if (type.equals(contact.path("contactType").asText())) {
                return contact;
            }
        }
        return Json.object();
    }

    private ObjectNode item(String invoiceId, JsonNode item, String currency) {
        BigDecimal price = unitPrice(item, currency);
        Product product = store.product(item.path("productPath").asText()).orElse(null);
        String id = store.newCapitalId("", 28);
        ObjectNode body = Json.object()
                .put("id", id)
                .put("acquisitionTransactionItemId", store.newId())
                .put(
                        "display",
                        item.path("display")
                                .asText(
                                        product == null
                                                ? item.path("productPath").asText()
                                                : product.displayIn("en")))
                .put("invoiceId", invoiceId)
                .putNull("parentId");
        body.putArray("childItems");
        body.put("productFormat", "DIGITAL")
                .put("productPath", item.path("productPath").asText())
                .put("productType", "BASE")
                .put("listPrice", price)
                .putNull("freeTrialPeriod")
                .putNull("period")
                .putNull("periodCount")
                .putNull("periodEndDate")
                .putNull("periodPrice")
                .putNull("shippingPrice")
                .put("totalPreShippingPrice", price.multiply(quantity(item)));
        body.putArray("itemTaxes")
                .addObject()
                .put("id", store.newCapitalId("", 28))
                .put("itemId", id)
                .put("value", NOTHING)
                .put("taxRate", 0)
                .putNull("fromGross")
                .putNull("description")
                .put("taxType", "US_SALES_TAX");
        return body.put("subscription", product != null && product.isSubscription())
                .putNull("autoRenew")
                .put("taxExempt", false)
                .put("quantity", quantity(item).intValue())
                .putNull("siblingPosition")
                .put(
                        "extendedItemDescription",
                        item.path("extendedItemDescription").asText(null));
    }

    private BigDecimal unitPrice(JsonNode item, String currency) {
        return store.product(item.path("productPath").asText())
                .map(product ->
                        product.price().getOrDefault(currency, product.price().get("USD")))
                .orElse(NOTHING);
    }

    private static BigDecimal quantity(JsonNode item) {
        return BigDecimal.valueOf(item.path("quantity").asInt());
    }

    private ObjectNode facilitator() {
        return person(Json.object()
                        .put("email", "invoices@example.com")
                        .put("firstName", "Invoice")
                        .put("lastName", "Desk"))
                .put("contactType", "PAYMENT_FACILITATOR");
    }

    private ObjectNode person(JsonNode contact) {
        ObjectNode body = Json.object().put("id", store.newCapitalId("", 28));
        for (String member :
                List.of("email", "firstName", "lastName", "companyName", "phoneNumber", "fullName", "website")) {
            body.put(member, contact.path(member).asText(null));
        }
        if (!contact.hasNonNull("fullName")) {
            body.put(
                    "fullName",
                    contact.path("firstName").asText() + " "
                            + contact.path("lastName").asText());
        }
        return body.putNull("contactType").putNull("contactServiceId").putNull("contactOrganizationId");
    }

    private ObjectNode address(JsonNode address) {
        ObjectNode body = Json.object().put("id", store.newCapitalId("", 28));
        for (String member : List.of("city", "country", "postalCode", "region")) {
            body.put(member, address.path(member).asText(null));
        }
        return body.putNull("regionCustom")
                .put("addressLine1", address.path("addressLine1").asText(null))
                .put("addressLine2", address.path("addressLine2").asText(null))
                .putNull("addressServiceId");
    }

    private void organization(ObjectNode body, String name, JsonNode contact) {
        if (contact.path("organization").isObject()) {
            ObjectNode organization = body.putObject(name).put("organizationId", store.newCapitalId("ORG", 28));
            organization.setAll((ObjectNode) contact.get("organization"));
        }
    }

    private static ObjectNode totals(BigDecimal total, Money money) {
        ObjectNode totals = Json.object()
                .put("payableTotalDisplay", money.display(total))
                .put("subTotalDisplay", money.display(total));
        for (String name : List.of("discountTotal", "taxTotal", "shippingTotal")) {
            totals.put(name + "Display", money.display(NOTHING));
        }
        totals.put("payableTotal", total).put("subTotal", total);
        for (String name : List.of("discountTotal", "taxTotal", "feesTotal", "shippingTotal")) {
            totals.put(name, NOTHING);
        }
        return totals.put("incomeTotal", total)
                .put("payoutFeesTotal", NOTHING)
                .put("payoutTaxTotal", NOTHING)
                .put("payoutTotal", total);
    }
}

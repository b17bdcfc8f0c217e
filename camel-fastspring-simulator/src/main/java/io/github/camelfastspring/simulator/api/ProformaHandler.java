package io.github.camelfastspring.simulator.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.camelfastspring.simulator.Account;
import io.github.camelfastspring.simulator.CotermGroup;
import io.github.camelfastspring.simulator.Store;
import io.github.camelfastspring.simulator.Subscription;
import io.github.camelfastspring.simulator.http.ApiRequest;
import io.github.camelfastspring.simulator.http.ApiResponse;
import io.github.camelfastspring.simulator.http.BusinessError;
import io.github.camelfastspring.simulator.http.Route;
import io.github.camelfastspring.simulator.payload.Dates;
import io.github.camelfastspring.simulator.payload.ErrorShape;
import io.github.camelfastspring.simulator.payload.Json;

/** Pro forma invoices for a subscription's next charge. They are made up anew at every request, not stored. */
final class ProformaHandler {
    private static final String ACTION = "subscriptions.proforma.invoice";

    private final Store store;
    private final SubscriptionAccess access;
    private final SubscriptionForms forms;

    ProformaHandler(Store store) {
        this.store = store;
        this.access = new SubscriptionAccess(store);
        this.forms = new SubscriptionForms(store);
    }

    List<Route> routes() {
        return List.of(
                // Anything but one object has an error of its own.
                Route.of("POST", "/subscriptions/proformaInvoice", ErrorShape.envelope(ACTION), this::create)
                        .withBody("proforma|any[]"),
                Route.of("GET", "/subscriptions/proformaInvoice/{id}", ErrorShape.envelope(ACTION), this::get)
                        .withQuery("lang"));
    }

    private ApiResponse create(ApiRequest request) {
        JsonNode sent = request.json();
        if (!sent.isObject()) {
            throw error(400, "One root object is wanted.");
        }
        Subscription subscription = billable(sent.path("subscription").asText());
        Map<String, String> errors = new LinkedHashMap<>();
        ObjectNode change = sent.deepCopy();
        change.remove("language");
        Subscription changed = forms.changed(subscription, change, errors);
        if (!errors.isEmpty()) {
            throw error(500, "No estimate for " + subscription.id() + ": " + String.join("; ", errors.values()));
        }
        String language = sent.path("language").asText(subscription.language());
        ObjectNode body = Json.object();
        ObjectNode invoice = body.putObject("invoice")
                .put("id", "proforma" + store.newCapitalId("", 8))
                .put("subscription", subscription.id())
                .put("product", changed.product())
                .put("quantity", changed.quantity());
        invoice.putObject("total_price").put("USD", changed.total());
        invoice.put("prorated", sent.path("prorate").asBoolean())
                .put("language", language)
                .put("created_at", Dates.isoMillis(store.now()).replaceFirst("\\.[0-9]+", ""));
        frame(body, subscription, language);
        ((ObjectNode) body.get("proformaInvoiceHeader")).put("logoUrl", "https://example.com/logo.png");
        coterm(body, subscription);
        body.set("contact", contact(subscription));
        ObjectNode items = body.putObject("items")
                .put("subscription", subscription.id())
                .put("product", changed.product())
                .put("quantity", changed.quantity());
        items.putObject("price").put("USD", changed.price());
        return ApiResponse.json(200, body);
    }

    private ApiResponse get(ApiRequest request) {
        Subscription subscription = billable(request.pathParam("id"));
        String language = request.query().getOrDefault("lang", subscription.language());
        ObjectNode body = Json.object();
        frame(body, subscription, language);
        body.set("contact", contact(subscription));
        ObjectNode items = access.plan(subscription, subscription).answer(false, false);
        for (String plan : List.of("currentPlan", "proposedPlan")) {
            // Fewer members than in an estimate.
            ObjectNode shown = (ObjectNode) items.get(plan);
            List<String> sums = new ArrayList<>();
            shown.fieldNames().forEachRemaining(sums::add);
            sums.removeIf(name -> !name.startsWith("subscription"));
            shown.remove(sums);
        }
        JsonNode due = items.remove("amountDue");
        body.set("items", items);
        body.set("amountDue", due);
        return ApiResponse.json(200, body);
    }

    private void frame(ObjectNode body, Subscription subscription, String language) {
        ObjectNode header = body.putObject("proformaInvoiceHeader")
                .put("currency", subscription.currency())
                .put("timezone", "UTC")
                .put("language", language)
                .put("message", "Valid until the next charge, unless the plan changes before.");
        String texts = List.of(Locale.getISOLanguages()).contains(language) ? language : "en";
        Dates.putShortFamily(header, "proFormaInvoiceCreationDate", store.now(), texts);
        Dates.putShortFamily(header, "proFormaInvoiceExpirationDate", subscription.next(), texts);
        body.putObject("supportContact")
                .put("name", "Example Store")
                .put("email", "support@example.com")
                .put("url", "https://example.com/support");
        body.putObject("merchantContact")
                .put("merchantName", "Example Merchant")
                .put("merchantAddress", "1 Sample Road, Springfield, IL 62701 US");
    }

    private void coterm(ObjectNode body, Subscription subscription) {
        store.cotermGroups().all().stream()
                .filter(group -> group.subscriptions().contains(subscription.id()))
                .map(CotermGroup::id)
                .findFirst()
                .ifPresent(id -> body.putObject("coTerm")
                        .put("account", subscription.accountId())
                        .put("coTermGroupId", id));
    }

    private ObjectNode contact(Subscription subscription) {
        Account account = store.account(subscription.accountId()).orElseThrow();
        ObjectNode contact = Json.object()
                .put("email", account.contact().email())
                .put("firstName", account.contact().first())
                .put("phone", account.contact().phone())
                .put("company", account.contact().company());
        contact.putObject("address")
                .put("accountId", account.id())
                .put("addressLine1", account.address().line1())
                .put("city", account.address().city())
                .put("region", account.address().region())
                .put("postalCode", account.address().postalCode())
                .put("country", account.country());
        return contact;
    }

    private Subscription billable(String id) {
        Subscription subscription = store.subscription(id).orElseThrow(() -> error(404, "No such subscription: " + id));
        if ("trial".equals(subscription.state())) {
            throw error(405, "The subscription is in its trial: " + id);
        }
        return subscription;
    }

    private static BusinessError error(int status, String text) {
        return Items.failed(status, ACTION, Map.of(ACTION, text));
    }
}

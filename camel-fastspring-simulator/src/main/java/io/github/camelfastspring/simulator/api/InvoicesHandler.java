package io.github.camelfastspring.simulator.api;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.camelfastspring.simulator.Invoice;
import io.github.camelfastspring.simulator.Store;
import io.github.camelfastspring.simulator.http.ApiRequest;
import io.github.camelfastspring.simulator.http.ApiResponse;
import io.github.camelfastspring.simulator.http.BusinessError;
import io.github.camelfastspring.simulator.http.Route;
import io.github.camelfastspring.simulator.payload.ErrorShape;
import io.github.camelfastspring.simulator.payload.ErrorShape.Problem;
import io.github.camelfastspring.simulator.payload.InvoicePayload;

/** Payment invoices. Nobody pays them here: they stay open. */
final class InvoicesHandler {
    private final Store store;
    private final InvoicePayload payload;

    InvoicesHandler(Store store) {
        this.store = store;
        this.payload = new InvoicePayload(store);
    }

    List<Route> routes() {
        return List.of(
                Route.of("POST", "/invoices/paymentInvoice", ErrorShape.CODE_MESSAGE, this::create)
                        .withBody("invoice"),
                Route.of("GET", "/invoices/{id}", ErrorShape.STATUS_MESSAGE, this::get));
    }

    private ApiResponse create(ApiRequest request) {
        ObjectNode body = request.body();
        Set<String> contacts = new HashSet<>();
        body.path("contacts")
                .forEach(contact -> contacts.add(contact.path("contactType").asText()));
        if (!contacts.containsAll(Set.of("billTo", "deliverTo"))) {
            // As observed: no message at all.
            return ApiResponse.empty(500);
        }
        if (!Set.of("TEST", "LIVE").contains(body.path("mode").asText())) {
            throw invalid("mode must be TEST or LIVE");
        }
        if (body.path("invoiceItems").isEmpty()) {
            throw invalid("invoiceItems must not be empty");
        }
        for (JsonNode item : body.path("invoiceItems")) {
            String product = item.path("productPath").asText();
            if (store.product(product).isEmpty()) {
                throw invalid("no such product: " + product);
            }
            if (item.path("quantity").asInt() < 1) {
                throw invalid("quantity must be at least 1");
            }
        }
        String id = store.newCapitalId("", 28);
        Invoice invoice = new Invoice(id, payload.created(id, body));
        store.invoices().save(invoice);
        return ApiResponse.json(200, invoice.document());
    }

    private ApiResponse get(ApiRequest request) {
        String id = request.pathParam("id");
        return store.invoices()
                .find(id)
                .map(invoice -> ApiResponse.json(200, InvoicePayload.answer(invoice.document())))
                .orElseGet(() -> ApiResponse.json(
                        404,
                        ErrorShape.STATUS_MESSAGE.body(new Problem(
                                404,
                                null,
                                "Invoice was not found for parameters {id=" + id + "}",
                                "No such invoice.",
                                null,
                                store.now()))));
    }

    private BusinessError invalid(String message) {
        return new BusinessError(ApiResponse.json(
                400, ErrorShape.CODE_MESSAGE.body(new Problem(400, null, null, message, null, store.now()))));
    }
}

package io.github.camelfastspring.simulator.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.camelfastspring.simulator.LineItem;
import io.github.camelfastspring.simulator.Session;
import io.github.camelfastspring.simulator.Session.Status;
import io.github.camelfastspring.simulator.Store;
import io.github.camelfastspring.simulator.http.ApiRequest;
import io.github.camelfastspring.simulator.http.ApiResponse;
import io.github.camelfastspring.simulator.http.Handler;
import io.github.camelfastspring.simulator.http.Route;
import io.github.camelfastspring.simulator.payload.ErrorShape;
import io.github.camelfastspring.simulator.payload.Json;

/** The eight operations of the Sessions API v2. A session exists under the checkout that it was created in only. */
final class SessionsHandler {
    private static final String SESSIONS = "/v2/checkouts/{storeId}/{checkoutId}/sessions";
    private static final String SESSION = SESSIONS + "/{sessionId}";
    private static final String ITEMS = SESSION + "/cart/items";
    private static final int MAX_ID_LENGTH = 64;

    private final Store store;
    private final Set<String> checkouts;
    private final SessionForms forms;
    private final SessionPayload payload;
    private final V2Errors errors;

    SessionsHandler(Store store, Set<String> checkouts, SessionForms forms, SessionPayload payload, V2Errors errors) {
        this.store = store;
        this.checkouts = checkouts;
        this.forms = forms;
        this.payload = payload;
        this.errors = errors;
    }

    List<Route> routes() {
        return List.of(
                // No source says that create must have a body, nor what updateItem must have in it.
                route("POST", SESSIONS, this::create).withOptionalBody("session"),
                route("GET", SESSION, reading((request, session) -> ok(payload.full(session)))),
                route("PUT", SESSION, changing(this::replace)).withBody("session"),
                route("GET", SESSION + "/payment-methods", reading(this::paymentMethods)),
                route("POST", ITEMS, changing(this::addItem)).withBody("lineItem"),
                route("PUT", ITEMS + "/{productPaths}", changing(this::updateItem))
                        .withBody("lineItemUpdate"),
                route("DELETE", ITEMS + "/{productPath}", changing(this::removeItem)),
                route("PUT", SESSION + "/customer", changing(this::updateCustomer))
                        .withBody("customer"));
    }

    private static Route route(String method, String template, Handler handler) {
        return Route.of(method, template, ErrorShape.SESSION_V2, handler);
    }

    private static ApiResponse ok(ObjectNode body) {
        return ApiResponse.json(200, body);
    }

    private ApiResponse create(ApiRequest request) {
        return store.atomically(() -> {
            Session session = forms.create(checkoutPath(request), request.body());
            store.save(session);
            return ApiResponse.json(201, payload.created(session));
        });
    }

    private ApiResponse replace(ApiRequest request, Session session) {
        Session replaced = forms.fill(session, request.body());
        store.save(replaced);
        return ok(payload.full(replaced));
    }

    private ApiResponse paymentMethods(ApiRequest request, Session session) {
        return ok(Json.object().set("paymentMethods", payload.paymentMethods(session)));
    }

    private ApiResponse addItem(ApiRequest request, Session session) {
        LineItem added = forms.line(request.body());
        Session changed = session.withItems(forms.with(session.items(), added));
        store.save(changed);
        return ok(payload.line(changed, added.product()));
    }

    /** One body for all products of the path; a single one is answered as an object, several as an array. */
    private ApiResponse updateItem(ApiRequest request, Session session) {
        List<String> products = request.pathList("productPaths");
        List<LineItem> lines = new ArrayList<>(session.items());
        for (String product : products) {
            LineItem old = inCart(session, product);
            lines.set(lines.indexOf(old), updated(old, request.body()));
        }
        Session changed = session.withItems(lines);
        store.save(changed);
        if (products.size() == 1) {
            return ok(payload.line(changed, products.get(0)));
        }
        ArrayNode answer = Json.array();
        products.forEach(product -> answer.add(payload.line(changed, product)));
        return ApiResponse.json(200, answer);
    }

    private LineItem updated(LineItem old, ObjectNode body) {
        ObjectNode details = old.details().deepCopy();
        details.put("quantity", old.quantity()).setAll(body);
        return forms.line(details.put("productPath", old.product()));
    }

    private ApiResponse removeItem(ApiRequest request, Session session) {
        LineItem removed = inCart(session, request.pathParam("productPath"));
        List<LineItem> rest = new ArrayList<>(session.items());
        rest.remove(removed);
        store.save(session.withItems(rest));
        return ApiResponse.empty(204);
    }

    private ApiResponse updateCustomer(ApiRequest request, Session session) {
        Session changed = session.withCustomer(forms.customer(request.body()));
        store.save(changed);
        return ok(payload.customer(changed));
    }

    private LineItem inCart(Session session, String product) {
        return session.item(product)
                .orElseThrow(() -> errors.invalid(
                        "PRODUCT_NOT_IN_CART", "productPath", "The product is not in the cart", product));
    }

    private Handler reading(BiFunction<ApiRequest, Session, ApiResponse> operation) {
        return request -> store.atomically(() -> operation.apply(request, session(request)));
    }

    private Handler changing(BiFunction<ApiRequest, Session, ApiResponse> operation) {
        return reading((request, session) -> {
            Status status = session.statusAt(store.now());
            if (status != Status.OPEN) {
                throw errors.invalid("SESSION_NOT_OPEN", "sessionId", "The session is " + status, session.id());
            }
            return operation.apply(request, session);
        });
    }

    private Session session(ApiRequest request) {
        String checkoutPath = checkoutPath(request);
        String id = request.pathParam("sessionId");
        if (id.length() > MAX_ID_LENGTH) {
            throw errors.invalid("INVALID_SESSION_ID", "sessionId", "Malformed session id", id);
        }
        return store.session(id)
                .filter(session -> checkoutPath.equals(session.checkoutPath()))
                .orElseThrow(() -> errors.notFound("SESSION_NOT_FOUND", "sessionId", "No such session", id));
    }

    private String checkoutPath(ApiRequest request) {
        String path = request.pathParam("storeId") + "/" + request.pathParam("checkoutId");
        if (!checkouts.contains(path)) {
            throw errors.notFound("CHECKOUT_NOT_FOUND", "checkoutPath", "No such checkout", path);
        }
        return path;
    }
}

package io.github.camelfastspring.simulator.api;

import java.util.List;

import io.github.camelfastspring.simulator.Store;
import io.github.camelfastspring.simulator.http.ApiRequest;
import io.github.camelfastspring.simulator.http.ApiResponse;
import io.github.camelfastspring.simulator.http.Route;
import io.github.camelfastspring.simulator.payload.ErrorShape;
import io.github.camelfastspring.simulator.payload.OrderPayload;

/** Orders; a single known one is answered as it is, everything else as a list. */
final class OrdersHandler {
    private static final ResourceLookup LOOKUP = new ResourceLookup("order.get", "orders", "order");

    private final Store store;
    private final OrderPayload payload;

    OrdersHandler(Store store) {
        this.store = store;
        this.payload = new OrderPayload(store);
    }

    List<Route> routes() {
        return List.of(Route.of("GET", "/orders/{ids}", ErrorShape.PLAIN, this::get));
    }

    private ApiResponse get(ApiRequest request) {
        return LOOKUP.answer(request.pathList("ids"), id -> store.order(id).map(payload::answer), true);
    }
}

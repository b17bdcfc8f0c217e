package io.github.camelfastspring.simulator.api;

import java.util.List;

import io.github.camelfastspring.simulator.Store;
import io.github.camelfastspring.simulator.http.ApiRequest;
import io.github.camelfastspring.simulator.http.ApiResponse;
import io.github.camelfastspring.simulator.http.Route;
import io.github.camelfastspring.simulator.payload.ErrorShape;
import io.github.camelfastspring.simulator.payload.ProductPayload;

/** Products; an answer is always a list. See {@link ResourceLookup} for unknown ones. */
final class ProductsHandler {
    private static final ResourceLookup LOOKUP = new ResourceLookup("products.get", "products", "product");

    private final Store store;

    ProductsHandler(Store store) {
        this.store = store;
    }

    List<Route> routes() {
        return List.of(Route.of("GET", "/products/{paths}", ErrorShape.PLAIN, this::get));
    }

    private ApiResponse get(ApiRequest request) {
        return LOOKUP.answer(
                request.pathList("paths"), path -> store.product(path).map(ProductPayload::answer), false);
    }
}

package io.github.camelfastspring.simulator.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.camelfastspring.simulator.Product;
import io.github.camelfastspring.simulator.Store;
import io.github.camelfastspring.simulator.http.ApiRequest;
import io.github.camelfastspring.simulator.http.ApiResponse;
import io.github.camelfastspring.simulator.http.Route;
import io.github.camelfastspring.simulator.payload.ErrorShape;
import io.github.camelfastspring.simulator.payload.Json;
import io.github.camelfastspring.simulator.payload.ProductPayload;

/** Products, always as a list, and what they offer. */
final class ProductsHandler {
    private static final ResourceLookup LOOKUP = new ResourceLookup("products.get", "products", "product");
    private static final int MAX_PRODUCTS = 300;

    private final Store store;
    private final ProductForms forms;
    private final PricesHandler prices;

    ProductsHandler(Store store) {
        this.store = store;
        this.forms = new ProductForms();
        this.prices = new PricesHandler(store);
    }

    List<Route> routes() {
        return Stream.concat(
                        prices.routes().stream(),
                        Stream.of(
                                Route.of("GET", "/products", ErrorShape.envelope("products.getall"), this::list)
                                        .withoutPagination(),
                                Route.of("POST", "/products", ErrorShape.PLAIN, this::createOrUpdate)
                                        .withBody("products"),
                                Route.of("GET", "/products/{paths}", ErrorShape.PLAIN, this::get),
                                Route.of("DELETE", "/products/{paths}", ErrorShape.PLAIN, this::delete),
                                Route.of("GET", "/products/offers/{path}", ErrorShape.PLAIN, this::offers)
                                        .withQuery("type"),
                                Route.of("POST", "/products/offers/{path}", ErrorShape.PLAIN, this::saveOffers)
                                        .withBody("offersRequest")))
                .toList();
    }

    private ApiResponse list(ApiRequest request) {
        ObjectNode body = Json.object()
                .put("action", "products.getall")
                .put("result", "success")
                .putNull("page")
                .putNull("limit")
                .putNull("nextPage")
                // Official samples say so however many products there are.
                .put("total", 0);
        ArrayNode products = body.putArray("products");
        store.products().forEach(product -> products.add(product.path()));
        return ApiResponse.json(200, body);
    }

    private ApiResponse get(ApiRequest request) {
        return LOOKUP.answer(
                request.pathList("paths"), path -> store.product(path).map(ProductPayload::answer), false);
    }

    private ApiResponse createOrUpdate(ApiRequest request) {
        JsonNode sent = request.body().path("products");
        if (sent.isEmpty() || sent.size() > MAX_PRODUCTS) {
            throw Items.failed("product.create", "products", "Must be from 1 to " + MAX_PRODUCTS + " products");
        }
        return store.atomically(() -> {
            List<ObjectNode> items = new ArrayList<>();
            sent.forEach(each -> items.add(createOrUpdate((ObjectNode) each)));
            return Items.batch("products", items);
        });
    }

    private ObjectNode createOrUpdate(ObjectNode sent) {
        String path = sent.path("product").asText();
        Optional<Product> old = store.product(path);
        String action = old.isEmpty() ? "product.create" : "product.update";
        Map<String, String> errors = forms.whatIsWrong(sent, old);
        if (!errors.isEmpty()) {
            return Items.error("product", path, action, errors);
        }
        store.save(forms.merged(sent, old));
        return Json.object()
                .put("product", path)
                .put("action", action)
                .put(old.isEmpty() ? "created.id" : "updated.id", ProductPayload.reference(path))
                .put("result", "success");
    }

    private ApiResponse delete(ApiRequest request) {
        return store.atomically(() -> Items.batch(
                "products",
                request.pathList("paths").stream()
                        .map(path -> store.removeProduct(path)
                                ? Json.object()
                                        .put("action", "products.delete")
                                        .put("result", "success")
                                        .put("product", path)
                                : Items.error("product", path, "products.delete", "product", "Not found"))
                        .toList()));
    }

    private ApiResponse offers(ApiRequest request) {
        String path = request.pathParam("path");
        String type = request.query().get("type");
        Product product = known(path, "products.offers.get");
        ObjectNode item = Json.object()
                .put("action", "products.offers.get")
                .put("result", "success")
                .put("product", path);
        ArrayNode offers = item.putArray("offers");
        product.details().path("offers").forEach(offer -> {
            if (type == null || type.equals(offer.path("type").asText())) {
                offers.add(offer);
            }
        });
        return Items.batch("products", List.of(item));
    }

    /** The product in the body is in an array now, was alone in older bodies; it must be the one of the path. */
    private ApiResponse saveOffers(ApiRequest request) {
        String path = request.pathParam("path");
        JsonNode sent = request.body().path("products");
        JsonNode one = sent.isArray() ? sent.path(0) : sent;
        String named = one.path("product").asText();
        return store.atomically(() -> {
            boolean had = store.product(path)
                    .map(product -> !product.details().path("offers").isEmpty())
                    .orElse(false);
            String action = had ? "products.offers.update" : "products.offers.create";
            if (!named.equals(path) || sent.isArray() && sent.size() != 1) {
                throw Items.failed(Items.error(
                        "product",
                        path,
                        action,
                        "product",
                        "The URL is for '" + path + "', the request body for '" + named + "'"));
            }
            Product product = known(path, action);
            ObjectNode details = product.details().deepCopy();
            details.set("offers", one.path("offers").isArray() ? one.get("offers") : Json.array());
            store.save(new Product(path, product.display(), product.price(), product.plan(), product.sku(), details));
            return Items.batch("products", List.of(Items.success("product", path, action)));
        });
    }

    private Product known(String path, String action) {
        return store.product(path).orElseThrow(() -> {
            ObjectNode body = Json.object();
            body.putArray("products").add(Items.error("product", path, action, "product", "Not found"));
            return Items.failed(body);
        });
    }
}

package io.github.camelfastspring.simulator.api;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.camelfastspring.simulator.Coupon;
import io.github.camelfastspring.simulator.Store;
import io.github.camelfastspring.simulator.http.ApiRequest;
import io.github.camelfastspring.simulator.http.ApiResponse;
import io.github.camelfastspring.simulator.http.BusinessError;
import io.github.camelfastspring.simulator.http.Handler;
import io.github.camelfastspring.simulator.http.Route;
import io.github.camelfastspring.simulator.payload.ErrorShape;
import io.github.camelfastspring.simulator.payload.Json;
import io.github.camelfastspring.simulator.payload.ProductPayload;

/**
 * Coupons. Their errors are answered with 200, and {@code error} is a text. What delete answers is not known; the
 * simulator answers the usual envelope.
 */
final class CouponsHandler {
    private static final String CODE = "[a-zA-Z0-9_-]+";
    private static final int SHOWN_CODES = 1000;

    private final Store store;

    CouponsHandler(Store store) {
        this.store = store;
    }

    List<Route> routes() {
        return List.of(
                Route.of("GET", "/coupons", ErrorShape.PLAIN, this::list).withoutPagination(),
                Route.of("POST", "/coupons", ErrorShape.UNREADABLE, this::createOrUpdate)
                        .withBody("coupon"),
                Route.of("GET", "/coupons/{id}", ErrorShape.PLAIN, of("coupon.get", this::get))
                        .withQuery("expand"),
                Route.of("POST", "/coupons/{id}", ErrorShape.UNREADABLE, of("coupon.add.codes", this::addCodes))
                        .withBody("couponCodes"),
                Route.of("DELETE", "/coupons/{id}", ErrorShape.PLAIN, of("coupon.delete", this::delete)),
                Route.of("GET", "/coupons/{id}/codes", ErrorShape.PLAIN, of("coupon.get.codes", this::codes))
                        .withoutPagination(),
                Route.of(
                        "DELETE",
                        "/coupons/{id}/codes",
                        ErrorShape.PLAIN,
                        of("delete coupon codes", this::deleteCodes)));
    }

    private ApiResponse list(ApiRequest request) {
        ObjectNode body = Json.object();
        ArrayNode coupons = body.putArray("coupons");
        store.coupons().all().forEach(coupon -> coupons.add(coupon.id()));
        return ApiResponse.json(200, body);
    }

    private ApiResponse get(ApiRequest request, Coupon coupon) {
        ObjectNode body = coupon.settings().deepCopy();
        JsonNode products = body.remove("products");
        ArrayNode codes = body.putArray("codes");
        coupon.codes().stream().limit(SHOWN_CODES).forEach(codes::add);
        body.set("products", "true".equals(request.query().get("expand")) ? expanded(products) : products);
        return ApiResponse.json(200, body);
    }

    private ArrayNode expanded(JsonNode paths) {
        ArrayNode products = Json.array();
        paths.forEach(
                path -> store.product(path.asText()).map(ProductPayload::answer).ifPresent(products::add));
        return products;
    }

    private ApiResponse createOrUpdate(ApiRequest request) {
        return store.atomically(() -> {
            JsonNode body = request.body();
            String id = body.path("coupon").asText("");
            Optional<Coupon> old = store.coupons().find(id);
            String action = old.isEmpty() ? "coupon.create" : "coupon.update";
            if (!id.matches(CODE)) {
                throw error(id, action, "Invalid coupon id " + id);
            }
            String wrong = CouponForms.whatIsWrong(body);
            if (wrong != null) {
                throw error(id, action, wrong);
            }
            // Codes that are sent replace all others.
            List<String> codes = body.has("codes")
                    ? checked(id, action, body.get("codes"))
                    : old.map(Coupon::codes).orElse(List.of());
            ObjectNode settings = CouponForms.settings(old.map(Coupon::settings).orElse(null), body);
            store.coupons()
                    .save(new Coupon(id, settings, codes, old.map(Coupon::uses).orElse(java.util.Map.of())));
            return ApiResponse.json(200, Items.success("coupon", id, action));
        });
    }

    private ApiResponse addCodes(ApiRequest request, Coupon coupon) {
        JsonNode sent = request.body().path("codes");
        Set<String> codes = new LinkedHashSet<>(coupon.codes());
        codes.addAll(checked(coupon.id(), "coupon.add.codes", sent));
        store.coupons().save(coupon.withCodes(List.copyOf(codes)));
        ObjectNode body = Json.object().put("coupon", coupon.id());
        body.set("codes", sent);
        return ApiResponse.json(200, body.put("result", "success"));
    }

    private ApiResponse codes(ApiRequest request, Coupon coupon) {
        ObjectNode body = Json.object().put("coupon", coupon.id());
        ArrayNode codes = body.putArray("codes");
        coupon.codes().forEach(codes::add);
        return ApiResponse.json(200, body);
    }

    private ApiResponse deleteCodes(ApiRequest request, Coupon coupon) {
        ObjectNode body = Json.object().put("coupon", coupon.id());
        ArrayNode codes = body.putArray("codes deleted");
        coupon.codes().forEach(codes::add);
        store.coupons().save(coupon.withCodes(List.of()));
        return ApiResponse.json(200, body.put("action", "delete coupon codes").put("result", "success"));
    }

    private ApiResponse delete(ApiRequest request, Coupon coupon) {
        if (!coupon.codes().isEmpty()) {
            throw error(coupon.id(), "coupon.delete", "The coupon still has codes");
        }
        store.coupons().remove(coupon.id());
        return ApiResponse.json(200, Items.success("coupon", coupon.id(), "coupon.delete"));
    }

    private static List<String> checked(String id, String action, JsonNode sent) {
        Set<String> codes = new LinkedHashSet<>();
        for (JsonNode code : sent) {
            if (!code.asText().matches(CODE)) {
                throw error(id, action, "Invalid coupon code " + code.asText());
            }
            codes.add(code.asText().toUpperCase(Locale.ROOT));
        }
        return new ArrayList<>(codes);
    }

    private Handler of(String action, BiFunction<ApiRequest, Coupon, ApiResponse> operation) {
        return request -> store.atomically(() -> {
            String id = request.pathParam("id");
            Coupon coupon = store.coupons().find(id).orElseThrow(() -> error(id, action, "Coupon not found"));
            return operation.apply(request, coupon);
        });
    }

    private static BusinessError error(String id, String action, String text) {
        ObjectNode body = Json.object()
                .put("coupon", id)
                .put("action", action)
                .put("result", "error")
                .put("error", text);
        return new BusinessError(ApiResponse.json(200, body));
    }
}

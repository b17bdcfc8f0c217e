package io.github.camelfastspring.simulator.api;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

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
import io.github.camelfastspring.simulator.payload.Money;

/** Prices by country; without a country in the request those of the United States and Germany. */
final class PricesHandler {
    private static final List<String> USUAL_COUNTRIES = List.of("US", "DE");
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final Store store;

    PricesHandler(Store store) {
        this.store = store;
    }

    List<Route> routes() {
        return List.of(
                Route.of("GET", "/products/price", ErrorShape.envelope("product.price.getall"), this::all)
                        .withQuery("country", "currency", "page", "limit"),
                Route.of("GET", "/products/price/{path}", ErrorShape.envelope("product.price.get"), this::one)
                        .withQuery("country", "currency", "page", "limit"));
    }

    private ApiResponse all(ApiRequest request) {
        String action = "product.price.getall";
        Paging paging = Paging.of(request.query(), action);
        List<Product> products = store.products();
        ObjectNode body = paging.put(Json.object(), products.size());
        ArrayNode list = body.putArray("products");
        paging.of(products).forEach(product -> list.add(item(product, request.query(), action)));
        return ApiResponse.json(200, body);
    }

    private ApiResponse one(ApiRequest request) {
        String action = "product.price.get";
        String path = request.pathParam("path");
        Paging paging = Paging.of(request.query(), action);
        Function<Product, ApiResponse> found = product -> {
            ObjectNode body = Json.object().put("page", paging.page()).put("limit", paging.limit());
            body.putArray("products").add(item(product, request.query(), action));
            return ApiResponse.json(200, body);
        };
        return store.product(path)
                .map(found)
                .orElseGet(() ->
                        Items.batch("products", List.of(Items.error("product", path, action, "product", "Not found"))));
    }

    private static ObjectNode item(Product product, Map<String, String> query, String action) {
        ObjectNode item =
                Json.object().put("action", action).put("result", "success").put("product", product.path());
        ObjectNode pricing = item.putObject("pricing");
        String country = query.get("country");
        List<String> countries = country == null ? USUAL_COUNTRIES : List.of(country.toUpperCase(Locale.ROOT));
        for (String each : countries) {
            pricing.set(each, price(product, query.getOrDefault("currency", Money.currencyOf(each))));
        }
        return item;
    }

    private static ObjectNode price(Product product, String wanted) {
        String currency = product.price().containsKey(wanted) ? wanted : Money.PAYOUT;
        Money money = new Money(currency, "en");
        BigDecimal price = product.price().get(currency);
        JsonNode pricing = product.details().path("pricing");
        ObjectNode body =
                Json.object().put("currency", currency).put("price", price).put("display", money.display(price));
        ObjectNode tiers = body.putObject("quantityDiscount");
        pricing.path("quantityDiscounts").properties().forEach(tier -> {
            if (tier.getValue().isNumber()) {
                BigDecimal percent = tier.getValue().decimalValue();
                BigDecimal off = price.multiply(percent).divide(HUNDRED, 2, RoundingMode.HALF_UP);
                ObjectNode discount = tiers.putObject(tier.getKey()).put("discountPercent", percent);
                money.put(discount, "discountValue", off);
                money.put(discount, "unitPrice", price.subtract(off));
            }
        });
        body.set(
                "discountReason",
                pricing.path("discountReason").isObject() ? pricing.get("discountReason") : Json.object());
        body.put("discountPeriodCount", pricing.path("discountDuration").asInt(0));
        body.set("available", pricing.path("dateLimits").isObject() ? pricing.get("dateLimits") : Json.object());
        JsonNode fee = pricing.path("setupFee");
        if (fee.path("price").hasNonNull(currency)) {
            BigDecimal amount = fee.path("price").get(currency).decimalValue();
            money.put(body, "setupFeePrice", amount);
            body.set("setupFeeReason", fee.path("title").isObject() ? fee.get("title") : Json.object());
        }
        return body;
    }
}

package io.github.camelfastspring.simulator.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.camelfastspring.simulator.Order;
import io.github.camelfastspring.simulator.Store;
import io.github.camelfastspring.simulator.http.ApiRequest;
import io.github.camelfastspring.simulator.http.ApiResponse;
import io.github.camelfastspring.simulator.http.Route;
import io.github.camelfastspring.simulator.payload.ErrorShape;
import io.github.camelfastspring.simulator.payload.Json;
import io.github.camelfastspring.simulator.payload.OrderPayload;

/**
 * Orders; a single known one is answered as it is, everything else as a list. A post updates orders if it has
 * {@code orders} and creates one otherwise.
 */
final class OrdersHandler {
    private static final ResourceLookup LOOKUP = new ResourceLookup("order.get", "orders", "order");
    private static final String LIST = "order.getall";
    private static final String UPDATE = "order.update";
    private static final int MAX_PAGE = 50;

    private final Store store;
    private final OrderPayload payload;
    private final OrderFilter filter;
    private final OrderCreation creation;

    OrdersHandler(Store store, Buyer buyer) {
        this.store = store;
        this.payload = new OrderPayload(store);
        this.filter = new OrderFilter(store);
        this.creation = new OrderCreation(store, buyer);
    }

    List<Route> routes() {
        return List.of(
                Route.of("GET", "/orders", ErrorShape.envelope(LIST), this::list)
                        .withQuery(
                                "begin",
                                "end",
                                "days",
                                "limit",
                                "page",
                                "products",
                                "rebill",
                                "returns",
                                "scope",
                                "status"),
                Route.of("POST", "/orders", ErrorShape.PLAIN, this::updateOrCreate)
                        .withBody("orders"),
                Route.of("GET", "/orders/{ids}", ErrorShape.PLAIN, this::get));
    }

    private ApiResponse list(ApiRequest request) {
        List<Order> found = filter.orders(request.query(), LIST);
        Paging paging = Paging.of(request.query(), LIST, MAX_PAGE);
        ObjectNode body = paging.put(Json.object().put("action", LIST).put("result", "success"), found.size());
        ArrayNode orders = body.put("total", found.size()).putArray("orders");
        paging.of(found).forEach(order -> orders.add(order.id()));
        return ApiResponse.json(200, body);
    }

    private ApiResponse get(ApiRequest request) {
        return LOOKUP.answer(request.pathList("ids"), id -> store.order(id).map(payload::answer), true);
    }

    private ApiResponse updateOrCreate(ApiRequest request) {
        ObjectNode body = request.body();
        return store.atomically(() -> body.has("orders") ? update(body.get("orders")) : creation.create(body));
    }

    private ApiResponse update(JsonNode sent) {
        List<ObjectNode> items = new ArrayList<>();
        for (int i = 0; i < sent.size(); i++) {
            JsonNode each = sent.get(i);
            int index = i;
            items.add(store.order(each.path("order").asText())
                    .map(order -> update(order, each))
                    // The real one names the position, not the id.
                    .orElseGet(() -> Items.error("order", "[" + index + "]", UPDATE, "order", "Not found")));
        }
        return Items.batch("orders", items);
    }

    private ObjectNode update(Order order, JsonNode sent) {
        Map<String, ObjectNode> attributes = new LinkedHashMap<>();
        Map<String, String> errors = new LinkedHashMap<>();
        for (JsonNode item : sent.path("items")) {
            String product = item.path("product").asText();
            if (order.item(product).isEmpty()) {
                errors.put("items." + product, "Product is not an item of the order");
            } else if (item.path("attributes").isObject()) {
                attributes.put(product, (ObjectNode) item.get("attributes"));
            }
        }
        if (!errors.isEmpty()) {
            return Items.error("order", order.id(), UPDATE, errors);
        }
        List<Order.Item> items = order.items().stream()
                .map(item -> item.withAttributes(merged(item.attributes(), attributes.get(item.product()))))
                .toList();
        JsonNode tags = sent.path("tags");
        store.save(order.with(merged(order.tags(), tags.isObject() ? (ObjectNode) tags : null), items));
        return Json.object().put("action", UPDATE).put("result", "success").put("order", order.id());
    }

    private static ObjectNode merged(ObjectNode old, ObjectNode sent) {
        ObjectNode merged = old.deepCopy();
        if (sent != null) {
            merged.setAll(sent);
        }
        return merged;
    }
}

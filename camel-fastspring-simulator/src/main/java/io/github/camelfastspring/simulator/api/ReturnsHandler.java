package io.github.camelfastspring.simulator.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.camelfastspring.simulator.Order;
import io.github.camelfastspring.simulator.Return;
import io.github.camelfastspring.simulator.Store;
import io.github.camelfastspring.simulator.http.ApiRequest;
import io.github.camelfastspring.simulator.http.ApiResponse;
import io.github.camelfastspring.simulator.http.Route;
import io.github.camelfastspring.simulator.payload.ErrorShape;
import io.github.camelfastspring.simulator.payload.ReturnPayload;

/** Returns, always as a list. A return leaves the subscription as it is. */
final class ReturnsHandler {
    private static final String CREATE = "return.create";

    private final Store store;
    private final ReturnPayload payload;
    private final ReturnForms forms;

    ReturnsHandler(Store store) {
        this.store = store;
        this.payload = new ReturnPayload(store);
        this.forms = new ReturnForms(store);
    }

    List<Route> routes() {
        return List.of(
                Route.of("POST", "/returns", ErrorShape.PLAIN, this::create).withBody("returns"),
                Route.of("GET", "/returns/{ids}", ErrorShape.PLAIN, this::get));
    }

    private ApiResponse create(ApiRequest request) {
        return store.atomically(() -> {
            List<ObjectNode> items = new ArrayList<>();
            request.body().path("returns").forEach(sent -> items.add(create(sent)));
            return Items.batch("returns", items);
        });
    }

    private ObjectNode create(JsonNode sent) {
        String named = sent.path("order").asText();
        Optional<Order> order = store.orders().stream()
                .filter(each -> each.id().equals(named) || each.reference().equals(named))
                .findFirst();
        if (order.isEmpty()) {
            return Items.error("return", named, CREATE, "order", "Not found");
        }
        try {
            Return returned = forms.make(order.get(), sent);
            store.returns().save(returned);
            store.publish("return.created", order.get().live(), payload.event(returned));
            return payload.answer(returned, CREATE);
        } catch (ReturnForms.Invalid e) {
            return Items.error("return", order.get().id(), CREATE, e.code(), e.getMessage());
        }
    }

    private ApiResponse get(ApiRequest request) {
        return Items.batch(
                "returns",
                request.pathList("ids").stream()
                        .map(id -> store.returns()
                                .find(id)
                                .map(each -> payload.answer(each, "return.get"))
                                .orElseGet(() -> Items.error("return", id, "return.get", "return", "Not found")))
                        .toList());
    }
}

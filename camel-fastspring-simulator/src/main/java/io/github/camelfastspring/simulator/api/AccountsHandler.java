package io.github.camelfastspring.simulator.api;

import java.util.List;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.camelfastspring.simulator.Store;
import io.github.camelfastspring.simulator.http.ApiRequest;
import io.github.camelfastspring.simulator.http.ApiResponse;
import io.github.camelfastspring.simulator.http.Route;
import io.github.camelfastspring.simulator.payload.AccountPayload;
import io.github.camelfastspring.simulator.payload.ErrorShape;
import io.github.camelfastspring.simulator.payload.Json;

/** Accounts; there is no batch, a comma-separated list is one unknown id. */
final class AccountsHandler {
    private final Store store;

    AccountsHandler(Store store) {
        this.store = store;
    }

    List<Route> routes() {
        return List.of(Route.of("GET", "/accounts/{id}", ErrorShape.PLAIN, this::get));
    }

    private ApiResponse get(ApiRequest request) {
        String id = request.pathParam("id");
        return store.account(id)
                .map(account -> ApiResponse.json(200, AccountPayload.answer(account, store)))
                .orElseGet(() -> ApiResponse.json(400, notFound(id)));
    }

    private static ObjectNode notFound(String id) {
        ObjectNode body = Json.object()
                .put("id", id)
                .put("account", id)
                .put("action", "account.get")
                .put("result", "error");
        body.putObject("error").put("account", "account id not found");
        return body;
    }
}

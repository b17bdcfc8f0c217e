package io.github.camelfastspring.simulator.api;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.camelfastspring.simulator.Account;
import io.github.camelfastspring.simulator.Store;
import io.github.camelfastspring.simulator.Subscription;
import io.github.camelfastspring.simulator.http.ApiRequest;
import io.github.camelfastspring.simulator.http.ApiResponse;
import io.github.camelfastspring.simulator.http.Route;
import io.github.camelfastspring.simulator.payload.AccountPayload;
import io.github.camelfastspring.simulator.payload.ErrorShape;
import io.github.camelfastspring.simulator.payload.Json;

/** Moves subscriptions to another account. How a request fails as a whole is not known; here with the usual envelope. */
final class TransferHandler {
    private static final String ACTION = "subscriptions.transfer";
    private static final int MAX = 20;

    private final Store store;
    private final SubscriptionAccess access;
    private final AccountForms accounts;

    TransferHandler(Store store) {
        this.store = store;
        this.access = new SubscriptionAccess(store);
        this.accounts = new AccountForms(store);
    }

    List<Route> routes() {
        return List.of(Route.of("POST", "/subscriptions/transfer", ErrorShape.envelope(ACTION), this::transfer)
                .withBody("transfer"));
    }

    private ApiResponse transfer(ApiRequest request) {
        return store.atomically(() -> {
            JsonNode sent = request.body();
            String source = sent.path("sourceAccountId").asText();
            if (store.account(source).isEmpty()) {
                throw Items.failed(ACTION, "sourceAccountId", "account not found");
            }
            JsonNode ids = sent.path("subscriptions");
            if (ids.isEmpty() || ids.size() > MAX) {
                throw Items.failed(ACTION, "subscriptions", "Must be from 1 to " + MAX);
            }
            String target = target(sent);
            ObjectNode body = Json.object()
                    .put("status", "200")
                    .put("siteId", "EXAMPLESTORE1")
                    .put("sourceAccountId", source)
                    .put("targetAccountId", target);
            ArrayNode transferred = body.putArray("transferredSubscriptions");
            ArrayNode failed = body.putArray("failedSubscriptions");
            for (JsonNode id : ids) {
                Optional<Subscription> found = store.subscription(id.asText())
                        .filter(each -> each.accountId().equals(source));
                if (found.isPresent()) {
                    access.save(
                            found.get().with(store.now(), change -> change.account(target)), "subscription.updated");
                    transferred.add(id);
                } else {
                    failed.addObject()
                            .put("subscriptionId", id.asText())
                            .put("errorMessage", "Subscription not found")
                            .put("errorCode", "SUBSCRIPTION_NOT_FOUND");
                }
            }
            ArrayNode remaining = body.putArray("remainingSubscriptions");
            store.subscriptions().stream()
                    .filter(each -> each.accountId().equals(source))
                    .forEach(each -> remaining.add(each.id()));
            return ApiResponse.json(200, body);
        });
    }

    private String target(JsonNode sent) {
        Set<String> given = Set.of("targetAccount", "targetAccountId").stream()
                .filter(sent::hasNonNull)
                .collect(Collectors.toSet());
        if (given.size() != 1) {
            throw Items.failed(ACTION, "targetAccount", "Either targetAccount or targetAccountId is needed");
        }
        if (given.contains("targetAccountId")) {
            String id = sent.get("targetAccountId").asText();
            return store.account(id)
                    .map(Account::id)
                    .orElseThrow(() -> Items.failed(ACTION, "targetAccountId", "account not found"));
        }
        Account account = accounts.create(request(sent.get("targetAccount")));
        store.save(account);
        store.publish("account.created", true, AccountPayload.event(account));
        return account.id();
    }

    /** The same in the members of the request that creates an account. */
    private static ObjectNode request(JsonNode target) {
        JsonNode details = target.path("account");
        JsonNode address = details.path("address");
        ObjectNode body = Json.object();
        body.putObject("contact")
                .put("email", target.path("email").asText(null))
                .put("first", details.path("firstName").asText(null))
                .put("last", details.path("lastName").asText(null))
                .put("company", details.path("company").asText(null))
                .put("phone", details.path("phone").asText(null));
        body.put("language", details.path("language").asText("en"));
        body.put("country", address.path("country").asText("US"));
        body.putObject("address")
                .put("addressLine1", address.path("line1").asText(null))
                .put("city", address.path("city").asText(null))
                .put("region", address.path("region").asText(null))
                .put("postalCode", address.path("postalCode").asText(null));
        return body;
    }
}

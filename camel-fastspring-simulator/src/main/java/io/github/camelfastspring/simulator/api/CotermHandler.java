package io.github.camelfastspring.simulator.api;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.camelfastspring.simulator.CotermGroup;
import io.github.camelfastspring.simulator.Order;
import io.github.camelfastspring.simulator.Store;
import io.github.camelfastspring.simulator.Subscription;
import io.github.camelfastspring.simulator.http.ApiRequest;
import io.github.camelfastspring.simulator.http.ApiResponse;
import io.github.camelfastspring.simulator.http.Route;
import io.github.camelfastspring.simulator.payload.CotermEventPayload;
import io.github.camelfastspring.simulator.payload.CotermPayload;
import io.github.camelfastspring.simulator.payload.Dates;
import io.github.camelfastspring.simulator.payload.ErrorShape;
import io.github.camelfastspring.simulator.payload.Json;
import io.github.camelfastspring.simulator.payload.PlanPayload;

/**
 * Co-term groups: execution charges the difference up to a common day, on which all of the group renew. How these
 * operations fail is not known; here with the usual envelope. Of their events only {@code subscription.group.created} (at the
 * execution) and {@code subscription.group.updated} (when one joins) are published.
 */
final class CotermHandler {
    private static final String GROUPS = "/subscriptions/coterm";
    private static final String GROUP = GROUPS + "/{id}";
    private static final String ACTION = "subscriptions.coterm.";

    private final Store store;
    private final SubscriptionAccess access;

    CotermHandler(Store store) {
        this.store = store;
        this.access = new SubscriptionAccess(store);
    }

    List<Route> routes() {
        return List.of(
                Route.of("POST", GROUPS, ErrorShape.envelope(ACTION + "create"), this::create)
                        .withBody("coterm"),
                Route.of("GET", GROUP, ErrorShape.envelope(ACTION + "get"), this::get),
                Route.of("POST", GROUP, ErrorShape.envelope(ACTION + "update"), this::update)
                        .withBody("cotermUpdate"),
                Route.of("DELETE", GROUP, ErrorShape.envelope(ACTION + "delete"), this::delete),
                Route.of("POST", GROUP + "/estimate", ErrorShape.envelope(ACTION + "estimate"), this::estimate),
                Route.of("POST", GROUP + "/execute", ErrorShape.envelope(ACTION + "execute"), this::execute));
    }

    private ApiResponse create(ApiRequest request) {
        return store.atomically(() -> {
            String account = request.body().path("accountId").asText();
            if (store.account(account).isEmpty()) {
                throw Items.failed(ACTION + "create", "accountId", "account not found");
            }
            JsonNode sent = request.body().path("coTermGroup");
            List<String> ids = new ArrayList<>();
            for (JsonNode id : sent.path("subscriptions")) {
                if (ofAccount(id.asText(), account).isEmpty() || ids.contains(id.asText())) {
                    throw Items.failed(ACTION + "create", "subscriptions", "Not a free subscription: " + id.asText());
                }
                ids.add(id.asText());
            }
            if (ids.isEmpty()) {
                throw Items.failed(ACTION + "create", "subscriptions", "At least one subscription is needed");
            }
            CotermGroup group = new CotermGroup(
                    store.newId(), account, sent.path("displayName").asText("Co-term group"), null, ids);
            store.cotermGroups().save(group);
            ObjectNode body = head("create").put("accountId", account);
            body.set("coTermGroup", CotermPayload.created(group, members(group)));
            return ApiResponse.json(200, body);
        });
    }

    private ApiResponse get(ApiRequest request) {
        CotermGroup group = group(request, "get");
        ObjectNode body = head("get");
        body.setAll(CotermPayload.answer(group, members(group), next(group)));
        return ApiResponse.json(200, body);
    }

    private ApiResponse update(ApiRequest request) {
        return store.atomically(() -> {
            CotermGroup group = group(request, "update");
            JsonNode sent = request.body();
            boolean add = "ADD".equals(sent.path("action").asText());
            if (!add && !"REMOVE".equals(sent.path("action").asText())) {
                throw Items.failed(ACTION + "update", "action", "Must be ADD or REMOVE");
            }
            boolean preview = sent.path("preview").asBoolean();
            List<String> ids = new ArrayList<>(group.subscriptions());
            ObjectNode body = head("update");
            ArrayNode results = body.putArray("coTermChangesResult");
            for (JsonNode id : sent.path("subscriptions")) {
                boolean fits = add ? ofAccount(id.asText(), group.accountId()).isPresent() : ids.contains(id.asText());
                results.add(
                        result(id.asText(), fits, preview, sent.path("prorate").asBoolean()));
                if (fits && add) {
                    ids.add(id.asText());
                } else {
                    ids.remove(id.asText());
                }
            }
            if (!preview) {
                CotermGroup changed = new CotermGroup(
                        group.id(),
                        group.accountId(),
                        sent.path("displayName").asText(group.displayName()),
                        group.orderId(),
                        ids);
                store.cotermGroups().save(changed);
                if (add && ids.size() > group.subscriptions().size()) {
                    publish("subscription.group.updated", changed);
                }
            }
            return ApiResponse.json(200, body);
        });
    }

    private ObjectNode result(String id, boolean fits, boolean preview, boolean prorate) {
        ObjectNode result = Json.object().put("subscription", id);
        if (!fits) {
            result.put("status", "FAILED")
                    .putObject("error")
                    .put("code", "SUBSCRIPTION_NOT_FOUND")
                    .put("message", "Not a subscription for this change");
            return result;
        }
        Subscription subscription = store.subscription(id).orElseThrow();
        PlanPayload plan = access.plan(subscription, subscription);
        result.put("status", preview ? "PREVIEW" : "EXECUTED").putObject("error");
        result.set("currentPlan", CotermPayload.plan(plan, false));
        result.set("proposedPlan", CotermPayload.plan(plan, true));
        result.set("amountDue", plan.amountDue(prorate));
        result.set("discountTotals", plan.discountTotals());
        return result;
    }

    private ApiResponse delete(ApiRequest request) {
        return store.atomically(() -> {
            CotermGroup group = group(request, "delete");
            store.cotermGroups().remove(group.id());
            ObjectNode body = head("delete");
            ArrayNode list = body.putArray("subscriptions");
            group.subscriptions()
                    .forEach(id -> list.addObject().put("subscription", id).put("status", "Opted Out of Co-Terming"));
            return ApiResponse.json(200, body);
        });
    }

    private ApiResponse estimate(ApiRequest request) {
        CotermGroup group = group(request, "estimate");
        List<Subscription> members = members(group);
        List<PlanPayload> plans =
                members.stream().map(each -> access.plan(each, each)).toList();
        ObjectNode body = head("estimate");
        body.setAll(CotermPayload.estimate(group, plans, store.now(), next(group)));
        return ApiResponse.json(200, body);
    }

    private ApiResponse execute(ApiRequest request) {
        return store.atomically(() -> {
            CotermGroup group = group(request, "execute");
            if (group.orderId() != null) {
                throw Items.failed(ACTION + "execute", "coTermGroupId", "The group has been executed already");
            }
            Instant next = next(group);
            List<Subscription> members = members(group);
            BigDecimal due = members.stream()
                    .map(each -> CotermPayload.upTo(each, next))
                    .reduce(new BigDecimal("0.00"), BigDecimal::add);
            Order order = access.billing().chargeAmount(members.get(0), due);
            members.forEach(
                    each -> access.save(each.with(store.now(), change -> change.next(next)), "subscription.updated"));
            CotermGroup executed = new CotermGroup(
                    group.id(), group.accountId(), group.displayName(), order.id(), group.subscriptions());
            store.cotermGroups().save(executed);
            publish("subscription.group.created", executed);
            ObjectNode body = head("execute")
                    .put("coTermGroupId", group.id())
                    .put("order", order.id())
                    .put("prorated", due.signum() > 0)
                    .put("timezone", "UTC");
            Dates.putShortFamily(body, "periodStartDate", Periods.day(store.now()), "en");
            Dates.putShortFamily(body, "periodEndDate", Periods.plusDays(next, -1), "en");
            ArrayNode list = body.putArray("subscriptions");
            group.subscriptions().forEach(list::add);
            return ApiResponse.json(200, body);
        });
    }

    private void publish(String type, CotermGroup group) {
        List<Subscription> members = members(group);
        store.publish(
                type,
                members.get(0).live(),
                CotermEventPayload.of(group, members, Periods.day(store.now()), next(group)));
    }

    /** The day on which the last of the group renews. */
    private Instant next(CotermGroup group) {
        return members(group).stream()
                .map(Subscription::next)
                .max(Comparator.naturalOrder())
                .orElse(Periods.day(store.now()));
    }

    private List<Subscription> members(CotermGroup group) {
        return group.subscriptions().stream()
                .flatMap(id -> store.subscription(id).stream())
                .toList();
    }

    /** An account's subscription that can be in a group and is in none. */
    private Optional<Subscription> ofAccount(String id, String account) {
        return store.subscription(id)
                .filter(each -> each.accountId().equals(account) && "active".equals(each.state()))
                .filter(each -> store.cotermGroups().all().stream()
                        .noneMatch(group -> group.subscriptions().contains(id)));
    }

    private CotermGroup group(ApiRequest request, String operation) {
        String id = request.pathParam("id");
        return store.cotermGroups()
                .find(id)
                .orElseThrow(() -> Items.failed(ACTION + operation, "coTermGroupId", "Not found"));
    }

    private static ObjectNode head(String operation) {
        return Json.object().put("action", ACTION + operation).put("result", "success");
    }
}

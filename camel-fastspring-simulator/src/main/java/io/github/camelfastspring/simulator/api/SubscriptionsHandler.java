package io.github.camelfastspring.simulator.api;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.camelfastspring.simulator.PlanChange;
import io.github.camelfastspring.simulator.Store;
import io.github.camelfastspring.simulator.Subscription;
import io.github.camelfastspring.simulator.SubscriptionEntry;
import io.github.camelfastspring.simulator.http.ApiRequest;
import io.github.camelfastspring.simulator.http.ApiResponse;
import io.github.camelfastspring.simulator.http.BusinessError;
import io.github.camelfastspring.simulator.http.Route;
import io.github.camelfastspring.simulator.payload.Dates;
import io.github.camelfastspring.simulator.payload.ErrorShape;
import io.github.camelfastspring.simulator.payload.Json;
import io.github.camelfastspring.simulator.payload.OrderPayload;
import io.github.camelfastspring.simulator.payload.SubscriptionPayload;

/** Reads of subscriptions, and their cancellation. */
final class SubscriptionsHandler {
    private static final String GET = "subscription.get";
    private static final String CANCEL = "subscription.cancel";
    private static final String[] FILTERS = {"accountId", "begin", "end", "event", "products", "scope", "status"};

    private final Store store;
    private final SubscriptionAccess access;
    private final SubscriptionFilter filter;
    private final SubscriptionPayload payload;
    private final Lifecycle lifecycle;

    SubscriptionsHandler(Store store) {
        this.store = store;
        this.access = new SubscriptionAccess(store);
        this.filter = new SubscriptionFilter(store);
        this.payload = new SubscriptionPayload(store);
        this.lifecycle = new Lifecycle(store);
    }

    List<Route> routes() {
        String[] list = Stream.concat(Stream.of(FILTERS), Stream.of("customReferenceId", "page", "limit"))
                .toArray(String[]::new);
        return List.of(
                Route.of("GET", "/subscriptions", ErrorShape.envelope("subscription.getall"), this::list)
                        .withQuery(list),
                Route.of("GET", "/subscriptions/{ids}", ErrorShape.PLAIN, this::get)
                        .withQuery(FILTERS),
                Route.of("DELETE", "/subscriptions/{ids}", ErrorShape.PLAIN, this::cancel)
                        .withQuery("billingPeriod"),
                Route.of("GET", "/subscriptions/{ids}/entries", ErrorShape.PLAIN, this::entries),
                Route.of("GET", "/subscriptions/{id}/history", ErrorShape.PLAIN, this::history)
                        .withQuery("scope", "order"));
    }

    /** Ids without a filter or with one of dates only, objects with any other. */
    private ApiResponse list(ApiRequest request) {
        Map<String, String> query = request.query();
        List<Subscription> found = filter.subscriptions(query);
        Paging paging = Paging.of(query, "subscription.getall");
        ObjectNode body =
                paging.put(Json.object().put("action", "subscription.getall").put("result", "success"), found.size());
        ArrayNode subscriptions = body.put("total", found.size()).putArray("subscriptions");
        boolean objects = SubscriptionFilter.wantsObjects(query);
        for (Subscription subscription : paging.of(found)) {
            if (objects) {
                subscriptions.add(payload.answer(subscription, GET));
            } else {
                subscriptions.add(subscription.id());
            }
        }
        return ApiResponse.json(200, body);
    }

    /** One is answered flat, several as a list. */
    private ApiResponse get(ApiRequest request) {
        List<String> ids = request.pathList("ids");
        List<ObjectNode> items = ids.stream()
                .map(id -> store.subscription(id)
                        .map(subscription -> payload.answer(subscription, GET))
                        .orElseGet(
                                () -> Items.error("subscription", id, GET, "subscription", "Subscription not found")))
                .toList();
        if (ids.size() > 1) {
            return Items.batch("subscriptions", items);
        }
        return ApiResponse.json(Items.isError(items.get(0)) ? 400 : 200, items.get(0));
    }

    private ApiResponse cancel(ApiRequest request) {
        String period = request.query().getOrDefault("billingPeriod", "1");
        List<String> ids = request.pathList("ids");
        return store.atomically(() -> {
            List<ObjectNode> items = ids.stream().map(id -> cancel(id, period)).toList();
            if (ids.size() == 1 && Items.isError(items.get(0))) {
                // Documented so, flat and with this status.
                return ApiResponse.json(500, items.get(0));
            }
            return Items.batch("subscriptions", items);
        });
    }

    private ObjectNode cancel(String id, String period) {
        Optional<Subscription> found = store.subscription(id);
        if (!List.of("0", "1").contains(period)) {
            return Items.error("subscription", id, CANCEL, "billingPeriod", "Must be 0 or 1");
        }
        if (found.isEmpty()) {
            return Items.error("subscription", id, CANCEL, "subscription", "Subscription not found");
        }
        Subscription subscription = found.get();
        Instant now = store.now();
        boolean atOnce = "0".equals(period);
        if ("deactivated".equals(subscription.state()) || "canceled".equals(subscription.state()) && !atOnce) {
            return Items.error("subscription", id, CANCEL, "subscription", "The subscription is canceled already.");
        }
        if (atOnce) {
            Subscription canceled = subscription.with(
                    now, change -> change.cancellation(now, Periods.day(now)).pause(null, null));
            lifecycle.deactivate(canceled, now);
        } else {
            Subscription canceled = subscription.with(now, change -> change.state("canceled")
                    .cancellation(now, subscription.next())
                    .pause(null, null));
            store.save(canceled);
            if (!subscription.isAdhoc()) {
                access.billing().publish("subscription.canceled", canceled);
            }
        }
        return Items.success("subscription", id, CANCEL);
    }

    private ApiResponse entries(ApiRequest request) {
        List<String> ids = request.pathList("ids");
        if (ids.stream().noneMatch(id -> store.subscription(id).isPresent())) {
            ObjectNode body = Json.object().put("message", "not found");
            body.putArray("params").addNull();
            throw Items.failed(body);
        }
        ArrayNode list = Json.array();
        store.entries().all().stream()
                .filter(entry -> ids.contains(entry.subscriptionId()))
                .forEach(entry -> list.add(entry(entry)));
        return ApiResponse.json(200, list);
    }

    private ObjectNode entry(SubscriptionEntry entry) {
        ObjectNode body = Json.object()
                .put("id", entry.id())
                .put("beginEntryDate", Dates.isoDay(entry.created()))
                .put("beginPeriodDate", Dates.isoDay(entry.begin()))
                .put("endPeriodDate", Dates.isoDay(entry.end()));
        body.set(
                "order",
                new OrderPayload(store).insideEntry(store.order(entry.orderId()).orElseThrow()));
        return body;
    }

    private ApiResponse history(ApiRequest request) {
        String id = request.pathParam("id");
        Subscription subscription = store.subscription(id).orElseThrow(() -> notFound(id));
        String scope = oneOf(request, "scope", List.of("base_plan", "add_on"));
        String order = oneOf(request, "order", List.of("increasing", "decreasing"));
        List<PlanChange> changes = new ArrayList<>(store.planChanges().all());
        changes.removeIf(change ->
                !change.subscriptionId().equals(id) || scope != null && change.addon() != "add_on".equals(scope));
        changes.sort(Comparator.comparing(PlanChange::when));
        if (!"increasing".equals(order)) {
            java.util.Collections.reverse(changes);
        }
        ObjectNode body = Json.object().put("currency", subscription.currency()).put("timezone", "UTC");
        ArrayNode list = body.putArray("changes");
        changes.forEach(change -> list.add(change(change, subscription)));
        return ApiResponse.json(200, body);
    }

    private static ObjectNode change(PlanChange change, Subscription subscription) {
        return Json.object()
                .put("insertTimestamp", change.when().toEpochMilli())
                .put("subscriptionId", change.subscriptionId())
                .put("siteId", "EXAMPLESTORE1")
                .put("changeId", change.id())
                .put("prorated", change.prorated())
                .put("orderId", subscription.orderId())
                .putNull("orderRef")
                .put("itemType", change.addon() ? "ADD_ON" : "BASE_PLAN")
                .put("itemId", change.id())
                .put("itemProductPath", change.product())
                .put("itemProductDisplay", change.display())
                .put("itemProductSku", subscription.sku())
                .put("changeType", change.type())
                .put("changedFrom", change.from())
                .put("changedFromDisplay", change.from())
                .put("changedTo", change.to())
                .put("changedToDisplay", change.to());
    }

    private static String oneOf(ApiRequest request, String name, List<String> values) {
        String value = request.query().get(name);
        if (value != null && !values.contains(value)) {
            throw Items.failed(GET, name, "Supported value: " + String.join(", ", values));
        }
        return value;
    }

    private static BusinessError notFound(String id) {
        ObjectNode body = Json.object();
        body.putArray("subscriptions").add(Items.error("subscription", id, GET, "subscription", "Not found"));
        return Items.failed(body);
    }
}

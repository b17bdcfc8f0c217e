package io.github.camelfastspring.simulator.api;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.camelfastspring.simulator.PlanChange;
import io.github.camelfastspring.simulator.Store;
import io.github.camelfastspring.simulator.Subscription;
import io.github.camelfastspring.simulator.Subscription.Addon;
import io.github.camelfastspring.simulator.http.ApiRequest;
import io.github.camelfastspring.simulator.http.ApiResponse;
import io.github.camelfastspring.simulator.http.Route;
import io.github.camelfastspring.simulator.payload.ErrorShape;
import io.github.camelfastspring.simulator.payload.Json;
import io.github.camelfastspring.simulator.payload.PlanPayload;

/** Updates of subscriptions, their preview and uncancel (all the same request), and the estimate. */
final class SubscriptionUpdates {
    private static final String UPDATE = "subscription.update";
    private static final String ESTIMATE = "subscriptions.estimate.update";

    private final Store store;
    private final SubscriptionAccess access;
    private final SubscriptionForms forms;

    SubscriptionUpdates(Store store) {
        this.store = store;
        this.access = new SubscriptionAccess(store);
        this.forms = new SubscriptionForms(store);
    }

    List<Route> routes() {
        return List.of(
                Route.of("POST", "/subscriptions", ErrorShape.PLAIN, this::update)
                        .withBody("subscriptionUpdates"),
                // Anything but one object has an error of its own.
                Route.of("POST", "/subscriptions/estimate", ErrorShape.PLAIN, this::estimate)
                        .withBody("estimate|any[]"));
    }

    private ApiResponse update(ApiRequest request) {
        return store.atomically(() -> {
            List<ObjectNode> items = new ArrayList<>();
            request.body().path("subscriptions").forEach(sent -> items.add(update(sent)));
            return Items.batch("subscriptions", items);
        });
    }

    private ObjectNode update(JsonNode sent) {
        String id = sent.path("subscription").asText();
        Optional<Subscription> found = store.subscription(id);
        if (found.isEmpty()) {
            return Items.error("subscription", id, UPDATE, "subscription", "Not found");
        }
        Subscription old = found.get();
        Map<String, String> errors = new LinkedHashMap<>();
        Subscription changed = forms.changed(old, sent, errors);
        boolean prorate = sent.path("prorate").asBoolean();
        boolean preview = sent.path("preview").asBoolean();
        if (prorate && old.isAdhoc()) {
            errors.put("prorate", "An on-demand subscription cannot be prorated");
        }
        if (preview && !prorate) {
            errors.put("preview", "Only with prorate");
        }
        if (!errors.isEmpty()) {
            return Items.error("subscription", id, UPDATE, errors);
        }
        ObjectNode item = Items.success("subscription", id, UPDATE);
        PlanPayload plan = access.plan(old, changed);
        if (preview) {
            item.put("prorated", true).set("proration", plan.proration());
            return item;
        }
        save(old, changed, prorate);
        if (prorate && plan.notProratable() == null && plan.due().signum() > 0) {
            access.billing().chargeAmount(changed, plan.due());
        }
        return item;
    }

    private void save(Subscription old, Subscription changed, boolean prorated) {
        String coupon = changed.terms().coupon();
        if (coupon != null && !coupon.equals(old.terms().coupon())) {
            new CouponBook(store).use(coupon);
        }
        boolean uncanceled = "canceled".equals(old.state()) && !"canceled".equals(changed.state());
        access.save(changed, uncanceled ? "subscription.uncanceled" : "subscription.updated");
        if (!old.product().equals(changed.product())) {
            note(
                    changed,
                    false,
                    changed.product(),
                    changed.display(),
                    "PRODUCT_CHANGE",
                    old.product(),
                    changed.product(),
                    prorated);
        }
        if (old.quantity() != changed.quantity()) {
            note(
                    changed,
                    false,
                    changed.product(),
                    changed.display(),
                    "QUANTITY_CHANGE",
                    "" + old.quantity(),
                    "" + changed.quantity(),
                    prorated);
        }
        addons(old, changed, prorated);
    }

    private void addons(Subscription old, Subscription changed, boolean prorated) {
        Map<String, Addon> before = byProduct(old);
        Map<String, Addon> after = byProduct(changed);
        Map<String, Addon> all = new LinkedHashMap<>(before);
        all.putAll(after);
        all.forEach((product, addon) -> {
            int from = before.containsKey(product) ? before.get(product).quantity() : 0;
            int to = after.containsKey(product) ? after.get(product).quantity() : 0;
            if (from != to) {
                String type = to == 0 ? "ADD_ON_REMOVE" : from == 0 ? "ADD_ON_ADD" : "ADD_ON_QUANTITY_CHANGE";
                note(changed, true, product, addon.display(), type, "" + from, "" + to, prorated);
            }
        });
    }

    private static Map<String, Addon> byProduct(Subscription subscription) {
        Map<String, Addon> addons = new LinkedHashMap<>();
        subscription.terms().addons().forEach(addon -> addons.put(addon.product(), addon));
        return addons;
    }

    private void note(
            Subscription changed,
            boolean addon,
            String product,
            String display,
            String type,
            String from,
            String to,
            boolean prorated) {
        store.planChanges()
                .save(new PlanChange(
                        store.newId(), changed.id(), store.now(), addon, product, display, type, from, to, prorated));
    }

    private ApiResponse estimate(ApiRequest request) {
        JsonNode sent = request.json();
        String id = sent.path("subscription").asText(null);
        if (!sent.isObject() || id == null) {
            ObjectNode body = Items.error(
                    "subscription",
                    id,
                    ESTIMATE,
                    "message",
                    sent.isObject() ? "The subscription is missing." : "One root object is wanted.");
            throw Items.failed(body);
        }
        Optional<Subscription> found = store.subscription(id);
        if (found.isEmpty()) {
            // The real one has "status" where others have "action".
            ObjectNode body = Json.object()
                    .put("status", ESTIMATE)
                    .put("subscription", id)
                    .put("result", "error");
            body.putObject("error").put("subscription", "No such subscription: " + id);
            return ApiResponse.json(404, body);
        }
        Subscription old = found.get();
        if ("deactivated".equals(old.state())) {
            return ApiResponse.json(
                    500,
                    Items.error("subscription", id, ESTIMATE, "subscription", "The subscription cannot be changed."));
        }
        ObjectNode asUpdate = sent.deepCopy();
        // A coupon that is not valid is ignored.
        sent.path("coupons").forEach(code -> {
            if (new CouponBook(store).refusal(code.asText()).isPresent()) {
                asUpdate.remove("coupons");
            }
        });
        Map<String, String> errors = new LinkedHashMap<>();
        Subscription changed = forms.changed(old, asUpdate, errors);
        PlanPayload plan = access.plan(old, changed);
        if (sent.path("prorate").asBoolean() && plan.notProratable() != null) {
            errors.put("prorate", "Proration is not possible: " + plan.notProratable());
        }
        if (!errors.isEmpty()) {
            throw Items.failed(
                    Items.error("subscription", id, ESTIMATE, "message", String.join("; ", errors.values())));
        }
        boolean prorate = sent.path("prorate").asBoolean(true);
        return ApiResponse.json(200, plan.answer(prorate, true));
    }
}

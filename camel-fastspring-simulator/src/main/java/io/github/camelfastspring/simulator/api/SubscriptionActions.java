package io.github.camelfastspring.simulator.api;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.camelfastspring.simulator.LineItem;
import io.github.camelfastspring.simulator.Order;
import io.github.camelfastspring.simulator.Product;
import io.github.camelfastspring.simulator.Session;
import io.github.camelfastspring.simulator.Store;
import io.github.camelfastspring.simulator.Subscription;
import io.github.camelfastspring.simulator.http.ApiRequest;
import io.github.camelfastspring.simulator.http.ApiResponse;
import io.github.camelfastspring.simulator.http.BusinessError;
import io.github.camelfastspring.simulator.http.Route;
import io.github.camelfastspring.simulator.payload.ErrorShape;
import io.github.camelfastspring.simulator.payload.Json;
import io.github.camelfastspring.simulator.payload.SubscriptionPayload;

/** Charge, pause, resume and convert. */
final class SubscriptionActions {
    private static final String CHARGE = "subscription.charge";
    private static final String PAUSE = "subscriptions.pause";
    private static final String RESUME = "subscriptions.resume";
    private static final String CONVERT = "subscription.convert";
    private static final int CHARGES_IN_WINDOW = 4;
    private static final Duration WINDOW = Duration.ofDays(30);

    private final Store store;
    private final SubscriptionAccess access;
    private final SubscriptionPayload payload;
    private final Lifecycle lifecycle;

    SubscriptionActions(Store store) {
        this.store = store;
        this.access = new SubscriptionAccess(store);
        this.payload = new SubscriptionPayload(store);
        this.lifecycle = new Lifecycle(store);
    }

    List<Route> routes() {
        return List.of(
                Route.of("POST", "/subscriptions/charge", ErrorShape.PLAIN, this::charge)
                        .withBody("charges"),
                // An older sample has the object in an array.
                Route.of("POST", "/subscriptions/{id}/pause", ErrorShape.PLAIN, this::pause)
                        .withBody("pause|pause[]"),
                Route.of("POST", "/subscriptions/{id}/resume", ErrorShape.PLAIN, this::resume),
                Route.of("POST", "/subscriptions/{id}/convert", ErrorShape.PLAIN, this::convert)
                        .withOptionalBody("convert"));
    }

    /** The list has another name where all failed. */
    private ApiResponse charge(ApiRequest request) {
        return store.atomically(() -> {
            List<ObjectNode> items = new ArrayList<>();
            request.body()
                    .path("subscriptions")
                    .forEach(sent -> items.add(charge(sent.path("subscription").asText())));
            boolean allFailed = items.stream().allMatch(Items::isError);
            return Items.batch(allFailed ? "subscriptions" : "subscription", items);
        });
    }

    private ObjectNode charge(String id) {
        Optional<Subscription> found = store.subscription(id);
        String refusal = found.isEmpty() ? "Subscription not found" : whyNotChargeable(found.get());
        if (refusal == null) {
            Subscription charged = found.get().with(store.now(), change -> change.nextSequence());
            refusal = access.billing().charge(charged).orElse(null);
            if (refusal == null) {
                store.save(charged);
            }
        }
        return refusal == null
                ? Items.success("subscription", id, CHARGE)
                : Items.error("subscription", id, CHARGE, "subscription", refusal);
    }

    private String whyNotChargeable(Subscription subscription) {
        if (!subscription.isAdhoc()) {
            return "Only 'Adhoc' subscriptions can be charged.";
        }
        if (!"active".equals(subscription.state())) {
            return "The subscription is " + subscription.state() + ".";
        }
        Instant now = store.now();
        List<Instant> charges = store.entries().all().stream()
                .filter(entry -> entry.subscriptionId().equals(subscription.id()))
                // What started the subscription was a purchase.
                .filter(entry -> store.order(entry.orderId()).map(Order::rebill).orElse(false))
                .map(entry -> entry.created())
                .filter(when -> when.isAfter(now.minus(WINDOW)))
                .toList();
        if (charges.stream().anyMatch(when -> Periods.day(when).equals(Periods.day(now)))) {
            return "The subscription was charged today already.";
        }
        return charges.size() >= CHARGES_IN_WINDOW
                ? "The subscription was charged " + CHARGES_IN_WINDOW + " times in 30 days already."
                : null;
    }

    private ApiResponse pause(ApiRequest request) {
        return store.atomically(() -> {
            Subscription subscription = known(request, PAUSE);
            JsonNode body = request.json().isArray() ? request.json().path(0) : request.json();
            JsonNode count = body.path("pausePeriodCount");
            if (!count.isNumber()) {
                throw Items.failed(PAUSE, PAUSE, "Number of periods is required.");
            }
            if (count.asInt() < 1) {
                throw Items.failed(PAUSE, PAUSE, "Invalid number of Periods.");
            }
            if (!"active".equals(subscription.state())
                    || subscription.isAdhoc()
                    || subscription.terms().pause() != null) {
                throw Items.failed(PAUSE, PAUSE, "The subscription cannot be paused.");
            }
            Instant resume = Periods.next(subscription, count.asInt());
            Subscription paused = subscription.with(store.now(), change -> change.pause(subscription.next(), resume)
                    .next(resume));
            store.save(paused);
            access.billing().publish("subscription.paused", paused);
            access.billing().publish("subscription.updated", paused);
            return ApiResponse.json(200, payload.answer(paused, "subscriptions.pause.get"));
        });
    }

    /** Ends a pause that runs; one that is only scheduled is withdrawn, which charges at once and begins a new period. */
    private ApiResponse resume(ApiRequest request) {
        return store.atomically(() -> {
            Subscription subscription = known(request, RESUME);
            if (subscription.terms().pause() == null) {
                throw Items.failed(RESUME, RESUME, "The subscription is not paused.");
            }
            Instant now = store.now();
            Instant today = Periods.day(now);
            boolean scheduled = "active".equals(subscription.state());
            Instant next = scheduled
                    ? Periods.plus(today, subscription.intervalUnit(), subscription.intervalLength())
                    : Periods.plusDays(today, 1);
            Subscription resumed = lifecycle.resume(subscription.with(now, change -> change.next(next)), now);
            if (scheduled) {
                access.billing().charge(resumed);
            }
            return ApiResponse.json(200, payload.answer(resumed, "subscriptions.resume.get"));
        });
    }

    /** Gives a session in which the buyer of an expired trial without a payment method can subscribe. */
    private ApiResponse convert(ApiRequest request) {
        return store.atomically(() -> {
            Subscription subscription = known(request, CONVERT);
            if (subscription.terms().canceled() == null) {
                throw notConvertible("It is not canceled.");
            }
            if (!"deactivated".equals(subscription.state())) {
                throw notConvertible("It is not deactivated.");
            }
            if (subscription.terms().paymentCollected()) {
                throw notConvertible("A payment method was collected.");
            }
            Session session =
                    session(subscription, request.body().path("coupon").asText(null));
            store.save(session);
            ObjectNode body = Json.object()
                    .put("id", session.id())
                    .put("currency", subscription.currency())
                    .put("expires", session.expires().toEpochMilli())
                    .putNull("order")
                    .put("account", subscription.accountId())
                    .put("subtotal", new CartPricer(store).price(session).netTotal());
            body.putArray("items")
                    .addObject()
                    .put("product", subscription.product())
                    .put("quantity", subscription.quantity());
            return ApiResponse.json(200, body);
        });
    }

    private Session session(Subscription subscription, String coupon) {
        Instant now = store.now();
        ObjectNode details = Json.object();
        if (store.product(subscription.product()).map(Product::price).isEmpty()) {
            details.putObject("customPrice").putObject("unitPrice").put("USD", subscription.price());
        }
        return new Session(
                store.newId(),
                null,
                now,
                now.plus(Duration.ofDays(1)),
                null,
                subscription.language(),
                store.account(subscription.accountId()).orElseThrow().country(),
                subscription.live(),
                Json.object().put("accountId", subscription.accountId()),
                Json.object(),
                coupon,
                List.of(new LineItem(subscription.product(), subscription.quantity(), details)),
                List.of(),
                List.of());
    }

    private static BusinessError notConvertible(String why) {
        return Items.failed(CONVERT, CONVERT, "The subscription cannot be reactivated. " + why);
    }

    private Subscription known(ApiRequest request, String action) {
        return store.subscription(request.pathParam("id"))
                .orElseThrow(() -> Items.failed(action, action, "Unable to find subscription."));
    }
}

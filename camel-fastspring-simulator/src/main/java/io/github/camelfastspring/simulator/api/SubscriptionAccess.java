package io.github.camelfastspring.simulator.api;

import java.time.Instant;

import io.github.camelfastspring.simulator.Store;
import io.github.camelfastspring.simulator.Subscription;
import io.github.camelfastspring.simulator.payload.PlanPayload;

/** What the operations on subscriptions have in common. */
record SubscriptionAccess(Store store, Billing billing) {
    SubscriptionAccess(Store store) {
        this(store, new Billing(store));
    }

    /** Saves a changed subscription and publishes an event of it. */
    void save(Subscription changed, String event) {
        store.save(changed);
        billing.publish(event, changed);
    }

    /** What a change costs, today. */
    PlanPayload plan(Subscription before, Subscription after) {
        Instant start = Periods.start(before);
        int total = Math.max(1, Periods.daysBetween(start, before.next()));
        int used = Math.max(0, Math.min(total, Periods.daysBetween(start, store.now())));
        return new PlanPayload(before, after, start, used, total);
    }
}

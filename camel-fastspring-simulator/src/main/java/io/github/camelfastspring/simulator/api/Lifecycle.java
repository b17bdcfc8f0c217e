package io.github.camelfastspring.simulator.api;

import java.time.Instant;

import io.github.camelfastspring.simulator.Quote;
import io.github.camelfastspring.simulator.Store;
import io.github.camelfastspring.simulator.Subscription;
import io.github.camelfastspring.simulator.Subscription.Terms;
import io.github.camelfastspring.simulator.payload.QuotePayload;

/**
 * What happens because time passes: a canceled subscription or one past its end is deactivated, a pause begins and
 * ends, a trial ends (with a charge if there is a payment method, else the subscription ends too), a quote expires.
 * Later renewals do not happen by themselves.
 */
public final class Lifecycle {
    private final Store store;
    private final Billing billing;

    public Lifecycle(Store store) {
        this.store = store;
        this.billing = new Billing(store);
    }

    /** Does what is due. */
    public void tick() {
        store.atomically(() -> {
            Instant now = store.now();
            store.subscriptions().forEach(subscription -> tick(subscription, now));
            store.quotes().all().stream()
                    .filter(quote -> "OPEN".equals(quote.status()) && !now.isBefore(quote.expires()))
                    .forEach(quote -> expire(quote, now));
            return null;
        });
    }

    private void expire(Quote quote, Instant now) {
        Quote expired = quote.withStatus("EXPIRED", now);
        store.quotes().save(expired);
        store.publish("quote.updated", true, QuotePayload.updated(expired, store));
    }

    private void tick(Subscription subscription, Instant now) {
        Terms terms = subscription.terms();
        String state = subscription.state();
        if ("deactivated".equals(state)) {
            return;
        }
        if (isPast(terms.deactivation(), now) || isPast(terms.end(), now)) {
            deactivate(subscription, now);
        } else if ("trial".equals(state) && isPast(subscription.next(), now)) {
            endTrial(subscription, now);
        } else if (terms.pause() != null && isPast(terms.resume(), now)) {
            resume(subscription, now);
        } else if ("active".equals(state) && isPast(terms.pause(), now)) {
            Subscription paused = subscription.with(now, change -> change.state("paused"));
            store.save(paused);
        }
    }

    private void endTrial(Subscription trial, Instant now) {
        if (!trial.terms().paymentCollected()) {
            store.save(trial.with(now, change -> change.cancellation(now, now)));
            deactivate(store.subscription(trial.id()).orElseThrow(), now);
            return;
        }
        Subscription active = trial.with(
                now,
                change -> change.state("active").next(Periods.next(trial, 1)).nextSequence());
        store.save(active);
        billing.charge(active);
        billing.publish("subscription.updated", active);
    }

    /** The end of a subscription. */
    void deactivate(Subscription subscription, Instant now) {
        Terms terms = subscription.terms();
        Instant day = terms.deactivation() != null ? terms.deactivation() : Periods.day(now);
        Subscription ended =
                subscription.with(now, change -> change.state("deactivated").cancellation(terms.canceled(), day));
        store.save(ended);
        billing.publish("subscription.deactivated", ended);
    }

    /** The end of a pause, due or early. */
    Subscription resume(Subscription subscription, Instant now) {
        Subscription resumed =
                subscription.with(now, change -> change.state("active").pause(null, null));
        store.save(resumed);
        billing.publish("subscription.resumed", resumed);
        return resumed;
    }

    private static boolean isPast(Instant due, Instant now) {
        return due != null && !now.isBefore(due);
    }
}

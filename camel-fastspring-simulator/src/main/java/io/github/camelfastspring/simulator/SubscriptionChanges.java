package io.github.camelfastspring.simulator;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;

import io.github.camelfastspring.simulator.Subscription.Addon;
import io.github.camelfastspring.simulator.Subscription.Terms;

/** Changes of a {@link Subscription}, collected. */
public final class SubscriptionChanges {
    private final Subscription old;
    private String accountId;
    private String product;
    private String display;
    private String sku;
    private int quantity;
    private BigDecimal price;
    private BigDecimal discount;
    private String state;
    private Instant next;
    private String intervalUnit;
    private int intervalLength;
    private Instant end;
    private Instant canceled;
    private Instant deactivation;
    private Instant pause;
    private Instant resume;
    private Integer remainingPeriods;
    private int sequence;
    private boolean manualRenew;
    private String taxExemptId;
    private String coupon;
    private List<Addon> addons;

    SubscriptionChanges(Subscription old) {
        this.old = old;
        accountId = old.accountId();
        product = old.product();
        display = old.display();
        sku = old.sku();
        quantity = old.quantity();
        price = old.price();
        discount = old.discount();
        state = old.state();
        next = old.next();
        intervalUnit = old.intervalUnit();
        intervalLength = old.intervalLength();
        Terms terms = old.terms();
        end = terms.end();
        canceled = terms.canceled();
        deactivation = terms.deactivation();
        pause = terms.pause();
        resume = terms.resume();
        remainingPeriods = terms.remainingPeriods();
        sequence = terms.sequence();
        manualRenew = terms.manualRenew();
        taxExemptId = terms.taxExemptId();
        coupon = terms.coupon();
        addons = terms.addons();
    }

    public SubscriptionChanges account(String newAccountId) {
        accountId = newAccountId;
        return this;
    }

    /** Another plan; its price is in the subscription's currency. */
    public SubscriptionChanges product(Product newProduct, BigDecimal newPrice) {
        product = newProduct.path();
        display = newProduct.displayIn(old.language());
        sku = newProduct.sku();
        price = newPrice;
        intervalUnit = newProduct.plan().interval();
        intervalLength = newProduct.plan().intervalLength();
        return this;
    }

    public SubscriptionChanges quantity(int newQuantity) {
        quantity = newQuantity;
        return this;
    }

    public SubscriptionChanges price(BigDecimal newPrice) {
        price = newPrice;
        return this;
    }

    public SubscriptionChanges discount(BigDecimal newDiscount) {
        discount = newDiscount;
        return this;
    }

    public SubscriptionChanges state(String newState) {
        state = newState;
        return this;
    }

    public SubscriptionChanges next(Instant newNext) {
        next = newNext;
        return this;
    }

    public SubscriptionChanges end(Instant newEnd) {
        end = newEnd;
        return this;
    }

    public SubscriptionChanges cancellation(Instant newCanceled, Instant newDeactivation) {
        canceled = newCanceled;
        deactivation = newDeactivation;
        return this;
    }

    public SubscriptionChanges pause(Instant newPause, Instant newResume) {
        pause = newPause;
        resume = newResume;
        return this;
    }

    public SubscriptionChanges remainingPeriods(Integer periods) {
        remainingPeriods = periods;
        return this;
    }

    public SubscriptionChanges nextSequence() {
        sequence++;
        return this;
    }

    public SubscriptionChanges manualRenew(boolean byHand) {
        manualRenew = byHand;
        return this;
    }

    public SubscriptionChanges taxExemptId(String newId) {
        taxExemptId = newId;
        return this;
    }

    public SubscriptionChanges coupon(String newCoupon) {
        coupon = newCoupon;
        return this;
    }

    public SubscriptionChanges addons(List<Addon> newAddons) {
        addons = newAddons;
        return this;
    }

    Subscription made(Instant now) {
        return new Subscription(
                old.id(),
                accountId,
                old.orderId(),
                product,
                display,
                sku,
                quantity,
                old.currency(),
                price,
                discount,
                state,
                now,
                old.begin(),
                next,
                intervalUnit,
                intervalLength,
                old.live(),
                old.language(),
                new Terms(
                        end,
                        canceled,
                        deactivation,
                        pause,
                        resume,
                        remainingPeriods,
                        sequence,
                        manualRenew,
                        old.terms().paymentCollected(),
                        taxExemptId,
                        coupon,
                        addons));
    }
}

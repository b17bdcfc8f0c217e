package io.github.camelfastspring.simulator.api;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

import io.github.camelfastspring.simulator.Coupon;
import io.github.camelfastspring.simulator.Product;
import io.github.camelfastspring.simulator.Store;
import io.github.camelfastspring.simulator.Subscription;
import io.github.camelfastspring.simulator.Subscription.Addon;
import io.github.camelfastspring.simulator.SubscriptionChanges;

/**
 * Makes changed subscriptions of what requests say. What is not sent stays; an explicit null has a meaning for
 * {@code deactivation} (uncancel) and {@code remainingPeriods} (renew without end). A past {@code next} is taken, but
 * charges nothing.
 */
final class SubscriptionForms {
    private static final BigDecimal NOTHING = new BigDecimal("0.00");
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private final Store store;
    private final CouponBook coupons;

    SubscriptionForms(Store store) {
        this.store = store;
        this.coupons = new CouponBook(store);
    }

    /** The subscription after the request; puts what is wrong into {@code errors}, by member. */
    Subscription changed(Subscription old, JsonNode sent, Map<String, String> errors) {
        if ("deactivated".equals(old.state())) {
            errors.put("subscription", "The subscription is not active any more");
            return old;
        }
        return old.with(store.now(), change -> {
            // Own prices and discounts go over those of a coupon.
            coupon(old, sent, change, errors);
            plan(old, sent, change, errors);
            dates(old, sent, change, errors);
            renewal(old, sent, change, errors);
            change.addons(addons(old, sent.path("addons"), errors));
            if (sent.has("taxExemptId")) {
                String id = sent.get("taxExemptId").asText("");
                change.taxExemptId(id.isEmpty() ? null : id);
            }
            return change;
        });
    }

    private void plan(Subscription old, JsonNode sent, SubscriptionChanges change, Map<String, String> errors) {
        BigDecimal price = old.price();
        if (sent.hasNonNull("product")) {
            Optional<Product> product =
                    store.product(sent.get("product").asText()).filter(Product::isSubscription);
            if (product.isEmpty()) {
                errors.put("product", "Not a subscription product");
            } else if (!product.get().path().equals(old.product())) {
                price = Billing.price(product.get(), old.currency());
                change.product(product.get(), price);
                if (!sent.path("coupons").isArray()) {
                    change.discount(NOTHING);
                }
            }
        }
        if (sent.hasNonNull("quantity")) {
            if (sent.get("quantity").asInt() < 1) {
                errors.put("quantity", "Must be greater than zero");
            } else {
                change.quantity(sent.get("quantity").asInt());
            }
        }
        JsonNode pricing = sent.path("pricing");
        BigDecimal own = amount(pricing.has("price") ? pricing.get("price") : pricing, old.currency());
        if (own != null) {
            price = own;
            change.price(own);
        }
        if (pricing.path("discount").isObject()) {
            change.discount(discount(pricing.get("discount"), price, old.currency()));
        }
    }

    private static BigDecimal discount(JsonNode discount, BigDecimal price, String currency) {
        if ("percent".equals(discount.path("type").asText())) {
            BigDecimal percent = discount.path("percentage").isNumber()
                    ? discount.get("percentage").decimalValue()
                    : BigDecimal.ZERO;
            return price.multiply(percent).divide(HUNDRED, 2, RoundingMode.HALF_UP);
        }
        BigDecimal amount = amount(discount.path("amount"), currency);
        return amount == null ? NOTHING : price.min(amount);
    }

    /** A bare number or one by currency. */
    private static BigDecimal amount(JsonNode sent, String currency) {
        JsonNode amount = sent.isObject() ? sent.path(currency) : sent;
        return amount.isNumber() ? amount.decimalValue().setScale(2, RoundingMode.HALF_UP) : null;
    }

    private static void dates(Subscription old, JsonNode sent, SubscriptionChanges change, Map<String, String> errors) {
        if (sent.hasNonNull("next")) {
            Optional<Instant> next = moment(sent.get("next"));
            next.map(Periods::day).ifPresent(change::next);
            if (next.isEmpty()) {
                errors.put("next", "Date format yyyy-mm-dd or milliseconds");
            }
            if (sent.path("prorate").asBoolean()) {
                errors.put("prorate", "Not together with next");
            }
        }
        if (sent.hasNonNull("remainingPeriods")) {
            int periods = sent.get("remainingPeriods").asInt();
            change.remainingPeriods(periods).end(Periods.next(old, Math.max(0, periods - 1)));
        } else if (sent.has("remainingPeriods")) {
            change.remainingPeriods(null).end(null);
        }
        if (sent.hasNonNull("end")) {
            boolean none = "0".equals(sent.get("end").asText());
            Optional<Instant> end = none ? Optional.empty() : moment(sent.get("end"));
            if (!none && end.isEmpty()) {
                errors.put("end", "Set 0 for no end date or Date format yyyy-mm-dd or milliseconds");
            }
            change.end(end.map(Periods::day).orElse(null));
        }
    }

    private void coupon(Subscription old, JsonNode sent, SubscriptionChanges change, Map<String, String> errors) {
        JsonNode codes = sent.path("coupons");
        if (!codes.isArray()) {
            return;
        }
        if (codes.isEmpty()) {
            change.coupon(null).discount(NOTHING);
            return;
        }
        String code = codes.get(0).asText();
        if (codes.size() > 1) {
            errors.put("coupons", "Only one coupon");
            return;
        }
        Optional<String> refusal = coupons.refusal(code);
        if (refusal.isPresent()) {
            errors.put("coupons", code + " is not a valid coupon: " + refusal.get());
            return;
        }
        Coupon coupon = coupons.usable(code).orElseThrow();
        change.coupon(code);
        if (!sent.hasNonNull("product")) {
            change.discount(CouponBook.unitDiscount(coupon, old.product(), old.price(), old.currency()));
            return;
        }
        store.product(sent.get("product").asText())
                .ifPresent(product -> change.discount(CouponBook.unitDiscount(
                        coupon, product.path(), Billing.price(product, old.currency()), old.currency())));
    }

    private static void renewal(
            Subscription old, JsonNode sent, SubscriptionChanges change, Map<String, String> errors) {
        if (sent.has("deactivation") && sent.get("deactivation").isNull() && "canceled".equals(old.state())) {
            change.state("active").cancellation(null, null);
        }
        if (sent.hasNonNull("manualRenew")) {
            boolean byHand = Boolean.parseBoolean(sent.get("manualRenew").asText());
            if (byHand == old.terms().manualRenew()) {
                errors.put("manualRenew", "Subscription is already set to " + (byHand ? "manual renew" : "auto renew"));
            }
            change.manualRenew(byHand);
        }
    }

    /** Those that are sent are added or changed, a quantity of zero takes one away. */
    private List<Addon> addons(Subscription old, JsonNode sent, Map<String, String> errors) {
        List<Addon> addons = new ArrayList<>(old.terms().addons());
        for (JsonNode each : sent) {
            String path = each.path("product").asText();
            Optional<Addon> had = addons.stream()
                    .filter(addon -> addon.product().equals(path))
                    .findFirst();
            Optional<Product> product = store.product(path);
            if (product.isEmpty() && had.isEmpty()) {
                errors.put("addons", path + " not found");
                continue;
            }
            int quantity = each.path("quantity").asInt(had.map(Addon::quantity).orElse(1));
            had.ifPresent(addons::remove);
            if (quantity > 0) {
                addons.add(addon(old, each, quantity, product, had));
            }
        }
        return addons;
    }

    private static Addon addon(
            Subscription old, JsonNode sent, int quantity, Optional<Product> product, Optional<Addon> had) {
        JsonNode pricing = sent.path("pricing");
        BigDecimal own = amount(pricing.path("price"), old.currency());
        BigDecimal price = own != null
                ? own
                : had.map(Addon::price).orElseGet(() -> Billing.price(product.orElseThrow(), old.currency()));
        BigDecimal discount = pricing.path("discount").isObject()
                ? discount(pricing.get("discount"), price, old.currency())
                : had.map(Addon::discount).orElse(NOTHING);
        return new Addon(
                sent.path("product").asText(),
                product.map(each -> each.displayIn(old.language()))
                        .orElseGet(() -> had.orElseThrow().display()),
                product.map(Product::sku).orElse(null),
                quantity,
                price,
                discount);
    }

    private static Optional<Instant> moment(JsonNode sent) {
        try {
            if (sent.isNumber() || sent.asText().matches("[0-9]{9,15}")) {
                return Optional.of(Instant.ofEpochMilli(sent.asLong()));
            }
            return Optional.of(
                    LocalDate.parse(sent.asText()).atStartOfDay(ZoneOffset.UTC).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}

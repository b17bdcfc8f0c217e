package io.github.camelfastspring.simulator.api;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

import io.github.camelfastspring.simulator.Coupon;
import io.github.camelfastspring.simulator.LineItem;
import io.github.camelfastspring.simulator.Product;
import io.github.camelfastspring.simulator.Product.Plan;
import io.github.camelfastspring.simulator.Session;
import io.github.camelfastspring.simulator.Store;
import io.github.camelfastspring.simulator.payload.Money;

/**
 * Prices carts: catalogue price, else the request's own; the request's quantity discount of the highest tier reached;
 * then the coupon. An amount that a map lacks in the cart's currency is taken over from USD as it is.
 */
final class CartPricer {
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final BigDecimal NOTHING = new BigDecimal("0.00");

    private final Store store;
    private final CouponBook coupons;

    CartPricer(Store store) {
        this.store = store;
        this.coupons = new CouponBook(store);
    }

    PricedCart price(Session session) {
        String currency = Money.currencyOf(session.country());
        // A concluded session keeps the discount that it was bought with, though the coupon may be used up now.
        Optional<Coupon> coupon =
                session.orderId() == null ? coupons.usable(session.couponCode()) : coupons.ofCode(session.couponCode());
        List<PricedItem> items = new ArrayList<>();
        BigDecimal left =
                coupon.map(each -> CouponBook.orderDiscount(each, currency)).orElse(NOTHING);
        for (LineItem line : session.items()) {
            PricedItem item = price(line, currency, session.locale(), coupon);
            if (left.signum() > 0) {
                BigDecimal each = left.divide(BigDecimal.valueOf(line.quantity()), 2, RoundingMode.DOWN)
                        .min(item.unitNet());
                item = item.withCouponDiscount(each);
                left = left.subtract(item.times(each));
            }
            items.add(item);
        }
        return new PricedCart(currency, coupon.isPresent() && !items.isEmpty(), items);
    }

    private PricedItem price(LineItem line, String currency, String language, Optional<Coupon> coupon) {
        Optional<Product> product = store.product(line.product());
        JsonNode custom = line.details().path("customPrice");
        BigDecimal list = amount(custom.path("unitPrice"), currency)
                .or(() -> product.map(known ->
                        known.price().getOrDefault(currency, known.price().get("USD"))))
                .map(CartPricer::cents)
                .orElse(NOTHING);
        BigDecimal productDiscount = list.min(discount(custom.path("discounts"), line.quantity(), list, currency));
        BigDecimal couponDiscount = coupon.map(
                        each -> CouponBook.unitDiscount(each, line.product(), list.subtract(productDiscount), currency))
                .orElse(NOTHING);
        return new PricedItem(
                line,
                product.isEmpty(),
                display(line, product, language),
                product.map(Product::sku).orElse(null),
                plan(line, product),
                list,
                productDiscount,
                couponDiscount);
    }

    private static BigDecimal discount(JsonNode tiers, int quantity, BigDecimal list, String currency) {
        JsonNode reached = null;
        for (JsonNode tier : tiers) {
            int from = tier.path("minQuantity").asInt(1);
            if (from <= quantity
                    && (reached == null || from >= reached.path("minQuantity").asInt(1))) {
                reached = tier;
            }
        }
        if (reached == null) {
            return NOTHING;
        }
        if (reached.hasNonNull("percentDiscount")) {
            return percent(list, reached.get("percentDiscount").decimalValue());
        }
        return amount(reached.path("amountDiscount"), currency)
                .map(CartPricer::cents)
                .orElse(NOTHING);
    }

    private static String display(LineItem line, Optional<Product> product, String language) {
        JsonNode texts = line.details().path("descriptions").path("display");
        String own = texts.path(language).asText(texts.path("en").asText(null));
        return own != null
                ? own
                : product.map(known -> known.displayIn(language)).orElse(line.product());
    }

    private static Plan plan(LineItem line, Optional<Product> product) {
        Plan catalogue = product.map(Product::plan).orElse(null);
        JsonNode frequency = line.details().path("subscriptionOverrides").path("billingFrequency");
        if (!frequency.isObject()) {
            return catalogue;
        }
        String unit = frequency.path("intervalUnit").asText(catalogue == null ? "MONTH" : catalogue.interval());
        String interval = unit.toLowerCase(Locale.ROOT);
        return new Plan(
                "on_demand".equals(interval) ? "adhoc" : interval,
                frequency.path("intervalLength").asInt(catalogue == null ? 1 : catalogue.intervalLength()));
    }

    private static Optional<BigDecimal> amount(JsonNode prices, String currency) {
        JsonNode amount = prices.hasNonNull(currency) ? prices.get(currency) : prices.path("USD");
        return amount.isNumber() ? Optional.of(amount.decimalValue()) : Optional.empty();
    }

    private static BigDecimal percent(BigDecimal amount, BigDecimal percent) {
        return amount.multiply(percent).divide(HUNDRED, 2, RoundingMode.HALF_UP);
    }

    private static BigDecimal cents(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.HALF_UP);
    }
}

package io.github.camelfastspring.simulator.api;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

import io.github.camelfastspring.simulator.Coupon;
import io.github.camelfastspring.simulator.Store;
import io.github.camelfastspring.simulator.payload.Json;

/**
 * What coupon codes are worth. A limit counts the uses of each code. A discount of the whole order is taken off line
 * after line.
 */
public final class CouponBook {
    static final String UNKNOWN = "DOES_NOT_EXIST";
    static final String USED_UP = "USE_LIMIT_REACHED";
    static final String NOT_TODAY = "NOT_VALID_TODAY";

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final BigDecimal NOTHING = new BigDecimal("0.00");
    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    private final Store store;

    CouponBook(Store store) {
        this.store = store;
    }

    /** The coupon that every store has: 10 percent off, code {@code WELCOME10}. */
    public static Coupon welcome() {
        var settings = Json.object().put("coupon", "welcome");
        settings.putObject("discount")
                .put("hasMultipleDiscounts", false)
                .put("type", "percent")
                .put("percent", 10)
                .putArray("discounts");
        settings.put("discountPeriodCount", 1).put("combine", false);
        settings.putObject("reason").put("en", "Welcome");
        settings.put("limit", "").putObject("available");
        settings.putArray("products");
        return new Coupon("welcome", settings, List.of("WELCOME10"), java.util.Map.of());
    }

    /** Why a code cannot be used now, empty if it can. */
    Optional<String> refusal(String code) {
        Optional<Coupon> coupon = ofCode(code);
        if (coupon.isEmpty()) {
            return Optional.of(UNKNOWN);
        }
        if (!isOpen(coupon.get(), store.now())) {
            return Optional.of(NOT_TODAY);
        }
        int limit = coupon.get().limit();
        boolean usedUp = limit > 0 && coupon.get().uses().getOrDefault(capitals(code), 0) >= limit;
        return usedUp ? Optional.of(USED_UP) : Optional.empty();
    }

    /** The coupon of a code that can be used now. */
    Optional<Coupon> usable(String code) {
        return refusal(code).isPresent() ? Optional.empty() : ofCode(code);
    }

    /** Counts a use. */
    void use(String code) {
        ofCode(code).ifPresent(coupon -> store.coupons().save(coupon.withUse(capitals(code))));
    }

    /** What a coupon takes off one unit; nothing if it is for other products or for whole orders. */
    static BigDecimal unitDiscount(Coupon coupon, String product, BigDecimal price, String currency) {
        JsonNode settings = coupon.settings();
        JsonNode discount = settings.path("discount");
        if (isOrderLevel(coupon)) {
            return NOTHING;
        }
        if (discount.path("hasMultipleDiscounts").asBoolean()) {
            for (JsonNode tier : discount.path("discounts")) {
                if (isFor(tier.path("products"), product)) {
                    return price.min(off(tier, price, currency));
                }
            }
            return NOTHING;
        }
        return isFor(settings.path("products"), product) ? price.min(off(discount, price, currency)) : NOTHING;
    }

    static boolean isOrderLevel(Coupon coupon) {
        return coupon.settings().path("orderLevelDiscount").asBoolean();
    }

    /** What a discount of whole orders takes off. */
    static BigDecimal orderDiscount(Coupon coupon, String currency) {
        return isOrderLevel(coupon) ? off(coupon.settings().path("discount"), NOTHING, currency) : NOTHING;
    }

    /** Number of periods of a subscription that get the discount, {@code null} for all. */
    static Integer periods(Coupon coupon) {
        JsonNode count = coupon.settings().path("discountPeriodCount");
        return count.isNumber() ? count.asInt() : null;
    }

    /** Whether a text is a date in one of the forms that coupons take. */
    static boolean isDate(String text) {
        return moment(text).isPresent();
    }

    /** The coupon of a code, usable or not. */
    Optional<Coupon> ofCode(String code) {
        return store.coupons().all().stream()
                .filter(coupon -> code != null && coupon.codes().contains(capitals(code)))
                .findFirst();
    }

    private static boolean isOpen(Coupon coupon, Instant now) {
        JsonNode window = coupon.settings().path("available");
        String end = window.path("end").asText("").trim();
        Optional<Instant> from = moment(window.path("start").asText(""));
        // A day as the end is included.
        Optional<Instant> to = moment(end).map(day -> end.length() == 10 ? day.plusSeconds(86_400) : day);
        return from.map(start -> !now.isBefore(start)).orElse(true)
                && to.map(now::isBefore).orElse(true);
    }

    private static Optional<Instant> moment(String sent) {
        String text = sent.trim();
        try {
            if (text.length() == 10) {
                return Optional.of(
                        LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
            }
            if (text.length() == 16) {
                return Optional.of(
                        LocalDateTime.parse(text.replace('T', ' '), MINUTES).toInstant(ZoneOffset.UTC));
            }
            return Optional.of(
                    text.matches(".*(Z|[+-][0-9:]{4,5})")
                            ? OffsetDateTime.parse(text).toInstant()
                            : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static boolean isFor(JsonNode products, String product) {
        if (products.isEmpty()) {
            return true;
        }
        for (JsonNode each : products) {
            if (each.asText().equals(product)) {
                return true;
            }
        }
        return false;
    }

    private static BigDecimal off(JsonNode discount, BigDecimal price, String currency) {
        if ("flat".equals(discount.path("type").asText())) {
            JsonNode amounts = discount.path("amount");
            JsonNode amount = amounts.hasNonNull(currency) ? amounts.get(currency) : amounts.path("USD");
            return amount.isNumber() ? amount.decimalValue().setScale(2, RoundingMode.HALF_UP) : NOTHING;
        }
        BigDecimal percent =
                discount.path("percent").isNumber() ? discount.get("percent").decimalValue() : BigDecimal.ZERO;
        return price.multiply(percent).divide(HUNDRED, 2, RoundingMode.HALF_UP);
    }

    private static String capitals(String code) {
        return code.toUpperCase(Locale.ROOT);
    }
}

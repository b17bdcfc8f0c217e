package io.github.camelfastspring.simulator;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.camelfastspring.simulator.payload.Json;

/**
 * A product of the simulated catalogue.
 *
 * @param path the product path, which is its id
 * @param display name by language; {@code en} must be present
 * @param price unit price by ISO 4217 currency; {@code USD} must be present
 * @param plan how it renews; {@code null} for a product that is bought once
 * @param sku stock keeping unit, or {@code null}
 * @param details everything else, in the members that {@code POST /products} takes, and {@code offers}; do not change
 *     it
 */
public record Product(
        String path,
        Map<String, String> display,
        Map<String, BigDecimal> price,
        Plan plan,
        String sku,
        ObjectNode details) {

    /**
     * How a subscription renews.
     *
     * @param interval {@code day}, {@code week}, {@code month} or {@code year}; {@code adhoc} if it is charged on
     *     demand
     * @param intervalLength number of intervals between two charges
     */
    public record Plan(String interval, int intervalLength) {}

    public Product {
        if (!display.containsKey("en") || !price.containsKey("USD")) {
            throw new IllegalArgumentException("Product " + path + " needs a display name in en and a price in USD");
        }
        display = Collections.unmodifiableMap(new LinkedHashMap<>(display));
        price = Collections.unmodifiableMap(new LinkedHashMap<>(price));
    }

    /** A product of which nothing else is known. */
    public Product(String path, Map<String, String> display, Map<String, BigDecimal> price, Plan plan, String sku) {
        this(path, display, price, plan, sku, Json.object());
    }

    /** A product that is bought once; prices such as {@code "29.00"}. */
    public static Product oneTime(String path, String name, String usd, String eur) {
        return new Product(path, Map.of("en", name), prices(usd, eur), null, null);
    }

    /** A subscription that renews every month; prices such as {@code "10.00"}. */
    public static Product monthly(String path, String name, String usd, String eur) {
        return new Product(path, Map.of("en", name), prices(usd, eur), new Plan("month", 1), null);
    }

    /** The catalogue of a simulator that is given none: two one-time products and one monthly subscription. */
    public static List<Product> samples() {
        return List.of(
                oneTime("paper-planner", "Paper Planner", "29.00", "27.00"),
                oneTime("sky-atlas", "Sky Atlas", "59.95", "54.95"),
                monthly("cloud-notes-monthly", "Cloud Notes Monthly", "12.50", "10.00"));
    }

    /** Whether buying it starts a subscription. */
    public boolean isSubscription() {
        return plan != null;
    }

    /** Days of its free trial, 0 for none. */
    public int trialDays() {
        return details.path("pricing").path("trial").asInt(0);
    }

    /** Whether a trial needs a payment method. */
    public boolean paymentCollected() {
        return details.path("pricing").path("paymentCollected").asBoolean(true);
    }

    /** The name in {@code language}, else in English. */
    public String displayIn(String language) {
        return display.getOrDefault(language, display.get("en"));
    }

    private static Map<String, BigDecimal> prices(String usd, String eur) {
        Map<String, BigDecimal> prices = new LinkedHashMap<>();
        prices.put("USD", new BigDecimal(usd));
        prices.put("EUR", new BigDecimal(eur));
        return prices;
    }
}

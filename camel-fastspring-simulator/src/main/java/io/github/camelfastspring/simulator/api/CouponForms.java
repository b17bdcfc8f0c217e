package io.github.camelfastspring.simulator.api;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.camelfastspring.simulator.payload.Json;

/** Makes the members that a coupon is read with of those that it is written with, older forms included. */
final class CouponForms {
    private static final int MAX_TIERS = 25;

    private CouponForms() {}

    /** What the store refuses, {@code null} if nothing. */
    static String whatIsWrong(JsonNode body) {
        JsonNode discount = body.path("discount");
        ArrayNode tiers = tiers(body);
        for (JsonNode each : tiers) {
            if (isBadType(each)) {
                return "Invalid discount type " + each.path("type").asText();
            }
        }
        if (tiers.isEmpty() && discount.isObject() && discount.has("type") && isBadType(discount)) {
            return "Invalid discount type " + discount.path("type").asText();
        }
        if (tiers.size() > MAX_TIERS) {
            return "At most " + MAX_TIERS + " discounts";
        }
        if (body.path("orderLevelDiscount").asBoolean()
                && "percent".equals(discount.path("type").asText())) {
            return "A discount of whole orders must be flat, not a percentage";
        }
        if (!body.path("limit").asText("").matches("[0-9]*")) {
            return "Invalid limit";
        }
        for (String side : List.of("start", "end")) {
            JsonNode date = body.path("available").path(side);
            if (date.isTextual() && !date.asText().isBlank() && !CouponBook.isDate(date.asText())) {
                return "Invalid " + side + " date";
            }
        }
        return null;
    }

    /** The coupon as it is read, without its codes; what is not sent stays. */
    static ObjectNode settings(ObjectNode old, JsonNode body) {
        ObjectNode settings = old == null ? blank() : old.deepCopy();
        settings.set("coupon", body.get("coupon"));
        ArrayNode tiers = tiers(body);
        if (!tiers.isEmpty()) {
            ObjectNode discount = settings.putObject("discount").put("hasMultipleDiscounts", true);
            discount.set("discounts", tiers);
            settings.remove("discountPeriodCount");
            settings.set("products", products(tiers));
        } else if (body.path("discount").isObject()) {
            ObjectNode discount = settings.putObject("discount").put("hasMultipleDiscounts", false);
            discount.putArray("discounts");
            discount.setAll((ObjectNode) body.get("discount").<ObjectNode>deepCopy());
        }
        copy(body, settings, "combine", "reason", "available", "products");
        if (body.hasNonNull("limit")) {
            String limit = body.get("limit").asText().trim();
            settings.put("limit", "0".equals(limit) ? "" : limit);
        }
        if (body.has("discountPeriodCount")) {
            int count = body.get("discountPeriodCount").asInt(0);
            settings.set(
                    "discountPeriodCount",
                    count == 0 ? Json.object().nullNode() : Json.object().numberNode(count));
        }
        // These two are only shown when they are true.
        for (String flag : List.of("applyDiscountImmediately", "orderLevelDiscount")) {
            if (body.has(flag)) {
                settings.remove(flag);
                if (body.get(flag).asBoolean()) {
                    settings.put(flag, true);
                }
            }
        }
        return settings;
    }

    private static ObjectNode blank() {
        ObjectNode settings = Json.object().put("coupon", "");
        settings.putObject("discount").put("hasMultipleDiscounts", false).putArray("discounts");
        settings.putNull("discountPeriodCount").put("combine", false).putObject("reason");
        settings.put("limit", "").putObject("available");
        settings.putArray("products");
        return settings;
    }

    /** The tiers: beside the discount now, inside it in older bodies. */
    private static ArrayNode tiers(JsonNode body) {
        boolean now = body.path("hasMultiDiscount").asBoolean();
        boolean older = body.path("discount").path("hasMultipleDiscounts").asBoolean();
        JsonNode tiers =
                now ? body.path("discounts") : older ? body.path("discount").path("discounts") : Json.array();
        return tiers.isArray() ? tiers.deepCopy() : Json.array();
    }

    private static ArrayNode products(ArrayNode tiers) {
        Set<String> paths = new LinkedHashSet<>();
        tiers.forEach(tier -> tier.path("products").forEach(path -> paths.add(path.asText())));
        ArrayNode products = Json.array();
        paths.forEach(products::add);
        return products;
    }

    private static boolean isBadType(JsonNode discount) {
        return !Set.of("percent", "flat").contains(discount.path("type").asText());
    }

    private static void copy(JsonNode from, ObjectNode to, String... names) {
        for (String name : names) {
            if (from.hasNonNull(name)) {
                to.set(name, from.get(name));
            }
        }
    }
}

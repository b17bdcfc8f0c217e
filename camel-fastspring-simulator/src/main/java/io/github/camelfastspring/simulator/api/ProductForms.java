package io.github.camelfastspring.simulator.api;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.camelfastspring.simulator.Product;
import io.github.camelfastspring.simulator.Product.Plan;
import io.github.camelfastspring.simulator.payload.Json;

/** Makes products of what requests say: what is sent is merged into what is there, member by member. */
final class ProductForms {
    private static final String PATH = "[a-z0-9-]{3,}";
    private static final List<String> READ_ONLY =
            List.of("visibility", "quotable", "offers", "taxcodeDescription", "productAppReference", "parent");

    /** What is wrong, by member. */
    Map<String, String> whatIsWrong(JsonNode sent, Optional<Product> old) {
        Map<String, String> errors = new LinkedHashMap<>();
        READ_ONLY.stream().filter(sent::has).forEach(name -> errors.put(name, "Field was not recognized"));
        JsonNode pricing = sent.path("pricing");
        if (old.isEmpty()) {
            if (!sent.path("product").asText().matches(PATH)) {
                errors.put("product", "Only lower case letters, digits and dashes, more than two");
            }
            if (sent.path("display").isEmpty()) {
                errors.put("display", "Required for a new product");
            }
            if (!pricing.path("price").hasNonNull("USD")) {
                errors.put("pricing", "A new product needs a price in \"USD\"");
            }
        }
        boolean freeTrial = pricing.path("trial").asInt(0) > 0
                && !pricing.path("paymentCollected").asBoolean(true);
        if (freeTrial && pricing.path("setupFee").path("price").size() > 0) {
            errors.put("setupFee", "Not with a free trial that needs no payment method");
        }
        JsonNode trialPrice = pricing.path("trialPrice").path("USD");
        boolean paid = trialPrice.isNumber() && trialPrice.decimalValue().signum() > 0;
        if (pricing.path("paidTrial").asBoolean() && !paid) {
            errors.put("trialPrice", "A paid trial needs a price in \"USD\" above zero");
        }
        return errors;
    }

    /** The product after the request. */
    Product merged(ObjectNode sent, Optional<Product> old) {
        ObjectNode details = old.map(Product::details).orElse(Json.object()).deepCopy();
        merge(details, sent.deepCopy().without(List.of("product", "display", "sku")));
        Map<String, String> display =
                new LinkedHashMap<>(old.map(Product::display).orElse(Map.of()));
        sent.path("display")
                .properties()
                .forEach(text -> display.put(text.getKey(), text.getValue().asText()));
        display.putIfAbsent("en", display.values().iterator().next());
        Map<String, BigDecimal> price =
                new LinkedHashMap<>(old.map(Product::price).orElse(Map.of()));
        sent.path("pricing")
                .path("price")
                .properties()
                .forEach(amount -> price.put(
                        amount.getKey(), amount.getValue().decimalValue().setScale(2, java.math.RoundingMode.HALF_UP)));
        return new Product(
                sent.path("product").asText(),
                display,
                price,
                plan(sent.path("pricing"), old.map(Product::plan).orElse(null)),
                sent.has("sku")
                        ? sent.get("sku").asText(null)
                        : old.map(Product::sku).orElse(null),
                details);
    }

    private static Plan plan(JsonNode pricing, Plan old) {
        if (!pricing.hasNonNull("interval") && old == null) {
            return null;
        }
        return new Plan(
                pricing.path("interval").asText(old == null ? null : old.interval()),
                pricing.path("intervalLength").asInt(old == null ? 1 : old.intervalLength()));
    }

    private static void merge(ObjectNode into, JsonNode sent) {
        for (Map.Entry<String, JsonNode> member : sent.properties()) {
            if (into.path(member.getKey()).isObject() && member.getValue().isObject()) {
                merge((ObjectNode) into.get(member.getKey()), member.getValue());
            } else {
                into.set(member.getKey(), member.getValue());
            }
        }
    }
}

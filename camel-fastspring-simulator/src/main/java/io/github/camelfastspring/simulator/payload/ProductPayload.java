package io.github.camelfastspring.simulator.payload;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.camelfastspring.simulator.Product;

/** Products as the API and as events show them. */
public final class ProductPayload {
    private ProductPayload() {}

    /** An element of what {@code GET /products/{paths}} answers. */
    public static ObjectNode answer(Product product) {
        ObjectNode body = head(product);
        copy(product, body, "description", "image");
        middle(product, body);
        body.put("taxcode", product.details().path("taxcode").asText("DC020500"))
                .put("taxcodeDescription", "Software, downloaded");
        copy(product, body, "attributes", "badge", "rank");
        body.set("pricing", pricing(product));
        if (product.sku() != null) {
            body.put("sku", product.sku());
        }
        return body.put("action", "products.get").put("result", "success");
    }

    /** An expanded product in an event. */
    static ObjectNode event(Product product) {
        ObjectNode body = head(product);
        body.putObject("description").putObject("summary").put("en", product.displayIn("en"));
        body.put("image", "https://example.com/images/" + product.path() + ".png");
        middle(product, body);
        body.set("pricing", pricing(product));
        return body;
    }

    private static ObjectNode head(Product product) {
        ObjectNode body = Json.object().put("product", product.path()).putNull("parent");
        body.put("productAppReference", reference(product.path()));
        ObjectNode display = body.putObject("display");
        product.display().forEach(display::put);
        return body;
    }

    private static void middle(Product product, ObjectNode body) {
        body.set(
                "offers",
                product.details().path("offers").isArray() ? product.details().get("offers") : Json.array());
        ObjectNode fulfillments = body.putObject("fulfillments");
        if (product.details().path("fulfillment").isObject()) {
            fulfillments.setAll((ObjectNode) product.details().get("fulfillment"));
        }
        body.put("format", product.details().path("format").asText("digital"));
    }

    private static ObjectNode pricing(Product product) {
        ObjectNode pricing = Json.object();
        if (product.isSubscription()) {
            pricing.put("interval", product.plan().interval())
                    .put("intervalLength", product.plan().intervalLength())
                    .putNull("intervalCount");
        }
        pricing.put("quantityBehavior", "allow").put("quantityDefault", 1);
        ObjectNode price = pricing.putObject("price");
        product.price().forEach(price::put);
        pricing.put("dateLimitsEnabled", false);
        if (product.isSubscription()) {
            weekly(pricing.putObject("reminderNotification").put("enabled", true));
            weekly(pricing.putObject("overdueNotification").put("enabled", true))
                    .put("amount", 4);
            weekly(pricing.putObject("cancellation"));
        }
        JsonNode own = product.details().path("pricing");
        if (own.isObject()) {
            // What was set in the catalogue goes over what is usual.
            ObjectNode set = own.deepCopy();
            set.remove(java.util.List.of("price", "interval", "intervalLength"));
            pricing.setAll(set);
        }
        return pricing;
    }

    private static void copy(Product product, ObjectNode body, String... names) {
        for (String name : names) {
            if (product.details().hasNonNull(name)) {
                body.set(name, product.details().get(name));
            }
        }
    }

    private static ObjectNode weekly(ObjectNode setting) {
        return setting.put("interval", "week").put("intervalLength", 1);
    }

    /** Some text of 22 characters that stays the same for a path. */
    public static String reference(String path) {
        return String.format("%-22.22s", "ref-" + path).replace(' ', '0');
    }
}

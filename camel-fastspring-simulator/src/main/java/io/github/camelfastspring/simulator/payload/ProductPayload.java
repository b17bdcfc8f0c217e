package io.github.camelfastspring.simulator.payload;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.camelfastspring.simulator.Product;

/** Products as the API and as events show them. */
public final class ProductPayload {
    private ProductPayload() {}

    /** An element of what {@code GET /products/{paths}} answers. */
    public static ObjectNode answer(Product product) {
        ObjectNode body = head(product);
        middle(product, body);
        body.put("taxcode", "DC020500").put("taxcodeDescription", "Software, downloaded");
        body.set("pricing", pricing(product));
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
        body.put("productAppReference", reference(product));
        ObjectNode display = body.putObject("display");
        product.display().forEach(display::put);
        return body;
    }

    private static void middle(Product product, ObjectNode body) {
        body.putArray("offers");
        body.putObject("fulfillments");
        body.put("format", "digital");
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
        return pricing;
    }

    private static ObjectNode weekly(ObjectNode setting) {
        return setting.put("interval", "week").put("intervalLength", 1);
    }

    /** Some text of 22 characters that stays the same for a path. */
    private static String reference(Product product) {
        return String.format("%-22.22s", "ref-" + product.path()).replace(' ', '0');
    }
}

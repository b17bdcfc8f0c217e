package io.github.camelfastspring.examples.quickstart;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What differs between the simulated and a real store.
 *
 * @param simulated    whether the store is simulated
 * @param checkoutPath {@code storeId/checkoutId}
 * @param products     three product paths
 * @param acknowledge  the consumer's option
 * @param delay        the wait between two polls
 * @param timeLimit    when the example ends at the latest
 * @param output       where the files go
 */
record Settings(
        boolean simulated,
        String checkoutPath,
        List<String> products,
        String acknowledge,
        Duration delay,
        Duration timeLimit,
        Path output) {

    private static final String USERNAME = "FASTSPRING_USERNAME";
    private static final String PASSWORD = "FASTSPRING_PASSWORD";
    private static final String CHECKOUT_PATH = "FASTSPRING_CHECKOUT_PATH";
    private static final String PRODUCTS = "FASTSPRING_PRODUCTS";
    private static final String ACKNOWLEDGE = "FASTSPRING_ACKNOWLEDGE";
    private static final int PRODUCT_COUNT = 3;

    /**
     * The settings that the environment asks for: a real store if there are credentials.
     *
     * @throws IllegalArgumentException if something is missing or wrong; the message says what to set
     */
    static Settings of(Map<String, String> environment, Path output) {
        if (!environment.containsKey(USERNAME) && !environment.containsKey(PASSWORD)) {
            return simulated(output);
        }
        for (String name : List.of(USERNAME, PASSWORD)) {
            require(!environment.getOrDefault(name, "").isBlank(), name + " is missing, and the other one is set");
        }
        String checkoutPath = environment.getOrDefault(CHECKOUT_PATH, "").trim();
        require(
                checkoutPath.matches("[^/\\s]+/[^/\\s]+"),
                CHECKOUT_PATH + " must name a checkout of your store as storeId/checkoutId, for example"
                        + " examplestore/popup-checkout");
        List<String> products = Arrays.stream(
                        environment.getOrDefault(PRODUCTS, "").split(","))
                .map(String::trim)
                .filter(product -> !product.isEmpty())
                .distinct()
                .toList();
        require(
                products.size() >= PRODUCT_COUNT && products.stream().allMatch(product -> product.matches("[\\w.-]+")),
                PRODUCTS + " must name three products of your store by their paths, separated by commas");
        // None by default: a real store's events are for its real integration.
        boolean acknowledge = Boolean.parseBoolean(environment.get(ACKNOWLEDGE));
        return new Settings(
                false,
                checkoutPath,
                products,
                acknowledge ? "onCompletion" : "none",
                Duration.ofSeconds(10),
                Duration.ofMinutes(5),
                output.resolve("store"));
    }

    /** The settings for the simulator. */
    static Settings simulated(Path output) {
        return new Settings(
                true,
                "examplestore/popup-checkout",
                List.of("paper-planner", "sky-atlas", "cloud-notes-monthly"),
                "onCompletion",
                Duration.ofMillis(500),
                Duration.ofSeconds(25),
                output.resolve("simulator"));
    }

    /** These settings with another time limit. */
    Settings withTimeLimit(Duration limit) {
        return new Settings(simulated, checkoutPath, products, acknowledge, delay, limit, output);
    }

    /** The properties that the routes use. */
    Map<String, Object> properties() {
        return Map.of(
                "quickstart.checkoutPath", checkoutPath,
                "quickstart.product1", products.get(0),
                "quickstart.product2", products.get(1),
                "quickstart.product3", products.get(2),
                "quickstart.acknowledge", acknowledge,
                "quickstart.delay", Long.toString(delay.toMillis()),
                // A minute of tolerance for clocks that differ.
                "quickstart.begin", Long.toString(Instant.now().minusSeconds(60).toEpochMilli()),
                "quickstart.output", output.toString());
    }

    private static void require(boolean valid, String problem) {
        if (!valid) {
            throw new IllegalArgumentException(problem);
        }
    }
}

package io.github.camelfastspring.simulator;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import io.github.camelfastspring.simulator.webhook.Webhook;

/**
 * Runs a simulator until it is killed. Arguments: {@code --port=8099} (0 for any free one), {@code --username=...},
 * {@code --password=...}, {@code --rate-limit=250} (calls a minute, from 1 to 999999999; none by default),
 * {@code --webhook=<url>} to which all events are posted, and {@code --webhook-secret=...} to sign them with.
 */
public final class SimulatorMain {
    private static final List<String> OPTIONS =
            List.of("port", "username", "password", "rate-limit", "webhook", "webhook-secret");
    private static final String USAGE = "Usage: SimulatorMain [--port=8099] [--username=simulator] [--password=...]"
            + " [--rate-limit=250] [--webhook=http://localhost:8080/fastspring/events [--webhook-secret=...]]";

    private SimulatorMain() {}

    /** Starts the simulator, prints how to use it, and does not return. */
    public static void main(String[] args) throws InterruptedException {
        FastSpringSimulator simulator;
        try {
            simulator = parse(args).start();
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.println(USAGE);
            System.exit(2);
            return;
        } catch (UncheckedIOException e) {
            System.err.println(e.getMessage());
            System.exit(1);
            return;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(simulator::close, "simulator-shutdown"));
        greet(simulator, System.out);
        new CountDownLatch(1).await();
    }

    /**
     * @throws IllegalArgumentException if an argument is unknown or its value is wrong
     */
    static FastSpringSimulator.Builder parse(String... args) {
        Map<String, String> given =
                new LinkedHashMap<>(Map.of("port", "8099", "username", "simulator", "password", "simulator-password"));
        for (String arg : args) {
            int equals = arg.indexOf('=');
            String name = arg.startsWith("--") && equals > 2 ? arg.substring(2, equals) : null;
            if (name == null || !OPTIONS.contains(name)) {
                throw new IllegalArgumentException("Unknown argument: " + arg);
            }
            given.put(name, arg.substring(equals + 1));
        }
        FastSpringSimulator.Builder builder = FastSpringSimulator.builder()
                .port(port(given.get("port")))
                .credentials(given.get("username"), given.get("password"));
        if (given.containsKey("rate-limit")) {
            builder.rateLimit(rateLimit(given.get("rate-limit")));
        }
        String webhook = given.get("webhook");
        String secret = given.get("webhook-secret");
        if (webhook != null) {
            builder.webhook(Webhook.to(webhook).secret(secret));
        } else if (secret != null) {
            throw new IllegalArgumentException("--webhook-secret needs --webhook");
        }
        return builder;
    }

    static void greet(FastSpringSimulator simulator, PrintStream out) {
        out.println("FastSpring simulator: " + simulator.baseUrl());
        out.println("Credentials:          " + simulator.username() + " / " + simulator.password());
        out.println("Checkouts:            " + String.join(", ", simulator.checkouts()));
        simulator.webhooks().all().forEach(webhook -> out.println("Webhook:              " + webhook.url()));
        out.println("Products:");
        simulator
                .store()
                .products()
                .forEach(product -> out.println("  " + product.path() + " (" + product.displayIn("en") + ", "
                        + product.price() + (product.isSubscription() ? ", subscription" : "") + ")"));
        out.println("In a Camel route:");
        out.println("  fastspring:sessions?operation=create&checkoutPath=examplestore/popup-checkout");
        out.println("and in application.properties:");
        out.println("  camel.component.fastspring.base-url = " + simulator.baseUrl());
        out.println("  camel.component.fastspring.username = " + simulator.username());
        out.println("  camel.component.fastspring.password = " + simulator.password());
        out.println("Then open the answer's checkoutUrls.webcheckoutUrl in a browser and pay. Ctrl+C stops.");
        out.flush();
    }

    private static RateLimit rateLimit(String text) {
        if (text.matches("0*[1-9][0-9]{0,8}")) {
            return RateLimit.perMinute(Integer.parseInt(text));
        }
        throw new IllegalArgumentException("--rate-limit must be a number from 1 to 999999999, not " + text);
    }

    private static int port(String text) {
        if (text.matches("[0-9]{1,5}") && Integer.parseInt(text) <= 65535) {
            return Integer.parseInt(text);
        }
        throw new IllegalArgumentException("--port must be a number from 0 to 65535, not " + text);
    }
}

package io.github.camelfastspring.examples.quickstart;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.camel.Body;
import org.apache.camel.Header;

import io.github.camelfastspring.FastSpringConstants;

/** Tells what the routes do. Prints ids and amounts, and nothing about the buyer. */
public final class Story {

    private final PrintStream out;
    private final Map<String, String> received = new LinkedHashMap<>();
    private final Set<String> acknowledged = new LinkedHashSet<>();
    private String failure;

    Story(PrintStream out) {
        this.out = out;
    }

    synchronized void step(int number, String title, String how) {
        line("");
        line("%d  %-20s %s", number, title, how);
    }

    /** A line of the current step: what, and about what. */
    synchronized void tell(String what, String about) {
        line("   %-13s %s", what, about);
    }

    public synchronized void created(@Body Map<String, Object> session) {
        step(1, "Create a session", "fastspring:sessions?operation=create");
        tell("session", String.valueOf(session.get("id")));
        List<?> lines = (List<?>) ((Map<?, ?>) session.get("cart")).get("lineItems");
        lines.forEach(line -> item("in the cart", (Map<?, ?>) line));
    }

    public synchronized void itemAdded(@Body Map<String, Object> line) {
        step(2, "Add an item", "fastspring:sessions?operation=addItem");
        item("added", line);
    }

    public synchronized void ready(@Body Map<String, Object> session) {
        Map<?, ?> cart = (Map<?, ?>) session.get("cart");
        tell("to pay", amount("", cart.get("netTotalDisplay")));
        step(3, "Pay", "the checkout page");
        tell("address", String.valueOf(((Map<?, ?>) session.get("checkoutUrls")).get("webcheckoutUrl")));
    }

    /** The checkout could not be made. */
    public synchronized void failed(Exception problem) {
        // Camel adds the exchange to the message, which is of no use here.
        failure = problem.getMessage().replaceFirst("\\. Exchange\\[.*", "");
    }

    public synchronized void received(
            @Header(FastSpringConstants.EVENT_ID) String id,
            @Header(FastSpringConstants.EVENT_TYPE) String type,
            @Body Map<String, Object> data) {
        if (received.isEmpty()) {
            step(4, "Receive events", "fastspring:events");
        }
        received.put(id, type);
        tell("received", event(id));
        if (data.containsKey("totalDisplay")) {
            tell("", amount("order " + data.get("reference"), data.get("totalDisplay")) + " -> orders.csv");
        } else if (data.containsKey("nextDisplayISO8601")) {
            tell("", data.get("product") + " renews on " + data.get("nextDisplayISO8601"));
        }
    }

    /** FastSpring lists the events that count as processed. */
    public synchronized void processed(@Body Map<String, Object> answer) {
        for (Object event : (List<?>) answer.get("events")) {
            String id = String.valueOf(((Map<?, ?>) event).get("id"));
            if (received.containsKey(id) && acknowledged.add(id)) {
                tell("acknowledged", event(id));
            }
        }
    }

    synchronized String failure() {
        return failure;
    }

    synchronized int receivedCount() {
        return received.size();
    }

    synchronized int acknowledgedCount() {
        return acknowledged.size();
    }

    private void item(String what, Map<?, ?> line) {
        Object price = ((Map<?, ?>) line.get("price")).get("extendedNetTotalDisplay");
        tell(what, amount(line.get("quantity") + " x " + line.get("productPath"), price));
    }

    private String event(String id) {
        return "%-22s  %s".formatted(received.get(id), id);
    }

    private static String amount(String of, Object display) {
        return "%-27s %12s".formatted(of, display);
    }

    private void line(String format, Object... arguments) {
        out.println(format.formatted(arguments).stripTrailing());
        out.flush();
    }
}

package io.github.camelfastspring.simulator.api;

import java.util.List;
import java.util.stream.Collectors;

import io.github.camelfastspring.simulator.Session;
import io.github.camelfastspring.simulator.Session.Status;
import io.github.camelfastspring.simulator.Store;
import io.github.camelfastspring.simulator.http.ApiRequest;
import io.github.camelfastspring.simulator.http.ApiResponse;
import io.github.camelfastspring.simulator.http.Route;
import io.github.camelfastspring.simulator.payload.Money;

/** The checkout page of a session, for people: what is in the cart, and a button to pay. */
final class CheckoutPages {
    private final Store store;
    private final CartPricer pricer;
    private final Buyer buyer;

    CheckoutPages(Store store, CartPricer pricer, Buyer buyer) {
        this.store = store;
        this.pricer = pricer;
        this.buyer = buyer;
    }

    List<Route> routes() {
        return List.of(
                Route.page("GET", "/checkout/session/{id}", this::show),
                Route.page("POST", "/checkout/session/{id}", this::pay),
                // Where the buyers of legacy sessions go.
                Route.page("GET", "/session/{id}", this::show),
                Route.page("POST", "/session/{id}", this::pay));
    }

    private ApiResponse show(ApiRequest request) {
        return page(request.pathParam("id"), 200, "");
    }

    private ApiResponse pay(ApiRequest request) {
        try {
            buyer.buy(request.pathParam("id"));
            return show(request);
        } catch (IllegalStateException e) {
            return page(request.pathParam("id"), 409, "<p role=\"alert\">" + escaped(e.getMessage()) + "</p>");
        }
    }

    private ApiResponse page(String id, int status, String notice) {
        return store.session(id)
                .map(session -> ApiResponse.html(status, html("Checkout", notice + content(session))))
                .orElseGet(() -> ApiResponse.html(
                        404, html("Checkout", "<p role=\"alert\">There is no session " + escaped(id) + ".</p>")));
    }

    private String content(Session session) {
        PricedCart cart = pricer.price(session);
        Money money = new Money(cart.currency(), session.locale());
        String lines = cart.items().stream()
                .map(item -> "<tr><td>" + escaped(item.display()) + "</td><td>"
                        + item.line().quantity() + "</td><td>" + escaped(money.display(item.netTotal()))
                        + "</td></tr>\n")
                .collect(Collectors.joining());
        return """
                <table>
                <thead><tr><th>Product</th><th>Quantity</th><th>Price</th></tr></thead>
                <tbody>
                %s</tbody>
                <tfoot><tr><th colspan="2">Total</th><td>%s</td></tr></tfoot>
                </table>
                %s
                """
                .formatted(lines, escaped(money.display(cart.netTotal())), state(session));
    }

    private String state(Session session) {
        Status status = session.statusAt(store.now());
        String text = "<p>State: " + status + (session.live() ? "" : " (test)") + "</p>";
        if (status == Status.OPEN) {
            return text + "\n<form method=\"post\"><button>Pay</button></form>";
        }
        return store.order(session.orderId())
                .map(order -> text + "\n<p>Thank you. Your order is " + escaped(order.reference()) + ".</p>")
                .orElse(text);
    }

    private static String html(String title, String content) {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="UTF-8">
                <meta name="viewport" content="width=device-width">
                <title>%1$s</title>
                <style>
                body { font-family: sans-serif; max-width: 40rem; margin: 2rem auto; padding: 0 1rem; }
                table { border-collapse: collapse; width: 100%%; }
                th, td { text-align: left; padding: .4rem; border-bottom: 1px solid #ccc; }
                button { font-size: 1rem; padding: .5rem 2rem; }
                </style>
                </head>
                <body>
                <h1>%1$s</h1>
                %2$s
                <p><small>FastSpring simulator: no money moves.</small></p>
                </body>
                </html>
                """
                .formatted(title, content);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}

package io.github.camelfastspring.simulator.api;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.camelfastspring.simulator.Store;
import io.github.camelfastspring.simulator.http.RouteTable;

/** Puts the operations of all resources together. */
public final class Routes {
    private Routes() {}

    public static RouteTable of(Store store, Set<String> checkouts, Buyer buyer, Supplier<String> baseUrl) {
        CartPricer pricer = new CartPricer(store);
        V2Errors errors = new V2Errors(store);
        SessionForms forms = new SessionForms(store, errors);
        SessionPayload sessions = new SessionPayload(store, pricer, baseUrl);
        return new RouteTable(Stream.of(
                        new SessionsHandler(store, checkouts, forms, sessions, errors).routes(),
                        new SessionsV1Handler(store, pricer).routes(),
                        new ProductsHandler(store).routes(),
                        new AccountsHandler(store).routes(),
                        new OrdersHandler(store).routes(),
                        new EventsHandler(store).routes(),
                        new CheckoutPages(store, pricer, buyer).routes())
                .flatMap(List::stream)
                .toList());
    }
}

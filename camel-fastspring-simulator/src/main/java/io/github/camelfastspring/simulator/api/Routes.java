package io.github.camelfastspring.simulator.api;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.github.camelfastspring.simulator.EventListing;
import io.github.camelfastspring.simulator.Store;
import io.github.camelfastspring.simulator.http.RouteTable;

/** Puts the operations of all resources together. */
public final class Routes {
    private Routes() {}

    public static RouteTable of(
            Store store, Set<String> checkouts, EventListing listing, Buyer buyer, Supplier<String> baseUrl) {
        CartPricer pricer = new CartPricer(store);
        V2Errors errors = new V2Errors(store);
        SessionForms forms = new SessionForms(store, errors);
        SessionPayload sessions = new SessionPayload(store, pricer, baseUrl);
        return new RouteTable(Stream.of(
                        new SessionsHandler(store, checkouts, forms, sessions, errors).routes(),
                        new SessionsV1Handler(store, pricer).routes(),
                        new ProductsHandler(store).routes(),
                        new AccountsHandler(store, baseUrl).routes(),
                        new CouponsHandler(store).routes(),
                        new OrdersHandler(store, buyer).routes(),
                        new ReturnsHandler(store).routes(),
                        new QuotesHandler(store).routes(),
                        new InvoicesHandler(store).routes(),
                        new CotermHandler(store).routes(),
                        new TransferHandler(store).routes(),
                        new ProformaHandler(store).routes(),
                        new CancelSurveyHandler(store).routes(),
                        new SubscriptionUpdates(store).routes(),
                        new SubscriptionActions(store).routes(),
                        new SubscriptionsHandler(store).routes(),
                        new DataHandler(store, baseUrl).routes(),
                        new WebhooksHandler(store).routes(),
                        new EventsHandler(store, listing).routes(),
                        new CheckoutPages(store, pricer, buyer).routes())
                .flatMap(List::stream)
                .toList());
    }
}

package io.github.camelfastspring.simulator;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Every operation of the API has a route, and none of them fails on an unknown id or an empty body. */
class OperationsTest {
    private static FastSpringSimulator simulator;
    private static TestClient client;

    @BeforeAll
    static void start() {
        simulator = FastSpringSimulator.start();
        client = new TestClient(simulator);
    }

    @AfterAll
    static void stop() {
        simulator.close();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    sessions.create                      | POST   | /v2/checkouts/{storeId}/{checkoutId}/sessions
                    sessions.get                         | GET    | /v2/checkouts/{storeId}/{checkoutId}/sessions/{sessionId}
                    sessions.replace                     | PUT    | /v2/checkouts/{storeId}/{checkoutId}/sessions/{sessionId}
                    sessions.getPaymentMethods           | GET    | /v2/checkouts/{storeId}/{checkoutId}/sessions/{sessionId}/payment-methods
                    sessions.addItem                     | POST   | /v2/checkouts/{storeId}/{checkoutId}/sessions/{sessionId}/cart/items
                    sessions.removeItem                  | DELETE | /v2/checkouts/{storeId}/{checkoutId}/sessions/{sessionId}/cart/items/{productPath}
                    sessions.updateItem                  | PUT    | /v2/checkouts/{storeId}/{checkoutId}/sessions/{sessionId}/cart/items/{productPath}
                    sessions.updateCustomer              | PUT    | /v2/checkouts/{storeId}/{checkoutId}/sessions/{sessionId}/customer
                    sessionsV1.create                    | POST   | /sessions
                    orders.list                          | GET    | /orders
                    orders.get                           | GET    | /orders/{orderIds}
                    orders.update                        | POST   | /orders
                    orders.create                        | POST   | /orders
                    quotes.create                        | POST   | /quotes
                    quotes.list                          | GET    | /quotes
                    quotes.get                           | GET    | /quotes/{quoteId}
                    quotes.update                        | PUT    | /quotes/{quoteId}
                    quotes.cancel                        | POST   | /quotes/{quoteId}/cancel
                    quotes.delete                        | DELETE | /quotes/{quoteId}
                    invoices.create                      | POST   | /invoices/paymentInvoice
                    invoices.get                         | GET    | /invoices/{invoiceId}
                    accounts.list                        | GET    | /accounts
                    accounts.lookup                      | GET    | /accounts
                    accounts.get                         | GET    | /accounts/{accountId}
                    accounts.create                      | POST   | /accounts
                    accounts.update                      | POST   | /accounts/{accountId}
                    accounts.authenticate                | GET    | /accounts/{accountIds}/authenticate
                    coupons.list                         | GET    | /coupons
                    coupons.get                          | GET    | /coupons/{couponId}
                    coupons.createOrUpdate               | POST   | /coupons
                    coupons.addCodes                     | POST   | /coupons/{couponId}
                    coupons.listCodes                    | GET    | /coupons/{couponId}/codes
                    coupons.deleteCodes                  | DELETE | /coupons/{couponId}/codes
                    coupons.delete                       | DELETE | /coupons/{couponId}
                    products.list                        | GET    | /products
                    products.get                         | GET    | /products/{productPaths}
                    products.createOrUpdate              | POST   | /products
                    products.delete                      | DELETE | /products/{productPaths}
                    products.getOffers                   | GET    | /products/offers/{productPath}
                    products.createOrUpdateOffers        | POST   | /products/offers/{productPath}
                    products.listPrices                  | GET    | /products/price
                    products.getPrice                    | GET    | /products/price/{productPath}
                    returns.create                       | POST   | /returns
                    returns.get                          | GET    | /returns/{returnIds}
                    subscriptions.list                   | GET    | /subscriptions
                    subscriptions.get                    | GET    | /subscriptions/{subscriptionIds}
                    subscriptions.listEntries            | GET    | /subscriptions/{subscriptionIds}/entries
                    subscriptions.update                 | POST   | /subscriptions
                    subscriptions.previewProration       | POST   | /subscriptions
                    subscriptions.uncancel               | POST   | /subscriptions
                    subscriptions.estimate               | POST   | /subscriptions/estimate
                    subscriptions.cancel                 | DELETE | /subscriptions/{subscriptionIds}
                    subscriptions.charge                 | POST   | /subscriptions/charge
                    subscriptions.pause                  | POST   | /subscriptions/{subscriptionId}/pause
                    subscriptions.resume                 | POST   | /subscriptions/{subscriptionId}/resume
                    subscriptions.convert                | POST   | /subscriptions/{subscriptionId}/convert
                    subscriptions.listHistory            | GET    | /subscriptions/{subscriptionId}/history
                    subscriptions.transfer               | POST   | /subscriptions/transfer
                    subscriptions.createCoterm           | POST   | /subscriptions/coterm
                    subscriptions.getCoterm              | GET    | /subscriptions/coterm/{cotermGroupId}
                    subscriptions.updateCoterm           | POST   | /subscriptions/coterm/{cotermGroupId}
                    subscriptions.deleteCoterm           | DELETE | /subscriptions/coterm/{cotermGroupId}
                    subscriptions.estimateCoterm         | POST   | /subscriptions/coterm/{cotermGroupId}/estimate
                    subscriptions.executeCoterm          | POST   | /subscriptions/coterm/{cotermGroupId}/execute
                    subscriptions.createProformaInvoice  | POST   | /subscriptions/proformaInvoice
                    subscriptions.getProformaInvoice     | GET    | /subscriptions/proformaInvoice/{subscriptionId}
                    subscriptions.saveCancelSurvey       | POST   | /subscriptions/cancelSurvey/response
                    subscriptions.getCancelSurvey        | GET    | /subscriptions/cancelSurvey/reasons/{subscriptionId}
                    subscriptions.queryCancelSurveys     | POST   | /subscriptions/cancelSurvey/response/query
                    data.createRevenueReport             | POST   | /data/v1/revenue
                    data.createSubscriptionReport        | POST   | /data/v1/subscription
                    data.listJobs                        | GET    | /data/v1/jobs
                    data.getJob                          | GET    | /data/v1/jobs/{jobId}
                    data.downloadReport                  | GET    | /data/v1/downloads/{jobId}
                    data.resetCache                      | GET    | /data/v1/util/cache
                    webhooks.updateKey                   | POST   | /webhooks/keys
                    events.listUnprocessed               | GET    | /events/unprocessed?days=1
                    events.listProcessed                 | GET    | /events/processed?days=1
                    events.markProcessed                 | POST   | /events/{eventId}
                    events.markUnprocessed               | POST   | /events/{eventId}
                    """)
    void routes(String operation, String method, String path) {
        simulator.forgetRequests();
        String target = path.replace("{storeId}", "examplestore")
                .replace("{checkoutId}", "popup-checkout")
                .replaceAll("\\{[a-zA-Z]+}", "nope");
        String bodyless = "GET DELETE";
        TestClient.Answer answer = client.call(method, target, bodyless.contains(method) ? null : "{}");

        assertThat(simulator.refusedRequests()).noneMatch(refused -> refused.status() == 404);
        assertThat(answer.text()).isNotEmpty();
    }
}

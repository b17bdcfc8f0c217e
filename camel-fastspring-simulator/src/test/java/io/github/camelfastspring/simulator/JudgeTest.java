package io.github.camelfastspring.simulator;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.camelfastspring.simulator.TestClient.Answer;

import static io.github.camelfastspring.simulator.TestClient.SESSIONS;
import static org.assertj.core.api.Assertions.assertThat;

class JudgeTest {
    private static final String MARK = "{\"processed\":true}";

    @RegisterExtension
    final FastSpringSimulatorExtension fastSpring = new FastSpringSimulatorExtension();

    private FastSpringSimulator simulator;
    private TestClient client;

    @BeforeEach
    void client() {
        simulator = fastSpring.simulator();
        client = new TestClient(simulator);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/orders/x", "/no/such/path", SESSIONS})
    void missingAndWrongCredentialsAnswer401WithoutBody(String target) {
        fastSpring.expectRefused("missing Authorization", "wrong credentials", "wrong credentials");

        Answer missing = client.send(client.request("GET", target, null));
        Answer wrong = client.send(client.request("GET", target, null).header("Authorization", "Basic eDp5"));
        Answer bearer = client.send(client.request("GET", target, null).header("Authorization", "Bearer x"));

        assertThat(missing).isEqualTo(new Answer(401, ""));
        assertThat(wrong).isEqualTo(new Answer(401, ""));
        assertThat(bearer.status()).isEqualTo(401);
    }

    @Test
    void aMissingUserAgentAnswers401() {
        fastSpring.expectRefused("missing User-Agent");

        String answer = client.raw("GET /products/sky-atlas HTTP/1.1\n" + authorization(), "");

        assertThat(answer).startsWith("HTTP/1.1 401").contains("Content-Length: 0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    GET    | /no/such/path             | 404 | unknown path
                    GET    | /orders/x/                | 404 | unknown path
                    GET    | /Orders/x                 | 404 | letter case
                    get    | /orders/x                 | 404 | not in capitals
                    PUT    | /orders/x                 | 404 | wrong method PUT, the path takes GET
                    GET    | /orders/a%2Fb             | 400 | encoded slash
                    GET    | /v2/checkouts/examplestore%2fpopup-checkout/sessions/x | 400 | encoded slash
                    GET    | /orders/%zz               | 400 | percent-encoding
                    GET    | /orders/x?expand=true     | 400 | unknown query parameter expand
                    GET    | /events/unprocessed?days=1&days=2 | 400 | given twice
                    GET    | /events/unprocessed?days=1&page=2 | 400 | Pagination is not supported
                    GET    | /events/processed?days=1&limit=5  | 400 | Pagination is not supported
                    """)
    void targetsAndMethods(String method, String target, int status, String reason) {
        fastSpring.expectRefused(reason);

        String answer = client.raw(method + " " + target + " HTTP/1.1\n" + authorization() + "\nUser-Agent: test", "");

        assertThat(answer).startsWith("HTTP/1.1 " + status);
        assertThat(simulator.requests()).singleElement().satisfies(request -> {
            assertThat(request.method()).isEqualTo(method);
            assertThat(request.target()).isEqualTo(target);
            assertThat(request.status()).isEqualTo(status);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {                                                      | not JSON
                    {} {}                                                  | not JSON
                    {"live":true,"live":true}                              | not JSON
                    []                                                     | must be a JSON object
                    {"nonsense":1}                                         | unknown member nonsense
                    {"cart":{"items":[]}}                                  | unknown member cart.items
                    {"cart":{"lineItems":{}}}                              | ill-typed member cart.lineItems
                    {"cart":{"lineItems":[{"quantity":1}]}}                | missing member cart.lineItems[0].productPath
                    {"cart":{"lineItems":[{"productPath":"sky-atlas","quantity":1.5}]}} | cart.lineItems[0].quantity
                    {"cart":{"lineItems":[{"productPath":"sky-atlas","customPrice":{"unitPrice":{"USD":"1"}}}]}} | unitPrice.USD
                    {"live":"true"}                                        | ill-typed member live
                    {"customer":{"billToContact":{"name":"x"}}}            | unknown member customer.billToContact.name
                    {"customer":"x"}                                       | ill-typed member customer
                    {"orderTags":[]}                                       | ill-typed member orderTags
                    {"hidePaymentMethods":[1]}                             | hidePaymentMethods[0]
                    """)
    void sessionBodies(String body, String reason) {
        fastSpring.expectRefused(reason);

        Answer answer = client.post(SESSIONS, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("status").asText()).isEqualTo("400 BAD_REQUEST");
        assertThat(answer.json().at("/errors/0/message").asText()).contains(reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    POST | /events/x     | {"processed":"true"} | ill-typed member processed
                    POST | /events/x     | {}                   | missing member processed
                    POST | /events/x     | {"processed":true,"id":"x"} | unknown member id
                    POST | /sessions     | {"account":"x"}      | missing member items
                    POST | /sessions     | {"items":[{"productPath":"x"}]} | missing member items[0].product
                    POST | /sessions     | {"items":[{"product":"x","price":1}]} | unknown member items[0].price
                    POST | /v2/checkouts/examplestore/popup-checkout/sessions/x/cart/items | {"quantity":1} | missing member productPath
                    PUT  | /v2/checkouts/examplestore/popup-checkout/sessions/x/cart/items/y | {"count":1} | unknown member count
                    PUT  | /v2/checkouts/examplestore/popup-checkout/sessions/x/customer | {"email":"x"} | unknown member email
                    PUT  | /v2/checkouts/examplestore/popup-checkout/sessions/x | {"id":"x"} | unknown member id
                    GET  | /orders/x     | {"a":1}              | body where none belongs
                    DELETE | /v2/checkouts/examplestore/popup-checkout/sessions/x/cart/items/y | {} | body where none belongs
                    """)
    void otherBodies(String method, String target, String body, String reason) {
        fastSpring.expectRefused(reason);

        assertThat(client.call(method, target, body).status()).isEqualTo(400);
    }

    @Test
    void aBodyIsRequiredAndSaysThatItIsJson() {
        fastSpring.expectRefused("missing body", "not null", "not text/plain");

        client.post("/events/x", null);
        client.send(
                client.request("POST", "/events/x", MARK).header("Authorization", TestClient.authorization(simulator)));
        client.send(client.request("POST", "/events/x", MARK)
                .header("Authorization", TestClient.authorization(simulator))
                .header("Content-Type", "text/plain"));

        assertThat(simulator.requests()).extracting(RecordedRequest::status).containsOnly(400);
    }

    @Test
    void whereTheSourcesDisagreeItIsLenient() {
        Answer answer = client.post(
                SESSIONS,
                """
                {"checkoutPath":"examplestore/popup-checkout","country":null,"paymentMethodsOrder":["card"],
                "hidePaymentMethods":["WIRE"],"orderTags":{"n":1,"deep":{"x":[]}},
                "customer":{"billToAddress":{"country":"DE"},"accountTags":{"k":true}},
                "cart":{"lineItems":[{"productPath":"sky-atlas","quantity":1.0,"quantityDefault":true,
                "imageUrl":"https://example.com/a.png","descriptions":{"display":{"en":"Atlas"}},
                "attributes":{"a":1}}]}}""");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().get("country").asText()).isEqualTo("DE");
    }

    @Test
    void businessErrorsAreNoRefusals() {
        assertThat(client.get("/orders/nope").status()).isEqualTo(400);
        assertThat(client.get("/orders/%2C").status()).isEqualTo(400);
        assertThat(simulator.refusedRequests()).isEmpty();
    }

    private String authorization() {
        return "Authorization: " + TestClient.authorization(simulator);
    }
}

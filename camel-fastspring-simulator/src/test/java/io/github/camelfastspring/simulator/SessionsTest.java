package io.github.camelfastspring.simulator;

import java.math.BigDecimal;
import java.time.Duration;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.camelfastspring.simulator.TestClient.Answer;

import static io.github.camelfastspring.simulator.TestClient.SESSIONS;
import static org.assertj.core.api.Assertions.assertThat;

class SessionsTest {
    @RegisterExtension
    final FastSpringSimulatorExtension fastSpring = new FastSpringSimulatorExtension();

    private FastSpringSimulator simulator;
    private TestClient client;

    @BeforeEach
    void client() {
        simulator = fastSpring.simulator();
        client = new TestClient(simulator);
    }

    @Test
    void createAnswersAnOpenSessionWithPrices() {
        Answer answer = client.post(
                SESSIONS,
                """
                {"country":"DE","locale":"de","cart":{"lineItems":[
                  {"productPath":"paper-planner","quantity":2},{"productPath":"cloud-notes-monthly"}]}}""");

        assertThat(answer.status()).isEqualTo(201);
        JsonNode session = answer.json();
        assertThat(session.get("id").asText()).matches("OS[A-Z0-9]{18}");
        assertThat(session.get("status").asText()).isEqualTo("OPEN");
        assertThat(session.get("currency").asText()).isEqualTo("EUR");
        assertThat(session.get("live").asBoolean()).isTrue();
        assertThat(session.has("paymentMethods")).isFalse();
        assertThat(session.at("/checkoutStatus/0").asText()).isEqualTo("READY_FOR_CHECKOUT");
        assertThat(session.at("/checkoutUrls/webcheckoutUrl").asText())
                .isEqualTo(simulator.baseUrl() + "/checkout/session/"
                        + session.get("id").asText());
        assertThat(session.at("/cart/netTotal").decimalValue()).isEqualTo(new BigDecimal("64.00"));
        assertThat(session.at("/cart/netTotalDisplay").asText()).isEqualTo("64,00\u00a0€");
        assertThat(session.at("/cart/lineItems/0/price/extendedNetTotal").decimalValue())
                .isEqualTo(new BigDecimal("54.00"));
        assertThat(session.at("/cart/lineItems/1/productType").asText()).isEqualTo("SUBSCRIPTION_PLAN");
        assertThat(session.at("/cart/lineItems/1/subscription/billingFrequency/intervalUnit")
                        .asText())
                .isEqualTo("MONTH");
    }

    @Test
    void createWithoutBodyMakesAnEmptyCart() {
        Answer answer = client.post(SESSIONS, null);

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().at("/checkoutStatus/0").asText()).isEqualTo("PRODUCTS_REQUIRED");
    }

    @Test
    void ownPricesAndTheHighestDiscountTierReachedCount() {
        JsonNode cart = client.post(
                        SESSIONS,
                        """
                        {"cart":{"couponCode":"welcome10","lineItems":[{"productPath":"sky-atlas","quantity":3,
                        "customPrice":{"unitPrice":{"USD":20},"discounts":[
                        {"minQuantity":2,"percentDiscount":10},{"minQuantity":3,"amountDiscount":{"USD":5.5}}]}}]}}""")
                .json()
                .get("cart");

        assertThat(cart.get("couponHasApplied").asBoolean()).isTrue();
        assertThat(cart.get("listTotal").decimalValue()).isEqualTo(new BigDecimal("60.00"));
        assertThat(cart.get("productDiscountTotal").decimalValue()).isEqualTo(new BigDecimal("16.50"));
        assertThat(cart.get("couponDiscountTotal").decimalValue()).isEqualTo(new BigDecimal("4.35"));
        assertThat(cart.get("netTotal").decimalValue()).isEqualTo(new BigDecimal("39.15"));
        assertThat(cart.get("discountTotalDisplay").asText()).isEqualTo("$20.85");
        assertThat(cart.at("/lineItems/0/price/unitNetPrice").decimalValue()).isEqualTo(new BigDecimal("13.05"));
    }

    @Test
    void whatFastSpringIgnoresBecomesAWarning() {
        JsonNode session = client.post(
                        SESSIONS,
                        """
                        {"country":"QQ","locale":"qq","buyerIp":"nowhere","cart":{"couponCode":"NOSUCH",
                        "lineItems":[{"productPath":"sky-atlas"}]}}""")
                .json();

        assertThat(session.get("warnings").findValuesAsText("code"))
                .containsExactly("INVALID_LOCALE", "INVALID_COUNTRY", "INVALID_PROMO_CODE", "INVALID_BUYER_IP");
        assertThat(session.get("country").asText()).isEqualTo("US");
        assertThat(session.at("/cart/couponHasApplied").asBoolean()).isFalse();
        assertThat(session.at("/cart/netTotal").decimalValue()).isEqualTo(new BigDecimal("59.95"));
    }

    @Test
    void aProductOutsideOfTheCatalogueNeedsAPrice() {
        Answer refused = client.post(SESSIONS, "{\"cart\":{\"lineItems\":[{\"productPath\":\"made-up\"}]}}");
        JsonNode made = client.post(
                        SESSIONS,
                        """
                        {"cart":{"lineItems":[{"productPath":"made-up","customPrice":{"unitPrice":{"USD":3}}}]}}""")
                .json();

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().at("/errors/0/rejectedValue").asText()).isEqualTo("made-up");
        assertThat(made.at("/cart/lineItems/0/virtualProduct").asBoolean()).isTrue();
        assertThat(made.at("/cart/netTotal").decimalValue()).isEqualTo(new BigDecimal("3.00"));
    }

    @Test
    void anInvalidEmailIsRefusedInTheDocumentedShape() {
        Answer answer = client.post(SESSIONS, "{\"customer\":{\"billToContact\":{\"email\":\"nobody\"}}}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("status").asText()).isEqualTo("400 BAD_REQUEST");
        assertThat(answer.json().at("/errors/0/errorCode").asText()).isEqualTo("INVALID_EMAIL_FORMAT");
        assertThat(answer.json().at("/errors/0/field").asText()).isEqualTo("customer.billToContact.email");
        assertThat(simulator.refusedRequests()).isEmpty();
    }

    @Test
    void itemsAreAddedChangedAndRemoved() {
        String id = client.session("{\"productPath\":\"paper-planner\"}");
        String items = SESSIONS + "/" + id + "/cart/items";

        Answer added = client.post(items, "{\"productPath\":\"sky-atlas\",\"quantity\":2}");
        assertThat(added.status()).isEqualTo(200);
        assertThat(added.json().get("productPath").asText()).isEqualTo("sky-atlas");
        assertThat(client.post(items, "{\"productPath\":\"sky-atlas\"}")
                        .json()
                        .get("quantity")
                        .asInt())
                .isEqualTo(3);

        Answer one = client.put(items + "/sky-atlas", "{\"productPath\":\"sky-atlas\",\"quantity\":5}");
        assertThat(one.json().isObject()).isTrue();
        assertThat(one.json().get("quantity").asInt()).isEqualTo(5);
        Answer several = client.put(items + "/sky-atlas,paper-planner", "{\"quantity\":4}");
        assertThat(several.json().isArray()).isTrue();
        assertThat(several.json().findValuesAsText("productPath")).containsExactly("sky-atlas", "paper-planner");
        assertThat(several.json().at("/1/quantity").asInt()).isEqualTo(4);

        assertThat(client.put(items + "/nothing", "{\"quantity\":4}").status()).isEqualTo(400);
        Answer removed = client.delete(items + "/sky-atlas");
        assertThat(removed.status()).isEqualTo(204);
        assertThat(removed.text()).isEmpty();
        assertThat(client.delete(items + "/sky-atlas").status()).isEqualTo(400);
        assertThat(client.get(SESSIONS + "/" + id).json().at("/cart/lineItems")).hasSize(1);
    }

    @Test
    void replaceCustomerAndPaymentMethods() {
        String id = client.session("{\"productPath\":\"paper-planner\"}");
        String session = SESSIONS + "/" + id;

        JsonNode customer = client.put(
                        session + "/customer",
                        """
                        {"billToContact":{"email":"ada@example.com","firstName":"Ada"},
                        "billToAddress":{"city":"Utrecht","country":"NL"}}""")
                .json();
        assertThat(customer.at("/billToContact/firstName").asText()).isEqualTo("Ada");
        assertThat(customer.at("/billToAddress").has("country")).isFalse();

        JsonNode replaced = client.put(
                        session,
                        """
                        {"hidePaymentMethods":["wire"],"cart":{"lineItems":[{"productPath":"sky-atlas"}]}}""")
                .json();
        assertThat(replaced.at("/customer/billToContact/email").asText()).isEqualTo("ada@example.com");
        assertThat(replaced.at("/cart/lineItems/0/productPath").asText()).isEqualTo("sky-atlas");
        assertThat(replaced.at("/hidePaymentMethods/0").asText()).isEqualTo("WIRE");
        assertThat(client.get(session + "/payment-methods")
                        .json()
                        .get("paymentMethods")
                        .findValuesAsText("id"))
                .containsExactly("CARD", "PAYPAL");
    }

    @Test
    void aSessionIsBoundToItsCheckout() {
        String id = client.session("{\"productPath\":\"paper-planner\"}");

        Answer other = client.get("/v2/checkouts/examplestore/web-checkout/sessions/" + id);
        assertThat(other.status()).isEqualTo(404);
        assertThat(other.json().get("status").asText()).isEqualTo("404 NOT_FOUND");
        assertThat(client.get("/v2/checkouts/otherstore/popup-checkout/sessions/" + id)
                        .status())
                .isEqualTo(404);
        assertThat(client.post("/v2/checkouts/otherstore/popup-checkout/sessions", "{}")
                        .status())
                .isEqualTo(404);
        assertThat(client.get(SESSIONS + "/nope").status()).isEqualTo(404);
        assertThat(client.get(SESSIONS + "/" + "x".repeat(65)).status()).isEqualTo(400);
    }

    @Test
    void aSessionExpiresAfterOneDay() {
        String id = client.session("{\"productPath\":\"paper-planner\"}");

        simulator.clock().advance(Duration.ofDays(1));

        assertThat(client.get(SESSIONS + "/" + id).json().get("status").asText())
                .isEqualTo("EXPIRED");
        assertThat(client.post(SESSIONS + "/" + id + "/cart/items", "{\"productPath\":\"sky-atlas\"}")
                        .status())
                .isEqualTo(400);
    }
}

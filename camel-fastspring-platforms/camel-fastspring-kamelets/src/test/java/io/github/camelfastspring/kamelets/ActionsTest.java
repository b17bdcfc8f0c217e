package io.github.camelfastspring.kamelets;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.camelfastspring.error.FastSpringNotFoundException;
import io.github.camelfastspring.error.FastSpringRefusedException;
import io.github.camelfastspring.simulator.FastSpringSimulator;
import io.github.camelfastspring.simulator.FastSpringSimulatorExtension;
import io.github.camelfastspring.simulator.Order;
import io.github.camelfastspring.simulator.Session;
import io.github.camelfastspring.simulator.Subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The actions, and the sink. */
class ActionsTest {

    private static final String CREATE =
            "kamelet:fastspring-session-create-action?checkoutPath=examplestore/popup-checkout";
    private static final String OF_EVENT = "id=${header.CamelFastSpringEventObjectId}";

    @RegisterExtension
    final FastSpringSimulatorExtension fastSpring = new FastSpringSimulatorExtension();

    @Test
    void aSessionIsOpened() throws Exception {
        try (KameletContext context = context().sendTo(CREATE)) {
            JsonNode session = answer(context.send(cart("sky-atlas"), Map.of()));

            Session opened = fastSpring.simulator().store().sessions().get(0);
            assertThat(session.get("id").asText()).isEqualTo(opened.id());
            assertThat(session.at("/checkoutUrls/webcheckoutUrl").asText()).contains(opened.id());
        }
    }

    @Test
    void aRefusedSessionFailsTheMessage() throws Exception {
        try (KameletContext context = context().sendTo(CREATE)) {
            assertThat(context.send(cart("no-such-product"), Map.of()).getException())
                    .isInstanceOf(FastSpringRefusedException.class)
                    .hasMessageContaining("sessions.create");
        }
    }

    @Test
    void anOrderIsReadByHeaderBodyOrProperty() throws Exception {
        try (KameletContext context = context().sendTo("kamelet:fastspring-order-get-action")) {
            Order order = buy(context, "sky-atlas");

            Exchange byHeader = context.send("{}", Map.of("CamelFastSpringId", order.id()));
            assertThat(answer(byHeader).get("id").asText()).isEqualTo(order.id());
            assertThat(byHeader.getMessage().getHeader("CamelFastSpringId")).isNull();
            assertThat(answer(context.send(order.id(), Map.of())).get("id").asText())
                    .isEqualTo(order.id());
            assertThat(context.send("{}", Map.of()).getException()).hasMessageContaining("id");
        }
        try (KameletContext context = context().sendTo("kamelet:fastspring-order-get-action?" + OF_EVENT)) {
            Order order = buy(context, "paper-planner");

            Exchange ofEvent = context.send("{}", Map.of("CamelFastSpringEventObjectId", order.id()));
            assertThat(answer(ofEvent).get("reference").asText()).isEqualTo(order.reference());
            assertThat(ofEvent.getMessage().getHeader("CamelFastSpringEventObjectId"))
                    .isEqualTo(order.id());
        }
    }

    @Test
    void severalOrdersAreAList() throws Exception {
        try (KameletContext context = context().sendTo("kamelet:fastspring-order-get-action")) {
            Order first = buy(context, "sky-atlas");
            Order second = buy(context, "paper-planner");

            assertThat(answer(context.send(null, Map.of("CamelFastSpringId", List.of(second.id(), first.id()))))
                            .findValuesAsText("id"))
                    .contains(first.id(), second.id());
        }
    }

    @Test
    void anOrderThatDoesNotExistFailsTheMessage() throws Exception {
        try (KameletContext context = context().sendTo("kamelet:fastspring-order-get-action?id=nowhere")) {
            assertThat(context.send(null, Map.of()).getException()).isInstanceOf(FastSpringNotFoundException.class);
        }
    }

    @Test
    void anAccountIsRead() throws Exception {
        try (KameletContext context = context().sendTo("kamelet:fastspring-account-get-action")) {
            buy(context, "sky-atlas");
            String account = fastSpring.simulator().store().accounts().get(0).id();

            assertThat(answer(context.send(null, Map.of("CamelFastSpringId", account)))
                            .at("/contact/email")
                            .asText())
                    .isEqualTo("ada@example.com");
        }
    }

    @Test
    void aSubscriptionIsCanceledAtTheEndOfThePeriod() throws Exception {
        try (KameletContext context = context().sendTo("kamelet:fastspring-subscription-cancel-action?" + OF_EVENT)) {
            buy(context, "cloud-notes-monthly");
            String id = subscription().id();

            Exchange exchange = context.send("{}", Map.of("CamelFastSpringEventObjectId", id));

            assertThat(answer(exchange).toString()).contains(id, "success");
            assertThat(state()).isEqualTo("canceled");
        }
    }

    @Test
    void aSubscriptionIsCanceledAtOnce() throws Exception {
        try (KameletContext context =
                context().sendTo("kamelet:fastspring-subscription-cancel-action?billingPeriod=0&" + OF_EVENT)) {
            buy(context, "cloud-notes-monthly");

            context.send(
                    "{}", Map.of("CamelFastSpringEventObjectId", subscription().id()));

            assertThat(state()).isEqualTo("deactivated");
        }
    }

    /** What is in the body may be anything, and canceling cannot be taken back. */
    @Test
    void theBodyCancelsNothing() throws Exception {
        try (KameletContext context = context().sendTo("kamelet:fastspring-subscription-cancel-action?" + OF_EVENT)) {
            buy(context, "cloud-notes-monthly");
            fastSpring.simulator().forgetRequests();

            assertThat(context.send(subscription().id(), Map.of()).getException())
                    .hasMessageContaining("id");

            assertThat(fastSpring.simulator().requests()).isEmpty();
            assertThat(state()).isEqualTo("active");
        }
    }

    @Test
    void aProductIsCreatedAndChanged() throws Exception {
        try (KameletContext context = context().sendTo("kamelet:fastspring-product-sink")) {
            String product = "{\"product\":\"desk-atlas\",\"display\":{\"en\":\"%s\"},"
                    + "\"pricing\":{\"price\":{\"USD\":19.90}}}";

            answer(context.send(product.formatted("Desk Atlas"), Map.of()));
            answer(context.send("[" + product.formatted("Desk Atlas 2") + "]", Map.of()));

            assertThat(fastSpring
                            .simulator()
                            .store()
                            .product("desk-atlas")
                            .orElseThrow()
                            .displayIn("en"))
                    .isEqualTo("Desk Atlas 2");
        }
    }

    @Test
    void missingAndWrongPropertiesAreNamed() {
        assertFailure("kamelet:fastspring-session-create-action", "must be provided: checkoutPath");
        assertFailure("kamelet:fastspring-session-create-action?checkoutPath=popup", "two segments");
        assertFailure("kamelet:fastspring-subscription-cancel-action", "must be provided: id");
        assertFailure(
                "kamelet:fastspring-subscription-cancel-action?billingPeriod=7&" + OF_EVENT,
                "a whole number from 0 to 1");
    }

    private void assertFailure(String kamelet, String message) {
        try (KameletContext context = context()) {
            assertThatThrownBy(() -> context.sendTo(kamelet))
                    .as(kamelet)
                    .rootCause()
                    .hasMessageContaining(message);
        }
    }

    private KameletContext context() {
        return KameletContext.withCredentials(fastSpring.simulator());
    }

    private Subscription subscription() {
        return fastSpring.simulator().store().subscriptions().get(0);
    }

    private String state() {
        return subscription().state();
    }

    private static JsonNode answer(Exchange exchange) throws Exception {
        assertThat(exchange.getException()).isNull();
        return KameletContext.json(exchange);
    }

    private Order buy(KameletContext context, String product) {
        FastSpringSimulator simulator = fastSpring.simulator();
        String session = context.camel()
                .createProducerTemplate()
                .requestBody(
                        "fastspring:sessions?operation=create&checkoutPath=examplestore/popup-checkout",
                        cart(product),
                        Map.class)
                .get("id")
                .toString();
        return simulator.buy(session);
    }

    private static String cart(String product) {
        return """
                {"live": false, "country": "US",
                 "customer": {"billToContact":
                   {"email": "ada@example.com", "firstName": "Ada", "lastName": "Example"}},
                 "cart": {"lineItems": [{"productPath": "%s", "quantity": 1}]}}"""
                .formatted(product);
    }
}

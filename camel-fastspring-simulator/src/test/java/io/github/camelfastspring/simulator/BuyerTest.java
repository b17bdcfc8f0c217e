package io.github.camelfastspring.simulator;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static io.github.camelfastspring.simulator.TestClient.SESSIONS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BuyerTest {
    private static final String GERMAN =
            """
            {"country":"DE","live":false,"customer":{"externalAccountId":"crm-4711","billToContact":{
            "email":"lise@example.com","firstName":"Lise","lastName":"Example"}},"cart":{"lineItems":[
            {"productPath":"paper-planner"},{"productPath":"cloud-notes-monthly"}]}}""";

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
    void buyingMakesAccountOrderSubscriptionAndEvents() {
        Order order = simulator.buy(create(GERMAN));

        assertThat(order.total()).isEqualTo(new BigDecimal("37.00"));
        assertThat(order.live()).isFalse();
        assertThat(simulator.store().accounts()).hasSize(1);
        assertThat(simulator.store().subscriptions())
                .singleElement()
                .satisfies(subscription -> assertThat(subscription.product()).isEqualTo("cloud-notes-monthly"));
        List<Event> events = simulator.store().unprocessedEvents();
        assertThat(events)
                .extracting(Event::type)
                .containsExactly("account.created", "order.completed", "subscription.activated");
        assertThat(events).noneMatch(Event::live);
        assertThat(events).extracting(Event::id).allMatch(id -> id.matches("[A-Za-z0-9_-]{22}"));
        assertThat(events)
                .extracting(Event::id)
                .anyMatch(id -> id.startsWith("-"))
                .anyMatch(id -> id.startsWith("_"));
        JsonNode data = events.get(1).data();
        assertThat(data.get("id").asText()).isEqualTo(order.id());
        assertThat(data.at("/account/lookup/global").asText()).hasSize(22);
        assertThat(data.at("/account/address").has("address line 1")).isTrue();
        assertThat(data.at("/items/1/subscription/id").asText())
                .isEqualTo(simulator.store().subscriptions().get(0).id());
    }

    @Test
    void decimalsKeepTheirDigitsOnTheWire() {
        simulator.buy(create(GERMAN));

        assertThat(client.get("/events/unprocessed?days=1").text())
                .contains("\"subtotalInPayoutCurrency\":10.8800")
                .contains("\"totalInPayoutCurrency\":40.2560");
    }

    @Test
    void theAccountOfAnEmailIsReused() {
        Order first = simulator.buy(create(GERMAN));
        Order second = simulator.buy(create(GERMAN.replace("crm-4711", "crm-4712")));
        Order third = simulator.buy(create("{\"customer\":{\"accountId\":\"" + first.accountId()
                + "\"},\"cart\":{\"lineItems\":[{\"productPath\":\"sky-atlas\"}]}}"));

        assertThat(List.of(second.accountId(), third.accountId())).containsOnly(first.accountId());
        assertThat(simulator.store().events())
                .extracting(Event::type)
                .containsOnlyOnce("account.created")
                .hasSize(6);
    }

    @Test
    void aBoughtSessionIsConcluded() {
        String id = create(GERMAN);
        Order order = simulator.buy(id);

        JsonNode session = client.get(SESSIONS + "/" + id).json();
        assertThat(session.get("status").asText()).isEqualTo("COMPLETED");
        assertThat(session.at("/checkoutStatus/0").asText()).isEqualTo("CONCLUDED");
        assertThat(session.at("/customer/accountId").asText()).isEqualTo(order.accountId());
        assertThat(simulator.store().session(id).orElseThrow().orderId()).isEqualTo(order.id());
        assertThat(client.delete(SESSIONS + "/" + id + "/cart/items/paper-planner")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void whatCannotBeBoughtSaysWhy() {
        String concluded = create(GERMAN);
        simulator.buy(concluded);
        String expired = create(GERMAN);
        simulator.clock().advance(Duration.ofDays(2));

        assertRefused("nope", "unknown");
        assertRefused(create("{}"), "empty");
        assertRefused(concluded, "concluded");
        assertRefused(expired, "expired");
    }

    @Test
    void anAccountShowsItsHistory() {
        Order order = simulator.buy(create(GERMAN));

        JsonNode account = client.get("/accounts/" + order.accountId()).json();
        assertThat(account.at("/orders/0").asText()).isEqualTo(order.id());
        assertThat(account.at("/charges/0/orderReference").asText()).isEqualTo(order.reference());
        assertThat(account.at("/lookup/custom").asText()).isEqualTo("crm-4711");
        assertThat(account.at("/subscriptions")).hasSize(1);
    }

    private void assertRefused(String session, String reason) {
        assertThatThrownBy(() -> simulator.buy(session))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(reason);
    }

    private String create(String body) {
        return client.post(SESSIONS, body).json().get("id").asText();
    }
}

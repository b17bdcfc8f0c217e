package io.github.camelfastspring.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

class GroupsTransfersAndSurveysTest {
    @RegisterExtension
    final FastSpringSimulatorExtension fastSpring = new FastSpringSimulatorExtension();

    private FastSpringSimulator simulator;
    private TestClient client;
    private String account;
    private String first;
    private String second;

    @BeforeEach
    void subscribe() {
        simulator = fastSpring.simulator();
        client = new TestClient(simulator);
        first = buy();
        simulator.clock().advance(java.time.Duration.ofDays(5));
        second = buy();
        account = simulator.store().accounts().get(0).id();
    }

    @Test
    void aGroupIsExecutedOnce() {
        String path = group(first);
        assertThat(client.post(path, change("ADD", second, true))
                        .json()
                        .at("/coTermChangesResult/0/status")
                        .asText())
                .isEqualTo("PREVIEW");
        assertThat(client.get(path).json().get("subscriptions")).hasSize(1);
        client.post(path, change("ADD", second, false));
        assertThat(client.post(path, change("ADD", "nope", false))
                        .json()
                        .at("/coTermChangesResult/0/error")
                        .has("code"))
                .isTrue();

        JsonNode estimate = client.post(path + "/estimate", null).json();
        JsonNode executed = client.post(path + "/execute", null).json();

        assertThat(estimate.at("/amountDueTotal/totalAmountDue").decimalValue()).isPositive();
        assertThat(simulator
                        .store()
                        .order(executed.get("order").asText())
                        .orElseThrow()
                        .total())
                .isEqualByComparingTo(
                        estimate.at("/amountDueTotal/totalAmountDue").decimalValue());
        assertThat(simulator.store().subscription(first).orElseThrow().next())
                .isEqualTo(simulator.store().subscription(second).orElseThrow().next());
        assertThat(simulator.store().events())
                .extracting(Event::type)
                .contains("subscription.group.updated", "subscription.group.created");
        assertThat(client.post(path + "/execute", null).status()).isEqualTo(400);
        assertThat(client.post(path, change("REMOVE", second, false)).status()).isEqualTo(200);
        assertThat(client.delete(path).json().get("subscriptions")).hasSize(1);
        assertThat(client.get(path).status()).isEqualTo(400);
    }

    @Test
    void aTransferHasThreeLists() {
        String target =
                client.post("/accounts", AccountsTest.ACCOUNT).json().get("id").asText();

        JsonNode answer = client.post("/subscriptions/transfer", transfer("\"targetAccountId\":\"" + target + "\""))
                .json();

        assertThat(answer.at("/transferredSubscriptions/0").asText()).isEqualTo(first);
        assertThat(answer.at("/failedSubscriptions/0/errorCode").asText()).isEqualTo("SUBSCRIPTION_NOT_FOUND");
        assertThat(answer.at("/remainingSubscriptions/0").asText()).isEqualTo(second);
        assertThat(simulator.store().subscription(first).orElseThrow().accountId())
                .isEqualTo(target);
    }

    @Test
    void aTransferMayMakeTheAccount() {
        String target =
                "\"targetAccount\":{\"email\":\"new@example.com\",\"account\":{\"firstName\":\"N\",\"lastName\":"
                        + "\"W\",\"address\":{\"country\":\"DE\",\"postalCode\":10115}}}";

        JsonNode answer =
                client.post("/subscriptions/transfer", transfer(target)).json();

        assertThat(simulator
                        .store()
                        .accountByEmail("new@example.com")
                        .orElseThrow()
                        .id())
                .isEqualTo(answer.get("targetAccountId").asText());
        assertThat(client.post("/subscriptions/transfer", transfer("\"targetAccountId\":\"nope\""))
                        .status())
                .isEqualTo(400);
        assertThat(client.post(
                                "/subscriptions/transfer",
                                transfer(target.replace("new@", "other@") + ",\"targetAccountId\":\"x\""))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void proFormaInvoices() {
        String body = "{\"subscription\":\"" + first
                + "\",\"product\":\"cloud-notes-monthly\",\"prorate\":false,\"quantity\":2,\"language\":\"es\"}";

        JsonNode created = client.post("/subscriptions/proformaInvoice", body).json();

        assertThat(created.at("/invoice/total_price/USD").decimalValue()).isEqualByComparingTo("25.00");
        assertThat(client.get("/subscriptions/proformaInvoice/" + first + "?lang=de")
                        .json()
                        .at("/proformaInvoiceHeader/language")
                        .asText())
                .isEqualTo("de");
        assertThat(client.post("/subscriptions/proformaInvoice", "[]").status()).isEqualTo(400);
        assertThat(client.get("/subscriptions/proformaInvoice/nope").status()).isEqualTo(404);
        assertThat(client.post("/subscriptions/proformaInvoice", body.replace("cloud-notes-monthly", "nope"))
                        .status())
                .isEqualTo(500);
    }

    @Test
    void surveys() {
        String reasons = "/subscriptions/cancelSurvey/reasons/" + first;
        assertThat(client.get(reasons).json().get("reasons")).hasSize(7);
        JsonNode saved = client.post(
                        "/subscriptions/cancelSurvey/response",
                        "{\"subscription\":\"" + first
                                + "\",\"cancelSurvey\":{\"reasonName\":\"need\",\"feedbackText\":\"f\"}}")
                .json();
        assertThat(saved.get("reasonId").asText()).isEqualTo("2");
        client.delete("/subscriptions/" + first);
        assertThat(client.get(reasons).json().at("/cancelSurvey/name").asText()).isEqualTo("need");

        String query = "{\"startDate\":\"2020-01-01T00:00:00Z\",\"endDate\":\"2099-01-01T00:00:00Z\",\"productPath\":"
                + "\"%s\",\"pagination\":{\"limit\":1,\"offset\":0}}";
        String path = "/subscriptions/cancelSurvey/response/query";
        assertThat(client.post(path, query.formatted("cloud-notes-monthly"))
                        .json()
                        .get("totalRecords")
                        .asInt())
                .isEqualTo(1);
        assertThat(client.post(path, query.formatted("nope")).json().get("surveys"))
                .isEmpty();
        assertThat(client.post(path, query.formatted("x").replace("2020-", "x")).status())
                .isEqualTo(400);
        assertThat(client.get("/subscriptions/cancelSurvey/reasons/nope").status())
                .isEqualTo(400);
    }

    private String group(String subscription) {
        JsonNode created = client.post(
                        "/subscriptions/coterm",
                        "{\"accountId\":\"" + account
                                + "\",\"coTermGroup\":{\"displayName\":\"All\",\"subscriptions\":[\"" + subscription
                                + "\"]}}")
                .json();
        return "/subscriptions/coterm/"
                + created.at("/coTermGroup/coTermGroupId").asText();
    }

    private static String change(String action, String subscription, boolean preview) {
        return "{\"action\":\"" + action + "\",\"preview\":" + preview + ",\"subscriptions\":[\"" + subscription
                + "\"]}";
    }

    private String transfer(String target) {
        return "{\"initiatedBy\":\"a@example.com\",\"sourceAccountId\":\"" + account + "\"," + target
                + ",\"subscriptions\":[\"" + first + "\",\"nope\"]}";
    }

    private String buy() {
        Order order = simulator.buy(client.session("{\"productPath\":\"cloud-notes-monthly\"}"));
        return order.items().get(0).subscriptionId();
    }
}

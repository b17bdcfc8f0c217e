package io.github.camelfastspring.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.camelfastspring.simulator.TestClient.Answer;

import static org.assertj.core.api.Assertions.assertThat;

class AccountsTest {
    static final String ACCOUNT =
            """
            {"contact":{"first":"Grace","last":"Example","email":"grace@example.com"},"language":"en","country":"US",
            "lookup":{"custom":"crm-0815"},"address":{"city":"Springfield","postalCode":"62701"}}""";

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
    void aCreatedAccountIsFoundByLookupAndPublished() {
        String id = create();

        for (String condition : new String[] {"email=grace@example.com", "custom=crm-0815"}) {
            assertThat(client.get("/accounts?" + condition)
                            .json()
                            .at("/accounts/0/account")
                            .asText())
                    .isEqualTo(id);
        }
        assertThat(client.get("/accounts/" + id).json().at("/address/city").asText())
                .isEqualTo("Springfield");
        assertThat(simulator.store().events()).extracting(Event::type).containsExactly("account.created");
    }

    @Test
    void anEmailIsTakenOnce() {
        String id = create();

        Answer again = client.post("/accounts", ACCOUNT);

        assertThat(again.status()).isEqualTo(400);
        assertThat(again.json().at("/error/email").asText()).endsWith("/accounts/" + id);
        assertThat(simulator.store().accounts()).hasSize(1);
    }

    @Test
    void everyWrongMemberIsNamed() {
        JsonNode error = client.post(
                        "/accounts",
                        "{\"contact\":{\"email\":\"x\"},\"country\":\"us\",\"language\":\"xx\",\"lookup\":{\"custom\":\"abc\"}}")
                .json()
                .get("error");

        assertThat(error.fieldNames())
                .toIterable()
                .containsExactly("first", "last", "email", "custom", "country", "language");
    }

    @Test
    void anUpdateKeepsWhatIsNotSent() {
        String id = create();

        JsonNode answer = client.post("/accounts/" + id, "{\"contact\":{\"phone\":\"202-555-0199\"}}")
                .json();

        assertThat(answer.get("action").asText()).isEqualTo("account.update");
        JsonNode account = client.get("/accounts/" + id).json();
        assertThat(account.at("/contact/phone").asText()).isEqualTo("202-555-0199");
        assertThat(account.at("/contact/email").asText()).isEqualTo("grace@example.com");
        assertThat(simulator.store().events()).extracting(Event::type).contains("account.updated");
        assertThat(client.post("/accounts/nope", "{}")
                        .json()
                        .at("/error/account")
                        .asText())
                .isNotEmpty();
    }

    @Test
    void conditionsExcludeEachOther() {
        Answer answer = client.get("/accounts?email=a@example.com&custom=abcd");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/error/custom").asText()).isEqualTo("Only one condition can be specified");
    }

    @ParameterizedTest
    @CsvSource({
        "orderId",
        "orderID",
        "orderReference",
        "subscriptionId",
        "products",
        "subscriptions",
        "global",
        "refunds"
    })
    void lookups(String condition) {
        Order order = simulator.buy(client.session("{\"productPath\":\"cloud-notes-monthly\"}"));
        client.post("/returns", "{\"returns\":[{\"order\":\"" + order.id() + "\"}]}");
        String value =
                switch (condition) {
                    case "orderReference" -> order.reference();
                    case "subscriptionId" ->
                        simulator.store().subscriptions().get(0).id();
                    case "products" -> "cloud-notes-monthly";
                    case "subscriptions" -> "active";
                    case "global" -> simulator.store().accounts().get(0).globalKey();
                    case "refunds" -> "true";
                    default -> order.id();
                };

        assertThat(client.get("/accounts?" + condition + "=" + value)
                        .json()
                        .at("/accounts/0/account")
                        .asText())
                .isEqualTo(order.accountId());
        Answer none = client.get("/accounts?" + condition + "=nothing");
        assertThat(none.status()).isEqualTo(400);
        assertThat(none.json().path("error").has(condition)).isTrue();
    }

    @Test
    void listsHavePages() {
        create();
        client.post("/accounts", ACCOUNT.replace("grace", "alan").replace("crm-0815", "crm-0816"));

        JsonNode first = client.get("/accounts?limit=1").json();
        JsonNode last = client.get("/accounts?limit=1&page=2").json();

        assertThat(first.get("nextPage").asInt()).isEqualTo(2);
        assertThat(first.get("total").asInt()).isEqualTo(2);
        assertThat(last.get("nextPage").isNull()).isTrue();
        assertThat(last.get("accounts")).isNotEqualTo(first.get("accounts"));
        assertThat(client.get("/accounts?limit=none").status()).isEqualTo(400);
        assertThat(client.get("/accounts?begin=now").json().at("/error/begin").asText())
                .isNotEmpty();
    }

    @Test
    void authenticateGivesUrlsOneByOne() {
        String id = create();

        Answer mixed = client.get("/accounts/" + id + ",nope/authenticate");

        assertThat(mixed.status()).isEqualTo(200);
        assertThat(mixed.json().at("/accounts/0/url").asText()).startsWith(simulator.baseUrl() + "/account/");
        assertThat(mixed.json().at("/accounts/1/error/account").asText()).isEqualTo("Not found");
        assertThat(client.get("/accounts/nope/authenticate").status()).isEqualTo(400);
    }

    @Test
    void theJudgeRefusesUnknownMembers() {
        fastSpring.expectRefused("unknown member contact.name", "ill-typed member language", "query parameter name");

        assertThat(client.post("/accounts", "{\"contact\":{\"name\":\"x\"}}").status())
                .isEqualTo(400);
        client.post("/accounts", "{\"language\":1}");
        client.get("/accounts?name=x");
    }

    private String create() {
        return client.post("/accounts", ACCOUNT).json().get("id").asText();
    }
}

package io.github.camelfastspring.simulator;

import java.time.Duration;
import java.time.Instant;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.camelfastspring.simulator.TestClient.Answer;

import static org.assertj.core.api.Assertions.assertThat;

class DataAndWebhooksTest {
    private static final String REPORT =
            """
            {"filter":{"startDate":"2026-01-01","endDate":"2026-12-31","countryISO":["US"]},
            "reportColumns":["Product_Path","transaction_amount","company_name"],"pageCount":%d,"pageNumber":%d,
            "async":%s,"notificationEmails":["a@example.com"]}""";

    @RegisterExtension
    final FastSpringSimulatorExtension fastSpring = new FastSpringSimulatorExtension(() -> FastSpringSimulator.builder()
            .clock(SimulatorClock.frozenAt(Instant.parse("2026-03-10T09:00:00Z")))
            .start());

    private FastSpringSimulator simulator;
    private TestClient client;

    @BeforeEach
    void buy() {
        simulator = fastSpring.simulator();
        client = new TestClient(simulator);
        simulator.buy(client.session("{\"productPath\":\"sky-atlas\"},{\"productPath\":\"cloud-notes-monthly\"}"));
    }

    @Test
    void reportsAtOnceHavePages() {
        JsonNode first =
                client.post("/data/v1/revenue", REPORT.formatted(1, 1, false)).json();
        JsonNode second =
                client.post("/data/v1/revenue", REPORT.formatted(1, 2, false)).json();

        assertThat(first.at("/report/0/product_path").asText()).isEqualTo("sky-atlas");
        assertThat(second.at("/report/0/product_path").asText()).isEqualTo("cloud-notes-monthly");
        assertThat(first.at("/request/filter/endtDate").asText()).isEqualTo("2026-12-31");
        JsonNode mrr = client.post("/data/v1/subscription", "{\"reportColumns\":[\"mrr\",\"arr\"]}")
                .json();
        assertThat(mrr.at("/report/0/arr").decimalValue()).isEqualByComparingTo("150.00");
    }

    @Test
    void jobsAreCompleteAfterAWhile() {
        JsonNode job =
                client.post("/data/v1/revenue", REPORT.formatted(10, 1, true)).json();
        String id = job.get("id").asText();
        assertThat(job.get("status").asText()).isEqualTo("PROCESSING");
        assertThat(client.get("/data/v1/jobs/" + id).json().has("downloadUrl")).isFalse();
        assertThat(client.get("/data/v1/downloads/" + id).status()).isEqualTo(400);

        simulator.clock().advance(Duration.ofSeconds(1));

        JsonNode done = client.get("/data/v1/jobs").json().get(0);
        assertThat(done.get("status").asText()).isEqualTo("COMPLETE");
        String url = done.get("downloadUrl").asText();
        String csv = client.get(url.substring(simulator.baseUrl().length())).text();
        assertThat(csv.lines())
                .containsExactly(
                        "product_path,transaction_amount,company_name",
                        "sky-atlas,59.95,Example Company",
                        "cloud-notes-monthly,12.50,Example Company");
    }

    @Test
    void wrongColumnsAndJobs() {
        Answer column = client.post("/data/v1/revenue", "{\"reportColumns\":[\"nope\"]}");
        assertThat(column.status()).isEqualTo(400);
        assertThat(column.json().get("status").asText()).isEqualTo("BAD_REQUEST");
        assertThat(column.json().at("/errors/0/rejectedValue").asText()).isEqualTo("nope");
        assertThat(client.post("/data/v1/subscription", "{\"groupBy\":[\"mrr\"]}")
                        .json()
                        .at("/errors/0/errorCode")
                        .asText())
                .isEqualTo("invalid.column");
        assertThat(client.get("/data/v1/jobs/nope").json().get("message").asText())
                .isEqualTo("Invalid JobId");
        assertThat(client.get("/data/v1/downloads/nope").status()).isEqualTo(400);
        assertThat(client.get("/data/v1/util/cache").text()).isEqualTo("Cache reset success");
        fastSpring.expectRefused("unknown member columns");
        assertThat(client.post("/data/v1/revenue", "{\"columns\":[]}")
                        .json()
                        .get("status")
                        .asText())
                .isEqualTo("BAD_REQUEST");
    }

    @Test
    void theSecretOfAWebhook() {
        String body = "{\"url\":\"https://example.com/hook\",\"hmacSecret\":\"%s\"}";

        assertThat(client.post("/webhooks/keys", body.formatted("s3cret"))
                        .json()
                        .has("hmacSecret"))
                .isFalse();
        assertThat(simulator
                        .store()
                        .webhookKeys()
                        .find("https://example.com/hook")
                        .orElseThrow()
                        .secret())
                .isEqualTo("s3cret");
        JsonNode tooLong =
                client.post("/webhooks/keys", body.formatted("x".repeat(101))).json();
        assertThat(tooLong.at("/error/url").isNull()).isTrue();
        assertThat(tooLong.at("/error/hmacSecret").asText()).contains("100");
        Answer nothing = client.post("/webhooks/keys", "{}");
        assertThat(nothing.status()).isEqualTo(400);
        assertThat(nothing.json().at("/error/url").asText()).isNotEmpty();
    }
}

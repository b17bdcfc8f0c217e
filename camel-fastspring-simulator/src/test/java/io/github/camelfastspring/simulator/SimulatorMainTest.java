package io.github.camelfastspring.simulator;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.camelfastspring.simulator.http.RawRequest;
import io.github.camelfastspring.simulator.payload.Json;
import io.github.camelfastspring.simulator.webhook.WebhookSignature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SimulatorMainTest {
    @Test
    void argumentsAreTakenOver() {
        try (FastSpringSimulator simulator = SimulatorMain.parse("--port=0", "--username=u", "--password=p=q")
                .start()) {
            assertThat(simulator.username()).isEqualTo("u");
            assertThat(simulator.password()).isEqualTo("p=q");
            assertThat(simulator.baseUrl()).startsWith("http://127.0.0.1:");
        }
    }

    @Test
    void theGreetingSaysHowToUseIt() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (FastSpringSimulator simulator = FastSpringSimulator.start()) {
            SimulatorMain.greet(simulator, new PrintStream(out, true, StandardCharsets.UTF_8));

            assertThat(out.toString(StandardCharsets.UTF_8))
                    .contains(simulator.baseUrl(), "simulator / simulator-password")
                    .contains("examplestore/popup-checkout", "cloud-notes-monthly", "operation=create");
        }
    }

    @Test
    void aWebhookIsCalledAndItsSecretNotShown() throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (WebhookReceiver receiver = new WebhookReceiver();
                FastSpringSimulator simulator = SimulatorMain.parse(
                                "--port=0", "--webhook=" + receiver.url(), "--webhook-secret=hush=hush")
                        .start()) {
            SimulatorMain.greet(simulator, new PrintStream(out, true, StandardCharsets.UTF_8));
            assertThat(out.toString(StandardCharsets.UTF_8))
                    .contains("Webhook:              " + receiver.url())
                    .doesNotContain("hush");

            simulator.store().publish("order.completed", true, Json.object());
            simulator.webhooks().awaitIdle(Duration.ofSeconds(30));

            RawRequest post = receiver.posts().get(0);
            assertThat(post.header(WebhookSignature.HEADER)).isEqualTo(WebhookSignature.sign(post.body(), "hush=hush"));
        }
    }

    @Test
    void aWebhookNeedsAUrl() {
        assertThatThrownBy(() -> SimulatorMain.parse("--webhook-secret=hush"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("--webhook-secret needs --webhook");
        assertThatThrownBy(() -> SimulatorMain.parse("--webhook=localhost:8080"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("localhost:8080");
    }

    @Test
    void aRateLimitIsTakenOver() {
        try (FastSpringSimulator simulator =
                SimulatorMain.parse("--port=0", "--rate-limit=2").start()) {
            TestClient client = new TestClient(simulator);

            assertThat(List.of(status(client), status(client), status(client))).containsExactly(200, 200, 429);
        }
        for (String wrong : List.of("0", "-1", "", "x", "1000000000")) {
            assertThatThrownBy(() -> SimulatorMain.parse("--rate-limit=" + wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("--rate-limit must be a number from 1 to 999999999, not " + wrong);
        }
    }

    private static int status(TestClient client) {
        return client.get("/products/sky-atlas").status();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--prot=1", "port", "--port", "--port=x", "--port=70000", "--=1"})
    void wrongArgumentsAreNamed(String argument) {
        assertThatThrownBy(() -> SimulatorMain.parse(argument))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(argument.replaceAll("--port=", ""));
    }
}

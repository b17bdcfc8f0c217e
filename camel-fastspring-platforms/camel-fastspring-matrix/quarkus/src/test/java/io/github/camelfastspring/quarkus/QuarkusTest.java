package io.github.camelfastspring.quarkus;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.camelfastspring.simulator.FastSpringSimulator;
import io.github.camelfastspring.simulator.FastSpringSimulatorExtension;
import io.github.camelfastspring.simulator.Order;
import io.github.camelfastspring.simulator.webhook.SampleEvents;
import io.github.camelfastspring.simulator.webhook.Webhook;

import static org.assertj.core.api.Assertions.assertThat;

/** Runs the packaged application as its users do. */
class QuarkusTest {

    private static final Path OUTPUT = Path.of("target/application.txt");

    @RegisterExtension
    final FastSpringSimulatorExtension fastSpring = new FastSpringSimulatorExtension();

    private Process application;
    private int port;

    @BeforeEach
    void start() throws Exception {
        FastSpringSimulator simulator = fastSpring.simulator();
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        application = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dquarkus.http.port=" + port,
                        "-Dfastspring.url=" + simulator.baseUrl(),
                        "-Dfastspring.username=" + simulator.username(),
                        "-Dfastspring.password=" + simulator.password(),
                        "-jar",
                        "target/quarkus-app/quarkus-run.jar")
                .redirectErrorStream(true)
                .redirectOutput(OUTPUT.toFile())
                .start();
        patiently().until(() -> output().contains("Listening on"));
    }

    @AfterEach
    void stop() throws InterruptedException {
        application.destroy();
        application.waitFor();
    }

    private ConditionFactory patiently() {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .failFast("the application ended", () -> !application.isAlive());
    }

    private static String output() throws IOException {
        return Files.readString(OUTPUT);
    }

    @Test
    void callsAndPolls() {
        FastSpringSimulator simulator = fastSpring.simulator();
        String session = patiently().until(QuarkusTest::session, Objects::nonNull);

        Order order = simulator.buy(session);

        patiently().until(() -> output().contains("order " + order.reference() + "."));
        patiently().until(() -> simulator.store().unprocessedEvents().stream()
                .noneMatch(event -> event.type().equals("order.completed")));
    }

    /** Null until the application has created it. */
    private static String session() throws IOException {
        Matcher line = Pattern.compile("session (\\w+)\\.").matcher(output());
        return line.find() ? line.group(1) : null;
    }

    @Test
    void receivesPosts() throws Exception {
        FastSpringSimulator simulator = fastSpring.simulator();
        simulator.webhooks().deliverByHand();
        simulator
                .webhooks()
                .add(Webhook.to("http://127.0.0.1:" + port + "/fastspring/events")
                        .secret("a-secret")
                        .types("account.*"));
        String account = simulator
                .store()
                .publish(
                        "account.created",
                        true,
                        SampleEvents.of("account.created").get("data"))
                .id();

        assertThat(simulator.webhooks().deliver()).singleElement().satisfies(delivery -> assertThat(delivery.status())
                .isEqualTo(200));

        assertThat(output()).contains("post " + account + ".");
    }
}

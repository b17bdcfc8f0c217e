package io.github.camelfastspring.springboot;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import io.github.camelfastspring.simulator.FastSpringSimulator;
import io.github.camelfastspring.simulator.FastSpringSimulatorExtension;
import io.github.camelfastspring.simulator.webhook.SampleEvents;
import io.github.camelfastspring.simulator.webhook.WebhookPost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * An application with virtual threads, those of Spring Boot and of Camel. Runs on the JDK whose home is in the system property
 * {@code fastspring.jdk}, or else on that of the tests; skipped where that is older than 21.
 */
class VirtualThreadsTest {

    private static final int EVENTS = 30;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String SECRET = "a-webhook-secret";

    @RegisterExtension
    final FastSpringSimulatorExtension fastSpring = new FastSpringSimulatorExtension();

    @TempDir
    Path folder;

    @Test
    void polledEventsAreRoutedOnThemOneAtATime() throws Exception {
        FastSpringSimulator simulator = fastSpring.simulator();
        JsonNode data = SampleEvents.of("order.completed").get("data");
        for (int i = 0; i < EVENTS; i++) {
            simulator.store().publish("order.completed", true, data);
        }
        try (ApplicationJvm application = start()) {
            await().atMost(PATIENCE).until(() -> application.events().size() >= EVENTS);

            assertThat(application.events()).hasSize(EVENTS).containsOnly("poll order.completed virtual 1");
        }
    }

    @Tag("spring-boot-3")
    @Test
    void postedEventsAreRoutedOnThem() throws Exception {
        int port = freePort();
        try (ApplicationJvm application = start(
                "server.port=" + port,
                "watching.webhook-path=/fastspring/events",
                "camel.component.fastspring.secret=" + SECRET)) {
            WebhookPost post = WebhookPost.ofTypes("account.created").signedWith(SECRET);
            await().atMost(PATIENCE).ignoreExceptions().until(() -> {
                application.events();
                return post.sendTo("http://127.0.0.1:" + port + "/fastspring/events")
                                .status()
                        == 200;
            });

            assertThat(application.events()).containsExactly("webhook account.created virtual 1");
        }
    }

    private ApplicationJvm start(String... properties) throws IOException {
        Path jdk = jdk();
        assumeTrue(version(jdk) >= 21, () -> jdk + " has no virtual threads");
        return new ApplicationJvm(folder, fastSpring.simulator(), properties)
                .with("-Dspring.threads.virtual.enabled=true")
                .with("-Dcamel.threads.virtual.enabled=true")
                .on(jdk)
                .start();
    }

    private static Path jdk() {
        String home = System.getProperty("fastspring.jdk", "");
        return Path.of(home.isEmpty() ? System.getProperty("java.home") : home);
    }

    private static int version(Path jdk) throws IOException {
        return Files.readAllLines(jdk.resolve("release")).stream()
                .filter(line -> line.startsWith("JAVA_VERSION="))
                .mapToInt(line -> Integer.parseInt(line.replaceFirst("^JAVA_VERSION=\"(\\d+).*", "$1")))
                .findFirst()
                .orElseThrow();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}

package io.github.camelfastspring.events;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import io.github.camelfastspring.simulator.FastSpringSimulator;
import io.github.camelfastspring.simulator.FastSpringSimulatorExtension;
import io.github.camelfastspring.simulator.webhook.Webhook;

import static io.github.camelfastspring.events.EventsWatch.patiently;
import static org.assertj.core.api.Assertions.assertThat;

/** Where optional libraries are absent, everything that does not need them works. */
class WithoutJarsTest {

    @RegisterExtension
    final FastSpringSimulatorExtension fastSpring = new FastSpringSimulatorExtension();

    @TempDir
    Path folder;

    /** A loaded class that refers to the absent ones would end the JVM, or its route. */
    @Test
    void pollsCallsAndPostsWorkWithoutCamelWebhookVertxAndMicrometer() throws Exception {
        FastSpringSimulator simulator = fastSpring.simulator();
        Path file = folder.resolve("events.txt");
        int port = PostsServer.freePort();
        try (OtherJvm jvm = new OtherJvm(
                        WithoutJars.class,
                        folder.resolve("output.txt"),
                        simulator,
                        file.toString(),
                        String.valueOf(port),
                        "org.apache.camel.component.webhook.WebhookCapableEndpoint",
                        "org.apache.camel.component.platform.http.PlatformHttpComponent",
                        "io.vertx.ext.web.Router",
                        "io.vertx.core.Vertx",
                        "io.micrometer.core.instrument.MeterRegistry",
                        "io.micrometer.common.KeyValue")
                .without(
                        "camel-webhook",
                        "camel-platform-http",
                        "camel-vertx",
                        "vertx-",
                        "camel-micrometer",
                        "micrometer-")
                .start()) {
            simulator.webhooks().deliverByHand();
            simulator
                    .webhooks()
                    .add(Webhook.to("http://127.0.0.1:" + port + "/hook")
                            .secret("a-secret")
                            .types("account.*"));
            String polled = EventsRoute.publish(simulator, 1).get(0);
            String posted = simulator
                    .store()
                    .publish("account.created", true, EventsRoute.data("account"))
                    .id();
            patiently().until(() -> {
                jvm.checkAlive();
                return lines(file).contains("poll " + polled);
            });

            assertThat(simulator.webhooks().deliver())
                    .singleElement()
                    .satisfies(delivery -> assertThat(delivery.status()).isEqualTo(200));

            assertThat(lines(file)).contains("webhook " + posted);
            jvm.checkAlive();
        }
    }

    private static String lines(Path file) throws IOException {
        return Files.exists(file) ? Files.readString(file) : "";
    }
}

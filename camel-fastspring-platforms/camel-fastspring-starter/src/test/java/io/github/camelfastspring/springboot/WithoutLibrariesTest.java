package io.github.camelfastspring.springboot;

import java.nio.file.Path;
import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import io.github.camelfastspring.simulator.FastSpringSimulatorExtension;
import io.github.camelfastspring.simulator.webhook.SampleEvents;

/** Where optional libraries are absent, everything that does not need them works. */
class WithoutLibrariesTest {

    @RegisterExtension
    final FastSpringSimulatorExtension fastSpring = new FastSpringSimulatorExtension();

    @TempDir
    Path folder;

    /** A loaded class that refers to an absent one would end the application, or its route. */
    @Test
    void pollsAndCallsWorkWithoutActuatorMicrometerAndHttpServer() throws Exception {
        String absent = String.join(
                ",",
                "org.springframework.boot.actuate.endpoint.SanitizingFunction",
                "org.springframework.web.context.WebApplicationContext",
                "io.micrometer.core.instrument.MeterRegistry",
                "org.apache.camel.component.platform.http.PlatformHttpComponent",
                "org.apache.camel.component.webhook.WebhookCapableEndpoint",
                "org.apache.camel.dsl.yaml.YamlRoutesBuilderLoader");
        try (ApplicationJvm application = new ApplicationJvm(
                        folder, fastSpring.simulator(), "watching.absent=" + absent)
                .without(
                        "spring-boot-actuator",
                        "spring-boot-starter-actuator",
                        "spring-boot-starter-web",
                        "spring-boot-starter-tomcat",
                        "spring-web",
                        "tomcat-embed",
                        "micrometer-",
                        "camel-platform-http",
                        "camel-webhook",
                        "camel-yaml")
                .start()) {
            String id = fastSpring
                    .simulator()
                    .store()
                    .publish(
                            "order.completed",
                            true,
                            SampleEvents.of("order.completed").get("data"))
                    .id();

            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> application.events().contains("poll order.completed platform 1")
                            && fastSpring
                                    .simulator()
                                    .store()
                                    .event(id)
                                    .orElseThrow()
                                    .processed());
        }
    }
}

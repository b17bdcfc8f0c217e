package io.github.camelfastspring.events;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

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

    /** Libraries that an application may lack. */
    private enum Absent {
        CAMEL_WEBHOOK(List.of("camel-webhook"), "org.apache.camel.component.webhook.WebhookCapableEndpoint"),
        PLATFORM_HTTP(
                List.of("camel-platform-http", "camel-vertx", "vertx-"),
                "org.apache.camel.component.platform.http.PlatformHttpComponent",
                "io.vertx.ext.web.Router",
                "io.vertx.core.Vertx"),
        MICROMETER(
                List.of("camel-micrometer", "micrometer-"),
                "io.micrometer.core.instrument.MeterRegistry",
                "io.micrometer.common.KeyValue"),
        // The hyphen and digit keep camel-management-api, which Camel itself needs.
        WATCHING(
                List.of("camel-health", "camel-console", "camel-management-4"),
                "org.apache.camel.impl.health.DefaultHealthCheckRegistry",
                "org.apache.camel.impl.console.DefaultDevConsoleRegistry",
                "org.apache.camel.management.JmxManagementStrategy");

        final List<String> jars;
        final List<String> classes;

        Absent(List<String> jars, String... classes) {
            this.jars = jars;
            this.classes = List.of(classes);
        }
    }

    static Stream<Arguments> combinations() {
        return Stream.of(
                Arguments.of(PostsServer.JETTY, EnumSet.allOf(Absent.class)),
                Arguments.of(PostsServer.JETTY, EnumSet.of(Absent.PLATFORM_HTTP)),
                Arguments.of(PostsServer.PLATFORM_HTTP, EnumSet.complementOf(EnumSet.of(Absent.PLATFORM_HTTP))));
    }

    /** A loaded class that refers to the absent ones would end the JVM, or its route. */
    @ParameterizedTest
    @MethodSource("combinations")
    void pollsCallsAndPostsWork(PostsServer server, Set<Absent> absent) throws Exception {
        FastSpringSimulator simulator = fastSpring.simulator();
        Path file = folder.resolve("events.txt");
        List<String> arguments = new ArrayList<>(List.of(file.toString(), server.name()));
        absent.forEach(library -> arguments.addAll(library.classes));
        try (OtherJvm jvm = new OtherJvm(
                        WithoutJars.class, folder.resolve("output.txt"), simulator, arguments.toArray(String[]::new))
                .without(absent.stream()
                        .flatMap(library -> library.jars.stream())
                        .toArray(String[]::new))
                .start()) {
            String port = patiently()
                    .until(
                            () -> {
                                jvm.checkAlive();
                                return port(file);
                            },
                            Objects::nonNull);
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

    /** Null until it is written. */
    private static String port(Path file) throws IOException {
        Matcher port = Pattern.compile("port (\\d+)\\n").matcher(lines(file));
        return port.find() ? port.group(1) : null;
    }

    private static String lines(Path file) throws IOException {
        return Files.exists(file) ? Files.readString(file) : "";
    }
}

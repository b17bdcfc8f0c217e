package io.github.camelfastspring.kamelets;

import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import org.apache.camel.Exchange;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.camelfastspring.simulator.Event;
import io.github.camelfastspring.simulator.FastSpringSimulatorExtension;
import io.github.camelfastspring.simulator.Order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The files of the examples for the Camel CLI, by Camel Main; the profile cli runs them by the real one. */
class ExamplesTest {

    @RegisterExtension
    final FastSpringSimulatorExtension fastSpring = new FastSpringSimulatorExtension();

    @TempDir
    Path folder;

    @Test
    void aSessionIsOpened() throws Exception {
        try (LogLines log = new LogLines();
                KameletContext context = run("create-session.camel.yaml")) {
            await().until(() -> log.lines().stream().anyMatch(line -> line.startsWith("Pay at http://127.0.0.1")));

            assertThat(context.camel().getRoute("create-session")).isNotNull();
            assertThat(fastSpring.simulator().store().sessions()).hasSize(1);
        }
    }

    @Test
    void ordersBecomeFiles() throws Exception {
        for (String example : List.of("receive-events.camel.yaml", "orders-to-files.pipe.yaml")) {
            Order order = buy();
            try (KameletContext context = run(example)) {
                await().until(() -> isAcknowledged("order.completed"));

                assertThat(context.camel().isStarted()).isTrue();
                JsonNode written = new ObjectMapper().readTree(Files.readString(folder.resolve(order.id() + ".json")));
                assertThat(written.get("reference").asText()).isEqualTo(order.reference());
            }
        }
    }

    @Test
    void eventsAreSentAsCloudEvents() throws Exception {
        Order order = buy();
        Queue<Map<String, List<String>>> posts = new ConcurrentLinkedQueue<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            posts.add(exchange.getRequestHeaders());
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        try (KameletContext context = context()
                .with("events.url", "http://127.0.0.1:" + server.getAddress().getPort() + "/events")
                .run(ExampleFile.FOLDER.resolve("events-to-http.pipe.yaml"))) {
            await().until(() -> isAcknowledged("order.completed"));

            assertThat(context.camel().isStarted()).isTrue();
            assertThat(posts).anySatisfy(headers -> assertThat(headers)
                    .containsEntry("Ce-type", List.of("com.fastspring.order.completed"))
                    .containsEntry("Ce-subject", List.of(order.id()))
                    .containsEntry("Ce-specversion", List.of("1.0"))
                    .containsEntry("Content-type", List.of("application/json")));
        } finally {
            server.stop(0);
        }
    }

    @Test
    void thePropertiesAreThoseOfTheComponent() throws Exception {
        List<String> lines = Files.readAllLines(ExampleFile.FOLDER.resolve("application.properties"));

        assertThat(lines)
                .filteredOn(line -> line.startsWith("camel.component."))
                .hasSize(3)
                .allSatisfy(line -> assertThat(new DefaultCamelCatalog()
                                .validateConfigurationProperty(line)
                                .isSuccess())
                        .as(line)
                        .isTrue());
        assertThat(lines)
                .contains("camel.jbang.dependencies = mvn:io.github.camelfastspring:camel-fastspring-kamelets:"
                        + Project.VERSION);
    }

    /** As Camel K's operator reads it. */
    @ParameterizedTest
    @MethodSource("pipes")
    void aPipeBindsKameletsThatExist(KameletFile pipe) {
        assertThat(pipe.at("apiVersion")).isEqualTo("camel.apache.org/v1");
        assertThat(pipe.at("kind")).isEqualTo("Pipe");
        assertThat(pipe.file()).hasFileName(pipe.name() + ".pipe.yaml");
        List<Map<?, ?>> ends = new ArrayList<>();
        ends.add(pipe.map("spec", "source"));
        pipe.list("spec", "steps").forEach(step -> ends.add((Map<?, ?>) step));
        for (Map<?, ?> end : ends) {
            Map<?, ?> reference = (Map<?, ?>) end.get("ref");
            assertThat(reference.get("kind")).isEqualTo("Kamelet");
            assertThat(reference.get("apiVersion")).isEqualTo("camel.apache.org/v1");
            KameletFile kamelet =
                    KameletFile.read(KameletFile.FOLDER.resolve(reference.get("name") + KameletFile.EXTENSION));
            Set<?> given = ((Map<?, ?>) end.get("properties")).keySet();
            assertThat(kamelet.properties().keySet().containsAll(given))
                    .as("%s", given)
                    .isTrue();
            assertThat(kamelet.list("spec", "definition", "required")).allMatch(given::contains);
        }
        assertThat(pipe.map("spec", "sink")).containsKey("uri");
    }

    private static List<KameletFile> pipes() {
        return ExampleFile.all().stream()
                .map(ExampleFile::file)
                .filter(file -> file.toString().endsWith(".pipe.yaml"))
                .map(KameletFile::read)
                .toList();
    }

    private KameletContext run(String example) throws Exception {
        return context().run(ExampleFile.FOLDER.resolve(example));
    }

    /** With the properties of the examples, but the simulator, a short delay and the test's own folder. */
    private KameletContext context() throws Exception {
        Properties properties = new Properties();
        properties.load(new StringReader(Files.readString(ExampleFile.FOLDER.resolve("application.properties"))));
        KameletContext context = KameletContext.withCredentials(fastSpring.simulator());
        properties.stringPropertyNames().stream()
                .filter(name -> !name.startsWith("camel."))
                .forEach(name -> context.with(name, properties.getProperty(name)));
        return context.with("orders.folder", folder.toString()).with("fastspring.delay", "100");
    }

    private boolean isAcknowledged(String type) {
        return fastSpring.simulator().store().events().stream()
                .filter(event -> event.type().equals(type))
                .allMatch(Event::processed);
    }

    private Order buy() throws Exception {
        try (KameletContext context = KameletContext.withCredentials(fastSpring.simulator())
                .sendTo("fastspring:sessions?operation=create&checkoutPath=examplestore/popup-checkout")) {
            Exchange session = context.send(
                    Map.of(
                            "customer",
                            Map.of(
                                    "billToContact",
                                    Map.of("email", "ada@example.com", "firstName", "Ada", "lastName", "Example")),
                            "cart",
                            Map.of("lineItems", List.of(Map.of("productPath", "sky-atlas", "quantity", 1)))),
                    Map.of());
            return fastSpring
                    .simulator()
                    .buy(session.getMessage().getBody(Map.class).get("id").toString());
        }
    }
}

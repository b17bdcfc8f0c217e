package io.github.camelfastspring.examples.cli;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import io.github.camelfastspring.simulator.Event;
import io.github.camelfastspring.simulator.FastSpringSimulatorExtension;
import io.github.camelfastspring.simulator.webhook.SampleEvents;
import io.github.camelfastspring.simulator.webhook.WebhookPost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The files of this folder, run by the Camel CLI as the docs say. */
class RunTest {

    private static final String COMPONENT = "--dep=mvn:io.github.camelfastspring:camel-fastspring:" + CamelCli.VERSION;
    private static final String KAMELETS = "--local-kamelet-dir="
            + Path.of("../../camel-fastspring-platforms/camel-fastspring-kamelets/src/main/resources/kamelets")
                    .toAbsolutePath();

    @RegisterExtension
    final FastSpringSimulatorExtension fastSpring = new FastSpringSimulatorExtension();

    @TempDir
    Path folder;

    @Test
    void aSessionIsOpened() throws Exception {
        try (CamelCli camel = cli().run("create-session.camel.yaml", "application.properties", "--max-messages=1")) {
            assertThat(camel.join()).contains("Pay at " + fastSpring.simulator().baseUrl());

            assertThat(camel.exitCode()).isZero();
            assertThat(fastSpring.simulator().store().sessions()).hasSize(1);
        }
    }

    @Test
    void ordersBecomeFilesByARoute() throws Exception {
        Event order = publish("order.completed");
        try (CamelCli camel = cli().run("receive-events.camel.yaml", "application.properties")) {
            awaitOrFail(camel, () -> isProcessed(order));

            assertThat(written(order)).contains(order.data().get("reference").asText());
        }
    }

    /** With the jar of the Kamelets, which {@code application.properties} names. */
    @Test
    void ordersBecomeFilesByAPipe() throws Exception {
        String order = buy();
        try (CamelCli camel = cli().run("orders-to-files.pipe.yaml", "application.properties")) {
            awaitOrFail(camel, () -> Files.exists(folder.resolve("orders/" + order + ".json")));
            awaitOrFail(camel, () -> areProcessed("order.completed"));
        }
    }

    /** With the component by its coordinates, and Kamelets from a folder. */
    @Test
    void aPipeRunsWithKameletsOfAFolder() throws Exception {
        String order = buy();
        try (CamelCli camel = cli().without("camel.jbang.dependencies")
                .run("orders-to-files.pipe.yaml", "application.properties", COMPONENT, KAMELETS)) {
            awaitOrFail(camel, () -> Files.exists(folder.resolve("orders/" + order + ".json")));
        }
    }

    @Test
    void eventsAreSentAsCloudEvents() throws Exception {
        Event order = publish("order.completed");
        Queue<Map<String, List<String>>> posts = new ConcurrentLinkedQueue<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            posts.add(exchange.getRequestHeaders());
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.start();
        String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/events";
        try (CamelCli camel =
                cli().run("events-to-http.pipe.yaml", "application.properties", "--property=events.url=" + url)) {
            awaitOrFail(camel, () -> isProcessed(order));

            assertThat(posts).hasSize(1);
            assertThat(posts.element())
                    .containsEntry("Ce-type", List.of("com.fastspring.order.completed"))
                    .containsEntry("Ce-id", List.of(order.id()));
        } finally {
            server.stop(0);
        }
    }

    /** A Kamelet names the component that it needs, and has credentials of its own. */
    @Test
    void aKameletFetchesTheComponent() throws Exception {
        int port = Ports.free();
        Files.writeString(
                folder.resolve("posts.camel.yaml"),
                """
                - from:
                    uri: kamelet:fastspring-events-source
                    parameters:
                      delivery: webhook
                      webhookPath: /fastspring/events
                      secretKey: RAW(a&b%41+c)
                      apiUsername: RAW(me&you)
                      apiPassword: RAW(d%&e+f)
                    steps:
                      - log: Got ${header.CamelFastSpringEventType}
                """);
        try (CamelCli camel = cli().run("posts.camel.yaml", KAMELETS, "--port=" + port)) {
            WebhookPost post = WebhookPost.of(SampleEvents.of("order.completed"));
            String url = "http://127.0.0.1:" + port + "/fastspring/events";
            awaitOrFail(camel, () -> camel.output().contains(" started in "));

            assertThat(post.signedWith("another").sendTo(url).status()).isEqualTo(403);
            assertThat(post.signedWith("a&b%41+c").sendTo(url).status()).isEqualTo(200);
            assertThat(camel.output())
                    .contains("Got order.completed", "secretKey = xxxxxx")
                    .doesNotContain("a&b", "me&you", "d%&e");
        }
    }

    @Test
    void aModelineNamesTheComponent() throws Exception {
        Path file = folder.resolve("modeline.camel.yaml");
        CamelCli cli = cli().without("camel.jbang.dependencies");
        Files.writeString(
                file,
                "# camel-k: dependency=mvn:io.github.camelfastspring:camel-fastspring:" + CamelCli.VERSION + "\n"
                        + Files.readString(folder.resolve("receive-events.camel.yaml")));
        Event order = publish("order.completed");
        try (CamelCli camel = cli.run(file.getFileName().toString(), "application.properties")) {
            awaitOrFail(camel, () -> isProcessed(order));
        }
    }

    /** The project that {@code camel export} makes for Quarkus, which Camel K runs on, has the dependency and the Kamelets. */
    @Test
    void aPipeIsExported() throws Exception {
        try (CamelCli camel = cli().start(
                        "export",
                        "orders-to-files.pipe.yaml",
                        "application.properties",
                        "--repos=" + CamelCli.REPOSITORY.toUri(),
                        COMPONENT,
                        KAMELETS,
                        "--runtime=quarkus",
                        "--gav=com.example:shop:1.0",
                        "--dir=exported")) {
            assertThat(camel.join()).contains("Project export successful");

            Path exported = folder.resolve("exported");
            assertThat(exported.resolve("pom.xml"))
                    .content()
                    .containsPattern("(?s)<groupId>io.github.camelfastspring</groupId>\\s*"
                            + "<artifactId>camel-fastspring</artifactId>\\s*<version>" + CamelCli.VERSION + "<");
            assertThat(exported.resolve("src/main/resources/kamelets"))
                    .isDirectoryContaining(file -> file.endsWith("fastspring-events-source.kamelet.yaml"))
                    .isDirectoryContaining(file -> file.endsWith("fastspring-order-get-action.kamelet.yaml"));
        }
    }

    private CamelCli cli() throws Exception {
        return new CamelCli(folder, fastSpring.simulator());
    }

    private static void awaitOrFail(CamelCli camel, Callable<Boolean> condition) {
        await().atMost(Duration.ofMinutes(3)).until(() -> {
            assertThat(camel.isAlive()).as(camel.output()).isTrue();
            return condition.call();
        });
    }

    /** Buys something; gives the order's id. */
    private String buy() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(
                        fastSpring.simulator().baseUrl() + "/v2/checkouts/examplestore/popup-checkout/sessions"))
                .header("Authorization", "Basic " + credentials())
                .header("User-Agent", "test")
                .header("Content-Type", "application/json")
                .POST(
                        HttpRequest.BodyPublishers.ofString(
                                """
                        {"live": false, "country": "US",
                         "customer": {"billToContact":
                           {"email": "ada@example.com", "firstName": "Ada", "lastName": "Example"}},
                         "cart": {"lineItems": [{"productPath": "sky-atlas", "quantity": 1}]}}"""))
                .build();
        String session = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
        return fastSpring
                .simulator()
                .buy(new ObjectMapper().readTree(session).get("id").asText())
                .id();
    }

    private String credentials() {
        String text =
                fastSpring.simulator().username() + ":" + fastSpring.simulator().password();
        return Base64.getEncoder().encodeToString(text.getBytes());
    }

    private String written(Event order) throws Exception {
        return Files.readString(
                folder.resolve("orders/" + order.data().get("id").asText() + ".json"));
    }

    private Event publish(String type) {
        return fastSpring
                .simulator()
                .store()
                .publish(type, false, SampleEvents.of(type).get("data"));
    }

    private boolean isProcessed(Event event) {
        return fastSpring.simulator().store().event(event.id()).orElseThrow().processed();
    }

    private boolean areProcessed(String type) {
        return fastSpring.simulator().store().events().stream()
                .filter(event -> event.type().equals(type))
                .allMatch(Event::processed);
    }
}

package io.github.camelfastspring.springboot;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.EndpointInject;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.test.spring.junit5.CamelSpringBootTest;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import io.github.camelfastspring.FastSpringConstants;
import io.github.camelfastspring.simulator.Event;
import io.github.camelfastspring.simulator.FastSpringSimulator;
import io.github.camelfastspring.simulator.Fault;
import io.github.camelfastspring.simulator.Order;
import io.github.camelfastspring.springboot.shop.ShopApplication;

import static org.assertj.core.api.Assertions.assertThat;

/** A web application with a route in YAML that calls, one in Java that polls, and its actuator. */
@CamelSpringBootTest
@SpringBootTest(
        classes = ShopApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "camel.component.fastspring.checkout-path=examplestore/popup-checkout",
            "camel.component.fastspring.secret=" + ShopTest.SECRET
        })
@ActiveProfiles("shop")
@DirtiesContext
class ShopTest {

    static final String SECRET = "a-webhook-secret";

    private static final FastSpringSimulator SIMULATOR = FastSpringSimulator.builder()
            .credentials("a-hidden-user", "a-hidden-password")
            .start();

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @Autowired
    private ProducerTemplate template;

    @EndpointInject("mock:polled")
    private MockEndpoint polled;

    @Value("${local.server.port}")
    private int port;

    @DynamicPropertySource
    static void store(DynamicPropertyRegistry properties) {
        properties.add("camel.component.fastspring.base-url", SIMULATOR::baseUrl);
        properties.add("camel.component.fastspring.username", SIMULATOR::username);
        properties.add("camel.component.fastspring.password", SIMULATOR::password);
    }

    @AfterEach
    void nothingWasRefused() {
        assertThat(SIMULATOR.refusedRequests()).isEmpty();
    }

    @AfterAll
    static void close() {
        SIMULATOR.close();
    }

    @Test
    void aRouteInYamlCreatesASession() {
        Map<?, ?> session = checkout();

        assertThat(SIMULATOR.store().session((String) session.get("id"))).isPresent();
    }

    @Test
    void aPolledEventIsRoutedAndAcknowledged() {
        Order order = SIMULATOR.buy((String) checkout().get("id"));

        Event completed = SIMULATOR.store().events().stream()
                .filter(event -> event.type().equals("order.completed")
                        && event.data().get("id").asText().equals(order.id()))
                .findFirst()
                .orElseThrow();
        patiently().until(() -> headers(polled, FastSpringConstants.EVENT_ID).contains(completed.id()));
        patiently()
                .until(() ->
                        SIMULATOR.store().event(completed.id()).orElseThrow().processed());
    }

    @Tag("spring-boot-3")
    @Test
    void theActuatorShowsTheHealthOfConsumers() {
        patiently().untilAsserted(() -> {
            HttpResponse<String> health = get("/actuator/health");
            assertThat(health.statusCode()).isEqualTo(200);
            assertThat(camelHealth(health).at("/status").asText()).isEqualTo("UP");
            assertThat(camelHealth(health).at("/details").toString())
                    .contains("fastspring-consumer")
                    .contains("polled.lastSuccessfulPoll");
        });

        SIMULATOR.faults().sometimes(1, 1.0, "GET", "/events/unprocessed", Fault.status(401));
        try {
            patiently().untilAsserted(() -> {
                HttpResponse<String> health = get("/actuator/health");
                assertThat(health.statusCode()).isEqualTo(503);
                assertThat(camelHealth(health).at("/details").toString()).contains("polled.problem");
                assertThat(health.body()).doesNotContain(SIMULATOR.username(), SIMULATOR.password(), SECRET);
            });
        } finally {
            SIMULATOR.faults().clear();
        }
        patiently().until(() -> get("/actuator/health").statusCode() == 200);
    }

    @Test
    void theActuatorShowsPropertiesButNoSecrets() throws Exception {
        for (String endpoint : List.of("env", "configprops")) {
            HttpResponse<String> answer = get("/actuator/" + endpoint);

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body())
                    .as(endpoint)
                    .contains(SIMULATOR.baseUrl(), "examplestore/popup-checkout", "password")
                    .doesNotContain(SIMULATOR.username(), SIMULATOR.password(), SECRET);
        }
    }

    /** Nothing is configured for it: the registry is Spring Boot's. */
    @Test
    void theActuatorShowsMeters() {
        checkout();

        patiently().untilAsserted(() -> {
            assertThat(meter("camel.fastspring.calls?tag=operation:sessions.create&tag=outcome:success"))
                    .isPositive();
            assertThat(meter("camel.fastspring.acknowledgements.pending?tag=routeId:polled"))
                    .isNotNegative();
        });
    }

    private double meter(String name) throws Exception {
        HttpResponse<String> answer = get("/actuator/metrics/" + name);
        assertThat(answer.statusCode()).as(name).isEqualTo(200);
        return new ObjectMapper()
                .readTree(answer.body())
                .at("/measurements/0/value")
                .asDouble();
    }

    private Map<?, ?> checkout() {
        Object cart = Map.of("cart", Map.of("lineItems", List.of(Map.of("productPath", "sky-atlas"))));
        return template.requestBody("direct:checkout", cart, Map.class);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return CLIENT.send(HttpRequest.newBuilder(URI.create(url(path))).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode camelHealth(HttpResponse<String> health) throws Exception {
        return new ObjectMapper().readTree(health.body()).at("/components/camelHealth");
    }

    private String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    private static List<Object> headers(MockEndpoint endpoint, String name) {
        return endpoint.getExchanges().stream()
                .map(Exchange::getMessage)
                .map(message -> message.getHeader(name))
                .toList();
    }

    private static ConditionFactory patiently() {
        return Awaitility.await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(20));
    }
}

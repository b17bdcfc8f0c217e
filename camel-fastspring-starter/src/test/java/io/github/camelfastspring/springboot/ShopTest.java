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
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.camel.EndpointInject;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.test.spring.junit5.CamelSpringBootTest;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
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
import io.github.camelfastspring.simulator.webhook.SampleEvents;
import io.github.camelfastspring.simulator.webhook.Webhook;
import io.github.camelfastspring.simulator.webhook.WebhookPost;
import io.github.camelfastspring.springboot.shop.ShopApplication;

import static org.assertj.core.api.Assertions.assertThat;

/** A web application with routes in Java and YAML, its actuator, and everything on its one HTTP port. */
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

    @Autowired
    private IdempotentRepository handled;

    @EndpointInject("mock:polled")
    private MockEndpoint polled;

    @EndpointInject("mock:posted")
    private MockEndpoint posted;

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

    @Test
    void aSignedPostOnTheApplicationsPortIsRoutedAndAnswered() {
        Webhook webhook = Webhook.to(url("/fastspring/events")).secret(SECRET).types("account.*");
        SIMULATOR.webhooks().deliverByHand().add(webhook);
        try {
            Event event = SIMULATOR
                    .store()
                    .publish(
                            "account.created",
                            true,
                            SampleEvents.of("account.created").get("data"));

            assertThat(SIMULATOR.webhooks().deliver())
                    .singleElement()
                    .satisfies(delivery -> assertThat(delivery.status()).isEqualTo(200));

            assertThat(headers(posted, FastSpringConstants.EVENT_ID)).contains(event.id());
            assertThat(headers(posted, FastSpringConstants.EVENT_DELIVERY)).containsOnly("webhook");
            assertThat(handled.contains(event.id())).isTrue();
        } finally {
            SIMULATOR.webhooks().remove(webhook.url());
        }
    }

    /** Signed over bytes, which must come as they were sent. */
    @Test
    void thePostsBytesAreLeftAsTheyAre() {
        ObjectNode event = SampleEvents.of("account.created");
        event.put("id", "bytes-1");
        ((ObjectNode) event.get("data")).put("name", "Zoë Łukasz \u2028 名前");

        assertThat(WebhookPost.of(event)
                        .signedWith(SECRET)
                        .sendTo(url("/fastspring/events"))
                        .status())
                .isEqualTo(200);

        Map<?, ?> body = posted.getExchanges().stream()
                .filter(exchange -> "bytes-1".equals(exchange.getMessage().getHeader(FastSpringConstants.EVENT_ID)))
                .map(exchange -> exchange.getMessage().getBody(Map.class))
                .findFirst()
                .orElseThrow();
        assertThat(body.get("name")).isEqualTo("Zoë Łukasz \u2028 名前");
    }

    @Test
    void aPostOfSomebodyElseIsRefused() throws Exception {
        ObjectNode event = SampleEvents.of("account.created");
        String url = url("/fastspring/events");

        assertThat(WebhookPost.of(event).sendTo(url).status()).isEqualTo(403);
        assertThat(WebhookPost.of(event).signedWith("another").sendTo(url).status())
                .isEqualTo(403);
        assertThat(get("/fastspring/events").statusCode()).isEqualTo(405);
        assertThat(headers(posted, FastSpringConstants.EVENT_ID))
                .doesNotContain(event.get("id").asText());
    }

    @Test
    void theActuatorShowsTheHealthOfConsumers() {
        patiently().untilAsserted(() -> {
            HttpResponse<String> health = get("/actuator/health");
            assertThat(health.statusCode()).isEqualTo(200);
            assertThat(camelHealth(health).at("/status").asText()).isEqualTo("UP");
            assertThat(camelHealth(health).at("/details").toString())
                    .contains("fastspring-consumer")
                    .contains("polled.lastSuccessfulPoll")
                    .contains("posted.acknowledgementsPending");
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

    private static JsonNode camelHealth(HttpResponse<String> health) throws Exception {
        return new ObjectMapper().readTree(health.body()).at("/components/camelHealth");
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

    private Map<?, ?> checkout() {
        Object cart = Map.of("cart", Map.of("lineItems", List.of(Map.of("productPath", "sky-atlas"))));
        return template.requestBody("direct:checkout", cart, Map.class);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return CLIENT.send(HttpRequest.newBuilder(URI.create(url(path))).build(), HttpResponse.BodyHandlers.ofString());
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

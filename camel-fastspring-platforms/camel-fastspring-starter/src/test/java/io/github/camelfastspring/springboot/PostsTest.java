package io.github.camelfastspring.springboot;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.apache.camel.EndpointInject;
import org.apache.camel.Exchange;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.test.spring.junit5.CamelSpringBootTest;
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
import io.github.camelfastspring.simulator.webhook.SampleEvents;
import io.github.camelfastspring.simulator.webhook.Webhook;
import io.github.camelfastspring.simulator.webhook.WebhookPost;
import io.github.camelfastspring.springboot.shop.ShopApplication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A web application with a route that receives posts on its own HTTP port. */
@Tag("spring-boot-3")
@CamelSpringBootTest
@SpringBootTest(
        classes = ShopApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "camel.main.routes-include-pattern=classpath:shop/posts.yaml",
            "camel.component.fastspring.secret=" + PostsTest.SECRET,
            "server.servlet.context-path=/shop",
            "server.tomcat.threads.max=" + PostsTest.SERVER_THREADS
        })
@ActiveProfiles("shop")
@DirtiesContext
class PostsTest {

    static final String SECRET = "a-webhook-secret";
    static final int SERVER_THREADS = 2;

    private static final FastSpringSimulator SIMULATOR = FastSpringSimulator.start();

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @Autowired
    private IdempotentRepository handled;

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
    void aPostThatIsTooLargeIsRefused() {
        WebhookPost post = WebhookPost.raw(new byte[100_001]).signedWith(SECRET);

        assertThat(post.sendTo(url("/fastspring/events")).status()).isEqualTo(413);
    }

    /** The threads of the server are free for other requests. */
    @Test
    void postsThatWaitHoldNoThreadOfTheServer() throws Exception {
        CountDownLatch open = new CountDownLatch(1);
        posted.whenAnyExchangeReceived(exchange -> open.await());
        List<CompletableFuture<HttpResponse<String>>> posts = IntStream.range(0, SERVER_THREADS + 3)
                .mapToObj(i -> WebhookPost.ofTypes("account.updated").signedWith(SECRET))
                .map(this::send)
                .toList();
        try {
            await().until(() -> !posted.getExchanges().isEmpty());

            assertThat(get("/actuator").statusCode()).isEqualTo(200);
            assertThat(posts).noneMatch(CompletableFuture::isDone);
        } finally {
            open.countDown();
        }
        assertThat(posts)
                .allSatisfy(post -> assertThat(post.join().statusCode()).isEqualTo(200));
    }

    private CompletableFuture<HttpResponse<String>> send(WebhookPost post) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url("/fastspring/events")))
                .POST(HttpRequest.BodyPublishers.ofByteArray(post.body()));
        post.headers().forEach(request::header);
        return CLIENT.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return CLIENT.send(HttpRequest.newBuilder(URI.create(url(path))).build(), HttpResponse.BodyHandlers.ofString());
    }

    private String url(String path) {
        return "http://127.0.0.1:" + port + "/shop" + path;
    }

    private static List<Object> headers(MockEndpoint endpoint, String name) {
        return endpoint.getExchanges().stream()
                .map(Exchange::getMessage)
                .map(message -> message.getHeader(name))
                .toList();
    }
}

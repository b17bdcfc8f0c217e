package io.github.camelfastspring.examples.springboot;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import io.github.camelfastspring.simulator.FastSpringSimulator;
import io.github.camelfastspring.simulator.Order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@ActiveProfiles("simulator")
@ExtendWith(OutputCaptureExtension.class)
class ShopApplicationTest {

    @Autowired
    private FastSpringSimulator simulator;

    @Value("${local.server.port}")
    private int port;

    @DynamicPropertySource
    static void ports(DynamicPropertyRegistry properties) {
        int free = freePort();
        properties.add("simulator.port", () -> free);
    }

    @Test
    void aBuyerIsSentToACheckoutAndTheOrderComesBack(CapturedOutput output) throws Exception {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/checkout"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        String checkout = answer.headers().firstValue("Location").orElseThrow();

        Order order = simulator.buy(checkout.substring(checkout.lastIndexOf('/') + 1));

        assertThat(answer.statusCode()).isEqualTo(303);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> output.toString().contains("Order " + order.id() + " of 59.95 USD came by webhook"));
        assertThat(simulator.refusedRequests()).isEmpty();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}

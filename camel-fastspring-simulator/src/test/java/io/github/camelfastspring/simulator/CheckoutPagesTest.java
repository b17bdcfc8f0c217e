package io.github.camelfastspring.simulator;

import java.time.Duration;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.camelfastspring.simulator.TestClient.Answer;

import static io.github.camelfastspring.simulator.TestClient.SESSIONS;
import static org.assertj.core.api.Assertions.assertThat;

class CheckoutPagesTest {
    @RegisterExtension
    final FastSpringSimulatorExtension fastSpring = new FastSpringSimulatorExtension();

    private FastSpringSimulator simulator;
    private TestClient client;

    @BeforeEach
    void client() {
        simulator = fastSpring.simulator();
        client = new TestClient(simulator);
    }

    @Test
    void theBuyerSeesTheCartAndPays() {
        String id = client.session("{\"productPath\":\"sky-atlas\",\"quantity\":2}");
        String url = client.get(SESSIONS + "/" + id)
                .json()
                .at("/checkoutUrls/webcheckoutUrl")
                .asText();
        String page = url.substring(simulator.baseUrl().length());

        Answer shown = open("GET", page + "?from=mail");
        assertThat(shown.status()).isEqualTo(200);
        assertThat(shown.text()).contains("Sky Atlas", "$119.90", "State: OPEN", "Pay</button>");
        Answer paid = open("POST", page);
        assertThat(paid.text())
                .contains("State: COMPLETED", simulator.store().orders().get(0).reference())
                .doesNotContain("Pay</button>");
        assertThat(open("POST", page).status()).isEqualTo(409);
        assertThat(simulator.store().orders()).hasSize(1);
    }

    @Test
    void everythingIsEscaped() {
        String id = client.session(
                """
                {"productPath":"x","customPrice":{"unitPrice":{"USD":1}},
                "descriptions":{"display":{"en":"<script>alert('\\"&')</script>"}}}""");

        assertThat(open("GET", "/checkout/session/" + id).text())
                .contains("&lt;script&gt;alert(&#39;&quot;&amp;&#39;)&lt;/script&gt;")
                .doesNotContain("<script");
        assertThat(open("GET", "/checkout/session/%3Cb%3E"))
                .satisfies(answer -> assertThat(answer.status()).isEqualTo(404))
                .satisfies(answer -> assertThat(answer.text()).contains("&lt;b&gt;"));
    }

    @Test
    void anExpiredSessionCannotBePaid() {
        String id = client.session("{\"productPath\":\"sky-atlas\"}");
        simulator.clock().advance(Duration.ofDays(1));

        assertThat(open("GET", "/checkout/session/" + id).text())
                .contains("State: EXPIRED")
                .doesNotContain("Pay</button>");
        assertThat(open("POST", "/checkout/session/" + id).text()).contains("expired since");
    }

    private Answer open(String method, String target) {
        return client.send(client.request(method, target, null));
    }
}

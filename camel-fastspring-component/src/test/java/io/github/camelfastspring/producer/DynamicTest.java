package io.github.camelfastspring.producer;

import java.util.List;
import java.util.Map;

import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.github.camelfastspring.FastSpringEndpoint;
import io.github.camelfastspring.support.RawServerTest;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code toD} with changing parameters: one endpoint, and nothing personal in its URI. */
class DynamicTest extends RawServerTest {

    @BeforeEach
    void start() throws Exception {
        calls.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:order").toD("fastspring:orders?operation=get&id=${header.order}&requestTimeout=5000");
                from("direct:raw")
                        .toD("fastspring:raw?method=GET&path=/orders/${header.order}&query.x=${header.order}");
                from("direct:plain").toD("fastspring:accounts?operation=lookup&custom=${header.custom}");
                from("direct:lookup").toD("fastspring:accounts?operation=lookup&email=RAW(${header.mail})&query.x=y");
            }
        });
    }

    private List<String> endpoints() {
        return calls.context().getEndpoints().stream()
                .filter(FastSpringEndpoint.class::isInstance)
                .map(endpoint -> endpoint.getEndpointUri())
                .toList();
    }

    @Test
    void changingIdsShareOneEndpoint() {
        for (int i = 0; i < 20; i++) {
            calls.template().requestBodyAndHeader("direct:order", null, "order", "o" + i);
        }

        assertThat(server.requests()).hasSize(20);
        assertThat(server.requests().get(7).line()).isEqualTo("GET /orders/o7 HTTP/1.1");
        assertThat(endpoints()).singleElement().satisfies(uri -> assertThat(uri)
                .contains("requestTimeout=5000")
                .doesNotContain("id="));
    }

    @Test
    void personalDataIsNotPartOfAnEndpoint() {
        calls.template().requestBodyAndHeader("direct:lookup", null, "mail", "a+b@example.com");

        assertThat(server.onlyRequest().line()).isEqualTo("GET /accounts?email=a%2Bb%40example.com&x=y HTTP/1.1");
        assertThat(endpoints()).noneMatch(uri -> uri.contains("example.com"));
    }

    @Test
    void rawPathsAndFurtherParametersShareOneEndpointToo() {
        calls.template().requestBodyAndHeader("direct:raw", null, "order", "o1");
        calls.template().requestBodyAndHeader("direct:raw", null, "order", "o2");

        assertThat(server.requests().get(1).line()).isEqualTo("GET /orders/o2?x=o2 HTTP/1.1");
        assertThat(endpoints()).hasSize(1).noneMatch(uri -> uri.contains("o1") || uri.contains("o2"));
    }

    @Test
    void valuesMeanTheSameAsWithTo() {
        for (String value : List.of("50%25", "a%2Fb", "a b", "x%40y")) {
            calls.call("fastspring:accounts?operation=lookup&custom=" + value, null);
            calls.template().requestBodyAndHeader("direct:plain", null, "custom", value);
            int last = server.requests().size() - 1;
            assertThat(server.requests().get(last).line())
                    .isEqualTo(server.requests().get(last - 1).line());
        }
    }

    @Test
    void aHeaderThatIsThereWins() {
        calls.template().requestBodyAndHeaders("direct:order", null, Map.of("order", "o1", "CamelFastSpringId", "o2"));

        assertThat(server.onlyRequest().line()).isEqualTo("GET /orders/o2 HTTP/1.1");
    }
}

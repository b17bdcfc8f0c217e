package io.github.camelfastspring.producer;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;

import io.github.camelfastspring.support.RawServerTest;

import static org.assertj.core.api.Assertions.assertThat;

/** YAML as tools write it: the scheme alone is the URI, and everything else is a parameter. */
class YamlParametersTest extends RawServerTest {

    @Test
    void theResourceIsAParameterToo() throws Exception {
        String route =
                """
                - from:
                    uri: direct:orders
                    steps:
                      - to:
                          uri: fastspring
                          parameters:
                            resource: orders
                            operation: list
                            limit: 5
                            query.status: RAW(a&b)
                            username: user@example.com
                            password: "p&w%20+?#"
                """;
        PluginHelper.getRoutesLoader(calls.context()).loadRoutes(ResourceHelper.fromString("orders.yaml", route));

        assertThat(calls.call("direct:orders", null).getException()).isNull();

        assertThat(server.onlyRequest().line()).isEqualTo("GET /orders?limit=5&status=a%26b HTTP/1.1");
        byte[] credentials = "user@example.com:p&w%20+?#".getBytes(StandardCharsets.UTF_8);
        assertThat(server.onlyRequest().header("Authorization"))
                .isEqualTo("Basic " + Base64.getEncoder().encodeToString(credentials));
    }
}

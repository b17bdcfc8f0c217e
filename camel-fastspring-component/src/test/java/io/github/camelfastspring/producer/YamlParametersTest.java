package io.github.camelfastspring.producer;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.camelfastspring.support.RawServerTest;

import static org.assertj.core.api.Assertions.assertThat;

/** YAML as tools write it: the scheme alone is the URI, and everything else is a parameter. */
class YamlParametersTest extends RawServerTest {

    @ParameterizedTest
    @ValueSource(strings = {"a-secret)with-a-tail", "RAWz&w+1%41", "a}b&c", "p&w%20+?#"})
    void secretsOfAllFormsArriveAndAreNotShown(String password) throws Exception {
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
                            username: ada
                            password: '%s'
                """
                        .formatted(password);
        PluginHelper.getRoutesLoader(calls.context()).loadRoutes(ResourceHelper.fromString("orders.yaml", route));

        assertThat(calls.call("direct:orders", null).getException()).isNull();

        byte[] credentials = ("ada:" + password).getBytes(StandardCharsets.UTF_8);
        assertThat(server.onlyRequest().header("Authorization"))
                .isEqualTo("Basic " + Base64.getEncoder().encodeToString(credentials));
        assertThat(calls.context().getEndpoints())
                .extracting(Object::toString)
                .noneMatch(uri -> uri.contains("tail") || uri.contains("z&w") || uri.contains("b&c"));
    }

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

package io.github.camelfastspring;

import java.util.List;
import java.util.Map;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

import io.github.camelfastspring.operation.FastSpringOperations;
import io.github.camelfastspring.operation.Parameter;
import io.github.camelfastspring.support.RawServer;

import static io.github.camelfastspring.operation.FastSpringOperation.row;
import static org.assertj.core.api.Assertions.assertThat;

/** A new operation of FastSpring's is one new row, and nothing else. */
class ImaginaryOperationTest {

    @Test
    void oneRowIsEnough() throws Exception {
        FastSpringOperations table = new FastSpringOperations(List.of(row("gifts", "wrap")
                .post("/gifts/{id}/wrap")
                .query(Parameter.LIMIT)
                .body("gifts")
                .batch(Parameter.ID)
                .items("gifts", "gift")
                .end()));
        try (RawServer server = new RawServer();
                CamelContext context = new DefaultCamelContext()) {
            FastSpringComponent component = new FastSpringComponent(context, table);
            component.getConfiguration().setBaseUrl(server.baseUrl());
            component.getConfiguration().setRequestsPerMinute(0);
            component.getConfiguration().setUsername("u");
            component.getConfiguration().setPassword("p");
            context.addComponent("fastspring", component);
            context.start();
            server.then(RawServer.json(200, "{\"gifts\":[{\"gift\":\"b\"},{\"gift\":\"a\"}]}"));

            Exchange exchange = context.createProducerTemplate()
                    .request("fastspring:gifts?operation=wrap&id=a,b&limit=3", e -> e.getMessage()
                            .setBody(Map.of("paper", "red")));

            assertThat(exchange.getException()).isNull();
            assertThat(exchange.getMessage().getBody()).isEqualTo(List.of(Map.of("gift", "a"), Map.of("gift", "b")));
            assertThat(server.onlyRequest().line()).isEqualTo("POST /gifts/a,b/wrap?limit=3 HTTP/1.1");
            assertThat(server.onlyRequest().bodyText()).isEqualTo("{\"gifts\":[{\"paper\":\"red\"}]}");
        }
    }
}

package io.github.camelfastspring.builder.endpoint;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.tools.ToolProvider;

import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.builder.endpoint.EndpointRouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import io.github.camelfastspring.FastSpringBudgetConfiguration.Priority;
import io.github.camelfastspring.FastSpringConstants;
import io.github.camelfastspring.FastSpringEndpoint;
import io.github.camelfastspring.FastSpringEventsConfiguration.Live;
import io.github.camelfastspring.builder.endpoint.dsl.FastSpringEndpointBuilderFactory.FastSpringBuilders;
import io.github.camelfastspring.simulator.FastSpringSimulator;
import io.github.camelfastspring.simulator.FastSpringSimulatorExtension;
import io.github.camelfastspring.simulator.webhook.SampleEvents;

import static io.github.camelfastspring.builder.endpoint.StaticEndpointBuilders.fastspring;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class EndpointDslTest {

    /** All that has a meaning in a URI. */
    private static final String PASSWORD = "p&w=1%20+2%#?/ä{}(\"<";

    @RegisterExtension
    final FastSpringSimulatorExtension fastSpring = new FastSpringSimulatorExtension(() -> FastSpringSimulator.builder()
            .credentials("user@example.com", PASSWORD)
            .start());

    private final CamelContext context = new DefaultCamelContext();
    private final Queue<String> events = new ConcurrentLinkedQueue<>();

    /** Routes as users write them. */
    private final class Routes extends EndpointRouteBuilder implements FastSpringBuilders {

        @Override
        public void configure() {
            from(direct("orders"))
                    .to(fastspring("orders")
                            .operation("list")
                            .limit(5)
                            .query("products", "RAW(a&b)")
                            .username("user@example.com")
                            .password("RAW(" + PASSWORD + ")")
                            .baseUrl(fastSpring.simulator().baseUrl())
                            .advanced()
                            .maxRetries(0));

            from(fastspring("events")
                            .types("account.*")
                            .live(Live.BOTH)
                            .initialDelay(0)
                            .delay(50)
                            .username("user@example.com")
                            .password("RAW(" + PASSWORD + ")")
                            .baseUrl(fastSpring.simulator().baseUrl()))
                    .process(exchange ->
                            events.add(exchange.getMessage().getHeader(FastSpringConstants.EVENT_ID, String.class)));
        }
    }

    @BeforeEach
    void start() throws Exception {
        context.addRoutes(new Routes());
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    @Test
    void aProducerCallsWithItsOptions() {
        Object answer = context.createProducerTemplate().requestBody("direct:orders", (Object) null);

        assertThat(answer).isInstanceOf(Map.class);
        assertThat(fastSpring.simulator().requests())
                .filteredOn(request -> request.target().startsWith("/orders"))
                .singleElement()
                .satisfies(request -> assertThat(request.target()).isEqualTo("/orders?limit=5&products=a%26b"));
    }

    @Test
    void aConsumerRoutesAndAcknowledgesEvents() {
        FastSpringSimulator simulator = fastSpring.simulator();
        String id = simulator
                .store()
                .publish(
                        "account.created",
                        true,
                        SampleEvents.of("account.created").get("data"))
                .id();

        await().until(() -> simulator.store().unprocessedEvents().isEmpty());

        assertThat(events).containsExactly(id);
    }

    /** For those who have no route builder of their own. */
    @Test
    void endpointsAreResolvedOutsideOfRoutesToo() {
        Endpoint endpoint = fastspring("orders")
                .priority(Priority.BACKGROUND)
                .username("u")
                .password("RAW(" + PASSWORD + ")")
                .resolve(context);

        assertThat(endpoint).isInstanceOfSatisfying(FastSpringEndpoint.class, orders -> {
            assertThat(orders.getConfiguration().getPriority()).isEqualTo(Priority.BACKGROUND);
            assertThat(orders.getConfiguration().getPassword()).isEqualTo(PASSWORD);
        });
        assertThat(endpoint.toString()).doesNotContain("p&w").doesNotContain("20+2");
    }

    @Test
    void theExampleOfTheDocsCompiles(@TempDir Path folder) throws Exception {
        String page = Files.readString(Path.of("../../docs/endpoint-dsl.md"));
        Matcher example = Pattern.compile("```java\\R(.*?)```", Pattern.DOTALL).matcher(page);
        assertThat(example.find()).isTrue();
        Path source = Files.writeString(folder.resolve("ShopRoutes.java"), example.group(1));
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

        int result = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "-cp", classPath, "-d", folder.toString(), source.toString());

        assertThat(result).isZero();
    }
}

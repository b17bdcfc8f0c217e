package io.github.camelfastspring.docs;

import java.io.StringReader;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.tools.ToolProvider;

import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.model.RoutesDefinition;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.xml.in.ModelParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.camelfastspring.operation.AnswerForm;
import io.github.camelfastspring.samples.Sample;
import io.github.camelfastspring.samples.Samples;
import io.github.camelfastspring.support.Calls;
import io.github.camelfastspring.support.RawServer;

import static org.assertj.core.api.Assertions.assertThat;

/** Loads every route of the resources' pages with Camel, runs it, and looks at the call that it makes. */
class RouteExamplesTest {

    private static final Path PAGES = Path.of("../docs/resources");

    /** Puts routes into a context. */
    private interface Loader {
        void load(CamelContext context, List<String> routes) throws Exception;
    }

    @Test
    void yaml() throws Exception {
        run("yaml", (context, routes) -> PluginHelper.getRoutesLoader(context)
                .loadRoutes(ResourceHelper.fromString("examples.yaml", String.join("\n", routes))));
    }

    @Test
    void xml() throws Exception {
        run("xml", (context, routes) -> {
            String text = String.join("\n", routes);
            String all = "<routes xmlns=\"http://camel.apache.org/schema/spring\">" + text + "</routes>";
            RoutesDefinition definition = new ModelParser(
                            new StringReader(all), "http://camel.apache.org/schema/spring")
                    .parseRoutesDefinition()
                    .orElseThrow();
            ((ModelCamelContext) context).addRouteDefinitions(definition.getRoutes());
        });
    }

    @Test
    void java(@TempDir Path folder) throws Exception {
        run("java", (context, routes) -> context.addRoutes(compile(routes, folder)));
    }

    private static RoutesBuilder compile(List<String> routes, Path folder) throws Exception {
        Path source = folder.resolve("Examples.java");
        Files.writeString(
                source,
                "public class Examples extends org.apache.camel.builder.RouteBuilder {\n  public void configure() {\n"
                        + String.join("\n", routes) + "\n  }\n}\n");
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        int result = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "-cp", classPath, "-d", folder.toString(), source.toString());
        assertThat(result).isZero();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            return (RoutesBuilder)
                    loader.loadClass("Examples").getDeclaredConstructor().newInstance();
        }
    }

    private static void run(String language, Loader loader) throws Exception {
        List<String> routes = new ArrayList<>();
        Pattern block = Pattern.compile("```" + language + "\\R(.*?)```", Pattern.DOTALL);
        List<String> pages = new ArrayList<>(ResourcePages.all().keySet());
        pages.add("raw.md");
        for (String page : pages) {
            Matcher blocks = block.matcher(Files.readString(PAGES.resolve(page)));
            while (blocks.find()) {
                routes.add(blocks.group(1));
            }
        }
        assertThat(routes).hasSize(Samples.all().size() + 1);
        try (RawServer server = new RawServer();
                Calls calls = new Calls(server.baseUrl())) {
            loader.load(calls.context(), routes);
            for (Sample sample : Samples.all()) {
                server.requests().clear();
                server.otherwise(request -> sample.row().answer() == AnswerForm.TEXT
                        ? RawServer.answer(200, "text/plain", sample.response())
                        : RawServer.json(sample.successStatus(), sample.response()));

                Exception exception =
                        calls.call(RouteExample.from(sample), sample.request()).getException();

                assertThat(exception).as(sample.toString()).isNull();
                assertThat(server.onlyRequest().line()).isEqualTo(sample.requestLine() + " HTTP/1.1");
            }
            server.requests().clear();
            assertThat(calls.call("direct:webhooks", null).getException()).isNull();
            assertThat(server.onlyRequest().line()).isEqualTo("GET /webhooks HTTP/1.1");
        }
    }

    @Test
    void producer(@TempDir Path folder) throws Exception {
        Pattern block =
                Pattern.compile("```java\\R(from\\(\"direct:(?:rename|account|orderOfE|all).*?)```", Pattern.DOTALL);
        List<String> routes = block.matcher(Files.readString(PAGES.resolveSibling("producer.md")))
                .results()
                .map(match -> match.group(1))
                .toList();
        assertThat(routes).hasSize(4);
        try (RawServer server = new RawServer();
                Calls calls = new Calls(server.baseUrl())) {
            calls.context().addRoutes(compile(routes, folder));
            server.otherwise(request -> RawServer.json(200, "{\"accounts\":[\"a1\"]}"));
            Map<String, Object> first = Map.of("CamelFastSpringEventObjectId", "o1");
            Map<String, Object> second = Map.of("CamelFastSpringEventObjectId", "o2");
            assertThat(List.of(
                            calls.call("direct:renamePlanner", null),
                            calls.call("direct:accountOfOrder", null),
                            calls.call("direct:orderOfEvent", null, first),
                            calls.call("direct:orderOfEvent", null, second),
                            calls.call("direct:allAccounts", null)))
                    .allSatisfy(exchange -> assertThat(exchange.getException()).isNull());

            assertThat(server.requests().get(0).bodyText())
                    .isEqualTo("{\"products\":[{\"product\": \"paper-planner\", \"display\": {\"en\": \"Planner\"}}]}");
            assertThat(server.requests().stream().map(RawServer.Request::line))
                    .containsExactly(
                            "POST /products HTTP/1.1",
                            "GET /accounts?orderID=order-1 HTTP/1.1",
                            "GET /orders/o1 HTTP/1.1",
                            "GET /orders/o2 HTTP/1.1",
                            "GET /accounts?limit=1000 HTTP/1.1");
            assertThat(calls.context().getEndpoints())
                    .filteredOn(endpoint -> endpoint.getEndpointUri().contains("orders"))
                    .hasSize(1);
        }
    }

    @Test
    void theResourcesHaveTheirPagesAndNoOthers() throws Exception {
        try (Stream<Path> files = Files.list(PAGES)) {
            List<String> names =
                    files.map(file -> file.getFileName().toString()).collect(Collectors.toList());
            names.remove("raw.md");
            assertThat(names)
                    .containsExactlyInAnyOrderElementsOf(ResourcePages.all().keySet());
        }
        for (var page : ResourcePages.all().entrySet()) {
            assertThat(Files.readString(PAGES.resolve(page.getKey())))
                    .as(page.getKey())
                    .isEqualTo(page.getValue());
        }
    }
}

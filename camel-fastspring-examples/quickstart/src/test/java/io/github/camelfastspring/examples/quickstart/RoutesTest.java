package io.github.camelfastspring.examples.quickstart;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.apache.camel.catalog.EndpointValidationResult;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

import io.github.camelfastspring.FastSpringComponent;

import static org.assertj.core.api.Assertions.assertThat;

/** Checks the routes' endpoints and the properties against the catalogs of Camel and of the component. */
class RoutesTest {

    private static final Path RESOURCES = Path.of("src/main/resources");
    private static final CamelCatalog CATALOG = new DefaultCamelCatalog(true);

    @BeforeAll
    static void addComponent() throws Exception {
        String json = "/META-INF/io/github/camelfastspring/fastspring.json";
        try (InputStream in = FastSpringComponent.class.getResourceAsStream(json)) {
            CATALOG.addComponent(
                    "fastspring",
                    FastSpringComponent.class.getName(),
                    new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Test
    void everyEndpointIsValid() throws Exception {
        List<String> uris = new ArrayList<>();
        try (Stream<Path> files = Files.list(RESOURCES.resolve("camel"))) {
            for (Path file : files.toList()) {
                collect(new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file)), uris);
            }
        }

        assertThat(uris).filteredOn(uri -> uri.startsWith("fastspring:")).hasSize(5);
        assertThat(uris).allSatisfy(uri -> {
            EndpointValidationResult result = CATALOG.validateEndpointProperties(uri);
            assertThat(result.isSuccess())
                    .as("%s: %s", uri, result.summaryErrorMessage(true))
                    .isTrue();
        });
    }

    @Test
    void aWrongOptionWouldBeFound() {
        assertThat(CATALOG.validateEndpointProperties("fastspring:events?acknowledged=none")
                        .getUnknown())
                .containsExactly("acknowledged");
        assertThat(CATALOG.validateEndpointProperties("fastspring:events?acknowledge=never")
                        .getInvalidEnum())
                .containsKey("acknowledge");
    }

    @Test
    void everyPropertyOfTheComponentIsValid() throws Exception {
        List<String> lines = Files.readAllLines(RESOURCES.resolve("application.properties")).stream()
                .filter(line -> line.startsWith("camel.component."))
                .toList();

        assertThat(lines).hasSize(3).allSatisfy(line -> assertThat(
                        CATALOG.validateConfigurationProperty(line).isSuccess())
                .as(line)
                .isTrue());
    }

    /** Puts together what YAML writes as uri and parameters. */
    private static void collect(Object node, List<String> uris) {
        if (node instanceof Iterable<?> list) {
            list.forEach(element -> collect(element, uris));
        } else if (node instanceof Map<?, ?> map) {
            if (map.get("uri") instanceof String uri) {
                Map<?, ?> parameters = map.get("parameters") instanceof Map<?, ?> given ? given : Map.of();
                String query = parameters.entrySet().stream()
                        .map(option -> option.getKey() + "=" + option.getValue())
                        .collect(Collectors.joining("&"));
                uris.add(query.isEmpty() ? uri : uri + "?" + query);
            }
            map.values().forEach(value -> collect(value, uris));
        }
    }
}

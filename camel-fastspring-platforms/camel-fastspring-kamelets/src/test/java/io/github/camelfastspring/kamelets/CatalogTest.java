package io.github.camelfastspring.kamelets;

import java.io.InputStream;
import java.io.StringReader;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

import org.apache.camel.catalog.CamelCatalog;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.apache.camel.catalog.EndpointValidationResult;
import org.apache.camel.tooling.model.ComponentModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.camelfastspring.FastSpringComponent;

import static org.assertj.core.api.Assertions.assertThat;

/** What tools read of the component's jar, where they look for it. */
class CatalogTest {

    private static final String JSON = "META-INF/io/github/camelfastspring/fastspring.json";
    private static final String SERVICES = "META-INF/services/org/apache/camel/";

    /** Nothing is added to it: it finds the component on the class path. */
    private final CamelCatalog catalog = new DefaultCamelCatalog(true);

    @Test
    void camelsCatalogKnowsTheComponent() {
        ComponentModel component = catalog.componentModel("fastspring");

        assertThat(component.getGroupId()).isEqualTo("io.github.camelfastspring");
        assertThat(component.getArtifactId()).isEqualTo("camel-fastspring");
        assertThat(component.getVersion()).isEqualTo(Project.VERSION);
        assertThat(component.getJavaType()).isEqualTo(FastSpringComponent.class.getName());
        assertThat(component.getEndpointHeaders()).isNotEmpty();
        assertThat(component.getEndpointOptions()).anySatisfy(option -> {
            assertThat(option.getName()).isEqualTo("delivery");
            assertThat(option.getEnums()).containsExactly("poll", "webhook", "both");
            assertThat(option.getDescription()).isNotBlank();
        });
    }

    @Test
    void bothPlacesHoldTheSame() throws Exception {
        assertThat(text("org/apache/camel/catalog/components/fastspring.json")).isEqualTo(text(JSON));
    }

    /** As other tools add components that are not Camel's own. */
    @Test
    void theJsonOfTheJarCanBeAdded() throws Exception {
        DefaultCamelCatalog other = new DefaultCamelCatalog();
        other.addComponent("shop", FastSpringComponent.class.getName(), text(JSON));

        assertThat(other.findComponentNames()).contains("shop");
        assertThat(other.componentModel("shop").getEndpointOptions()).isNotEmpty();
    }

    @Test
    void everyEndpointOfKameletsAndExamplesIsValid() throws Exception {
        List<String> uris = new ArrayList<>();
        KameletFile.all().forEach(kamelet -> collect(kamelet.yaml(), uris));
        for (ExampleFile example : ExampleFile.all()) {
            collect(example.yaml(), uris);
        }

        assertThat(uris).filteredOn(uri -> uri.startsWith("fastspring:")).hasSizeGreaterThanOrEqualTo(8);
        assertThat(uris).allSatisfy(uri -> {
            EndpointValidationResult result = catalog.validateEndpointProperties(uri, true);
            assertThat(result.isSuccess())
                    .as("%s: %s", uri, result.summaryErrorMessage(true))
                    .isTrue();
        });
    }

    @ParameterizedTest
    @CsvSource({
        "fastspring:events?acknowledged=none, Unknown option",
        "fastspring:events?acknowledge=never, Invalid enum value: never. Possible values: [onCompletion, manual, none]",
        "fastspring:events?days=many, Invalid integer value: many",
        "fastspring:shops?operation=get, Invalid enum value: shops"
    })
    void wrongEndpointsAreFound(String uri, String message) {
        EndpointValidationResult result = catalog.validateEndpointProperties(uri);

        assertThat(result.isSuccess()).isFalse();
        assertThat(result.summaryErrorMessage(true).replaceAll("\\s+", " ")).contains(message);
    }

    @ParameterizedTest
    @CsvSource({"camel.component.fastspring.requests-per-minute=100, true", "camel.component.fastspring.speed=7, false"
    })
    void propertiesOfTheComponentAreChecked(String line, boolean valid) {
        assertThat(catalog.validateConfigurationProperty(line).isSuccess()).isEqualTo(valid);
    }

    @ParameterizedTest
    @CsvSource({
        "component.properties, components, fastspring",
        "dev-consoles.properties, dev-consoles, fastspring",
        "transformer.properties, transformers, fastspring:application-cloudevents"
    })
    void theListsOfTheJarNameWhatIsInIt(String file, String key, String value) throws Exception {
        List<Properties> ours = new ArrayList<>();
        for (String list : texts(SERVICES + file)) {
            Properties properties = new Properties();
            properties.load(new StringReader(list));
            if ("camel-fastspring".equals(properties.getProperty("artifactId"))) {
                ours.add(properties);
            }
        }

        assertThat(ours).hasSize(1);
        assertThat(ours.get(0))
                .containsEntry(key, value)
                .containsEntry("groupId", "io.github.camelfastspring")
                .containsEntry("version", Project.VERSION);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                SERVICES + "component/fastspring",
                SERVICES + "configurer/fastspring-component",
                SERVICES + "configurer/fastspring-endpoint",
                SERVICES + "urifactory/fastspring-endpoint",
                SERVICES + "send-dynamic/fastspring",
                SERVICES + "dev-console/fastspring",
                SERVICES + "transformer/fastspring-application-cloudevents"
            })
    void whatIsRegisteredExists(String file) throws Exception {
        Properties service = new Properties();
        service.load(new StringReader(text(file)));

        assertThat(Class.forName(service.getProperty("class"))).isNotNull();
    }

    private static String text(String resource) throws Exception {
        return texts(resource).get(0);
    }

    /** Of all jars, at least one. */
    private static List<String> texts(String resource) throws Exception {
        List<String> texts = new ArrayList<>();
        for (URL url : Collections.list(CatalogTest.class.getClassLoader().getResources(resource))) {
            try (InputStream in = url.openStream()) {
                texts.add(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        assertThat(texts).as(resource).isNotEmpty();
        return texts;
    }

    /** Puts together what YAML writes as uri and parameters, or in pipes as properties. */
    private static void collect(Object node, List<String> uris) {
        if (node instanceof Iterable<?> list) {
            list.forEach(element -> collect(element, uris));
        } else if (node instanceof Map<?, ?> map) {
            if (map.get("uri") instanceof String uri) {
                Object options = map.containsKey("parameters") ? map.get("parameters") : map.get("properties");
                String query = options instanceof Map<?, ?> given
                        ? given.entrySet().stream()
                                .map(option -> option.getKey() + "=" + option.getValue())
                                .collect(Collectors.joining("&"))
                        : "";
                uris.add(query.isEmpty() ? uri : uri + "?" + query);
            }
            map.values().forEach(value -> collect(value, uris));
        }
    }
}

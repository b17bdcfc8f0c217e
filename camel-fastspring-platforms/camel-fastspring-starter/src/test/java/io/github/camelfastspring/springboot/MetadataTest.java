package io.github.camelfastspring.springboot;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.springframework.beans.BeanUtils;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/** What IDEs complete is what the component has. */
class MetadataTest {

    private static final String PREFIX = "camel.component.fastspring.";

    private static final Map<String, String> TYPES = Map.of(
            "string", "java.lang.String",
            "boolean", "java.lang.Boolean",
            "integer", "java.lang.Integer",
            "duration", "java.time.Duration");

    private final JsonNode options = read(getClass().getResource("/META-INF/io/github/camelfastspring/fastspring.json"))
            .get("componentProperties");
    private final JsonNode metadata = metadata();
    private final Map<String, JsonNode> properties = byName("properties");
    private final Map<String, JsonNode> hints = byName("hints");

    @Test
    void everyOptionIsThereWithItsTypeAndDefault() {
        Map<String, String> expected = new TreeMap<>();
        options.properties().forEach(option -> expected.put(dashed(option.getKey()), summary(option.getValue())));
        expected.put("enabled", "java.lang.Boolean true");
        expected.put("customizer.enabled", "java.lang.Boolean true");

        Map<String, String> actual = new TreeMap<>();
        properties.forEach((name, property) -> actual.put(
                name,
                property.get("type").asText() + " "
                        + property.path("defaultValue").asText()));

        assertThat(actual).isEqualTo(expected);
    }

    /** The metadata is of this class, property by property. */
    @Test
    void thePropertiesAreThoseOfTheClass() {
        Map<String, String> expected = new TreeMap<>();
        for (var property : BeanUtils.getPropertyDescriptors(FastSpringComponentConfiguration.class)) {
            if (property.getWriteMethod() != null) {
                expected.put(
                        dashed(property.getName()), property.getPropertyType().getName());
            }
        }

        Map<String, String> actual = new TreeMap<>();
        properties.forEach(
                (name, property) -> actual.put(name, property.get("type").asText()));
        actual.remove("customizer.enabled");

        assertThat(actual).isEqualTo(expected);
        actual.values().forEach(type -> assertThat(
                        ClassUtils.isPresent(type, getClass().getClassLoader()))
                .as(type)
                .isTrue());
    }

    @Test
    void descriptionsAreThoseOfTheComponentAndNameSecrets() {
        options.properties().forEach(option -> {
            String description =
                    properties.get(dashed(option.getKey())).get("description").asText();
            assertThat(description)
                    .startsWith(
                            option.getValue().get("description").asText().replaceFirst(" Default value notice:.*", ""));
            assertThat(description.contains("This is a secret."))
                    .as("secrecy of %s", option.getKey())
                    .isEqualTo(option.getValue().get("secret").asBoolean());
        });
        assertThat(properties.get("password").get("description").asText()).contains("This is a secret.");
    }

    @Test
    void valuesAreCompleted() {
        assertThat(hints.get("paging").at("/values").findValuesAsText("value"))
                .containsExactly("page", "all", "stream");
        assertThat(hints.keySet()).containsExactlyInAnyOrder("paging", "partial-failure", "priority");
        assertThat(properties.get("rate-budget").get("description").asText())
                .endsWith("bean of the type io.github.camelfastspring.client.RateBudget.");
    }

    /** What is to stand in the metadata for an option. */
    private static String summary(JsonNode option) {
        String type = option.get("type").asText();
        String unit = type.equals("duration") && option.has("defaultValue") ? "ms" : "";
        String value = option.path("defaultValue").asText() + unit;
        if (type.equals("object")) {
            // Enumerations are nested classes; what else is an object is named by a reference.
            String java = option.get("javaType").asText();
            int dot = java.lastIndexOf('.');
            return (option.has("enum") ? java.substring(0, dot) + "$" + java.substring(dot + 1) : TYPES.get("string"))
                    + " " + value;
        }
        return TYPES.get(type) + " " + value;
    }

    private static String dashed(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase();
    }

    private Map<String, JsonNode> byName(String list) {
        Map<String, JsonNode> elements = new LinkedHashMap<>();
        metadata.get(list).forEach(element -> {
            assertThat(element.get("name").asText()).startsWith(PREFIX);
            elements.put(element.get("name").asText().substring(PREFIX.length()), element);
        });
        return elements;
    }

    /** Every starter on the class path has a file of this name. */
    private static JsonNode metadata() {
        try {
            for (URL url : Collections.list(
                    MetadataTest.class.getClassLoader().getResources("META-INF/spring-configuration-metadata.json"))) {
                JsonNode json = read(url);
                if (json.at("/groups/0/name").asText().equals("camel.component.fastspring")) {
                    return json;
                }
            }
            throw new AssertionError("no metadata of camel.component.fastspring");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static JsonNode read(URL url) {
        try (InputStream json = url.openStream()) {
            return new ObjectMapper().readTree(json);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}

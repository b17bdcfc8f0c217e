package io.github.camelfastspring.kamelets;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.camel.util.SensitiveUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The conventions of Apache Camel's Kamelet catalogue, which tools rely on. */
class KameletShapeTest {

    private static final Set<String> PROPERTY_KEYS =
            Set.of("title", "description", "type", "format", "enum", "default", "example", "pattern", "x-descriptors");
    private static final Set<String> SECRETS = Set.of("apiUsername", "apiPassword", "secretKey");

    private static List<KameletFile> kamelets() {
        return KameletFile.all();
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    void theMetadataIsComplete(KameletFile kamelet) {
        assertThat(kamelet.at("apiVersion")).isEqualTo("camel.apache.org/v1");
        assertThat(kamelet.at("kind")).isEqualTo("Kamelet");
        assertThat(kamelet.file()).hasFileName(kamelet.name() + KameletFile.EXTENSION);
        String type = kamelet.text("metadata", "labels", "camel.apache.org/kamelet.type");
        assertThat(type).isIn("source", "action", "sink");
        assertThat(kamelet.name()).startsWith("fastspring-").endsWith("-" + type);
        assertThat(kamelet.map("metadata", "annotations"))
                .containsEntry("camel.apache.org/catalog.version", Project.VERSION)
                .containsEntry("camel.apache.org/kamelet.support.level", "Preview")
                .containsEntry("camel.apache.org/provider", "Camel FastSpring")
                .containsEntry("camel.apache.org/kamelet.group", "FastSpring")
                .containsEntry("camel.apache.org/kamelet.namespace", "Commerce");
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    void theIconIsASmallPicture(KameletFile kamelet) {
        String icon = kamelet.text("metadata", "annotations", "camel.apache.org/kamelet.icon");
        String prefix = "data:image/svg+xml;base64,";

        assertThat(icon).startsWith(prefix).hasSizeLessThan(1000);
        String svg = new String(Base64.getDecoder().decode(icon.substring(prefix.length())), StandardCharsets.UTF_8);
        assertThat(svg).startsWith("<svg xmlns=\"http://www.w3.org/2000/svg\"").endsWith("</svg>");
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    void theDefinitionIsAnObjectWithATitle(KameletFile kamelet) {
        String type = kamelet.text("metadata", "labels", "camel.apache.org/kamelet.type");

        assertThat(kamelet.at("spec", "definition", "type")).isEqualTo("object");
        assertThat(kamelet.text("spec", "definition", "title"))
                .startsWith("FastSpring ")
                .endsWithIgnoringCase(" " + type);
        assertThat(kamelet.text("spec", "definition", "description")).endsWith(".");
        assertThat(kamelet.properties().keySet()).containsAll(strings(kamelet.list("spec", "definition", "required")));
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    void everyPropertyIsDescribed(KameletFile kamelet) {
        kamelet.properties().forEach((name, value) -> {
            Map<?, ?> property = (Map<?, ?>) value;
            assertThat(PROPERTY_KEYS).as(name).containsAll(strings(property.keySet()));
            assertThat(property.get("type")).as(name).isIn("string", "integer", "boolean");
            assertThat((String) property.get("title"))
                    .as(name)
                    .matches("[A-Z][A-Za-z]*( (or|of|[A-Z][A-Za-z]*))*")
                    .doesNotMatch("(The|A|An) .*");
            assertThat((String) property.get("description")).as(name).endsWith(".");
            if (property.get("enum") instanceof List<?> values && property.containsKey("default")) {
                assertThat(values).as(name).anyMatch(property.get("default")::equals);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    void secretsAreMarked(KameletFile kamelet) {
        kamelet.properties().forEach((name, value) -> {
            Map<?, ?> property = (Map<?, ?>) value;
            boolean secret = SECRETS.contains(name);
            assertThat(property.get("format")).as(name).isEqualTo(secret ? "password" : null);
            assertThat(property.get("x-descriptors"))
                    .as(name)
                    .isEqualTo(secret ? List.of("urn:camel:group:credentials") : null);
            assertThat(property.containsKey("default") && secret).as(name).isFalse();
            // Camel masks names that it knows: it logs the properties of Kamelets at the start.
            assertThat(SensitiveUtils.containsSensitive(name)).as(name).isEqualTo(secret);
        });
        assertThat(kamelet.properties()).containsKeys("apiUsername", "apiPassword");
    }

    /** Values with {@code &}, {@code %} or {@code +} would change the URI that the template makes of them. */
    @ParameterizedTest
    @MethodSource("kamelets")
    void secretsArePassedRaw(KameletFile kamelet) {
        String template = String.valueOf(kamelet.at("spec", "template"));

        for (String secret : SECRETS) {
            if (kamelet.properties().containsKey(secret)) {
                assertThat(template).contains("=RAW({{?" + secret + "}})");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    void theTemplateUsesWhatIsDefined(KameletFile kamelet) {
        assertThat(kamelet.usedProperties())
                .containsExactlyInAnyOrderElementsOf(kamelet.properties().keySet());
        String template = String.valueOf(kamelet.at("spec", "template"));
        List<String> required = strings(kamelet.list("spec", "definition", "required"));
        kamelet.properties().forEach((name, value) -> {
            boolean given = required.contains(name) || ((Map<?, ?>) value).containsKey("default");
            assertThat(template).contains(given ? "{{" + name + "}}" : "{{?" + name + "}}");
        });
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    void theTemplateStartsAndEndsAsItsTypeSays(KameletFile kamelet) {
        boolean source = kamelet.name().endsWith("-source");
        List<?> steps = kamelet.list("spec", "template", "from", "steps");

        assertThat(kamelet.text("spec", "template", "from", "uri"))
                .isEqualTo(source ? "fastspring:events" : "kamelet:source");
        assertThat(String.valueOf(steps.get(steps.size() - 1)))
                .contains(source ? "to=kamelet:sink" : "uri=fastspring:");
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    void theDataTypesAreNamed(KameletFile kamelet) {
        boolean sink = kamelet.name().endsWith("-sink");

        assertThat(kamelet.map("spec", "dataTypes").containsKey("out")).isEqualTo(!sink);
        kamelet.map("spec", "dataTypes").forEach((direction, value) -> {
            assertThat(direction).isIn("in", "out");
            assertThat(kamelet.at("spec", "dataTypes", direction, "default")).isEqualTo("json");
            assertThat(kamelet.map("spec", "dataTypes", direction, "types", "json"))
                    .containsEntry("format", "application-json")
                    .containsEntry("mediaType", "application/json")
                    .containsKey("description");
        });
    }

    @ParameterizedTest
    @MethodSource("kamelets")
    void theDependenciesNameThisVersion(KameletFile kamelet) {
        assertThat(strings(kamelet.list("spec", "dependencies")))
                .containsExactly(
                        "camel:core",
                        "camel:kamelet",
                        "mvn:io.github.camelfastspring:camel-fastspring:" + Project.VERSION);
    }

    @Test
    void titlesAndDescriptionsAreOfOneKameletEach() {
        List<Object> texts = new ArrayList<>();
        for (KameletFile kamelet : KameletFile.all()) {
            texts.add(kamelet.at("spec", "definition", "title"));
            texts.add(kamelet.at("spec", "definition", "description"));
        }

        assertThat(texts).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(10);
    }

    private static List<String> strings(Iterable<?> values) {
        List<String> strings = new ArrayList<>();
        values.forEach(value -> strings.add((String) value));
        return strings;
    }
}

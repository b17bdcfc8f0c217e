package io.github.camelfastspring.springboot;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Writes the class that Spring Boot binds the component's options to, and their metadata for IDEs, from the component's
 * catalog. The build runs it from this source file before it compiles anything, so it needs no class of this module.
 *
 * <p>An option that nobody has set is null and not its default: a default would overwrite what a bean of the application
 * says.
 */
public final class ConfigurationGenerator {

    private static final String CATALOG = "/META-INF/io/github/camelfastspring/fastspring.json";
    private static final String PACKAGE = "io.github.camelfastspring.springboot";
    private static final String CLASS = "FastSpringComponentConfiguration";
    private static final String PREFIX = "camel.component.fastspring";

    private static final Map<String, String> SIMPLE_TYPES = Map.of(
            "string", "java.lang.String",
            "boolean", "java.lang.Boolean",
            "integer", "java.lang.Integer",
            "duration", "java.time.Duration");

    private final ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private final StringBuilder fields = new StringBuilder();
    private final StringBuilder methods = new StringBuilder();
    private final ObjectNode metadata = mapper.createObjectNode();
    private final ArrayNode groups = metadata.putArray("groups");
    private final ArrayNode properties = metadata.putArray("properties");
    private final ArrayNode hints = metadata.putArray("hints");

    private ConfigurationGenerator() {}

    /** Arguments: the folder of generated sources, and that of generated resources. */
    public static void main(String[] arguments) throws IOException {
        try (InputStream json = ConfigurationGenerator.class.getResourceAsStream(CATALOG)) {
            new ConfigurationGenerator()
                    .write(new ObjectMapper().readTree(json), Path.of(arguments[0]), Path.of(arguments[1]));
        }
    }

    private void write(JsonNode catalog, Path sources, Path resources) throws IOException {
        groups.addObject()
                .put("name", PREFIX)
                .put("type", PACKAGE + "." + CLASS)
                .put("sourceType", PACKAGE + "." + CLASS);
        add("enabled", "java.lang.Boolean", "Whether the component is configured by these properties.")
                .put("defaultValue", true);
        addProperty("customizer.enabled", "java.lang.Boolean", "Whether these properties are given to the component.")
                .put("defaultValue", true);
        catalog.get("componentProperties").properties().forEach(option -> add(option.getKey(), option.getValue()));
        writeFile(sources.resolve(PACKAGE.replace('.', '/')).resolve(CLASS + ".java"), source());
        writeFile(
                resources.resolve("META-INF/spring-configuration-metadata.json"), mapper.writeValueAsString(metadata));
    }

    private void add(String name, JsonNode option) {
        String type = option.get("type").asText();
        String java = option.get("javaType").asText();
        String description = option.get("description").asText().replaceFirst(" Default value notice: .*", "");
        if (option.get("secret").asBoolean()) {
            description += " This is a secret.";
        }
        if (SIMPLE_TYPES.containsKey(type)) {
            java = SIMPLE_TYPES.get(type);
        } else if (type.equals("object") && !option.has("enum")) {
            // Camel looks it up.
            description += " A reference such as #name to a bean of the type " + java + ".";
            java = SIMPLE_TYPES.get("string");
        } else if (!type.equals("object")) {
            throw new IllegalStateException("What is the Java type of " + name + ", a " + type + "?");
        }
        ObjectNode property = add(name, java, description);
        if (option.has("defaultValue")) {
            property.set("defaultValue", defaultValue(type, option.get("defaultValue")));
        }
        if (option.has("enum")) {
            ArrayNode values =
                    hints.addObject().put("name", PREFIX + "." + dashed(name)).putArray("values");
            option.get("enum").forEach(value -> values.addObject().set("value", value));
        }
    }

    private JsonNode defaultValue(String type, JsonNode value) {
        return type.equals("duration") ? mapper.getNodeFactory().textNode(value.asText() + "ms") : value;
    }

    private ObjectNode add(String name, String java, String description) {
        String upper = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
        String simple = java.replaceFirst("^java\\.lang\\.", "");
        fields.append(
                """

                    /**
                     * %s
                     */
                    private %s %s;
                """
                        .formatted(
                                description
                                        .replace("&", "&amp;")
                                        .replace("<", "&lt;")
                                        .replace("*/", "*&#47;"),
                                simple,
                                name));
        methods.append(
                """

                    public %2$s get%3$s() {
                        return %1$s;
                    }

                    public void set%3$s(%2$s %1$s) {
                        this.%1$s = %1$s;
                    }
                """
                        .formatted(name, simple, upper));
        return addProperty(dashed(name), java, description);
    }

    private ObjectNode addProperty(String name, String java, String description) {
        return properties
                .addObject()
                .put("name", PREFIX + "." + name)
                // A nested class in the form of class files.
                .put("type", java.replaceAll("(\\.[A-Z]\\w*)\\.", "$1\\$"))
                .put("description", description)
                .put("sourceType", PACKAGE + "." + CLASS);
    }

    private static String dashed(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }

    private String source() {
        return """
                package %s;

                import org.apache.camel.spring.boot.ComponentConfigurationPropertiesCommon;
                import org.springframework.boot.context.properties.ConfigurationProperties;

                /**
                 * The options of the component, as the properties {@code %s.*}. What is null is not set.
                 */
                @ConfigurationProperties(prefix = "%2$s", ignoreUnknownFields = false)
                public class %s extends ComponentConfigurationPropertiesCommon {
                %s%s}
                """
                .formatted(PACKAGE, PREFIX, CLASS, fields, methods);
    }

    private static void writeFile(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        // An unchanged file keeps its time, so that nothing is compiled again for it.
        if (!Files.exists(file) || !Files.readString(file).equals(text)) {
            Files.writeString(file, text);
        }
    }
}

package io.github.camelfastspring;

import java.io.InputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.apache.camel.catalog.EndpointValidationResult;
import org.apache.camel.util.SensitiveUtils;
import org.apache.camel.util.URISupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import io.github.camelfastspring.operation.FastSpringOperations;
import io.github.camelfastspring.operation.Parameter;

import static org.assertj.core.api.Assertions.assertThat;

/** Holds the operation table, the options, the headers and the generated catalog together. */
class CatalogTest {

    private static final Map<Class<?>, Object> VALUES =
            Map.of(Integer.class, 7, String.class, "7", Boolean.class, true, Map.class, Map.of("a", "b"));

    private static String json;
    private static JsonNode catalog;

    @BeforeAll
    static void read() throws Exception {
        String file = "/META-INF/io/github/camelfastspring/fastspring.json";
        try (InputStream in = CatalogTest.class.getResourceAsStream(file)) {
            json = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        catalog = new ObjectMapper().readTree(json);
    }

    @Test
    void everyOptionIsDescribed() {
        for (String section : List.of("componentProperties", "properties", "headers")) {
            catalog.get(section).properties().forEach(option -> {
                assertThat(option.getValue().path("description").asText())
                        .as("description of %s", option.getKey())
                        .isNotBlank();
                assertThat(option.getValue().has("label") || option.getValue().has("group"))
                        .as("label of %s", option.getKey())
                        .isTrue();
            });
        }
    }

    @Test
    void everyParameterOfTheTableIsAnOptionAndAHeader() throws Exception {
        Set<String> names = new TreeSet<>(FastSpringOperations.STANDARD.parameterNames());
        names.add("query");
        Set<String> fields = new TreeSet<>();
        FastSpringParameters holder = new FastSpringParameters();
        for (Field field : FastSpringParameters.class.getDeclaredFields()) {
            if (!field.isSynthetic() && !Modifier.isStatic(field.getModifiers())) {
                fields.add(field.getName());
                field.setAccessible(true);
                field.set(holder, VALUES.get(field.getType()));
            }
        }
        assertThat(fields).isEqualTo(names);
        assertThat(holder.asMap().keySet()).isEqualTo(names);
        for (String name : names) {
            assertThat(catalog.get("properties").has(name))
                    .as("option %s", name)
                    .isTrue();
            assertThat(catalog.get("headers").has(Parameter.header(name)))
                    .as("header %s", Parameter.header(name))
                    .isTrue();
        }
    }

    @Test
    void theResourcesOfTheCatalogAreThoseOfTheTable() {
        List<String> resources = new ArrayList<>();
        catalog.at("/properties/resource/enum").forEach(name -> resources.add(name.asText()));
        Set<String> rows = new TreeSet<>(Set.of("raw"));
        FastSpringOperations.STANDARD.all().forEach(row -> rows.add(row.resource()));
        assertThat(resources).containsExactlyInAnyOrderElementsOf(rows);
    }

    @Test
    void headersOfRequestsAreNamedLikeTheirOptionsAndThoseOfAnswersAreNot() {
        Set<String> optionHeaders = new TreeSet<>();
        catalog.get("properties").fieldNames().forEachRemaining(option -> optionHeaders.add(Parameter.header(option)));
        catalog.get("headers").properties().forEach(header -> {
            String name = header.getKey();
            boolean answer = name.startsWith("CamelFastSpringResponse")
                    || name.matches("CamelFastSpringEvent.+")
                    || List.of("CamelFastSpringWarnings", "CamelFastSpringFailedItems")
                            .contains(name);
            if (answer) {
                assertThat(optionHeaders.stream().filter(option -> !option.equals("CamelFastSpringEventBody")))
                        .doesNotContain(name);
            } else if (name.startsWith("CamelFastSpring")) {
                assertThat(optionHeaders).contains(name);
            }
        });
    }

    /** The annotations' defaults are documentation; the fields are the truth. */
    @Test
    void documentedDefaultsAreTrue() throws Exception {
        for (Object holder : List.of(
                new FastSpringConfiguration(),
                new FastSpringEventsConfiguration(),
                new FastSpringDeliveryConfiguration(),
                new FastSpringPollingConfiguration(),
                new FastSpringWebhookConfiguration())) {
            for (Field field : fields(holder.getClass())) {
                if (field.getName().equals("userAgent")) {
                    continue;
                }
                Object value = field.get(holder);
                String documented = catalog.at("/properties/" + field.getName() + "/defaultValue")
                        .asText();
                String actual = value == null ? "" : value.toString();
                if (value instanceof Enum<?>) {
                    actual = camelCase(actual);
                }
                assertThat(documented).as(field.getName()).isEqualTo(actual);
            }
        }
        assertThat(catalog.at("/properties/delay/defaultValue").asText())
                .isEqualTo(Long.toString(FastSpringEndpoint.DEFAULT_DELAY));
    }

    /** The options of a holder, those of its superclasses too. */
    private static List<Field> fields(Class<?> holder) {
        List<Field> fields = new ArrayList<>();
        for (Class<?> type = holder; type != Object.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !field.isSynthetic()) {
                    field.setAccessible(true);
                    fields.add(field);
                }
            }
        }
        return fields;
    }

    private static String camelCase(String constant) {
        String[] words = constant.toLowerCase(Locale.ROOT).split("_");
        return words[0]
                + Arrays.stream(words)
                        .skip(1)
                        .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                        .reduce("", String::concat);
    }

    @Test
    void copiesKeepEveryOption() throws Exception {
        FastSpringConfiguration configuration = new FastSpringConfiguration();
        configuration.setUsername("u");
        configuration.setPassword("p");
        configuration.setUserAgent("x");
        configuration.setRequestsPerMinute(7);
        configuration.setRateBudget(() -> Duration.ZERO);
        configuration.setBudgetTimeout(8);
        configuration.setPriority(FastSpringBudgetConfiguration.Priority.BACKGROUND);
        configuration.setThrottled404(false);
        configuration.setCoalesce(true);
        configuration.setCoalesceDelay(9);
        FastSpringConfiguration copy = configuration.copy();
        List<String> names = new ArrayList<>();
        for (Field field : fields(FastSpringConfiguration.class)) {
            assertThat(field.get(copy)).as(field.getName()).isEqualTo(field.get(configuration));
            names.add(field.getName());
        }
        assertThat(names).contains("maxRetries", "requestsPerMinute", "rateBudget", "coalesce");
    }

    @Test
    void secretsAreMaskedEverywhere() {
        List<String> secrets = new ArrayList<>();
        catalog.get("properties").properties().forEach(option -> {
            if (option.getValue().path("secret").asBoolean()) {
                secrets.add(option.getKey());
            }
        });
        assertThat(secrets).containsExactlyInAnyOrder("username", "password", "secret");
        for (String secret : secrets) {
            assertThat(URISupport.sanitizeUri("fastspring:orders?" + secret + "=visible"))
                    .doesNotContain("visible");
            assertThat(SensitiveUtils.containsSensitive(secret)).as(secret).isTrue();
        }
    }

    @Test
    void toolsCanCheckEndpoints() {
        DefaultCamelCatalog tools = new DefaultCamelCatalog(true);
        tools.addComponent("fastspring", FastSpringComponent.class.getName(), json);

        EndpointValidationResult good = tools.validateEndpointProperties(
                "fastspring:sessions?operation=create&checkoutPath=examplestore/popup-checkout");
        EndpointValidationResult bad =
                tools.validateEndpointProperties("fastspring:events?acknowledge=later&colour=red");

        assertThat(good.isSuccess()).as(good.summaryErrorMessage(false)).isTrue();
        assertThat(bad.getUnknown()).contains("colour");
        assertThat(bad.getInvalidEnum()).containsKey("acknowledge");
    }
}

package io.github.camelfastspring.simulator.judge;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.camelfastspring.simulator.payload.Json;

/**
 * The members of the known request bodies, from the resources {@code body-schemas*.json}: a schema is an object of
 * member names and types (see {@link TypeExpression}); an exclamation mark after the type makes a member required. Null is
 * accepted for members that are not.
 */
final class BodySchemas {
    private static final String FOLDER = "/io/github/camelfastspring/simulator/";
    private static final List<String> RESOURCES = List.of(
            "body-schemas.json",
            "body-schemas-catalogue.json",
            "body-schemas-orders.json",
            "body-schemas-subscriptions.json");

    private final ObjectNode schemas = Json.object();

    BodySchemas() {
        for (String resource : RESOURCES) {
            try (InputStream in = BodySchemas.class.getResourceAsStream(FOLDER + resource)) {
                schemas.setAll((ObjectNode) Json.read(in.readAllBytes()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /**
     * What is wrong with a body, if anything.
     *
     * @param schema name of a schema, or a type expression where a body need not be an object
     */
    Optional<Refusal> check(String schema, JsonNode body) {
        if (schema.contains("|")) {
            return new TypeExpression(schema, this).check(body, "body");
        }
        if (!body.isObject()) {
            return Optional.of(Refusal.of(400, "body", "the body must be a JSON object"));
        }
        return check(schema, body, "");
    }

    Optional<Refusal> check(String name, JsonNode object, String prefix) {
        JsonNode schema = schemas.path(name);
        if (!schema.isObject()) {
            throw new IllegalStateException("No schema " + name);
        }
        for (Map.Entry<String, JsonNode> member : schema.properties()) {
            if (member.getValue().asText().endsWith("!") && !object.hasNonNull(member.getKey())) {
                String field = prefix + member.getKey();
                return Optional.of(Refusal.of(400, field, "missing member " + field));
            }
        }
        return object.properties().stream()
                .flatMap(member -> checkMember(schema, member, prefix).stream())
                .findFirst();
    }

    private Optional<Refusal> checkMember(JsonNode schema, Map.Entry<String, JsonNode> member, String prefix) {
        String field = prefix + member.getKey();
        if (!schema.has(member.getKey())) {
            return Optional.of(new Refusal(
                    400, field, "unknown member " + field, member.getValue().toString()));
        }
        if (member.getValue().isNull()) {
            return Optional.empty();
        }
        String type = schema.get(member.getKey()).asText();
        return new TypeExpression(type.replace("!", ""), this).check(member.getValue(), field);
    }
}

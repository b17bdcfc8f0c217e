package io.github.camelfastspring.simulator.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * The type of a member, written as {@code string}, {@code integer}, {@code number}, {@code boolean}, {@code any},
 * {@code map} (an object with free keys), {@code map<T>}, {@code T[]}, the name of a schema, or several of these with
 * a bar between them.
 */
final class TypeExpression {
    private static final Map<String, Predicate<JsonNode>> PRIMITIVES = Map.of(
            "string", JsonNode::isTextual,
            "integer", TypeExpression::isInteger,
            "number", JsonNode::isNumber,
            "boolean", JsonNode::isBoolean,
            "any", node -> true,
            "map", JsonNode::isObject);

    private final String text;
    private final BodySchemas schemas;

    TypeExpression(String text, BodySchemas schemas) {
        this.text = text;
        this.schemas = schemas;
    }

    Optional<Refusal> check(JsonNode value, String field) {
        List<String> alternatives = alternatives();
        if (alternatives.size() > 1) {
            return alternatives.stream()
                            .anyMatch(each -> type(each).check(value, field).isEmpty())
                    ? Optional.empty()
                    : illTyped(value, field);
        }
        if (PRIMITIVES.containsKey(text)) {
            return PRIMITIVES.get(text).test(value) ? Optional.empty() : illTyped(value, field);
        }
        if (text.endsWith("[]")) {
            return value.isArray() ? checkElements(value, field) : illTyped(value, field);
        }
        if (text.startsWith("map<")) {
            return value.isObject() ? checkValues(value, field) : illTyped(value, field);
        }
        return value.isObject() ? schemas.check(text, value, field + ".") : illTyped(value, field);
    }

    private Optional<Refusal> checkElements(JsonNode array, String field) {
        TypeExpression element = type(text.substring(0, text.length() - 2));
        for (int i = 0; i < array.size(); i++) {
            Optional<Refusal> wrong = element.check(array.get(i), field + "[" + i + "]");
            if (wrong.isPresent()) {
                return wrong;
            }
        }
        return Optional.empty();
    }

    private Optional<Refusal> checkValues(JsonNode map, String field) {
        TypeExpression value = type(text.substring("map<".length(), text.length() - 1));
        return map.properties().stream()
                .flatMap(entry -> value.check(entry.getValue(), field + "." + entry.getKey()).stream())
                .findFirst();
    }

    private Optional<Refusal> illTyped(JsonNode value, String field) {
        return Optional.of(
                new Refusal(400, field, "ill-typed member " + field + ": must be " + text, value.toString()));
    }

    private TypeExpression type(String other) {
        return new TypeExpression(other, schemas);
    }

    /** Splits at the bars outside of angle brackets. */
    private List<String> alternatives() {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '<' ? 1 : c == '>' ? -1 : 0;
            if (c == '|' && depth == 0) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }

    private static boolean isInteger(JsonNode node) {
        return node.isNumber() && node.decimalValue().stripTrailingZeros().scale() <= 0;
    }
}

package io.github.camelfastspring.support;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.camel.CamelContext;

/**
 * The form in which a route gets JSON: {@code map}, {@code json}, {@code string}, {@code stream}, or a class that
 * Jackson maps.
 */
public final class OutputType {

    @FunctionalInterface
    private interface Form {
        Object of(JsonNode node, byte[] text) throws IOException;
    }

    private final Form form;

    private OutputType(Form form) {
        this.form = form;
    }

    /**
     * The form that the option or header names.
     *
     * @throws IllegalArgumentException if it is none of the words and no class of that name can be loaded
     */
    public static OutputType of(String name, JsonCodec codec, CamelContext context) {
        return switch (name) {
            case "map" -> new OutputType((node, text) -> codec.toJava(node));
            case "json" -> new OutputType((node, text) -> node);
            case "string" ->
                new OutputType((node, text) -> new String(bytes(node, text, codec), StandardCharsets.UTF_8));
            case "stream" -> new OutputType((node, text) -> new ByteArrayInputStream(bytes(node, text, codec)));
            default -> ofClass(name, codec, context);
        };
    }

    private static OutputType ofClass(String name, JsonCodec codec, CamelContext context) {
        Class<?> type = context.getClassResolver().resolveClass(name);
        if (type == null) {
            throw new IllegalArgumentException(
                    "fastspring: outputType=" + name
                            + " (option or header CamelFastSpringOutputType) is neither map, json, string or stream nor a class that can be loaded");
        }
        return new OutputType((node, text) -> {
            if (!node.isArray() || type.isArray()) {
                return codec.convert(node, type);
            }
            List<Object> list = new ArrayList<>(node.size());
            for (JsonNode element : node) {
                list.add(codec.convert(element, type));
            }
            return list;
        });
    }

    private static byte[] bytes(JsonNode node, byte[] text, JsonCodec codec) throws IOException {
        return text != null ? text : codec.write(node);
    }

    /**
     * The node in this form; null stays null.
     *
     * @param text the node as it came over the wire, so that text forms are given to the letter; null where the node was
     *             taken out of a larger answer
     */
    public Object convert(JsonNode node, byte[] text) throws IOException {
        return node == null ? null : form.of(node, text);
    }
}

package io.github.camelfastspring.support;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.TypeFactory;
import com.fasterxml.jackson.databind.util.LRUMap;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/** JSON in and out: decimals keep their digits, members their order, nulls their place. Safe for use by many threads. */
public final class JsonCodec {

    private final ObjectMapper mapper = JsonMapper.builder()
            // With a cache of its own: Jackson's shared one would keep classes of applications that are gone.
            .typeFactory(TypeFactory.defaultInstance().withCache(new LRUMap<Object, JavaType>(16, 200)))
            .addModule(new JavaTimeModule())
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    /**
     * Reads one whole JSON document.
     *
     * @throws IOException if the bytes are not exactly one JSON document; the message quotes nothing of it
     */
    public JsonNode read(byte[] json) throws IOException {
        try {
            JsonNode node = mapper.readTree(json);
            if (node.isMissingNode()) {
                throw new IOException("not JSON: nothing in it");
            }
            return node;
        } catch (JsonProcessingException e) {
            throw withoutContent(e);
        }
    }

    /**
     * What a JSON document is made of on its first level.
     *
     * @param isArray  whether the root is an array, else it is an object
     * @param elements how many elements the root array has
     * @param members  the members of the root object, with the number of elements where they are arrays, else 0
     */
    public record Shape(boolean isArray, int elements, Map<String, Integer> members) {}

    /**
     * Checks that the bytes are exactly one JSON object or array, and looks at its first level; keeps nothing of it.
     *
     * @throws IOException if they are not; the message quotes nothing of them
     */
    public Shape shape(byte[] json) throws IOException {
        try (JsonParser parser = mapper.createParser(json)) {
            JsonToken first = parser.nextToken();
            if (first != JsonToken.START_OBJECT && first != JsonToken.START_ARRAY) {
                throw new IOException("not a JSON object or array");
            }
            boolean isArray = first == JsonToken.START_ARRAY;
            int elements = isArray ? elements(parser) : 0;
            Map<String, Integer> members = new LinkedHashMap<>();
            while (!isArray && parser.nextToken() != JsonToken.END_OBJECT) {
                String name = parser.currentName();
                boolean array = parser.nextToken() == JsonToken.START_ARRAY;
                members.put(name, array ? elements(parser) : 0);
                parser.skipChildren();
            }
            if (parser.nextToken() != null) {
                throw new IOException("not JSON: something follows the document");
            }
            return new Shape(isArray, elements, members);
        } catch (JsonProcessingException e) {
            throw withoutContent(e);
        }
    }

    /** Reads to the end of the array that the parser is at the start of. */
    private static int elements(JsonParser parser) throws IOException {
        int elements = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            parser.skipChildren();
            elements++;
        }
        return elements;
    }

    /** Writes a map, collection, POJO, record or JSON node; nulls are kept. */
    public byte[] write(Object value) throws IOException {
        return mapper.writeValueAsBytes(value);
    }

    /** Maps a node onto a class of the user's. */
    public <T> T convert(JsonNode node, Class<T> type) throws IOException {
        return mapper.treeToValue(node, type);
    }

    /** The node as maps, lists, strings, numbers and booleans; decimals as {@link java.math.BigDecimal}. */
    public Object toJava(JsonNode node) {
        if (node == null || node.isNull() || node.isMissingNode()) {
            return null;
        }
        if (node.isObject()) {
            Map<String, Object> map = new LinkedHashMap<>();
            node.properties().forEach(member -> map.put(member.getKey(), toJava(member.getValue())));
            return map;
        }
        if (node.isArray()) {
            List<Object> list = new ArrayList<>(node.size());
            node.forEach(element -> list.add(toJava(element)));
            return list;
        }
        if (node.isNumber()) {
            return node.numberValue();
        }
        return node.isBoolean() ? node.booleanValue() : node.asText();
    }

    /** Jackson's messages quote the text that they stumble over, and that may be personal data. */
    private static IOException withoutContent(JsonProcessingException e) {
        return e.getLocation() == null
                ? new IOException("not JSON")
                : new IOException("not JSON: wrong at line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr());
    }
}

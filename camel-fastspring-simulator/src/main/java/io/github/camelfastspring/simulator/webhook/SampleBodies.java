package io.github.camelfastspring.simulator.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.camelfastspring.simulator.payload.Json;

/** Reads the resources of {@link SampleEvents}; the characters of decimals are kept. */
final class SampleBodies {
    private static final String FOLDER = "/io/github/camelfastspring/simulator/events/";

    private SampleBodies() {}

    /** The bytes of a resource, if there is one of this name. */
    static Optional<byte[]> bytes(String name) {
        try (InputStream in = SampleBodies.class.getResourceAsStream(FOLDER + name)) {
            return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The object in a resource, if there is one of this name. */
    static Optional<ObjectNode> object(String name) {
        return bytes(name).map(SampleBodies::parse);
    }

    private static ObjectNode parse(byte[] bytes) {
        try (JsonParser parser = new JsonMapper().createParser(bytes)) {
            parser.nextToken();
            return (ObjectNode) value(parser);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // Jackson's own trees forget how a number was written.
    private static JsonNode value(JsonParser parser) throws IOException {
        switch (parser.currentToken()) {
            case START_OBJECT:
                ObjectNode object = Json.object();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    object.set(name, value(parser));
                }
                return object;
            case START_ARRAY:
                ArrayNode array = Json.array();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    array.add(value(parser));
                }
                return array;
            case VALUE_NUMBER_FLOAT:
                return new NumberAsWritten(parser.getText());
            default:
                return new JsonMapper().readTree(parser);
        }
    }
}

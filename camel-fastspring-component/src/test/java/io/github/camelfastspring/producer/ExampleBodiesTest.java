package io.github.camelfastspring.producer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.camelfastspring.error.FastSpringException;
import io.github.camelfastspring.operation.AnswerForm;
import io.github.camelfastspring.operation.FastSpringOperation;
import io.github.camelfastspring.samples.Sample;
import io.github.camelfastspring.samples.Samples;
import io.github.camelfastspring.support.Calls;
import io.github.camelfastspring.support.JsonCodec;
import io.github.camelfastspring.support.RawServer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Bodies of the folder that {@code -Dfastspring.examples} names, in files such as {@code orders.get.response.json}: requests
 * are sent unchanged, answers are read without loss, errors become exceptions that tell what they say.
 */
@EnabledIfSystemProperty(named = "fastspring.examples", matches = ".+")
class ExampleBodiesTest {

    /** Beginnings of file names that are not those of a row, and the row that they belong to. */
    private static final Map<String, String> OTHER_NAMES = Map.of(
            "sessionsV1.create.", "sessions-v1.create",
            "sessions.error400.", "sessions.create",
            "invoices.error.", "invoices.create",
            "get-events-envelope", "events.listUnprocessed");

    /** Files that belong to no row, and why. */
    private static final Map<String, String> OF_NO_ROW = Map.of(
            "events/", "the event of a webhook or of the consumer, which the consumer's tests read",
            "SOURCES", "says where the others are from");

    private static final JsonCodec CODEC = new JsonCodec();

    /** A file and the row that it belongs to; null if there is none. */
    record Example(String name, String text, Sample sample) {

        boolean is(String kind) {
            return switch (kind) {
                case "error" -> name.contains("error");
                case "request" -> name.contains(".request.");
                default -> !is("error") && !is("request");
            };
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static List<Example> all() throws IOException {
        Path folder = Path.of(System.getProperty("fastspring.examples"));
        List<Example> examples = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String path = folder.relativize(file).toString().replace('\\', '/');
                examples.add(new Example(
                        path, Files.readString(file), sample(file.getFileName().toString())));
            }
        }
        return examples;
    }

    private static Sample sample(String file) {
        String name = OTHER_NAMES.keySet().stream()
                .filter(file::startsWith)
                .map(OTHER_NAMES::get)
                .findFirst()
                .orElse(file.replaceFirst("^([\\w-]+\\.\\w+)\\..*", "$1"));
        return Samples.all().stream()
                .filter(sample -> sample.row().qualifiedName().equals(name))
                .findFirst()
                .orElse(null);
    }

    private static Stream<Example> examples(String kind) throws IOException {
        List<Example> examples = all().stream()
                .filter(example -> example.sample != null && example.is(kind))
                .toList();
        assertThat(examples).isNotEmpty();
        return examples.stream();
    }

    static Stream<Example> requests() throws IOException {
        return examples("request");
    }

    static Stream<Example> responses() throws IOException {
        return examples("response");
    }

    static Stream<Example> errors() throws IOException {
        return examples("error");
    }

    @Test
    void everyFileBelongsToARowOrIsKnownNotTo() throws Exception {
        Set<String> strangers = new TreeSet<>();
        for (Example example : all()) {
            if (example.sample == null && OF_NO_ROW.keySet().stream().noneMatch(example.name::startsWith)) {
                strangers.add(example.name);
            }
        }
        assertThat(strangers).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("requests")
    void requestsAreSentUnchanged(Example example) throws Exception {
        String text = example.text;
        JsonNode node = CODEC.read(text.getBytes());
        String wrapper = example.sample.row().wrapper();
        assertThat(wrapper == null || node.has(wrapper)).as("is wrapped").isTrue();
        try (RawServer server = new RawServer();
                Calls calls = new Calls(server.baseUrl())) {
            for (Object body : List.of(text, node, CODEC.toJava(node))) {
                assertThat(call(calls, example, "", body).getException()).isNull();
            }

            assertThat(server.requests().get(0).bodyText()).isEqualTo(text);
            assertThat(CODEC.read(server.requests().get(1).body()).toString()).isEqualTo(node.toString());
            assertThat(CODEC.read(server.requests().get(2).body()).toString()).isEqualTo(node.toString());
        }
    }

    @ParameterizedTest
    @MethodSource("responses")
    void answersAreReadWithoutLoss(Example example) throws Exception {
        boolean isText = example.sample.row().answer() == AnswerForm.TEXT;
        try (RawServer server = new RawServer()
                        .otherwise(request ->
                                RawServer.answer(200, isText ? "text/plain" : "application/json", example.text));
                Calls calls = new Calls(server.baseUrl())) {
            // One of them tells of items that failed.
            Exchange json = call(calls, example, "&outputType=json&partialFailure=return", example.sample.request());
            Exchange map = call(calls, example, "&partialFailure=return", example.sample.request());

            assertThat(json.getException()).isNull();
            assertThat(map.getException()).isNull();
            if (isText) {
                assertThat(map.getMessage().getBody(String.class)).isEqualTo(example.text);
                return;
            }
            String expected = item(example.sample.row(), CODEC.read(example.text.getBytes()))
                    .toString();
            assertThat(json.getMessage().getBody(JsonNode.class).toString()).isEqualTo(expected);
            byte[] written = CODEC.write(map.getMessage().getBody());
            assertThat(CODEC.read(written).toString()).isEqualTo(expected);
        }
    }

    /** The one item of the answer to one id, where it comes in an array; else all of it. */
    private static JsonNode item(FastSpringOperation row, JsonNode answer) {
        if (row.items() == null || row.listParameter() == null) {
            return answer;
        }
        JsonNode items = row.items().members().stream()
                .map(answer::path)
                .filter(JsonNode::isContainerNode)
                .findFirst()
                .orElse(MissingNode.getInstance());
        return items.size() == 1 && items.isArray() ? items.get(0) : answer;
    }

    @ParameterizedTest
    @MethodSource("errors")
    void errorsAreTold(Example example) throws Exception {
        for (int status : List.of(400, 500)) {
            try (RawServer server = new RawServer().otherwise(request -> RawServer.json(status, example.text));
                    Calls calls = new Calls(server.baseUrl())) {
                Exception exception =
                        call(calls, example, "", example.sample.request()).getException();

                assertThat(exception).isInstanceOf(FastSpringException.class);
                assertThat(((FastSpringException) exception).getErrors())
                        .isNotEmpty()
                        .allSatisfy(error -> {
                            assertThat(error.message()).isNotBlank();
                        });
            }
        }
    }

    private static Exchange call(Calls calls, Example example, String further, Object body) {
        return calls.call(example.sample.uri() + further, body, new HashMap<>(example.sample.headers()));
    }
}

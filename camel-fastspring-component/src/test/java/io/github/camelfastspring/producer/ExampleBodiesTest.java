package io.github.camelfastspring.producer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.camelfastspring.support.Calls;
import io.github.camelfastspring.support.JsonCodec;
import io.github.camelfastspring.support.RawServer;

import static org.assertj.core.api.Assertions.assertThat;

/** Bodies of the folder that {@code -Dfastspring.examples} names: sent unchanged, read without loss. */
@EnabledIfSystemProperty(named = "fastspring.examples", matches = ".+")
class ExampleBodiesTest {

    /** Which files belong to a row, and how the row is called. */
    private static final Map<String, String> URIS = Map.of(
            "sessions.create", "fastspring:sessions?operation=create&checkoutPath=a/b",
            "sessions.addItem", "fastspring:sessions?operation=addItem&checkoutPath=a/b&id=s",
            "sessions.get", "fastspring:sessions?operation=get&checkoutPath=a/b&id=s",
            "sessions.getPaymentMethods", "fastspring:sessions?operation=getPaymentMethods&checkoutPath=a/b&id=s",
            "sessions.updateCustomer", "fastspring:sessions?operation=updateCustomer&checkoutPath=a/b&id=s",
            "sessionsV1.create", "fastspring:sessions-v1?operation=create",
            "accounts.get", "fastspring:accounts?operation=get&id=x",
            "orders.get", "fastspring:orders?operation=get&id=x",
            "products.get", "fastspring:products?operation=get&id=x",
            "get-events-envelope", "fastspring:events?operation=listUnprocessed");

    record Example(Path file, String uri) {
        @Override
        public String toString() {
            return file.getFileName().toString();
        }
    }

    private static Stream<Example> examples(String kind) throws IOException {
        Path folder = Path.of(System.getProperty("fastspring.examples"));
        try (Stream<Path> files = Files.walk(folder, 2)) {
            List<Example> examples = files.filter(file -> file.toString().endsWith(".json"))
                    .filter(file -> file.getFileName().toString().contains(kind))
                    .filter(file -> !file.getFileName().toString().contains("error"))
                    .flatMap(file -> URIS.entrySet().stream()
                            .filter(row -> file.getFileName().toString().matches(row.getKey() + "[._].*"))
                            .map(row -> new Example(file, row.getValue())))
                    .toList();
            assertThat(examples).isNotEmpty();
            return examples.stream();
        }
    }

    static Stream<Example> requests() throws IOException {
        return examples("request");
    }

    static Stream<Example> responses() throws IOException {
        return Stream.concat(examples("response"), examples("envelope"));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void requestsAreSentUnchanged(Example example) throws Exception {
        String text = Files.readString(example.file);
        try (RawServer server = new RawServer();
                Calls calls = new Calls(server.baseUrl())) {
            assertThat(calls.call(example.uri, text).getException()).isNull();
            JsonNode node = new JsonCodec().read(text.getBytes());
            assertThat(calls.call(example.uri, node).getException()).isNull();
            Object map = new JsonCodec().toJava(node);
            assertThat(calls.call(example.uri, map).getException()).isNull();

            assertThat(server.requests().get(0).bodyText()).isEqualTo(text);
            assertThat(server.requests().get(1).bodyText()).isEqualTo(node.toString());
            assertThat(server.requests().get(2).bodyText()).isEqualTo(node.toString());
        }
    }

    @ParameterizedTest
    @MethodSource("responses")
    void answersAreReadWithoutLoss(Example example) throws Exception {
        String text = Files.readString(example.file);
        JsonCodec codec = new JsonCodec();
        JsonNode whole = codec.read(text.getBytes());
        String resource = example.uri.replaceAll("fastspring:([\\w-]+).*", "$1");
        boolean wrapped = whole.path(resource).isArray() && example.uri.contains("id=x");
        JsonNode expected = wrapped ? whole.get(resource).get(0) : whole;
        try (RawServer server = new RawServer().otherwise(request -> RawServer.json(200, text));
                Calls calls = new Calls(server.baseUrl())) {
            Exchange json = calls.call(example.uri + "&outputType=json", "{}");
            Exchange map = calls.call(example.uri, "{}");

            assertThat(json.getException()).isNull();
            assertThat(json.getMessage().getBody(JsonNode.class).toString()).isEqualTo(expected.toString());
            assertThat(new String(codec.write(map.getMessage().getBody()))).isEqualTo(expected.toString());
        }
    }
}

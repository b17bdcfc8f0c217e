package io.github.camelfastspring.operation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.camelfastspring.docs.ResourcePages;
import io.github.camelfastspring.error.FastSpringException;
import io.github.camelfastspring.samples.Sample;
import io.github.camelfastspring.samples.Samples;
import io.github.camelfastspring.support.JsonCodec;
import io.github.camelfastspring.support.RawServer;
import io.github.camelfastspring.support.RawServerTest;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every row of the operation table has samples, and they are true: what is sent, what a success becomes, what an error
 * becomes, and what the docs say.
 */
class EveryRowTest extends RawServerTest {

    private static final Path DOCS = Path.of("../docs/resources");

    private final JsonCodec codec = new JsonCodec();

    static Stream<Sample> samples() {
        return Samples.all().stream();
    }

    @Test
    void noRowLacksAnything() throws Exception {
        assertThat(FastSpringOperations.STANDARD.all()).hasSize(80);
        assertThat(problems(FastSpringOperations.STANDARD.all())).isEmpty();
    }

    @Test
    void aRowWithoutSamplesAndDocsIsFound() throws Exception {
        List<FastSpringOperation> rows = new ArrayList<>(FastSpringOperations.STANDARD.all());
        rows.add(FastSpringOperation.row("accounts", "imagine")
                .post("/accounts/{id}/imagine")
                .body()
                .end());

        assertThat(problems(rows))
                .containsExactlyInAnyOrder(
                        "accounts.imagine: no request sample",
                        "accounts.imagine: no response sample",
                        "accounts.imagine: no error sample",
                        "accounts.imagine: not in the index",
                        "accounts.imagine: no section in the docs");
    }

    @Test
    void aRowThatChangedIsFound() throws Exception {
        List<FastSpringOperation> rows = new ArrayList<>(FastSpringOperations.STANDARD.all());
        rows.replaceAll(row -> row.qualifiedName().equals("coupons.get")
                ? FastSpringOperation.row("coupons", "get")
                        .put("/coupons/{id}")
                        .body()
                        .end()
                : row);

        assertThat(problems(rows))
                .containsExactlyInAnyOrder(
                        "coupons.get: no request sample",
                        "coupons.get: no sketch of the body",
                        "coupons.get: the docs are not current");
    }

    @Test
    void aSampleOfNoRowIsFound() throws Exception {
        List<FastSpringOperation> rows = new ArrayList<>(FastSpringOperations.STANDARD.all());
        rows.removeIf(row -> row.qualifiedName().equals("quotes.delete"));

        assertThat(problems(rows)).containsExactly("quotes.delete: in the index, but not in the table");
    }

    private static List<String> problems(List<FastSpringOperation> rows) throws IOException {
        List<String> problems = Samples.problems(rows);
        for (FastSpringOperation row : rows) {
            String page = Files.readString(DOCS.resolve(row.resource() + ".md"));
            Sample sample = Samples.of(row);
            if (!page.contains("\n## " + row.name() + "\n")) {
                problems.add(row + ": no section in the docs");
            } else if (sample.request() == null && row.body() != BodyUse.NONE
                    || !page.contains(ResourcePages.section(sample))) {
                problems.add(row + ": the docs are not current");
            }
        }
        return problems;
    }

    @ParameterizedTest
    @MethodSource("samples")
    void theRequestIsSentAsTheSampleSays(Sample sample) throws Exception {
        List<Object> bodies = new ArrayList<>();
        if (sample.request() == null) {
            bodies.add(null);
        } else {
            JsonNode node = codec.read(sample.request().getBytes());
            bodies.addAll(List.of(sample.request(), node, codec.toJava(node), wrapped(sample, sample.request())));
        }

        for (Object body : bodies) {
            server.requests().clear();
            server.otherwise(request -> success(sample));
            Exchange exchange = call(sample, "", body);

            assertThat(exchange.getException()).isNull();
            RawServer.Request request = server.onlyRequest();
            assertThat(request.line()).isEqualTo(sample.requestLine() + " HTTP/1.1");
            if (sample.request() != null) {
                JsonNode expected = codec.read(wrapped(sample, sample.request()).getBytes());
                assertThat(codec.read(request.body()).toString()).isEqualTo(expected.toString());
                if (body instanceof String text) {
                    assertThat(request.bodyText()).isEqualTo(wrapped(sample, text));
                }
            } else {
                String fixed = sample.row().fixedBody();
                assertThat(request.bodyText()).isEqualTo(fixed == null ? "" : fixed);
            }
        }
    }

    /** The text in the row's wrapper, once. */
    private static String wrapped(Sample sample, String text) {
        String wrapper = sample.row().wrapper();
        return wrapper == null || text.startsWith("{\"" + wrapper) ? text : "{\"" + wrapper + "\":[" + text + "]}";
    }

    @ParameterizedTest
    @MethodSource("samples")
    void theAnswerIsReadWithoutLoss(Sample sample) throws Exception {
        server.otherwise(request -> success(sample));

        if (sample.response().isEmpty()) {
            Exchange exchange = call(sample, "", sample.request());
            assertThat(exchange.getException()).isNull();
            assertThat(exchange.getMessage().getBody()).isNull();
            return;
        }
        if (sample.row().answer() == AnswerForm.TEXT) {
            for (String output : List.of("map", "string", "stream")) {
                Exchange exchange = call(sample, "&outputType=" + output, sample.request());
                assertThat(exchange.getException()).isNull();
                assertThat(exchange.getMessage().getBody(String.class)).isEqualTo(sample.response());
            }
            return;
        }
        JsonNode whole = codec.read(sample.response().getBytes());
        String expected = whole.at(sample.answer()).toString();
        Exchange json = call(sample, "&outputType=json", sample.request());
        Exchange map = call(sample, "", sample.request());
        Exchange string = call(sample, "&outputType=string", sample.request());

        assertThat(json.getException()).isNull();
        assertThat(json.getMessage().getBody(JsonNode.class).toString()).isEqualTo(expected);
        assertThat(codec.read(codec.write(map.getMessage().getBody())).toString())
                .isEqualTo(expected);
        assertThat(codec.read(string.getMessage().getBody(String.class).getBytes())
                        .toString())
                .isEqualTo(expected);
        assertThat(json.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE)).isEqualTo(sample.successStatus());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void theErrorBecomesItsException(Sample sample) {
        server.otherwise(request -> RawServer.json(sample.errorStatus(), sample.error()));

        Exception exception = call(sample, "", sample.request()).getException();

        assertThat(exception).isInstanceOf(FastSpringException.class);
        assertThat(exception.getClass().getSimpleName()).isEqualTo(sample.exception());
        FastSpringException problem = (FastSpringException) exception;
        assertThat(problem.getStatusCode()).isEqualTo(sample.errorStatus());
        assertThat(problem.getOperation()).isEqualTo(sample.row().qualifiedName());
        assertThat(problem.getErrors())
                .anySatisfy(error -> assertThat(error.message()).contains(sample.errorText()));
    }

    private Exchange call(Sample sample, String further, Object body) {
        Map<String, Object> headers = new HashMap<>(sample.headers());
        return calls.call(sample.uri() + further, body, headers);
    }

    private static RawServer.Reply success(Sample sample) {
        return sample.row().answer() == AnswerForm.TEXT
                ? RawServer.answer(sample.successStatus(), "text/plain", sample.response())
                : RawServer.json(sample.successStatus(), sample.response());
    }
}

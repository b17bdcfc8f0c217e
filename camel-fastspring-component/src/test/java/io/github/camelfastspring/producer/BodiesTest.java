package io.github.camelfastspring.producer;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.Exchange;
import org.apache.camel.converter.stream.InputStreamCache;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.camelfastspring.error.FastSpringError;
import io.github.camelfastspring.operation.FastSpringOperations;
import io.github.camelfastspring.operation.Parameter;
import io.github.camelfastspring.support.RawServerTest;

import static io.github.camelfastspring.support.RawServer.json;
import static org.assertj.core.api.Assertions.assertThat;

/** Bodies in and out: text keeps its bytes, objects keep nulls, order and the digits of their amounts. */
class BodiesTest extends RawServerTest {

    private static final String CREATE = "fastspring:sessions?operation=create&checkoutPath=a/b";
    private static final String TEXT = "{ \"z\":10.8800,\"a\":null, \"ü\":\"901,00\u00a0€\" }";

    public record Item(String productPath, BigDecimal price, String note) {}

    public static class Pojo {
        public String productPath = "gold";
        public BigDecimal price = new BigDecimal("10.8800");
        public String note;
    }

    static Stream<Object> texts() {
        byte[] bytes = TEXT.getBytes(StandardCharsets.UTF_8);
        return Stream.of(
                TEXT,
                new StringBuilder(TEXT),
                bytes,
                new ByteArrayInputStream(bytes),
                new StringReader(TEXT),
                new InputStreamCache(bytes));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void textIsSentByteForByte(Object body) {
        assertThat(calls.call(CREATE, body).getException()).isNull();

        assertThat(server.onlyRequest().bodyText()).isEqualTo(TEXT);
    }

    @Test
    void aFileIsSentByteForByte(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("session.json"), TEXT);

        assertThat(calls.call(CREATE, file.toFile()).getException()).isNull();

        assertThat(server.onlyRequest().bodyText()).isEqualTo(TEXT);
    }

    @Test
    void aStreamCacheCanBeReadAgain() {
        InputStreamCache cache = new InputStreamCache(TEXT.getBytes(StandardCharsets.UTF_8));
        server.otherwise(request -> json(400, "{\"message\":\"no\"}"));

        Exchange exchange = calls.call(CREATE, cache);

        assertThat(exchange.getException()).isNotNull();
        assertThat(exchange.getMessage().getBody(String.class)).isEqualTo(TEXT);
    }

    static Stream<Object> objects() throws Exception {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("productPath", "gold");
        map.put("price", new BigDecimal("10.8800"));
        map.put("note", null);
        JsonNode node = new ObjectMapper().valueToTree(map);
        return Stream.of(map, node, new Item("gold", new BigDecimal("10.8800"), null), new Pojo());
    }

    @ParameterizedTest
    @MethodSource("objects")
    void objectsAreWrittenWithNullsAndDigits(Object body) {
        assertThat(calls.call(CREATE, body).getException()).isNull();

        assertThat(server.onlyRequest().bodyText())
                .isIn(
                        "{\"productPath\":\"gold\",\"price\":10.8800,\"note\":null}",
                        // valueToTree of a plain mapper strips the zeroes before we see them.
                        "{\"productPath\":\"gold\",\"price\":10.88,\"note\":null}");
    }

    public record Period(LocalDate startDate, Instant created) {}

    @Test
    void datesAreTextAsFastSpringWritesThem() {
        calls.call(CREATE, new Period(LocalDate.of(2026, 3, 1), Instant.parse("2026-03-01T10:00:00Z")));

        assertThat(server.onlyRequest().bodyText())
                .isEqualTo("{\"startDate\":\"2026-03-01\",\"created\":\"2026-03-01T10:00:00Z\"}");
    }

    @Test
    void collectionsAreArrays() {
        calls.call(CREATE, List.of(Map.of("a", 1), Map.of("b", 2)));

        assertThat(server.onlyRequest().bodyText()).isEqualTo("[{\"a\":1},{\"b\":2}]");
    }

    @Test
    void mapsKeepOrderNullsAndDigits() {
        server.otherwise(request -> json(
                200, "{\"z\":1,\"total\":10.8800,\"created\":1.732038207127E12,\"none\":null,\"big\":123456789012}"));

        Map<?, ?> body = calls.call(CREATE, "{}").getMessage().getBody(Map.class);

        assertThat(new ArrayList<Object>(body.keySet())).containsExactly("z", "total", "created", "none", "big");
        assertThat(body.get("total")).isEqualTo(new BigDecimal("10.8800"));
        assertThat(((Number) body.get("created")).longValue()).isEqualTo(1732038207127L);
        assertThat(body.containsKey("none")).isTrue();
        assertThat(body.get("none")).isNull();
        assertThat(body.get("big")).isEqualTo(123456789012L);
    }

    @Test
    void otherFormsOfAnswers() {
        String text = "{ \"productPath\":\"gold\",\"price\":10.8800, \"more\":1e3}";
        server.otherwise(request -> json(200, text));

        assertThat(calls.call(CREATE + "&outputType=string", "{}").getMessage().getBody())
                .as("to the letter")
                .isEqualTo(text);
        assertThat(calls.call(CREATE + "&outputType=stream", "{}").getMessage().getBody())
                .isInstanceOfSatisfying(InputStream.class, stream -> assertThat(stream)
                        .hasBinaryContent(text.getBytes(StandardCharsets.UTF_8)));
        assertThat(calls.call(CREATE + "&outputType=json", "{}").getMessage().getBody(JsonNode.class))
                .hasToString("{\"productPath\":\"gold\",\"price\":10.8800,\"more\":1E+3}");
        assertThat(calls.call(CREATE + "&outputType=" + Item.class.getName(), "{}")
                        .getMessage()
                        .getBody())
                .isEqualTo(new Item("gold", new BigDecimal("10.8800"), null));
    }

    @Test
    void headersOfTheAnswer() {
        server.otherwise(request -> json(
                201,
                "{\"action\":\"x.get\",\"page\":1,\"nextPage\":2,\"total\":7,\"warnings\":"
                        + "[{\"code\":\"INVALID_PROMO_CODE\",\"field\":\"promoCode\",\"message\":\"not applied\"}]}"));

        Exchange exchange = calls.call(CREATE, "{}");

        assertThat(exchange.getMessage().getHeaders())
                .containsEntry("CamelHttpResponseCode", 201)
                .containsEntry("CamelFastSpringResponseAction", "x.get")
                .containsEntry("CamelFastSpringResponsePage", 1)
                .containsEntry("CamelFastSpringResponseNextPage", 2)
                .containsEntry("CamelFastSpringResponseTotal", 7)
                .containsEntry(
                        "CamelFastSpringWarnings",
                        List.of(new FastSpringError("INVALID_PROMO_CODE", "promoCode", "not applied")));
        assertThat(calls.context()
                        .resolveLanguage("simple")
                        .createExpression("${header.CamelFastSpringWarnings[0].code}")
                        .evaluate(exchange, String.class))
                .isEqualTo("INVALID_PROMO_CODE");
    }

    @Test
    void noRequestHeaderIsLeftAfterACallWhateverItsOutcome() {
        Map<String, Object> headers = new LinkedHashMap<>();
        FastSpringOperations.STANDARD.parameterNames().forEach(name -> headers.put(Parameter.header(name), "1"));
        headers.put("CamelFastSpringMethod", "GET");
        headers.put("CamelFastSpringPath", "/x");
        headers.put("CamelFastSpringQuery", Map.of("a", "b"));
        headers.put("CamelFastSpringPaging", "all");
        headers.put("CamelFastSpringOperation", "get");
        headers.put("CamelFastSpringId", "a1");
        headers.put("CamelFastSpringCheckoutPath", "a/b");
        headers.put("CamelFastSpringProductPath", "p");
        headers.put("CamelFastSpringDays", 3);
        headers.put("CamelFastSpringBegin", "2026-01-01");
        headers.put("CamelFastSpringEnd", "2026-01-02");
        headers.put("CamelFastSpringOutputType", "json");
        headers.put("CamelFastSpringBatchSize", 5);
        headers.put("CamelFastSpringPartialFailure", "return");
        headers.put("CamelFastSpringRequestTimeout", 5000);
        headers.put("CamelFastSpringMaxRetries", 0);
        headers.put("CamelFastSpringRetryDelay", 1);
        headers.put("CamelFastSpringMaxRetryDelay", 1);
        headers.put("CamelFastSpringEventId", "belongs to the consumer");
        server.then(json(200, "{}"), json(500, ""));

        Exchange success = calls.call("fastspring:accounts", null, headers);
        Exchange failure = calls.call("fastspring:accounts", null, headers);
        headers.put("CamelFastSpringRequestTimeout", "never");
        Exchange notSent = calls.call("fastspring:accounts", null, headers);

        for (Exchange exchange : List.of(success, failure, notSent)) {
            assertThat(exchange.getMessage().getHeaders().keySet())
                    .filteredOn(name -> name.startsWith("CamelFastSpring"))
                    .containsExactly("CamelFastSpringEventId");
        }
        assertThat(success.getException()).isNull();
        assertThat(failure.getException()).isNotNull();
        assertThat(notSent.getException()).isNotNull();
    }

    @Test
    void whatAnEarlierCallSaidIsNotTakenForThisCalls() {
        Exchange exchange = calls.call(
                CREATE,
                "{}",
                Map.of("CamelFastSpringWarnings", List.of("old"), "CamelFastSpringFailedItems", List.of("old")));

        assertThat(exchange.getMessage().getHeaders())
                .doesNotContainKeys("CamelFastSpringWarnings", "CamelFastSpringFailedItems");
    }
}

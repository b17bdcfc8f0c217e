package io.github.camelfastspring.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.camelfastspring.client.Answer.Failure;
import io.github.camelfastspring.client.Answer.Kind;
import io.github.camelfastspring.client.Answer.Success;
import io.github.camelfastspring.error.FastSpringError;
import io.github.camelfastspring.operation.FastSpringOperation;
import io.github.camelfastspring.operation.FastSpringOperations;
import io.github.camelfastspring.support.JsonCodec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

/** What answers mean; the bodies have the shapes that FastSpring's documents show. */
class ResponseClassifierTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC);
    private static final FastSpringOperation READ = FastSpringOperations.STANDARD.get("accounts", "get");
    private static final FastSpringOperation WRITE = FastSpringOperations.STANDARD.get("sessions", "create");
    private static final FastSpringOperation ORDERS = FastSpringOperations.STANDARD.get("orders", "get");
    private static final FastSpringOperation MARK = FastSpringOperations.STANDARD.get("events", "markProcessed");

    private final ResponseClassifier classifier = new ResponseClassifier(new JsonCodec(), NOON);

    private Answer classify(FastSpringOperation operation, int status, String body, String... ids) {
        return classifier.classify(
                operation,
                List.of(ids),
                ids.length,
                new RawResponse(status, body.getBytes(StandardCharsets.UTF_8), null));
    }

    private Failure failure(FastSpringOperation operation, int status, String body, String... ids) {
        Answer answer = classify(operation, status, body, ids);
        assertThat(answer).isInstanceOf(Failure.class);
        return (Failure) answer;
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 400, 500})
    void aRefusalIsOneWhateverTheStatus(int status) {
        for (String body : List.of(
                "{\"action\":\"x\",\"result\":\"error\",\"error\":{\"coupon\":\"must not be blank\"}}",
                "{\"coupon\":\"sale\",\"result\":\"error\",\"error\":\"must not be blank\"}",
                "{\"result\":\"success\",\"error\":{\"coupon\":\"must not be blank\"}}",
                "{\"result\":\"error\",\"error\":{\"coupon\":\"must not be blank\",\"good\":null}}")) {
            Failure failure = failure(WRITE, status, body);

            assertThat(failure.kind()).as(body).isEqualTo(Kind.REFUSED);
            assertThat(failure.passing()).isFalse();
            assertThat(failure.isOutcomeUnknown()).isFalse();
            assertThat(failure.details().errors())
                    .extracting(FastSpringError::message)
                    .containsExactly("must not be blank");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"account\":\"a\",\"result\":\"error\",\"error\":{\"account\":\"account id not found\"}}",
                "{\"account\":\"a\",\"result\":\"error\",\"error\":{\"account\":\"Not found\"}}",
                "{\"result\":\"error\",\"error\":{\"subscription\":\"Subscription ID does not exist: x\"}}",
                "{\"message\":\"not found\",\"params\":[null]}",
                "{\"status\":\"NOT_FOUND\",\"id\":\"e\",\"message\":\"Resource does not exist.\",\"details\":\"No invoice\"}",
                "{\"status\":\"404 NOT_FOUND\",\"id\":\"e\",\"message\":\"no session\",\"errors\":[]}",
                "{\"events\":[{\"action\":\"event.get\",\"event\":\"e\",\"result\":\"error\",\"error\":{\"order\":\"Not found\"}}]}"
            })
    void whatDoesNotExistIsNotFoundWhateverTheStatus(String body) {
        for (int status : new int[] {200, 400, 404, 500}) {
            assertThat(failure(MARK, status, body).kind())
                    .as("%s %s", status, body)
                    .isEqualTo(Kind.NOT_FOUND);
        }
    }

    @Test
    void aThingThatARequestNamesInPassingIsARefusal() {
        Failure failure = failure(
                WRITE,
                400,
                "{\"returns\":[{\"result\":\"error\",\"error\":"
                        + "{\"RETURN_ITEMS_PRODUCT_NOT_FOUND_ERROR\":\"Product is not found in the order.\"}}]}");

        assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
        assertThat(failure.details().errors().get(0).code()).isEqualTo("RETURN_ITEMS_PRODUCT_NOT_FOUND_ERROR");
    }

    @Test
    void sessionErrorsAreReadPartByPart() {
        Failure failure = failure(
                WRITE,
                400,
                "{\"status\":\"400 BAD_REQUEST\",\"timestamp\":\"2026-01-01T00:00:00.000Z\",\"id\":\"FS-7\","
                        + "\"message\":\"Invalid email\",\"errors\":[{\"errorCode\":\"INVALID_EMAIL\","
                        + "\"field\":\"customer.email\",\"message\":\"Invalid email\",\"rejectedValue\":\"someone@home\"}]}");

        assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
        assertThat(failure.details().errorId()).isEqualTo("FS-7");
        assertThat(failure.details().errors())
                .containsExactly(new FastSpringError("INVALID_EMAIL", "customer.email", "Invalid email"));
        assertThat(failure.details().describe()).doesNotContain("someone@home");
    }

    @Test
    void errorsWithoutEnvelopeAreRefusals() {
        assertThat(failure(WRITE, 500, "{\"message\":\"unreadable\",\"params\":[\"colour\"]}")
                        .kind())
                .isEqualTo(Kind.REFUSED);
        assertThat(failure(WRITE, 500, "{\"status\":\"BAD_REQUEST\",\"message\":\"wrong dates\"}")
                        .kind())
                .isEqualTo(Kind.REFUSED);
        assertThat(failure(WRITE, 500, "{\"status\":\"INTERNAL_SERVER_ERROR\",\"message\":\"oops\"}")
                        .kind())
                .isEqualTo(Kind.UNAVAILABLE);
    }

    @Test
    void theIdOfAnAccountIsNoErrorId() {
        assertThat(failure(READ, 400, "{\"id\":\"a1\",\"result\":\"error\",\"error\":{\"account\":\"no\"}}")
                        .details()
                        .errorId())
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "401, AUTHENTICATION, false",
        "403, AUTHENTICATION, false",
        "404, NOT_FOUND, false",
        "429, THROTTLED, true",
        "400, REFUSED, false",
        "409, REFUSED, false",
        "500, UNAVAILABLE, true",
        "503, UNAVAILABLE, true",
        "302, PROTOCOL, false",
    })
    void theStatusDecidesWhereTheBodySaysNothing(int status, Kind kind, boolean passing) {
        for (String body : List.of("", "<html>", "{\"code\":\"X\",\"message\":\"something\"}")) {
            Failure failure = failure(READ, status, body);
            assertThat(failure.kind()).as(body).isEqualTo(kind);
            assertThat(failure.passing()).isEqualTo(passing);
        }
    }

    @Test
    void onlyWritesHaveAnUnknownOutcome() {
        assertThat(failure(WRITE, 502, "").isOutcomeUnknown()).isTrue();
        assertThat(failure(READ, 502, "").isOutcomeUnknown()).isFalse();
        assertThat(failure(WRITE, 429, "").isOutcomeUnknown()).isFalse();
    }

    @Test
    void anEmptyErrorIsNone() {
        assertThat(classify(WRITE, 200, "{\"result\":\"success\",\"error\":{}}"))
                .isInstanceOf(Success.class);
        assertThat(classify(WRITE, 200, "{\"result\":\"success\",\"error\":{\"url\":null}}"))
                .isInstanceOf(Success.class);
    }

    @Test
    void aMarkWithoutBodyIsASuccess() {
        assertThat(classify(MARK, 200, "")).isInstanceOf(Success.class);
    }

    @Test
    void retryAfterIsSecondsOrADate() {
        assertThat(retryAfter("7")).isEqualTo(Duration.ofSeconds(7));
        assertThat(retryAfter("Sat, 21 Nov 2026 12:01:00 GMT")).isEqualTo(Duration.ofMinutes(1));
        assertThat(retryAfter("Sat, 21 Nov 2026 11:00:00 GMT")).isZero();
        assertThat(retryAfter("soon")).isNull();
        assertThat(retryAfter(null)).isNull();
    }

    private Duration retryAfter(String header) {
        return ((Failure) classifier.classify(READ, List.of(), 0, new RawResponse(429, new byte[0], header)))
                .retryAfter();
    }

    @Test
    void itemsAreFoundByTheirIdsInAnyOrder() {
        Success answer = (Success) classify(
                ORDERS, 200, "{\"orders\":[{\"id\":\"b\"},{\"order\":\"a\"},{\"order\":\"stranger\"}]}", "a", "b");

        assertThat(answer.items()).containsOnlyKeys("a", "b");
        assertThat(answer.failed()).isEmpty();
    }

    /** Files whose status is not in their name; each must be a refusal, or not found, with any status of an error. */
    private static final Set<String> WITH_STATUS_ONLY = Set.of("invoices.error.codeMessage.response.json");

    @Test
    void everyExampleOfAnErrorIsOne() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Path file : examples("error")) {
            String name = file.getFileName().toString();
            String body = Files.readString(file);
            for (int status : WITH_STATUS_ONLY.contains(name) ? new int[] {400} : new int[] {400, 500}) {
                Answer answer = classify(WRITE, status, body);
                boolean refusal = answer instanceof Failure failure
                        && failure.isRefusal()
                        && !failure.details().errors().isEmpty();
                boolean namedNotFound = name.toLowerCase().contains("notfound") && !name.startsWith("returns.");
                boolean kindFits = !namedNotFound || ((Failure) answer).kind() == Kind.NOT_FOUND;
                if (!refusal || !kindFits) {
                    wrong.add(name + " with " + status + ": " + answer);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void everyExampleOfAnAnswerIsASuccess() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Path file : examples("response")) {
            String name = file.getFileName().toString();
            if (!name.contains("error")) {
                Answer answer = classify(WRITE, 200, Files.readString(file));
                if (!(answer instanceof Success)) {
                    wrong.add(name + ": " + answer);
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    private static List<Path> examples(String kind) throws IOException {
        String folder = System.getProperty("fastspring.examples", "");
        assumeFalse(folder.isBlank(), "no folder of examples is named");
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            List<Path> found = files.filter(
                            file -> file.getFileName().toString().contains(kind))
                    .filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
            assertThat(found).isNotEmpty();
            return found;
        }
    }
}

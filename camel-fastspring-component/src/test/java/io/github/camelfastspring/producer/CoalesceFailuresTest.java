package io.github.camelfastspring.producer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import io.github.camelfastspring.error.FastSpringAuthenticationException;
import io.github.camelfastspring.error.FastSpringNotFoundException;
import io.github.camelfastspring.error.FastSpringRefusedException;
import io.github.camelfastspring.error.FastSpringThrottledException;
import io.github.camelfastspring.error.FastSpringUnavailableException;
import io.github.camelfastspring.support.RawServer.Reply;

import static io.github.camelfastspring.support.RawServer.answer;
import static io.github.camelfastspring.support.RawServer.json;
import static io.github.camelfastspring.support.RawServer.raw;
import static org.assertj.core.api.Assertions.assertThat;

/** Whatever a shared call is answered, each exchange gets what is its own. */
@Timeout(60)
class CoalesceFailuresTest extends CoalescingTest {

    private static final String ABC = ORDER + "&maxRetries=0&throttled404=false&requestTimeout=5000";

    /** Answers calls for several ids so, and those for one id as always. */
    private void answerShared(Function<List<String>, Reply> reply) {
        server.otherwise(request -> {
            List<String> ids = ids(request);
            return ids.size() > 1 ? reply.apply(ids) : json(200, answerTo(ids));
        });
    }

    private static String list(List<String> items) {
        return items.stream().collect(Collectors.joining(",", "{\"orders\":[", "]}"));
    }

    private List<CompletableFuture<Exchange>> lookUpShared(String uri, String... ids) throws Exception {
        List<CompletableFuture<Exchange>> exchanges = lookUp(uri, ids);
        budget.allow(100);
        for (CompletableFuture<Exchange> exchange : exchanges) {
            get(exchange);
        }
        assertThat(asked().get(0))
                .as("shared")
                .containsExactlyElementsOf(Stream.of(ids).distinct().toList());
        return exchanges;
    }

    @Test
    void theOrderOfTheAnswerDoesNotMatter() throws Exception {
        answerShared(ids -> {
            List<String> reversed = new ArrayList<>(ids.stream().map(item).toList());
            Collections.reverse(reversed);
            return json(200, list(reversed));
        });

        assertOwn(lookUpShared(ABC, "a", "b", "c"), "a", "b", "c");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void anIdThatTheAnswerLeavesOutIsAskedAlone() throws Exception {
        answerShared(ids -> json(200, list(List.of(order("a"), order("stranger"), order("c")))));

        assertOwn(lookUpShared(ABC, "a", "b", "c"), "a", "b", "c");
        assertThat(asked()).containsExactly(List.of("a", "b", "c"), List.of("b"));
    }

    @Test
    void anItemGoesToTheIdThatIsEqualAndToNoOther() throws Exception {
        answerShared(ids -> json(200, list(List.of(order("A"), order("b")))));

        assertOwn(lookUpShared(ABC, "a", "B", "b", "A"), "a", "B", "b", "A");
        assertThat(asked()).containsExactlyInAnyOrder(List.of("a", "B", "b", "A"), List.of("a"), List.of("B"));
    }

    @Test
    void anItemWithoutIdGoesToNobody() throws Exception {
        answerShared(ids -> json(200, "{\"orders\":[{\"of\":\"x\"},{\"order\":null},7,\"c\"]}"));

        assertOwn(lookUpShared(ABC, "a", "b"), "a", "b");
        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void anIdThatFailsAmongOthersFailsAlone() throws Exception {
        answerShared(
                ids -> json(200, list(List.of(order("a"), error("b", "Not found"), error("c", "Locked"), order("d")))));
        List<CompletableFuture<Exchange>> exchanges = lookUpShared(ABC, "a", "b", "c", "d");

        assertOwn(exchanges.subList(0, 1), "a");
        assertOwn(exchanges.subList(3, 4), "d");
        assertThat(failure(exchanges.get(1)))
                .isInstanceOf(FastSpringNotFoundException.class)
                .hasMessageNotContainingAny("Locked");
        assertThat(failure(exchanges.get(2)))
                .isInstanceOf(FastSpringRefusedException.class)
                .hasMessageContaining("Locked");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void whereAllFailEachHasItsOwnError() throws Exception {
        answerShared(ids ->
                json(400, list(ids.stream().map(id -> error(id, "Bad " + id)).toList())));
        List<CompletableFuture<Exchange>> exchanges = lookUpShared(ABC, "a", "b");

        assertThat(failure(exchanges.get(0))).hasMessageContaining("Bad a").hasMessageNotContaining("Bad b");
        assertThat(failure(exchanges.get(1))).hasMessageContaining("Bad b").hasMessageNotContaining("Bad a");
        assertThat(server.requests()).hasSize(1);
    }

    private static Arguments whole(String name, Reply reply) {
        return Arguments.of(name, reply);
    }

    static Stream<Arguments> refusedAsAWhole() {
        String refusal = "{\"result\":\"error\",\"error\":{\"order\":\"Too many\"}}";
        return Stream.of(
                whole("400", json(400, refusal)),
                whole("200 with a refusal", json(200, refusal)),
                whole("500 with a refusal", json(500, refusal)),
                whole("404", json(404, "{}")),
                whole("404 without JSON", answer(404, "text/html", "<p>none</p>")),
                whole("400 without body", json(400, "")),
                whole("no items", json(200, "{\"orders\":[]}")),
                whole("something else", json(200, "{\"accounts\":[]}")),
                whole("an array", json(200, "[]")),
                whole("one of them", json(200, order("b"))),
                whole("garbage", answer(200, "text/html", "<html>")),
                whole("nothing", json(200, "")),
                whole("204", json(204, "")),
                whole("a redirect", answer(302, "text/plain", "", "Location: /orders/x")),
                whole("half a body", raw("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{\"orders\":[")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusedAsAWhole")
    void whoseCallFailedAsAWholeIsAskedAlone(String name, Reply reply) throws Exception {
        answerShared(ids -> reply);
        item = id -> id.equals("b") ? error(id, "Not found") : order(id);
        List<CompletableFuture<Exchange>> exchanges = lookUpShared(ABC, "a", "b", "c");

        assertOwn(exchanges.subList(0, 1), "a");
        assertThat(failure(exchanges.get(1))).isInstanceOf(FastSpringNotFoundException.class);
        assertOwn(exchanges.subList(2, 3), "c");
        assertThat(server.requests()).hasSize(4);
    }

    static Stream<Arguments> failuresOfAll() {
        return Stream.of(
                Arguments.of(json(401, "{}"), FastSpringAuthenticationException.class),
                Arguments.of(json(403, ""), FastSpringAuthenticationException.class),
                Arguments.of(json(429, "{}"), FastSpringThrottledException.class),
                Arguments.of(json(500, ""), FastSpringUnavailableException.class),
                Arguments.of(answer(503, "text/html", "<p>later</p>"), FastSpringUnavailableException.class),
                Arguments.of(raw("220 mail.example.com ESMTP\r\n\r\n"), FastSpringUnavailableException.class),
                Arguments.of(raw(""), FastSpringUnavailableException.class));
    }

    @ParameterizedTest
    @MethodSource("failuresOfAll")
    void whatIsTrueForAllIsToldToAllAndNobodyIsAskedAlone(Reply reply, Class<? extends Exception> failure)
            throws Exception {
        answerShared(ids -> reply);
        List<CompletableFuture<Exchange>> exchanges = lookUpShared(ABC, "a", "b", "a");

        List<Exception> failures = new ArrayList<>();
        for (CompletableFuture<Exchange> exchange : exchanges) {
            failures.add(failure(exchange));
        }
        assertThat(failures).allMatch(failure::isInstance).doesNotHaveDuplicates();
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void aTimeOutIsToldToAll() throws Exception {
        answerShared(ids -> server.rawThenSilence(""));
        for (CompletableFuture<Exchange> exchange :
                lookUpShared(ORDER + "&maxRetries=0&requestTimeout=300", "a", "b")) {
            assertThat(failure(exchange))
                    .isInstanceOf(FastSpringUnavailableException.class)
                    .hasMessageContaining("300 ms");
        }
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void aSharedCallIsRepeatedWithTheSameIds() throws Exception {
        server.then(json(503, ""), json(429, "{}"));
        assertOwn(lookUpShared(ORDER, "a", "b"), "a", "b");
        assertThat(asked()).containsExactly(List.of("a", "b"), List.of("a", "b"), List.of("a", "b"));
        assertThat(budget.taken()).isEqualTo(3);
    }

    @Test
    void aBare404OfASharedCallIsDoubtedOnce() throws Exception {
        server.then(answer(404, "text/plain", ""));
        assertOwn(lookUpShared(ORDER + "&maxRetryDelay=30", "a", "b"), "a", "b");
        assertThat(asked()).containsExactly(List.of("a", "b"), List.of("a", "b"));
    }

    @Test
    void headersTellOfTheOwnCall() throws Exception {
        answerShared(ids -> json(400, list(List.of(error("a", "Bad"), error("b", "Bad")))));
        List<CompletableFuture<Exchange>> exchanges = lookUpShared(ABC, "a", "b");
        assertThat(get(exchanges.get(0)).getMessage().getHeader("CamelHttpResponseCode", Integer.class))
                .isEqualTo(400);
        assertThat(get(exchanges.get(0)).getMessage().getHeaders()).doesNotContainKey("CamelFastSpringId");
    }
}

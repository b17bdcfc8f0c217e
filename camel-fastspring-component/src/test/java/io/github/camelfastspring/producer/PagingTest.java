package io.github.camelfastspring.producer;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.apache.camel.Exchange;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.camelfastspring.error.FastSpringProtocolException;
import io.github.camelfastspring.error.FastSpringUnavailableException;
import io.github.camelfastspring.support.RawServer;
import io.github.camelfastspring.support.RawServerTest;

import static io.github.camelfastspring.support.RawServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Lists in pages: page by page, all at once, or as a stream; and where a walk through pages ends. */
@Timeout(60)
class PagingTest extends RawServerTest {

    private static final String LIST = "fastspring:accounts?operation=list";

    private static RawServer.Reply page(int page, String next, String... ids) {
        String list = List.of(ids).stream().map(id -> "\"" + id + "\"").collect(Collectors.joining(","));
        return json(
                200,
                "{\"action\":\"account.getall\",\"result\":\"success\",\"page\":" + page + ",\"limit\":2,\"nextPage\":"
                        + next + ",\"total\":0,\"accounts\":[" + list + "]}");
    }

    private List<String> lines() {
        return server.requests().stream()
                .map(request -> request.line().split(" ")[1])
                .toList();
    }

    private static List<Object> rest(Object iterator) {
        List<Object> rest = new ArrayList<>();
        ((Iterator<?>) iterator).forEachRemaining(rest::add);
        return rest;
    }

    @Test
    void onePageIsTheAnswerAsItIs() {
        server.then(page(1, "2", "a", "b"));

        Exchange exchange = calls.call(LIST + "&limit=2", null);

        assertThat(exchange.getMessage().getBody(Map.class)).containsEntry("accounts", List.of("a", "b"));
        assertThat(exchange.getMessage().getHeader("CamelFastSpringResponseNextPage"))
                .isEqualTo(2);
        assertThat(lines()).containsExactly("/accounts?limit=2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"all", "stream"})
    void allPagesAreRead(String paging) {
        server.then(page(1, "2", "a", "b"), page(2, "3", "c", "d"), page(3, "null", "e"));

        Object body = calls.call(LIST + "&limit=2&paging=" + paging, null)
                .getMessage()
                .getBody();

        assertThat(paging.equals("all") ? (List<?>) body : rest(body)).isEqualTo(List.of("a", "b", "c", "d", "e"));
        assertThat(lines())
                .containsExactly("/accounts?limit=2", "/accounts?limit=2&page=2", "/accounts?limit=2&page=3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"all", "stream"})
    void aWalkEndsByTheRules(String paging) {
        for (String last : List.of("null", "0", "1", "\"\"", "-3")) {
            server.then(page(1, last, "a"));
            Object body =
                    calls.call(LIST + "&paging=" + paging, null).getMessage().getBody();
            assertThat(paging.equals("all") ? (List<?>) body : rest(body))
                    .as(last)
                    .isEqualTo(List.of("a"));
        }
        server.then(page(1, "2"));
        Object empty = calls.call(LIST + "&paging=" + paging, null).getMessage().getBody();
        assertThat(paging.equals("all") ? (List<?>) empty : rest(empty)).isEqualTo(List.of());
        server.then(json(200, "{\"accounts\":[\"a\"],\"nextPage\":\"2\"}"), json(200, "{\"accounts\":[\"b\"]}"));
        Object text = calls.call(LIST + "&paging=" + paging, null).getMessage().getBody();
        assertThat(paging.equals("all") ? (List<?>) text : rest(text)).isEqualTo(List.of("a", "b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"all", "stream"})
    void aPageThatRepeatsEndsTheWalk(String paging) {
        // The server does not know pages: the same answer each time, with a next page that grows.
        int[] number = {1};
        server.otherwise(request -> page(number[0]++, Integer.toString(number[0]), "a", "b"));

        Object body = calls.call(LIST + "&paging=" + paging, null).getMessage().getBody();

        assertThat(paging.equals("all") ? (List<?>) body : rest(body)).isEqualTo(List.of("a", "b"));
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void theFirstPageCanBeChosen() {
        server.then(page(7, "8", "a"), page(8, "null", "b"));

        assertThat(calls.call(LIST + "&page=7&paging=all", null).getMessage().getBody())
                .isEqualTo(List.of("a", "b"));
        assertThat(lines()).containsExactly("/accounts?page=7", "/accounts?page=8");
    }

    @Test
    void aPageThatCannotBeReadFailsTheExchangeOrEndsTheStream() {
        server.then(page(1, "2", "a"), json(503, ""));
        assertThat(calls.failure(LIST + "&paging=all&maxRetries=0", null))
                .isInstanceOf(FastSpringUnavailableException.class);

        server.then(page(1, "2", "a"), json(503, ""));
        Iterator<?> stream = (Iterator<?>) calls.call(LIST + "&paging=stream&maxRetries=0", null)
                .getMessage()
                .getBody();
        assertThat((Object) stream.next()).isEqualTo("a");
        assertThatThrownBy(stream::hasNext)
                .isInstanceOf(RuntimeCamelException.class)
                .hasCauseInstanceOf(FastSpringUnavailableException.class);
    }

    @Test
    void aStreamCanBeLeftAtAnyElement() throws Exception {
        server.then(page(1, "2", "a", "b"));
        PageIterator stream = (PageIterator)
                calls.call(LIST + "&paging=stream", null).getMessage().getBody();
        assertThat(stream.next()).isEqualTo("a");

        stream.close();

        assertThat(stream.hasNext()).isFalse();
        assertThat(server.requests()).as("no page was read ahead").hasSize(1);
    }

    @Test
    void aRouteSplitsAStream() throws Exception {
        server.then(page(1, "2", "a", "b"), page(2, "null", "c"));
        calls.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:all")
                        .to(LIST + "&paging=stream")
                        .split(body())
                        .streaming()
                        .to("mock:account");
            }
        });

        calls.template().sendBody("direct:all", null);

        MockEndpoint mock = calls.context().getEndpoint("mock:account", MockEndpoint.class);
        assertThat(mock.getExchanges())
                .extracting(exchange -> exchange.getMessage().getBody())
                .containsExactly("a", "b", "c");
    }

    public record Subscription(String subscription, String state) {}

    @Test
    void elementsAreMappedOneByOne() {
        String uri = "fastspring:subscriptions?operation=list&status=active&outputType=" + Subscription.class.getName();
        server.otherwise(request -> json(
                200, "{\"subscriptions\":[{\"subscription\":\"s\",\"state\":\"active\",\"x\":1}],\"nextPage\":null}"));

        List<Object> expected = List.of(new Subscription("s", "active"));
        assertThat(calls.call(uri + "&paging=all", null).getMessage().getBody()).isEqualTo(expected);
        assertThat(rest(calls.call(uri + "&paging=stream", null).getMessage().getBody()))
                .isEqualTo(expected);
    }

    @Test
    void listsWithoutPagesAreOnePage() {
        server.then(
                json(200, "{\"coupons\":[\"c1\",\"c2\"]}"),
                json(200, "{\"_embedded\":{\"quotes\":[{\"id\":\"q1\"}]}}"),
                json(200, "{\"links\":[],\"content\":[{\"id\":\"q2\"}]}"),
                json(200, "[{\"id\":\"j\"}]"));

        assertThat(calls.call("fastspring:coupons?operation=list&paging=all", null)
                        .getMessage()
                        .getBody())
                .isEqualTo(List.of("c1", "c2"));
        assertThat(rest(calls.call("fastspring:quotes?operation=list&paging=stream", null)
                        .getMessage()
                        .getBody()))
                .isEqualTo(List.of(Map.of("id", "q1")));
        assertThat(calls.call("fastspring:quotes?operation=list&paging=all", null)
                        .getMessage()
                        .getBody())
                .isEqualTo(List.of(Map.of("id", "q2")));
        assertThat(calls.call("fastspring:data?operation=listJobs&paging=all", null)
                        .getMessage()
                        .getBody())
                .isEqualTo(List.of(Map.of("id", "j")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"all", "stream"})
    void aPageWithoutTheListIsNotTakenForTheEnd(String paging) {
        server.then(json(200, "{\"action\":\"account.getall\",\"result\":\"success\"}"));
        assertThat(calls.failure(LIST + "&paging=" + paging, null)).isInstanceOf(FastSpringProtocolException.class);

        server.then(page(1, "2", "a"), json(204, ""));
        if (paging.equals("all")) {
            assertThat(calls.failure(LIST + "&paging=all", null)).isInstanceOf(FastSpringProtocolException.class);
        } else {
            Object stream =
                    calls.call(LIST + "&paging=stream", null).getMessage().getBody();
            assertThatThrownBy(() -> rest(stream)).hasCauseInstanceOf(FastSpringProtocolException.class);
            assertThat(((Iterator<?>) stream).hasNext()).as("ended").isFalse();
        }
    }

    @Test
    void thePageOfAWalkIsNotSetByHand() {
        assertThat(calls.failure(LIST + "&paging=all&query.page=2", null)).hasMessageContaining("query.page");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void listsOfAnIdAreListsToo() {
        server.otherwise(request -> json(200, "{\"coupon\":\"c\",\"codes\":[\"A\",\"B\"]}"));
        String codes = "fastspring:coupons?operation=listCodes&id=c&paging=";

        assertThat(calls.call(codes + "all", null).getMessage().getBody()).isEqualTo(List.of("A", "B"));
        assertThat(rest(calls.call(codes + "stream", null).getMessage().getBody()))
                .isEqualTo(List.of("A", "B"));
    }

    @Test
    void thousandsOfPagesAreReadWithoutAPileOfCalls() {
        int pages = 3000;
        server.otherwise(request -> {
            String target = request.line().split(" ")[1];
            int page = target.contains("page=") ? Integer.parseInt(target.replaceAll(".*page=", "")) : 1;
            return page(page, page == pages ? "null" : Integer.toString(page + 1), "a" + page);
        });

        List<?> all = calls.call(LIST + "&paging=all", null).getMessage().getBody(List.class);

        assertThat(all).hasSize(pages);
    }

    @Test
    void aMillionIdsStreamThroughOnePageOfMemory() {
        int pages = 1000;
        server.otherwise(request -> {
            String target = request.line().split(" ")[1];
            int page = target.contains("page=") ? Integer.parseInt(target.replaceAll(".*page=", "")) : 1;
            String[] ids =
                    IntStream.range(0, 1000).mapToObj(i -> page + "-" + i).toArray(String[]::new);
            return page(page, page == pages ? "null" : Integer.toString(page + 1), ids);
        });
        PageIterator stream = (PageIterator)
                calls.call(LIST + "&paging=stream", null).getMessage().getBody();

        int count = 0;
        int held = 0;
        while (stream.hasNext()) {
            held = Math.max(held, stream.held());
            stream.next();
            count++;
        }

        assertThat(count).isEqualTo(1_000_000);
        assertThat(held).as("elements held at most: one page").isEqualTo(1000);
        assertThat(server.requests()).hasSize(pages);
    }
}

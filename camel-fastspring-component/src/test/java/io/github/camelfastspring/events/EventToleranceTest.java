package io.github.camelfastspring.events;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.camelfastspring.support.Calls;
import io.github.camelfastspring.support.RawServer;

import static io.github.camelfastspring.support.RawServer.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** What FastSpring's documents leave open or contradict about events: each version is taken. */
class EventToleranceTest {

    private RawServer server;
    private Calls calls;
    private final List<Exchange> received = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start() {
        server = new RawServer();
        calls = new Calls(server.baseUrl());
    }

    @AfterEach
    void stop() throws Exception {
        calls.close();
        server.close();
    }

    /** Lists these events until as many were marked, and answers marks with {@code mark}. */
    private void consume(String envelope, int events, String mark) throws Exception {
        server.otherwise(request -> {
            if (request.line().startsWith("POST")) {
                return json(200, mark);
            }
            return json(200, marks().size() < events ? envelope : "{\"events\":[]}");
        });
        calls.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("fastspring:events?initialDelay=0&delay=20").process(received::add);
            }
        });
        await().until(() -> marks().size() >= events && received.size() >= events);
    }

    private List<String> marks() {
        return server.requests().stream()
                .map(RawServer.Request::line)
                .filter(line -> line.startsWith("POST"))
                .toList();
    }

    private static String event(String id, String type) {
        return "{\"id\":\"" + id + "\",\"processed\":false,\"created\":1772409599000,\"type\":\"" + type
                + "\",\"live\":true,\"data\":{\"id\":\"x\"}}";
    }

    @Test
    void nothingButEventsAndMoreCounts() throws Exception {
        String one = event("e1", "order.completed");
        consume(
                "{\"page\":null,\"limit\":null,\"nextPage\":null,\"total\":0,\"more\":null,\"events\":[" + one
                        + "],\"data\":[" + one + "]}",
                1,
                "");

        assertThat(received).as("data repeats events").hasSize(1);
        assertThat(server.requests().get(0).line())
                .as("days is always sent, page and limit never")
                .isEqualTo("GET /events/unprocessed?days=30 HTTP/1.1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{\"id\":\"e1\",\"processed\":true}", "{\"action\":\"event.get\",\"result\":\"success\"}"})
    void aMarkIsAnsweredWithOrWithoutTheEvent(String mark) throws Exception {
        consume("{\"events\":[" + event("e1", "order.completed") + "]}", 1, mark);

        assertThat(marks()).containsExactly("POST /events/e1 HTTP/1.1");
    }

    @Test
    void typesOfAllGenerationsAndOfTomorrowAreRouted() throws Exception {
        List<String> types = List.of(
                "subscription.group.payment.charge.completed",
                "subscription.group.charge.completed",
                "chargeback.created",
                "order.chargeback",
                "mailingListEntry.abandoned",
                "mailingListEntry",
                "a.type.of.tomorrow");
        StringBuilder events = new StringBuilder();
        for (int i = 0; i < types.size(); i++) {
            events.append(i == 0 ? "" : ",").append(event("e" + i, types.get(i)));
        }
        consume("{\"events\":[" + events + "]}", types.size(), "");

        assertThat(received)
                .extracting(exchange -> exchange.getMessage().getHeader("CamelFastSpringEventType"))
                .containsExactlyInAnyOrderElementsOf(types);
    }

    @Test
    void anEventMayBeOddlyMade() throws Exception {
        consume(
                "{\"events\":[{\"event\":\"-e_1\",\"type\":\"quote.created\",\"created\":1.772409599E12,"
                        + "\"data\":{\"quote\":\"q\",\"total\":\"10.88\",\"postal code\":null}},{\"type\":\"no.id\"}]}",
                1,
                "");

        assertThat(received).hasSize(1);
        assertThat(received.get(0).getMessage().getHeaders())
                .containsEntry("CamelFastSpringEventId", "-e_1")
                .containsEntry("CamelFastSpringEventCreated", 1772409599000L)
                .containsEntry("CamelFastSpringEventLive", true)
                .containsEntry("CamelFastSpringEventObjectId", "q");
        assertThat(marks()).contains("POST /events/-e_1 HTTP/1.1");
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 400, 500})
    void aRefusedListIsARefusalWhateverTheStatus(int status) {
        server.otherwise(request -> json(
                status,
                "{\"action\":\"events.get\",\"result\":\"error\",\"error\":{\"begin\":\"Can not parse begin.\"}}"));

        Exception e = calls.failure("fastspring:events?operation=listUnprocessed", null);

        assertThat(e).hasMessageContaining("refused").hasMessageContaining("begin: Can not parse begin.");
        assertThat(server.requests()).hasSize(1);
    }
}

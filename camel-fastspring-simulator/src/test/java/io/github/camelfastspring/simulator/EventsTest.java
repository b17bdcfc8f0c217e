package io.github.camelfastspring.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.camelfastspring.simulator.TestClient.Answer;
import io.github.camelfastspring.simulator.payload.Json;

import static org.assertj.core.api.Assertions.assertThat;

class EventsTest {
    private static final Instant NOW = Instant.parse("2026-03-15T12:00:00Z");

    @RegisterExtension
    final FastSpringSimulatorExtension fastSpring = new FastSpringSimulatorExtension(() ->
            FastSpringSimulator.builder().clock(SimulatorClock.frozenAt(NOW)).start());

    private FastSpringSimulator simulator;
    private TestClient client;

    @BeforeEach
    void client() {
        simulator = fastSpring.simulator();
        client = new TestClient(simulator);
    }

    @Test
    void pagesHold25InOrderAndSayMore() {
        for (int i = 0; i < 30; i++) {
            publishAt(NOW.minusSeconds(i % 3));
        }

        JsonNode page = client.get("/events/unprocessed?days=1").json();
        assertThat(page.get("events")).hasSize(25);
        assertThat(page.get("more").asBoolean()).isTrue();
        assertThat(page.get("total").asInt()).isZero();
        assertThat(page.get("nextPage").isNull()).isTrue();
        List<String> keys = new ArrayList<>();
        page.get("events")
                .forEach(event ->
                        keys.add(event.get("created").asText() + event.get("id").asText()));
        assertThat(keys).isSorted();
        assertThat(page.at("/events/0/event")).isEqualTo(page.at("/events/0/id"));

        page.get("events").forEach(event -> mark(event.get("id").asText(), true));
        JsonNode rest = client.get("/events/unprocessed?days=1").json();
        assertThat(rest.get("events")).hasSize(5);
        assertThat(rest.get("more").asBoolean()).isFalse();
    }

    @Test
    void aPageOfManyEventsIsTheOldestThatMatch() {
        List<Event> published = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            // Not in the order of creation, and several in the same millisecond.
            published.add(publishAt(NOW.minusMillis(i * 7_919L % 5_000)));
        }
        published.sort(Comparator.comparingLong(Event::created).thenComparing(Event::id));
        List<String> ids = published.stream().map(Event::id).toList();
        assertThat(simulator.store().events()).isEqualTo(published);

        ids.subList(0, 19_000).forEach(id -> simulator.store().mark(id, true));

        assertThat(ids("days=1")).isEqualTo(ids.subList(19_000, 19_025));
        assertThat(ids("begin=" + published.get(19_500).created()))
                .isEqualTo(ids.subList(19_500, 19_525))
                .hasSize(25);
        simulator.store().mark(ids.get(7), false);
        assertThat(ids("days=1")).startsWith(ids.get(7), ids.get(19_000)).hasSize(25);
        assertThat(simulator.store().unprocessedEvents())
                .extracting(Event::id)
                .startsWith(ids.get(7))
                .endsWith(ids.get(19_999))
                .hasSize(1_001);
        assertThat(simulator.store().events()).extracting(Event::id).isEqualTo(ids);
    }

    @Test
    void theWindowIsInclusiveAndInDaysOrMilliseconds() {
        String old = publishAt(NOW.minus(Duration.ofDays(2))).id();
        String young = publishAt(NOW).id();

        assertThat(ids("days=1")).containsExactly(young);
        assertThat(ids("days=2")).containsExactly(old, young);
        assertThat(ids("begin=" + NOW.toEpochMilli())).containsExactly(young);
        assertThat(ids("begin=" + (NOW.toEpochMilli() + 1))).isEmpty();
        assertThat(ids("begin=2026-03-13")).containsExactly(old, young);
        assertThat(ids("begin=2026-03-13&end=2026-03-15")).containsExactly(old);
        assertThat(ids("days=30&begin=2026-03-14")).containsExactly(young);
    }

    @Test
    void nothingIsOlderThan30Days() {
        publishAt(NOW);
        simulator.clock().advance(Duration.ofDays(30));
        assertThat(ids("days=30")).hasSize(1);

        simulator.clock().advance(Duration.ofMillis(1));

        assertThat(ids("days=30")).isEmpty();
        assertThat(simulator.store().unprocessedEvents()).hasSize(1);
    }

    @Test
    void wrongParametersAreAnsweredAsDocumented() {
        long oldest = NOW.minus(Duration.ofDays(30)).toEpochMilli();
        assertError("", "{\"begin\":\"Begin required.\"}");
        assertError("?end=2026-03-15", "{\"begin\":\"Begin required.\"}");
        String tooOld = "{\"begin\":\"Begin must be after '" + oldest + "' (Fri Feb 13 12:00:00 UTC 2026).\"}";
        assertError("?days=31", tooOld);
        assertError("?begin=" + (oldest - 1), tooOld);
        assertError("?begin=2026-03-15&end=2026-03-15", "{\"begin\":\"Begin must be less than end.\"}");
        assertError(
                "?begin=x&end=y&days=0",
                "{\"begin\":\"Can not parse begin\",\"end\":\"Can not parse end.\",\"days\":\"Can not parse days.\"}");
        assertThat(simulator.refusedRequests()).isEmpty();
    }

    @Test
    void markedEventsMoveBetweenTheLists() {
        String id = publishAt(NOW).id();

        Answer marked = mark(id, true);
        assertThat(marked.status()).isEqualTo(200);
        assertThat(marked.json().get("processed").asBoolean()).isTrue();
        assertThat(marked.json().has("event")).isFalse();
        assertThat(mark(id, true).status()).isEqualTo(200);
        assertThat(ids("days=1")).isEmpty();
        assertThat(client.get("/events/processed?days=1")
                        .json()
                        .at("/events/0/id")
                        .asText())
                .isEqualTo(id);

        mark(id, false);
        assertThat(ids("days=1")).containsExactly(id);
    }

    @Test
    void anUnknownEventCannotBeMarked() {
        Answer answer = mark("nope", true);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text())
                .isEqualTo("{\"events\":[{\"action\":\"event.get\",\"event\":\"nope\",\"result\":\"error\","
                        + "\"error\":{\"order\":\"Not found\"}}]}");
    }

    private void assertError(String query, String error) {
        Answer answer = client.get("/events/unprocessed" + query);
        assertThat(answer.status()).as(query).isEqualTo(400);
        assertThat(answer.text()).isEqualTo("{\"action\":\"events.get\",\"result\":\"error\",\"error\":" + error + "}");
    }

    private List<String> ids(String query) {
        List<String> ids = new ArrayList<>();
        client.get("/events/unprocessed?" + query)
                .json()
                .get("events")
                .forEach(event -> ids.add(event.get("id").asText()));
        return ids;
    }

    private Answer mark(String id, boolean processed) {
        return client.post("/events/" + id, "{\"processed\":" + processed + "}");
    }

    private Event publishAt(Instant created) {
        return simulator.store().publish("order.completed", true, Json.object().put("id", "o"), created.toEpochMilli());
    }
}

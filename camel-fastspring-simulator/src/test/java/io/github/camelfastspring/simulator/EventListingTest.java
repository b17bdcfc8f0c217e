package io.github.camelfastspring.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.github.camelfastspring.simulator.EventListing.Order;
import io.github.camelfastspring.simulator.payload.Json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class EventListingTest {
    private static final Instant NOW = Instant.parse("2026-03-15T12:00:00Z");
    private static final long MILLIS = NOW.toEpochMilli();

    @Test
    void oldestFirstIsTheDefault() {
        try (FastSpringSimulator simulator = start(EventListing.defaults())) {
            List<String> published = publish(simulator, 60);

            assertThat(pages(simulator)).isEqualTo(published);
        }
    }

    @Test
    void anEventAtTheVeryBeginMayBeLeftOut() {
        try (FastSpringSimulator simulator = start(EventListing.defaults().withBeginInclusive(false))) {
            List<String> published = publish(simulator, 2);
            long first = simulator.store().event(published.get(0)).orElseThrow().created();

            assertThat(list(simulator, "begin=" + (first - 1))).isEqualTo(published);
            assertThat(list(simulator, "begin=" + first)).containsExactly(published.get(1));
            assertThat(list(simulator, "begin=" + first + "&end=" + (first + 1)))
                    .containsExactly(published.get(1));
            assertThat(list(simulator, "begin=" + (first + 1))).isEmpty();
            assertThat(list(simulator, "begin=" + Long.MAX_VALUE)).isEmpty();
        }
    }

    @Test
    void daysStayInclusive() {
        try (FastSpringSimulator simulator = start(EventListing.defaults().withBeginInclusive(false))) {
            long dayAgo = MILLIS - 86_400_000;
            String event = publishAt(simulator, dayAgo);

            assertThat(list(simulator, "days=1")).containsExactly(event);
            assertThat(list(simulator, "days=1&begin=" + (dayAgo - 1))).containsExactly(event);
            assertThat(list(simulator, "days=2&begin=" + dayAgo)).isEmpty();
        }
    }

    @Test
    void shuffledPagesAscendOnlyAsSets() {
        try (FastSpringSimulator simulator = start(EventListing.defaults().withOrder(Order.SHUFFLED_IN_PAGE))) {
            List<String> published = publish(simulator, 60);

            assertThat(list(simulator, "days=1")).isEqualTo(list(simulator, "days=1"));
            List<String> listed = pages(simulator);
            for (int start = 0; start < 60; start += 25) {
                int end = Math.min(60, start + 25);
                assertThat(listed.subList(start, end))
                        .containsExactlyInAnyOrderElementsOf(published.subList(start, end))
                        .isNotEqualTo(published.subList(start, end));
            }
        }
    }

    @Test
    void twoShuffledEventsNeverAscend() {
        try (FastSpringSimulator simulator = start(EventListing.defaults().withOrder(Order.SHUFFLED_IN_PAGE))) {
            for (int i = 0; i < 20; i++) {
                List<String> published = publish(simulator, 2);
                Collections.reverse(published);

                assertThat(pages(simulator)).isEqualTo(published);
            }
            String alone = publishAt(simulator, MILLIS);
            assertThat(list(simulator, "days=1")).containsExactly(alone);
        }
    }

    @Test
    void descendingListsBeginWithTheNewest() {
        try (FastSpringSimulator simulator = start(EventListing.defaults().withOrder(Order.DESCENDING))) {
            List<String> published = publish(simulator, 60);
            Collections.reverse(published);

            assertThat(list(simulator, "days=1&end=" + (MILLIS - 50)))
                    .startsWith(published.get(49))
                    .hasSize(11);
            assertThat(pages(simulator)).isEqualTo(published);
        }
    }

    @Test
    void listsByIdDoNotAscend() {
        try (FastSpringSimulator simulator = start(EventListing.defaults().withOrder(Order.BY_ID))) {
            List<String> published = publish(simulator, 60);
            List<String> newer = new ArrayList<>(published.subList(40, 60));
            newer.sort(Comparator.naturalOrder());
            published.sort(Comparator.naturalOrder());

            assertThat(list(simulator, "begin=" + (MILLIS - 20))).isEqualTo(newer);
            assertThat(pages(simulator)).isEqualTo(published);
        }
    }

    @Test
    void theOrderMustBeSaid() {
        assertThatThrownBy(() -> new EventListing(true, null)).hasMessage("order");
        assertThatThrownBy(() -> FastSpringSimulator.builder().eventListing(null))
                .hasMessage("eventListing");
    }

    private static FastSpringSimulator start(EventListing listing) {
        return FastSpringSimulator.builder()
                .clock(SimulatorClock.frozenAt(NOW))
                .eventListing(listing)
                .start();
    }

    /** Events that end a millisecond ago, each a millisecond after the one before. */
    private static List<String> publish(FastSpringSimulator simulator, int count) {
        List<String> ids = new ArrayList<>();
        for (int i = count; i > 0; i--) {
            ids.add(publishAt(simulator, MILLIS - i));
        }
        return ids;
    }

    private static String publishAt(FastSpringSimulator simulator, long created) {
        return simulator
                .store()
                .publish("order.completed", true, Json.object().put("id", "o"), created)
                .id();
    }

    /** All pages, as a client gets them that marks each event processed. */
    private static List<String> pages(FastSpringSimulator simulator) {
        List<String> all = new ArrayList<>();
        List<String> page = list(simulator, "days=1");
        while (!page.isEmpty()) {
            assertThat(page).hasSizeLessThanOrEqualTo(25);
            all.addAll(page);
            page.forEach(id -> simulator.store().mark(id, true));
            page = list(simulator, "days=1");
        }
        return all;
    }

    private static List<String> list(FastSpringSimulator simulator, String query) {
        List<String> ids = new ArrayList<>();
        new TestClient(simulator)
                .get("/events/unprocessed?" + query)
                .json()
                .get("events")
                .forEach(event -> ids.add(event.get("id").asText()));
        return ids;
    }
}

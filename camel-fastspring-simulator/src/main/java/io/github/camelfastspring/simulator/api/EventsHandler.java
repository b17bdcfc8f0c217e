package io.github.camelfastspring.simulator.api;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.camelfastspring.simulator.Event;
import io.github.camelfastspring.simulator.EventListing;
import io.github.camelfastspring.simulator.Store;
import io.github.camelfastspring.simulator.http.ApiRequest;
import io.github.camelfastspring.simulator.http.ApiResponse;
import io.github.camelfastspring.simulator.http.Route;
import io.github.camelfastspring.simulator.payload.ErrorShape;
import io.github.camelfastspring.simulator.payload.EventPayload;
import io.github.camelfastspring.simulator.payload.Json;

/**
 * Lists and marks events: 25 a page, in the order of the {@link EventListing}; nothing older than 30 days. Values of
 * {@code days}, {@code begin} and {@code end} that FastSpring does not take are answered with its error body and 400
 * (the real status is not known); they are no refusal of the judge.
 */
final class EventsHandler {
    private static final int PAGE = 25;

    private final Store store;
    private final EventListing listing;

    EventsHandler(Store store, EventListing listing) {
        this.store = store;
        this.listing = listing;
    }

    List<Route> routes() {
        return List.of(
                list("/events/unprocessed", false),
                list("/events/processed", true),
                Route.of("POST", "/events/{id}", ErrorShape.PLAIN, this::mark).withBody("mark"));
    }

    private Route list(String path, boolean processed) {
        return Route.of("GET", path, ErrorShape.EVENTS, request -> list(request, processed))
                .withQuery("days", "begin", "end")
                .withoutPagination();
    }

    private ApiResponse list(ApiRequest request, boolean processed) {
        try {
            EventWindow window = EventWindow.of(request.query(), store.now(), listing.beginInclusive());
            // One above the page, to know whether there is more.
            List<Event> matching = store.firstEvents(processed, window.from(), window.to(), listing.order(), PAGE + 1);
            return ApiResponse.json(200, body(page(matching), matching.size() > PAGE));
        } catch (EventWindow.Invalid e) {
            return ApiResponse.json(400, error(e.errors()));
        }
    }

    private List<Event> page(List<Event> matching) {
        List<Event> page = matching.subList(0, Math.min(PAGE, matching.size()));
        if (listing.order() != EventListing.Order.SHUFFLED_IN_PAGE) {
            return page;
        }
        List<Event> shuffled = new ArrayList<>(page);
        shuffled.sort(Comparator.comparing(Event::id));
        // Ids may happen to ascend with time, above all those of few events.
        if (shuffled.equals(page)) {
            Collections.reverse(shuffled);
        }
        return shuffled;
    }

    private static ObjectNode body(List<Event> page, boolean more) {
        ObjectNode body = Json.object()
                .put("action", "events.get")
                .put("result", "success")
                .putNull("page")
                .putNull("limit")
                .putNull("nextPage")
                // Official samples say so however many events there are.
                .put("total", 0);
        ArrayNode events = body.putArray("events");
        page.forEach(event -> events.add(EventPayload.listed(event)));
        return body.put("more", more);
    }

    private static ObjectNode error(Map<String, String> errors) {
        ObjectNode body = Json.object().put("action", "events.get").put("result", "error");
        ObjectNode error = body.putObject("error");
        errors.forEach(error::put);
        return body;
    }

    private ApiResponse mark(ApiRequest request) {
        String id = request.pathParam("id");
        return store.mark(id, request.body().get("processed").asBoolean())
                .map(event -> ApiResponse.json(200, EventPayload.of(event)))
                .orElseGet(() -> ApiResponse.json(400, unknown(id)));
    }

    private static ObjectNode unknown(String id) {
        ObjectNode body = Json.object();
        body.putArray("events")
                .addObject()
                .put("action", "event.get")
                .put("event", id)
                .put("result", "error")
                // The real one names it so.
                .putObject("error")
                .put("order", "Not found");
        return body;
    }
}

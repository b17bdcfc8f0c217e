package io.github.camelfastspring.simulator.api;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.camelfastspring.simulator.Quote;
import io.github.camelfastspring.simulator.Store;
import io.github.camelfastspring.simulator.http.ApiRequest;
import io.github.camelfastspring.simulator.http.ApiResponse;
import io.github.camelfastspring.simulator.http.BusinessError;
import io.github.camelfastspring.simulator.http.Route;
import io.github.camelfastspring.simulator.payload.ErrorShape;
import io.github.camelfastspring.simulator.payload.ErrorShape.Problem;
import io.github.camelfastspring.simulator.payload.Json;
import io.github.camelfastspring.simulator.payload.QuotePayload;

/** Quotes. No source says how their errors look; the simulator's are like those of invoices. */
final class QuotesHandler {
    private static final String QUOTE = "/quotes/{id}";
    private static final int MAX_DAYS = 90;
    private static final Set<String> STATUSES = Set.of("OPEN", "CANCELED", "AWAITING_PAYMENT", "COMPLETED", "EXPIRED");

    private final Store store;

    QuotesHandler(Store store) {
        this.store = store;
    }

    List<Route> routes() {
        return List.of(
                Route.of("POST", "/quotes", ErrorShape.STATUS_MESSAGE, this::create)
                        .withBody("quote"),
                Route.of("GET", "/quotes", ErrorShape.STATUS_MESSAGE, this::list)
                        .withQuery(
                                "createdEmail",
                                "onlyQuoteId",
                                "statuses*",
                                "createdBegin",
                                "createdEnd",
                                "expiresBegin",
                                "expiresEnd",
                                "expiredBefore",
                                "searchParam"),
                Route.of("GET", QUOTE, ErrorShape.STATUS_MESSAGE, request -> answer(200, quote(request))),
                Route.of("PUT", QUOTE, ErrorShape.STATUS_MESSAGE, this::update).withBody("quoteUpdate"),
                Route.of("POST", QUOTE + "/cancel", ErrorShape.STATUS_MESSAGE, this::cancel),
                Route.of("DELETE", QUOTE, ErrorShape.STATUS_MESSAGE, this::delete));
    }

    private ApiResponse create(ApiRequest request) {
        return store.atomically(() -> {
            ObjectNode body = request.body().deepCopy();
            check(body);
            Instant now = store.now();
            Quote quote = new Quote(store.newCapitalId("QU", 28), body, now, now, "OPEN", List.of());
            store.quotes().save(quote);
            store.publish("quote.created", true, QuotePayload.created(quote, store));
            return answer(201, quote);
        });
    }

    private ApiResponse list(ApiRequest request) {
        Map<String, String> query = request.query();
        ObjectNode body = Json.object();
        ArrayNode quotes = body.putObject("_embedded").putArray("quotes");
        store.quotes().all().stream()
                .filter(quote -> isWanted(quote, query))
                .forEach(quote -> quotes.add(
                        "true".equals(query.get("onlyQuoteId"))
                                ? Json.object().put("id", quote.id())
                                : QuotePayload.answer(quote, store)));
        return ApiResponse.json(200, body);
    }

    private boolean isWanted(Quote quote, Map<String, String> query) {
        String statuses = query.get("statuses");
        String text = query.get("searchParam");
        String creator = query.get("createdEmail");
        return (statuses == null || List.of(statuses.split(",")).contains(quote.status()))
                && (creator == null || creator.equalsIgnoreCase("api@example.com"))
                && (text == null || quote.request().toString().contains(text))
                && !isBefore(quote.created(), query, "createdBegin", 0)
                && !isAfter(quote.created(), query, "createdEnd")
                && !isBefore(quote.expires(), query, "expiresBegin", 0)
                && !isAfter(quote.expires(), query, "expiresEnd")
                && (!query.containsKey("expiredBefore") || isBefore(quote.expires(), query, "expiredBefore", 0));
    }

    private ApiResponse update(ApiRequest request) {
        return store.atomically(() -> {
            Quote old = quote(request);
            // The wrapper is in the schema; whether it is wanted is not known.
            JsonNode wrapped = request.body().path("updateQuoteRequest");
            ObjectNode sent = (wrapped.isObject() ? (ObjectNode) wrapped : request.body()).deepCopy();
            ObjectNode merged = old.request().deepCopy();
            merged.setAll(sent);
            check(merged);
            Quote quote = old.withRequest(merged.without("status"), store.now());
            String status = sent.path("status").asText(quote.status());
            if (!STATUSES.contains(status)) {
                throw invalid("status", "No such status");
            }
            if (!status.equals(quote.status())) {
                quote = quote.withStatus(status, store.now());
            }
            return updated(quote);
        });
    }

    private ApiResponse cancel(ApiRequest request) {
        return store.atomically(() -> {
            Quote quote = quote(request);
            if (!"OPEN".equals(quote.status())) {
                throw invalid("status", "The quote is " + quote.status());
            }
            return updated(quote.withStatus("CANCELED", store.now()));
        });
    }

    private ApiResponse updated(Quote quote) {
        store.quotes().save(quote);
        store.publish("quote.updated", true, QuotePayload.updated(quote, store));
        return answer(200, quote);
    }

    private ApiResponse delete(ApiRequest request) {
        return store.atomically(() -> {
            Quote quote = quote(request);
            store.quotes().remove(quote.id());
            return answer(200, quote);
        });
    }

    private ApiResponse answer(int status, Quote quote) {
        return ApiResponse.json(status, QuotePayload.answer(quote, store));
    }

    private void check(JsonNode body) {
        for (JsonNode item : body.path("items")) {
            String product = item.path("product").asText();
            if (store.product(product).isEmpty()) {
                throw invalid("items.product", "No such product: " + product);
            }
            if (item.path("quantity").asInt(1) < 1) {
                throw invalid("items.quantity", "The quantity must be at least 1");
            }
        }
        if (body.path("items").isEmpty()) {
            throw invalid("items", "At least one item is needed");
        }
        int days = body.path("expirationDateDays").asInt(1);
        if (days < 1 || days > MAX_DAYS) {
            throw invalid("expirationDateDays", "Must be from 1 to " + MAX_DAYS);
        }
    }

    private Quote quote(ApiRequest request) {
        String id = request.pathParam("id");
        return store.quotes()
                .find(id)
                .orElseThrow(() -> error(404, "Quote was not found for parameters {id=" + id + "}", "No such quote."));
    }

    private BusinessError invalid(String field, String message) {
        return error(400, field, message);
    }

    private BusinessError error(int status, String details, String message) {
        return new BusinessError(ApiResponse.json(
                status,
                ErrorShape.STATUS_MESSAGE.body(new Problem(status, null, details, message, null, store.now()))));
    }

    private boolean isBefore(Instant moment, Map<String, String> query, String name, int days) {
        String text = query.get(name);
        return text != null && moment.isBefore(Periods.plusDays(day(text, name), days));
    }

    private boolean isAfter(Instant moment, Map<String, String> query, String name) {
        return query.containsKey(name) && !isBefore(moment, query, name, 1);
    }

    private Instant day(String text, String name) {
        try {
            return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeParseException e) {
            throw invalid(name, "Must be a day, yyyy-MM-dd");
        }
    }
}

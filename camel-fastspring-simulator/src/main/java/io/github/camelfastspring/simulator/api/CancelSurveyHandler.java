package io.github.camelfastspring.simulator.api;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.camelfastspring.simulator.CancelSurvey;
import io.github.camelfastspring.simulator.Store;
import io.github.camelfastspring.simulator.Subscription;
import io.github.camelfastspring.simulator.http.ApiRequest;
import io.github.camelfastspring.simulator.http.ApiResponse;
import io.github.camelfastspring.simulator.http.Route;
import io.github.camelfastspring.simulator.payload.Dates;
import io.github.camelfastspring.simulator.payload.ErrorShape;
import io.github.camelfastspring.simulator.payload.Json;

/** Why buyers cancel. Texts are English in every language. How these operations fail is not known. */
final class CancelSurveyHandler {
    private static final String ACTION = "subscriptions.cancelSurvey";
    private static final String SITE = "EXAMPLESTORE1";
    private static final List<String> NAMES =
            List.of("cost", "need", "usability", "support", "integration", "alternative", "other");
    private static final List<String> DESCRIPTIONS = List.of(
            "Too expensive.",
            "No longer needed.",
            "Hard to use.",
            "Not enough help.",
            "Does not fit the other tools.",
            "Found something else.",
            "Other");

    private final Store store;

    CancelSurveyHandler(Store store) {
        this.store = store;
    }

    List<Route> routes() {
        ErrorShape errors = ErrorShape.envelope(ACTION);
        return List.of(
                Route.of("POST", "/subscriptions/cancelSurvey/response", errors, this::save)
                        .withBody("cancelSurvey"),
                Route.of("GET", "/subscriptions/cancelSurvey/reasons/{id}", errors, this::reasons)
                        .withQuery("lang"),
                Route.of("POST", "/subscriptions/cancelSurvey/response/query", errors, this::query)
                        .withBody("cancelSurveyQuery"));
    }

    private ApiResponse save(ApiRequest request) {
        Subscription subscription = known(request.body().path("subscription").asText());
        JsonNode sent = request.body().path("cancelSurvey");
        String id = sent.path("reasonId")
                .asText("" + (NAMES.indexOf(sent.path("reasonName").asText()) + 1));
        if (!id.matches("[1-7]")) {
            throw Items.failed(ACTION, "reasonId", "Must be from 1 to 7");
        }
        CancelSurvey survey = new CancelSurvey(
                store.newId(),
                subscription.id(),
                subscription.product(),
                id,
                sent.path("feedbackText").asText(null),
                sent.path("lang").asText(subscription.language()),
                store.now());
        store.cancelSurveys().save(survey);
        ObjectNode body = Json.object().put("id", survey.id());
        body.setAll(reason(survey));
        return ApiResponse.json(200, body);
    }

    /** The reasons to choose from, or the answer once there is one and the subscription is canceled. */
    private ApiResponse reasons(ApiRequest request) {
        Subscription subscription = known(request.pathParam("id"));
        ObjectNode body = Json.object()
                .put("language", request.query().getOrDefault("lang", subscription.language()))
                .put("site", SITE);
        body.putObject("subscription")
                .put("subscriptionId", subscription.id())
                .putObject("product")
                .put("path", subscription.product())
                .put("displayName", subscription.display());
        CancelSurvey answered = store.cancelSurveys().all().stream()
                .filter(survey -> survey.subscriptionId().equals(subscription.id()))
                .reduce((first, second) -> second)
                .orElse(null);
        if (answered != null && subscription.terms().canceled() != null) {
            body.set("cancelSurvey", reason(answered));
            return ApiResponse.json(200, body);
        }
        ArrayNode reasons = body.putArray("reasons");
        for (int i = 1; i <= NAMES.size(); i++) {
            reasons.addObject()
                    .put("id", "" + i)
                    .put("name", NAMES.get(i - 1))
                    .put("displayName", title(i))
                    .put("enabled", true)
                    .put("description", DESCRIPTIONS.get(i - 1));
        }
        return ApiResponse.json(200, body);
    }

    private ApiResponse query(ApiRequest request) {
        JsonNode sent = request.body();
        Instant start = moment(sent, "startDate");
        Instant end = moment(sent, "endDate");
        String product = sent.path("productPath").asText(null);
        int limit = sent.path("pagination").path("limit").asInt();
        int offset = sent.path("pagination").path("offset").asInt();
        if (limit < 1 || offset < 0) {
            throw Items.failed(ACTION, "pagination", "The limit must be above zero, the offset not below it");
        }
        List<CancelSurvey> found = new ArrayList<>(store.cancelSurveys().all());
        found.removeIf(survey -> survey.created().isBefore(start)
                || survey.created().isAfter(end)
                || product != null && !product.equals(survey.product()));
        Comparator<CancelSurvey> order =
                "reasonId".equals(sent.path("sorting").path("field").asText())
                        ? Comparator.comparing(CancelSurvey::reasonId)
                        : Comparator.comparing(CancelSurvey::created);
        found.sort("desc".equals(sent.path("sorting").path("order").asText()) ? order.reversed() : order);
        ObjectNode body =
                Json.object().put("totalRecords", found.size()).put("totalPages", (found.size() + limit - 1) / limit);
        ArrayNode surveys = body.putArray("surveys");
        found.stream().skip(offset).limit(limit).forEach(survey -> surveys.add(listed(survey)));
        return ApiResponse.json(200, body);
    }

    private static ObjectNode listed(CancelSurvey survey) {
        ObjectNode body = Json.object().put("id", survey.id()).put("subscriptionId", survey.subscriptionId());
        body.setAll(reason(survey));
        return body.put("site", SITE)
                .put("productPath", survey.product())
                .put("creationTime", Dates.words(survey.created()));
    }

    private static ObjectNode reason(CancelSurvey survey) {
        int id = Integer.parseInt(survey.reasonId());
        return Json.object()
                .put("reasonId", survey.reasonId())
                .put("name", NAMES.get(id - 1))
                .put("displayName", title(id))
                .put("description", DESCRIPTIONS.get(id - 1))
                .put("feedbackText", survey.feedback())
                .put("lang", survey.language());
    }

    private static String title(int id) {
        String name = NAMES.get(id - 1);
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    private static Instant moment(JsonNode sent, String name) {
        try {
            return OffsetDateTime.parse(sent.path(name).asText()).toInstant();
        } catch (DateTimeParseException e) {
            throw Items.failed(ACTION, name, "Must be an ISO date and time");
        }
    }

    private Subscription known(String id) {
        return store.subscription(id).orElseThrow(() -> Items.failed(ACTION, "subscription", "Subscription not found"));
    }
}

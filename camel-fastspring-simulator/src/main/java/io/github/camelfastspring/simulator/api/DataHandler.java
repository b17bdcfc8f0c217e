package io.github.camelfastspring.simulator.api;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.camelfastspring.simulator.ReportJob;
import io.github.camelfastspring.simulator.Store;
import io.github.camelfastspring.simulator.http.ApiRequest;
import io.github.camelfastspring.simulator.http.ApiResponse;
import io.github.camelfastspring.simulator.http.BusinessError;
import io.github.camelfastspring.simulator.http.Route;
import io.github.camelfastspring.simulator.payload.Dates;
import io.github.camelfastspring.simulator.payload.ErrorShape;
import io.github.camelfastspring.simulator.payload.ErrorShape.Problem;
import io.github.camelfastspring.simulator.payload.Json;

/** Reports, at once or as jobs. What the download of an unfinished job answers is not known; here it is an error. */
final class DataHandler {
    private final Store store;
    private final Supplier<String> baseUrl;
    private final ReportRows rows;

    DataHandler(Store store, Supplier<String> baseUrl) {
        this.store = store;
        this.baseUrl = baseUrl;
        this.rows = new ReportRows(store);
    }

    List<Route> routes() {
        return List.of(
                Route.of("POST", "/data/v1/revenue", ErrorShape.DATA, request -> report(request, "RevenueReport"))
                        .withBody("report"),
                Route.of(
                                "POST",
                                "/data/v1/subscription",
                                ErrorShape.DATA,
                                request -> report(request, "SubscriptionReport"))
                        .withBody("report"),
                Route.of("GET", "/data/v1/jobs", ErrorShape.DATA, this::jobs),
                Route.of("GET", "/data/v1/jobs/{id}", ErrorShape.DATA, this::job),
                Route.of("GET", "/data/v1/downloads/{id}", ErrorShape.DATA, this::download),
                Route.of("GET", "/data/v1/util/cache", ErrorShape.DATA, request -> text("Cache reset success")));
    }

    private ApiResponse report(ApiRequest request, String name) {
        JsonNode sent = request.body();
        ReportColumns columns = ReportColumns.of(name);
        check(sent.path("reportColumns"), columns.columns(), "invalid.field", "< %s > field is not valid");
        check(sent.path("groupBy"), columns.groups(), "invalid.column", "Invalid column for grouping");
        int perPage = sent.path("pageCount").asInt(ReportColumns.MAX_ROWS);
        if (perPage < 1 || perPage > ReportColumns.MAX_ROWS) {
            throw error("invalid", "pageCount", "Must be from 1 to " + ReportColumns.MAX_ROWS, "" + perPage);
        }
        List<Map<String, JsonNode>> report = rows.of(name, sent, columns.wanted(sent));
        if (sent.path("async").asBoolean()) {
            return ApiResponse.json(200, start(name, sent, report, columns.wanted(sent)));
        }
        // The first page is 1 today and was 0.
        int page = Math.max(0, sent.path("pageNumber").asInt(1) - 1);
        ObjectNode body = Json.object();
        ArrayNode list = body.putArray("report");
        report.stream().skip((long) page * perPage).limit(perPage).forEach(row -> {
            ObjectNode each = list.addObject();
            row.forEach(each::set);
        });
        body.set("request", echo(sent));
        return ApiResponse.json(200, body);
    }

    private void check(JsonNode sent, java.util.Set<String> known, String code, String text) {
        for (JsonNode column : sent) {
            if (!known.contains(column.asText().toLowerCase(java.util.Locale.ROOT))) {
                throw error(code, column.asText(), text.formatted(column.asText()), column.asText());
            }
        }
    }

    private ObjectNode start(String name, JsonNode sent, List<Map<String, JsonNode>> report, List<String> columns) {
        List<String> emails = new ArrayList<>();
        sent.path("notificationEmails").forEach(email -> emails.add(email.asText()));
        ReportJob job = new ReportJob(
                store.newCapitalId("JOB", 29), name, store.now(), emails, ReportRows.csv(report, columns));
        store.jobs().save(job);
        ObjectNode body = Json.object().put("id", job.id()).put("name", name).put("status", "PROCESSING");
        body.set("request", sent.deepCopy());
        return body;
    }

    /** The answer to a report at once misspells the end of the filter. */
    private static ObjectNode echo(JsonNode sent) {
        ObjectNode echo = sent.deepCopy();
        if (echo.path("filter").has("endDate")) {
            ObjectNode filter = (ObjectNode) echo.get("filter");
            filter.set("endtDate", filter.remove("endDate"));
        }
        return echo;
    }

    private ApiResponse jobs(ApiRequest request) {
        ArrayNode list = Json.array();
        store.jobs().all().forEach(job -> list.add(show(job)));
        return ApiResponse.json(200, list);
    }

    private ApiResponse job(ApiRequest request) {
        return ApiResponse.json(200, show(known(request)));
    }

    private ApiResponse download(ApiRequest request) {
        ReportJob job = known(request);
        if (!isComplete(job)) {
            throw error("invalid", "jobId", "The job is not complete", job.id());
        }
        return text(job.csv());
    }

    private ObjectNode show(ReportJob job) {
        ObjectNode body = Json.object()
                .put("id", job.id())
                .put("status", isComplete(job) ? "COMPLETE" : "PROCESSING")
                .put("name", job.name())
                .put("created", local(job.created()));
        if (isComplete(job)) {
            body.put("completeDate", local(job.completed()))
                    .put("downloadUrl", baseUrl.get() + "/data/v1/downloads/" + job.id());
        }
        ArrayNode emails = body.putArray("notificationEmails");
        job.notificationEmails().forEach(emails::add);
        return body;
    }

    private boolean isComplete(ReportJob job) {
        return !store.now().isBefore(job.completed());
    }

    private ReportJob known(ApiRequest request) {
        String id = request.pathParam("id");
        return store.jobs().find(id).orElseThrow(() -> error("invalid", "jobId", "Invalid JobId", id));
    }

    private BusinessError error(String code, String field, String message, String value) {
        return new BusinessError(ApiResponse.json(
                400, ErrorShape.DATA.body(new Problem(400, code, field, message, value, store.now()))));
    }

    private static ApiResponse text(String content) {
        return ApiResponse.text(200, "text/plain;charset=UTF-8", content, Map.of());
    }

    /** Seconds, without a zone. */
    private static String local(Instant instant) {
        return Dates.isoMillis(instant).substring(0, 19);
    }
}

package io.github.camelfastspring.simulator.payload;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The shapes that error bodies have. */
@FunctionalInterface
public interface ErrorShape {
    /** Sessions v2. */
    ErrorShape SESSION_V2 = problem -> {
        ObjectNode body = Json.object()
                .put("status", problem.status() + " " + Problem.STATUS_NAMES.getOrDefault(problem.status(), "ERROR"))
                .put("timestamp", Dates.isoMillis(problem.when()))
                .put("id", "FS" + UUID.randomUUID().toString().replace("-", "").toUpperCase())
                .put("message", problem.message());
        body.putArray("errors")
                .addObject()
                .put("errorCode", problem.code())
                .put("field", problem.field())
                .put("message", problem.message())
                .put("rejectedValue", problem.rejectedValue());
        return body;
    };

    /** What old resources answer to a request that they cannot read, and where nothing else is documented. */
    ErrorShape PLAIN = problem -> {
        ObjectNode body = Json.object().put("message", problem.message());
        body.putArray("params").add(problem.field());
        return body;
    };

    /** The event lists. */
    ErrorShape EVENTS = envelope("events.get");

    /** Coupons say no more than that they could not read the request. */
    ErrorShape UNREADABLE = problem -> {
        ObjectNode body = Json.object().put("message", "unreadable");
        body.putArray("params");
        return body;
    };

    /** Invoices. */
    ErrorShape CODE_MESSAGE =
            problem -> Json.object().put("code", "VALIDATION_ERROR").put("message", problem.message());

    /** Quotes and invoices that are not there; of quotes nothing else is known. */
    ErrorShape STATUS_MESSAGE = problem -> Json.object()
            .put("status", Problem.STATUS_NAMES.getOrDefault(problem.status(), "ERROR"))
            .put("timestamp", Dates.isoMillis(problem.when()))
            .put("id", "FS" + UUID.randomUUID().toString().replace("-", "").toUpperCase())
            .put("message", problem.message())
            .put("details", problem.field());

    /** Reports. */
    ErrorShape DATA = problem -> {
        ObjectNode body = Json.object()
                .put("status", Problem.STATUS_NAMES.getOrDefault(problem.status(), "ERROR"))
                .put("timestamp", Dates.dayFirst(problem.when()))
                .put("id", UUID.randomUUID().toString().replace("-", "").toUpperCase())
                .put("message", problem.message())
                .putNull("details");
        body.putArray("errors")
                .addObject()
                .put("errorCode", problem.code())
                .put("field", problem.field())
                .put("message", problem.message())
                .put("rejectedValue", problem.rejectedValue());
        return body;
    };

    /** The usual envelope of old resources. */
    static ErrorShape envelope(String action) {
        return problem -> {
            ObjectNode body = Json.object().put("action", action).put("result", "error");
            body.putObject("error").put(problem.field(), problem.message());
            return body;
        };
    }

    ObjectNode body(Problem problem);

    /**
     * What is wrong.
     *
     * @param code error code; the values are the simulator's where FastSpring documents none
     * @param field dotted path of the offending member or the name of the parameter
     */
    record Problem(int status, String code, String field, String message, String rejectedValue, Instant when) {
        private static final Map<Integer, String> STATUS_NAMES = Map.of(400, "BAD_REQUEST", 404, "NOT_FOUND");
    }
}

package io.github.camelfastspring.client;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;

import io.github.camelfastspring.error.ErrorDetails;
import io.github.camelfastspring.error.FastSpringError;
import io.github.camelfastspring.error.FastSpringFailedItem;
import io.github.camelfastspring.operation.FastSpringOperation;
import io.github.camelfastspring.support.JsonCodec;

import static io.github.camelfastspring.client.Answer.Execution.NONE;
import static io.github.camelfastspring.client.Answer.Execution.UNKNOWN;

/**
 * Says what an answer means. Pure: the same answer to the same call always means the same. The body is judged before the
 * status, since FastSpring tells the same refusal with 200, 400 or 500.
 */
final class ResponseClassifier {

    private final JsonCodec codec;
    private final Clock clock;

    ResponseClassifier(JsonCodec codec, Clock clock) {
        this.codec = codec;
        this.clock = clock;
    }

    /**
     * The meaning of an answer.
     *
     * @param ids the ids that were asked for in this call; empty where it has none
     */
    Answer classify(FastSpringOperation operation, List<String> ids, RawResponse response) {
        int status = response.status();
        JsonNode body = null;
        IOException unreadable = null;
        if (response.body().length > 0) {
            try {
                body = codec.read(response.body());
            } catch (IOException e) {
                unreadable = e;
            }
        }
        if (status >= 200 && status < 300) {
            if (unreadable != null) {
                String problem = "the answer cannot be read, " + unreadable.getMessage();
                return protocol(operation, problem, status);
            }
            if (body == null) {
                return empty(operation, ids, status);
            }
        } else if (status < 400) {
            return protocol(operation, "unexpected answer; redirects are not followed", status);
        }
        Answer items = items(operation, ids, response, body);
        return items != null ? items : whole(operation, response, body);
    }

    private Answer empty(FastSpringOperation operation, List<String> ids, int status) {
        if (operation.isRead() && status != 204) {
            return protocol(operation, "the answer is empty", status);
        }
        return new Answer.Success(status, null, new byte[0], Map.of(), List.of());
    }

    /** The answer of a call with ids, item by item; null where it has to be judged as a whole. */
    private Answer items(FastSpringOperation operation, List<String> ids, RawResponse response, JsonNode body) {
        FastSpringOperation.Items names = operation.items();
        if (ids.isEmpty() || names == null || isAuthenticationOrThrottle(response.status()) || body == null) {
            return null;
        }
        JsonNode array = names.member() == null ? body : body.path(names.member());
        if (!array.isArray()) {
            return null;
        }
        boolean single = ids.size() == 1;
        Map<String, JsonNode> found = new LinkedHashMap<>();
        for (JsonNode item : array) {
            if (single && array.size() == 1) {
                found.put(ids.get(0), item);
            } else {
                idOf(item, names.idNames(), ids).ifPresent(id -> found.put(id, item));
            }
        }
        List<FastSpringFailedItem> failed = new ArrayList<>();
        for (String id : ids) {
            if (!operation.isRead() && !found.containsKey(id)) {
                // Whether it was executed is not known.
                continue;
            }
            ErrorBody error = found.containsKey(id) ? ErrorBody.of(found.get(id)) : missing(body);
            if (error.refused()) {
                found.remove(id);
                failed.add(failedItem(id, error));
            }
        }
        if (failed.isEmpty() && response.status() >= 400) {
            return null;
        }
        if (single && !failed.isEmpty()) {
            return refusal(operation, response.status(), failed.get(0));
        }
        return new Answer.Success(response.status(), body, response.body(), found, failed);
    }

    private static Optional<String> idOf(JsonNode item, List<String> idNames, List<String> ids) {
        return idNames.stream()
                .map(name -> item.path(name).asText())
                .filter(ids::contains)
                .findFirst();
    }

    /** An id that the answer does not speak of: the root may say why. */
    private static ErrorBody missing(JsonNode body) {
        ErrorBody root = ErrorBody.of(body);
        return root.refused()
                ? root
                : new ErrorBody(null, List.of(new FastSpringError(null, null, "missing from the answer")), true, false);
    }

    private static FastSpringFailedItem failedItem(String id, ErrorBody error) {
        List<FastSpringError> errors = error.errors().isEmpty()
                ? List.of(new FastSpringError(null, null, "refused without a reason"))
                : error.errors();
        return new FastSpringFailedItem(id, error.notFound(), errors);
    }

    private Answer whole(FastSpringOperation operation, RawResponse response, JsonNode body) {
        int status = response.status();
        boolean ok = status < 300;
        ErrorBody error = ok && operation.isRead() ? ErrorBody.of(body) : ErrorBody.withItems(body);
        if (status == 401 || status == 403) {
            String problem = "the credentials are not accepted or do not allow this";
            return failure(Answer.Kind.AUTHENTICATION, operation, problem, status, error, null, false, NONE);
        }
        if (status == 429) {
            Duration wait = retryAfter(response.retryAfter());
            return failure(
                    Answer.Kind.THROTTLED, operation, "the rate limit is reached", status, error, wait, true, NONE);
        }
        if (ok && !error.refused()) {
            return new Answer.Success(status, body, response.body(), Map.of(), List.of());
        }
        if (status == 404 || error.notFound()) {
            return failure(Answer.Kind.NOT_FOUND, operation, "does not exist", status, error, null, false, NONE);
        }
        if (status >= 500 && !error.refused()) {
            Duration wait = retryAfter(response.retryAfter());
            return failure(Answer.Kind.UNAVAILABLE, operation, "FastSpring failed", status, error, wait, true, UNKNOWN);
        }
        return failure(Answer.Kind.REFUSED, operation, "refused", status, error, null, false, NONE);
    }

    private static boolean isAuthenticationOrThrottle(int status) {
        return status == 401 || status == 403 || status == 429;
    }

    private static Answer refusal(FastSpringOperation operation, int status, FastSpringFailedItem item) {
        ErrorBody error = new ErrorBody(null, item.errors(), true, item.notFound());
        return item.notFound()
                ? failure(Answer.Kind.NOT_FOUND, operation, "does not exist", status, error, null, false, NONE)
                : failure(Answer.Kind.REFUSED, operation, "refused", status, error, null, false, NONE);
    }

    private static Answer protocol(FastSpringOperation operation, String problem, int status) {
        ErrorBody nothing = ErrorBody.of(null);
        return failure(Answer.Kind.PROTOCOL, operation, problem, status, nothing, null, false, UNKNOWN);
    }

    private static Answer.Failure failure(
            Answer.Kind kind,
            FastSpringOperation operation,
            String problem,
            int status,
            ErrorBody error,
            Duration retryAfter,
            boolean passing,
            Answer.Execution execution) {
        ErrorDetails details =
                new ErrorDetails(operation.qualifiedName(), problem, status, error.errorId(), error.errors(), null);
        boolean told = error.refused() || error.notFound();
        return new Answer.Failure(kind, details, retryAfter, passing, execution, !operation.isRead(), told);
    }

    /** Seconds, or an HTTP date; null where it is neither. */
    private Duration retryAfter(String header) {
        if (header == null) {
            return null;
        }
        try {
            return Duration.ofSeconds(Math.max(0, Long.parseLong(header.trim())));
        } catch (NumberFormatException notSeconds) {
            try {
                Instant then = ZonedDateTime.parse(header.trim(), DateTimeFormatter.RFC_1123_DATE_TIME)
                        .toInstant();
                Duration wait = Duration.between(clock.instant(), then);
                return wait.isNegative() ? Duration.ZERO : wait;
            } catch (DateTimeParseException notADate) {
                return null;
            }
        }
    }
}

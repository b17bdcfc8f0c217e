package io.github.camelfastspring.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;

import io.github.camelfastspring.error.ErrorDetails;
import io.github.camelfastspring.error.FastSpringFailedItem;
import io.github.camelfastspring.operation.AnswerForm;
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
     * @param ids   the ids that were asked for in this call; empty where it has none
     * @param asked how many items were asked for, by ids or in the body; 0 where that is not known
     */
    Answer classify(FastSpringOperation operation, List<String> ids, int asked, RawResponse response) {
        int status = response.status();
        boolean ok = status >= 200 && status < 300;
        if (ok && operation.answer() == AnswerForm.TEXT && !startsLikeJson(response.body())) {
            return text(status, response.body());
        }
        JsonNode body = null;
        IOException unreadable = null;
        if (response.body().length > 0) {
            try {
                body = codec.read(response.body());
            } catch (IOException e) {
                unreadable = e;
            }
        }
        if (ok && unreadable != null) {
            return protocol(operation, "the answer cannot be read, " + unreadable.getMessage(), status);
        }
        if (ok && body == null) {
            return empty(operation, status);
        }
        if (!ok && status < 400) {
            return protocol(operation, "unexpected answer; redirects are not followed", status);
        }
        Answer items = items(operation, ids, asked, response, body);
        return items != null ? items : whole(operation, response, body);
    }

    /** An operation that answers with text tells refusals in JSON all the same. */
    private static boolean startsLikeJson(byte[] body) {
        return body.length > 0 && body[0] == '{';
    }

    private static Answer text(int status, byte[] body) {
        JsonNode text = TextNode.valueOf(new String(body, StandardCharsets.UTF_8));
        return new Answer.Success(status, text, body, null, List.of());
    }

    private static Answer empty(FastSpringOperation operation, int status) {
        if (operation.isRead() && status != 204) {
            return protocol(operation, "the answer is empty", status);
        }
        return new Answer.Success(status, null, new byte[0], null, List.of());
    }

    /** The answer judged item by item; null where it has to be judged as a whole. */
    private static Answer items(
            FastSpringOperation operation, List<String> ids, int asked, RawResponse response, JsonNode body) {
        int status = response.status();
        if (body == null || status == 401 || status == 403 || status == 429) {
            return null;
        }
        AnswerItems items = AnswerItems.of(operation, ids, body).orElse(null);
        if (items == null
                || items.failed().isEmpty()
                        && (status >= 400 || ErrorBody.of(body).refused())) {
            return null;
        }
        if (asked <= 1 && items.size() == 1 && !items.failed().isEmpty()) {
            return refusal(operation, status, items.failed().get(0));
        }
        return new Answer.Success(status, body, response.body(), items.found(), items.failed());
    }

    private Answer whole(FastSpringOperation operation, RawResponse response, JsonNode body) {
        int status = response.status();
        boolean ok = status < 300;
        ErrorBody error = ok ? ErrorBody.of(body) : ErrorBody.withItems(body);
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
            return new Answer.Success(status, body, response.body(), null, List.of());
        }
        if (status == 404 || error.notFound()) {
            Answer.Failure missing =
                    failure(Answer.Kind.NOT_FOUND, operation, "does not exist", status, error, null, false, NONE);
            return body == null ? missing.withoutJson() : missing;
        }
        if (status >= 500 && !error.refused()) {
            Duration wait = retryAfter(response.retryAfter());
            return failure(Answer.Kind.UNAVAILABLE, operation, "FastSpring failed", status, error, wait, true, UNKNOWN);
        }
        return failure(Answer.Kind.REFUSED, operation, "refused", status, error, null, false, NONE);
    }

    /** One item that failed, as if it had been asked alone. */
    static Answer refusal(FastSpringOperation operation, int status, FastSpringFailedItem item) {
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
        return new Answer.Failure(kind, details, retryAfter, passing, execution, !operation.isRead(), told, false);
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

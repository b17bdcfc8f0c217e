package io.github.camelfastspring.client;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.camel.Exchange;

import io.github.camelfastspring.error.ErrorDetails;
import io.github.camelfastspring.error.FastSpringAuthenticationException;
import io.github.camelfastspring.error.FastSpringException;
import io.github.camelfastspring.error.FastSpringFailedItem;
import io.github.camelfastspring.error.FastSpringNotFoundException;
import io.github.camelfastspring.error.FastSpringProtocolException;
import io.github.camelfastspring.error.FastSpringRefusedException;
import io.github.camelfastspring.error.FastSpringThrottledException;
import io.github.camelfastspring.error.FastSpringUnavailableException;
import io.github.camelfastspring.operation.FastSpringOperation;

/** What came of a call. */
public sealed interface Answer {

    /**
     * FastSpring did what it was asked, or, of several ids, what it could.
     *
     * @param status the HTTP status
     * @param body   the answer, null where it has no body
     * @param text   the answer as it came
     * @param items  the item of each id that succeeded, where the answer is made of items; null where it is not
     * @param failed those that failed; a write's id that is in neither has no known outcome
     */
    record Success(
            int status, JsonNode body, byte[] text, Map<String, JsonNode> items, List<FastSpringFailedItem> failed)
            implements Answer {

        /** Whether the answer is made of items. */
        public boolean isItemised() {
            return items != null;
        }

        /**
         * What this answer to several ids says about one of them, as if it had been asked alone; null if none of its items
         * names the id.
         */
        public Answer ownOf(FastSpringOperation operation, String id) {
            if (!isItemised() || !AnswerItems.names(operation, body).contains(id)) {
                return null;
            }
            JsonNode item = items.get(id);
            if (item != null) {
                return new Success(status, item, null, null, List.of());
            }
            return failed.stream()
                    .filter(one -> one.id().equals(id))
                    .findFirst()
                    .map(one -> ResponseClassifier.refusal(operation, status, one))
                    .orElse(null);
        }

        /** The same for somebody else: JSON can be changed. */
        public Success copy() {
            Map<String, JsonNode> copies = items == null ? null : new LinkedHashMap<>(items);
            if (copies != null) {
                copies.replaceAll((id, item) -> item.deepCopy());
            }
            return new Success(status, body == null ? null : body.deepCopy(), text, copies, failed);
        }

        @Override
        public String toString() {
            return "Success[HTTP " + status + "]";
        }
    }

    /** The kinds of failure, one an exception. */
    enum Kind {
        AUTHENTICATION,
        NOT_FOUND,
        REFUSED,
        THROTTLED,
        UNAVAILABLE,
        PROTOCOL
    }

    /**
     * FastSpring did not do it, or it is not known whether it did.
     *
     * @param kind       which exception it becomes
     * @param details    what is known
     * @param retryAfter how long FastSpring asked to wait, or null
     * @param passing    whether the same call may succeed later
     * @param execution  whether the call was executed
     * @param write      whether the call would have changed something
     * @param told       whether it is FastSpring's body that says so, and not the status alone
     * @param bare       whether a thing is said not to exist by an answer without JSON
     */
    record Failure(
            Kind kind,
            ErrorDetails details,
            Duration retryAfter,
            boolean passing,
            Execution execution,
            boolean write,
            boolean told,
            boolean bare)
            implements Answer {

        /** Whether a write may have been executed though its answer does not say so. */
        public boolean isOutcomeUnknown() {
            return write && execution == Execution.UNKNOWN;
        }

        /** Whether the call never left, because the rate budget had none for it in time. */
        public boolean isWithoutBudget() {
            return kind == Kind.THROTTLED && details.statusCode() == 0;
        }

        Failure withoutJson() {
            return new Failure(kind, details, retryAfter, passing, execution, write, told, true);
        }

        /** Whether the answer is no, for a reason that lies in what was asked. */
        public boolean isRefusal() {
            return kind == Kind.NOT_FOUND || kind == Kind.REFUSED;
        }

        /** The exception of this failure, for an exchange or for none. */
        public FastSpringException toException(Exchange exchange) {
            return switch (kind) {
                case AUTHENTICATION -> new FastSpringAuthenticationException(details, exchange);
                case NOT_FOUND -> new FastSpringNotFoundException(details, exchange);
                case REFUSED -> new FastSpringRefusedException(details, exchange);
                case THROTTLED -> new FastSpringThrottledException(details, retryAfter, exchange);
                case UNAVAILABLE -> new FastSpringUnavailableException(details, isOutcomeUnknown(), exchange);
                case PROTOCOL -> new FastSpringProtocolException(details, exchange);
            };
        }
    }

    /** What is known of a failed call's effect. */
    enum Execution {
        /** It certainly had none. */
        NONE,
        /** It may have had one. */
        UNKNOWN
    }
}

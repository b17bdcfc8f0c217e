package io.github.camelfastspring.producer;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import org.apache.camel.Message;

import io.github.camelfastspring.FastSpringConstants;
import io.github.camelfastspring.operation.FastSpringOperations;
import io.github.camelfastspring.operation.Parameter;

/** Which headers are read and removed by a call, and which are set by it. */
final class CallHeaders {

    /** The options about one call that are not parameters of an operation. */
    private static final List<String> SETTINGS = List.of(
            FastSpringConstants.OPERATION,
            FastSpringConstants.METHOD,
            FastSpringConstants.PATH,
            FastSpringConstants.QUERY,
            FastSpringConstants.PAGING,
            FastSpringConstants.OUTPUT_TYPE,
            FastSpringConstants.BATCH_SIZE,
            FastSpringConstants.PARTIAL_FAILURE,
            FastSpringConstants.REQUEST_TIMEOUT,
            FastSpringConstants.MAX_RETRIES,
            FastSpringConstants.RETRY_DELAY,
            FastSpringConstants.MAX_RETRY_DELAY,
            FastSpringConstants.PRIORITY,
            FastSpringConstants.BUDGET_TIMEOUT,
            FastSpringConstants.THROTTLED_404,
            FastSpringConstants.COALESCE,
            FastSpringConstants.COALESCE_DELAY);

    /** The headers that a call sets. */
    private static final List<String> RESPONSE = List.of(
            FastSpringConstants.HTTP_RESPONSE_CODE,
            FastSpringConstants.RESPONSE_ACTION,
            FastSpringConstants.RESPONSE_PAGE,
            FastSpringConstants.RESPONSE_NEXT_PAGE,
            FastSpringConstants.RESPONSE_TOTAL,
            FastSpringConstants.WARNINGS,
            FastSpringConstants.FAILED_ITEMS);

    /** Camel's headers have no letter case. */
    private final Set<String> request = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    CallHeaders(FastSpringOperations operations) {
        request.addAll(SETTINGS);
        operations.parameterNames().stream().map(Parameter::header).forEach(request::add);
    }

    /** Removes the request headers, so that a leftover id can never reach the wrong thing in the next step. */
    void removeRequest(Message message) {
        // A message has fewer headers than there are names.
        if (message.hasHeaders()) {
            List.copyOf(message.getHeaders().keySet()).stream()
                    .filter(request::contains)
                    .forEach(message::removeHeader);
        }
    }

    /** Removes what an earlier call may have set, so that its warnings are not taken for this one's. */
    static void removeResponse(Message message) {
        if (message.hasHeaders()) {
            RESPONSE.forEach(message::removeHeader);
        }
    }
}

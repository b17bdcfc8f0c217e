package io.github.camelfastspring.producer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

import io.github.camelfastspring.FastSpringConfiguration.Paging;
import io.github.camelfastspring.FastSpringConstants;
import io.github.camelfastspring.client.Answer.Failure;
import io.github.camelfastspring.client.Answer.Success;
import io.github.camelfastspring.client.FastSpringClient;
import io.github.camelfastspring.error.ErrorDetails;
import io.github.camelfastspring.error.FastSpringError;
import io.github.camelfastspring.error.FastSpringException;
import io.github.camelfastspring.error.FastSpringPartialFailureException;
import io.github.camelfastspring.error.FastSpringProtocolException;
import io.github.camelfastspring.producer.CallExecution.Outcome;

/** Writes what came of a call into the exchange: body and headers, or the exception. */
final class ResponseWriter {

    private ResponseWriter() {}

    static void write(Call call, Outcome outcome, Exchange exchange, FastSpringClient client)
            throws FastSpringException {
        Message message = exchange.getMessage();
        if (outcome.broken() != null) {
            Failure broken = outcome.broken();
            if (broken.details().statusCode() > 0) {
                message.setHeader(
                        FastSpringConstants.HTTP_RESPONSE_CODE, broken.details().statusCode());
            }
            boolean cutWrite = !call.operation().isRead() && call.requests().size() > 1;
            throw cutWrite ? brokenOff(call, outcome, exchange) : broken.toException(exchange);
        }
        if (outcome.last() != null) {
            writeHeaders(outcome.last(), message);
        }
        if (!outcome.unknown().isEmpty()) {
            throw partial(call, outcome, exchange);
        }
        if (!outcome.failed().isEmpty()) {
            if (!call.returnPartial()) {
                throw partial(call, outcome, exchange);
            }
            message.setHeader(FastSpringConstants.FAILED_ITEMS, outcome.failed());
        }
        try {
            message.setBody(body(call, outcome, client));
        } catch (IOException e) {
            // Jackson's message may quote the answer.
            throw new FastSpringProtocolException(
                    details(call, "the answer does not fit the outputType", outcome, null), exchange);
        }
    }

    private static Object body(Call call, Outcome outcome, FastSpringClient client) throws IOException {
        if (call.list()) {
            ArrayNode list = JsonNodeFactory.withExactBigDecimals(true).arrayNode();
            call.ids().stream()
                    .map(outcome.items()::get)
                    .filter(Objects::nonNull)
                    .forEach(list::add);
            return call.outputType().convert(list, null);
        }
        Success answer = outcome.last();
        if (call.paging() == Paging.STREAM) {
            return stream(call, answer, client);
        }
        JsonNode item = call.ids().isEmpty()
                ? answer.body()
                : outcome.items().getOrDefault(call.ids().get(0), answer.body());
        return call.outputType().convert(item, item == answer.body() ? answer.text() : null);
    }

    private static PageIterator stream(Call call, Success answer, FastSpringClient client) throws IOException {
        try {
            return new PageIterator(client, call, answer.body());
        } catch (UnreadablePageException e) {
            throw new IOException(e);
        }
    }

    private static void writeHeaders(Success answer, Message message) {
        message.setHeader(FastSpringConstants.HTTP_RESPONSE_CODE, answer.status());
        JsonNode body = answer.body();
        if (body == null || !body.isObject()) {
            return;
        }
        if (body.path("action").isTextual()) {
            message.setHeader(
                    FastSpringConstants.RESPONSE_ACTION, body.get("action").asText());
        }
        number(body, "page", FastSpringConstants.RESPONSE_PAGE, message);
        number(body, "nextPage", FastSpringConstants.RESPONSE_NEXT_PAGE, message);
        number(body, "total", FastSpringConstants.RESPONSE_TOTAL, message);
        List<FastSpringError> warnings = new ArrayList<>();
        for (JsonNode warning : body.path("warnings")) {
            warnings.add(new FastSpringError(
                    warning.path("code").asText(null),
                    warning.path("field").asText(null),
                    warning.path("message").asText(null)));
        }
        if (!warnings.isEmpty()) {
            message.setHeader(FastSpringConstants.WARNINGS, warnings);
        }
    }

    private static void number(JsonNode body, String member, String header, Message message) {
        if (body.path(member).isIntegralNumber()) {
            message.setHeader(header, body.get(member).intValue());
        }
    }

    private static FastSpringException partial(Call call, Outcome outcome, Exchange exchange) {
        long all = call.ids().isEmpty()
                ? outcome.failed().size() + outcome.items().size()
                : call.ids().stream().distinct().count();
        String unknown =
                outcome.unknown().isEmpty() ? "" : ", " + outcome.unknown().size() + " have no known outcome";
        String problem = outcome.failed().size() + " of " + all + " items failed" + unknown;
        return new FastSpringPartialFailureException(
                details(call, problem, outcome, null),
                succeeded(call, outcome),
                outcome.failed(),
                outcome.unknown(),
                outcome.notSent(),
                exchange);
    }

    private static FastSpringException brokenOff(Call call, Outcome outcome, Exchange exchange) {
        Failure broken = outcome.broken();
        String problem = "broke off, " + outcome.unknown().size() + " items have no known outcome and "
                + outcome.notSent().size() + " were not executed";
        return new FastSpringPartialFailureException(
                details(call, problem, outcome, broken.toException(exchange)),
                succeeded(call, outcome),
                outcome.failed(),
                outcome.unknown(),
                outcome.notSent(),
                exchange);
    }

    private static ErrorDetails details(Call call, String problem, Outcome outcome, FastSpringException cause) {
        int status = cause != null
                ? cause.getStatusCode()
                : outcome.last() == null ? 0 : outcome.last().status();
        List<FastSpringError> errors = outcome.failed().stream()
                .flatMap(item -> item.errors().stream()
                        .map(error -> new FastSpringError(
                                error.code(),
                                error.field() == null ? item.id() : item.id() + " " + error.field(),
                                error.message())))
                .toList();
        return new ErrorDetails(call.operation().qualifiedName(), problem, status, null, errors, cause);
    }

    private static List<Object> succeeded(Call call, Outcome outcome) {
        List<Object> bodies = new ArrayList<>();
        Collection<String> ids = call.ids().isEmpty() ? outcome.items().keySet() : call.ids();
        for (String id : ids) {
            JsonNode item = outcome.items().get(id);
            if (item == null) {
                continue;
            }
            try {
                bodies.add(call.outputType().convert(item, null));
            } catch (IOException e) {
                bodies.add(item);
            }
        }
        return bodies;
    }
}

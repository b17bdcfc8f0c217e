package io.github.camelfastspring.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;

import io.github.camelfastspring.error.FastSpringError;

/**
 * What a body, or one item of it, says about having failed. FastSpring's resources have five shapes for it; which one
 * comes does not depend on the status alone, so all are looked for.
 *
 * @param errorId  FastSpring's id of the error, for their support, or null
 * @param errors   code, field and text of each thing that was wrong
 * @param refused  whether the body says that the call failed, whatever the status
 * @param notFound whether it says that the thing asked for does not exist
 */
record ErrorBody(String errorId, List<FastSpringError> errors, boolean refused, boolean notFound) {

    private static final ErrorBody NONE = new ErrorBody(null, List.of(), false, false);

    /** "account id not found", "Subscription ID does not exist: ..."; not "... is not found in the original order". */
    private static final Pattern NOT_FOUND =
            Pattern.compile("(?i)([\\w-]+ ){0,2}not found\\.?|([\\w-]+ ){1,3}does not exist\\b.*", Pattern.DOTALL);

    /** Keys like RETURN_ITEMS_PRODUCT_NOT_FOUND_ERROR are codes, others name a member of the request. */
    private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9_]*");

    private static final Pattern CLIENT_ERROR = Pattern.compile("4\\d\\d\\b.*|BAD_REQUEST|NOT_FOUND");

    static ErrorBody of(JsonNode node) {
        if (node == null || !node.isObject()) {
            return NONE;
        }
        List<FastSpringError> errors = new ArrayList<>();
        JsonNode error = node.path("error");
        boolean refused = node.path("result").asText().equalsIgnoreCase("error");
        if (error.path("message").isTextual()) {
            errors.add(new FastSpringError(text(error, "code"), null, text(error, "message")));
        } else if (error.isObject()) {
            error.properties().forEach(member -> {
                if (!member.getValue().isNull()) {
                    errors.add(keyed(member.getKey(), member.getValue()));
                }
            });
        } else if (error.isTextual() && !error.asText().isBlank()) {
            errors.add(new FastSpringError(null, null, error.asText()));
        }
        refused |= !errors.isEmpty();
        boolean itemised = false;
        for (JsonNode item : node.path("errors")) {
            String code = text(item, "errorCode", "erroCode", "code");
            String field = text(item, "field");
            errors.add(new FastSpringError(code, field, text(item, "message")));
            itemised |= field != null;
        }
        if (errors.isEmpty() && node.hasNonNull("message")) {
            errors.add(new FastSpringError(text(node, "code", "status"), null, messageAndDetails(node)));
        }
        return new ErrorBody(
                errorId(node), List.copyOf(errors), refused || itemised || isBare(node), isNotFound(node, errors));
    }

    /** An item of a list of failed ones: its being there says that it failed. */
    static ErrorBody ofFailed(JsonNode item) {
        FastSpringError error =
                new FastSpringError(text(item, "errorCode"), null, text(item, "errorMessage", "message"));
        List<FastSpringError> errors = error.message() == null ? of(item).errors : List.of(error);
        boolean notFound = errors.stream()
                .allMatch(e ->
                        e.message() != null && NOT_FOUND.matcher(e.message()).matches());
        return new ErrorBody(null, errors, true, notFound && !errors.isEmpty());
    }

    /** As {@link #of}, and with what the items of any array in it say. */
    static ErrorBody withItems(JsonNode node) {
        ErrorBody whole = of(node);
        if (node == null || !node.isObject() || whole.refused) {
            return whole;
        }
        List<FastSpringError> errors = new ArrayList<>();
        boolean allNotFound = true;
        for (JsonNode member : node) {
            for (JsonNode item : member.isArray() ? member : List.<JsonNode>of()) {
                ErrorBody body = of(item);
                if (body.refused) {
                    errors.addAll(body.errors);
                    allNotFound &= body.notFound;
                }
            }
        }
        return errors.isEmpty() ? whole : new ErrorBody(whole.errorId, List.copyOf(errors), true, allNotFound);
    }

    private static FastSpringError keyed(String key, JsonNode value) {
        String text = value.isValueNode() ? value.asText() : value.toString();
        return CODE.matcher(key).matches()
                ? new FastSpringError(key, null, text)
                : new FastSpringError(null, key, text);
    }

    /** Errors without envelope: the message has parameters, or the body itself says that the request was at fault. */
    private static boolean isBare(JsonNode node) {
        return node.path("message").isTextual()
                && (node.has("params")
                        || CLIENT_ERROR.matcher(node.path("status").asText()).matches());
    }

    private static boolean isNotFound(JsonNode node, List<FastSpringError> errors) {
        if (node.path("status").asText().toUpperCase(Locale.ROOT).contains("NOT_FOUND")) {
            return true;
        }
        return !errors.isEmpty()
                && errors.stream()
                        .allMatch(error -> error.code() == null
                                && error.message() != null
                                && NOT_FOUND.matcher(error.message()).matches());
    }

    /** In the bodies of the older resources, id is that of the account or order. */
    private static String errorId(JsonNode node) {
        return node.hasNonNull("message") && !node.has("result") ? text(node, "id") : null;
    }

    private static String messageAndDetails(JsonNode node) {
        String details = text(node, "details");
        return details == null ? text(node, "message") : text(node, "message") + " " + details;
    }

    private static String text(JsonNode node, String... names) {
        for (String name : names) {
            if (node.hasNonNull(name)) {
                return node.get(name).asText();
            }
        }
        return null;
    }
}

package io.github.camelfastspring.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;

import io.github.camelfastspring.error.FastSpringError;
import io.github.camelfastspring.error.FastSpringFailedItem;
import io.github.camelfastspring.operation.FastSpringOperation;

/**
 * The items of an answer, judged one by one: FastSpring says of each whether it succeeded, whatever the status.
 *
 * @param found  the items that succeeded, by id
 * @param failed those that did not
 */
record AnswerItems(Map<String, JsonNode> found, List<FastSpringFailedItem> failed) {

    private static final FastSpringOperation.Items NAMELESS = new FastSpringOperation.Items(List.of(), List.of(), null);

    /**
     * The items of an answer; empty where it is not made of items, so that it has to be judged as a whole.
     *
     * @param ids the ids that were asked for; empty where the call named its items in its body
     */
    static Optional<AnswerItems> of(FastSpringOperation operation, List<String> ids, JsonNode body) {
        FastSpringOperation.Items names = operation.items();
        Optional<List<JsonNode>> array =
                names != null ? array(body, names) : operation.isRead() ? Optional.empty() : judgedArray(body);
        return array.map(items -> {
            AnswerItems answer = new AnswerItems(new LinkedHashMap<>(), new ArrayList<>());
            if (names == null) {
                answer.takeAll(items, NAMELESS);
            } else if (ids.isEmpty()) {
                answer.takeAll(items, names);
                answer.takeFailed(body, names);
            } else {
                answer.takeAsked(items, names, ids, body, !operation.isRead());
            }
            return answer;
        });
    }

    /** The ids that the items of an answer name. */
    static Set<String> names(FastSpringOperation operation, JsonNode body) {
        return array(body, operation.items()).orElse(List.of()).stream()
                .map(item -> id(item, operation.items()))
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    /** For a write whose row names no items: an array whose elements say of themselves how they went. */
    private static Optional<List<JsonNode>> judgedArray(JsonNode body) {
        for (JsonNode member : body.isArray() ? List.of(body) : body) {
            boolean judged = member.isArray() && !member.isEmpty();
            for (JsonNode item : judged ? member : List.<JsonNode>of()) {
                judged &= item.has("result") || item.has("error");
            }
            if (judged) {
                return Optional.of(list(member));
            }
        }
        return Optional.empty();
    }

    int size() {
        return found.size() + failed.size();
    }

    private static Optional<List<JsonNode>> array(JsonNode body, FastSpringOperation.Items names) {
        if (names.members().isEmpty()) {
            return body.isArray() ? Optional.of(list(body)) : Optional.empty();
        }
        Optional<List<JsonNode>> named = names.members().stream()
                .map(body::path)
                // One generation of the documents shows a single item without its array.
                .filter(member -> member.isArray() || member.isObject())
                .map(member -> member.isArray() ? list(member) : List.of(member))
                .findFirst();
        boolean failedAlone =
                names.failed() != null && body.path(names.failed()).isArray();
        return named.isEmpty() && failedAlone ? Optional.of(List.of()) : named;
    }

    private static List<JsonNode> list(JsonNode array) {
        List<JsonNode> list = new ArrayList<>(array.size());
        array.forEach(list::add);
        return list;
    }

    private void takeAsked(
            List<JsonNode> items, FastSpringOperation.Items names, List<String> ids, JsonNode body, boolean write) {
        Map<String, JsonNode> byId = new LinkedHashMap<>();
        for (JsonNode item : items) {
            String id = id(item, names);
            // The one item of an answer to one id is its, however it is spelled.
            boolean only = ids.size() == 1 && items.size() == 1;
            if (only) {
                byId.put(ids.get(0), item);
            } else if (id != null && ids.contains(id)) {
                byId.put(id, item);
            }
        }
        for (String id : ids) {
            if (write && !byId.containsKey(id)) {
                // Whether it was executed is not known.
                continue;
            }
            take(id, byId.get(id), byId.containsKey(id) ? ErrorBody.of(byId.get(id)) : missing(body));
        }
    }

    private void takeAll(List<JsonNode> items, FastSpringOperation.Items names) {
        for (int i = 0; i < items.size(); i++) {
            String id = id(items.get(i), names);
            boolean usable = id != null && !found.containsKey(id);
            take(usable ? id : "[" + i + "]", items.get(i), ErrorBody.of(items.get(i)));
        }
    }

    /** Takes the items that the answer lists apart because they failed. */
    private void takeFailed(JsonNode body, FastSpringOperation.Items names) {
        int i = 0;
        for (JsonNode item : names.failed() == null ? List.<JsonNode>of() : list(body.path(names.failed()))) {
            String id = id(item, names);
            take(id == null ? "[" + i + "]" : id, item, ErrorBody.ofFailed(item));
            i++;
        }
    }

    private void take(String id, JsonNode item, ErrorBody error) {
        if (!error.refused()) {
            found.put(id, item);
            return;
        }
        List<FastSpringError> errors = error.errors().isEmpty()
                ? List.of(new FastSpringError(null, null, "refused without a reason"))
                : error.errors();
        failed.add(new FastSpringFailedItem(id, error.notFound(), errors));
    }

    private static String id(JsonNode item, FastSpringOperation.Items names) {
        if (item.isValueNode()) {
            return item.asText();
        }
        return names.idNames().stream()
                .map(item::path)
                .filter(JsonNode::isValueNode)
                .map(JsonNode::asText)
                .findFirst()
                .orElse(null);
    }

    /** An id that the answer does not speak of: the root may say why. */
    private static ErrorBody missing(JsonNode body) {
        ErrorBody root = ErrorBody.of(body);
        return root.refused()
                ? root
                : new ErrorBody(null, List.of(new FastSpringError(null, null, "missing from the answer")), true, false);
    }
}

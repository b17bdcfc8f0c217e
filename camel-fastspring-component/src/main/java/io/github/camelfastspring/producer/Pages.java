package io.github.camelfastspring.producer;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

import io.github.camelfastspring.operation.FastSpringOperation;

/**
 * Where a walk through the pages of a list stands. It ends where FastSpring names no further page, names one that is not
 * after this one, gives an empty page, or gives the same page again; totals are not trusted.
 */
final class Pages {

    private final FastSpringOperation operation;
    private int page;
    /** Of the page before: enough to know it again, and not the page itself. */
    private int previousHash;

    private JsonNode previousFirst;
    private boolean ended;

    /** @param first the number of the first page */
    Pages(FastSpringOperation operation, int first) {
        this.operation = operation;
        this.page = first;
    }

    /**
     * The elements of a page that was read, and a step on; empty if it is the page before once more.
     *
     * @throws UnreadablePageException if the answer holds no list
     */
    List<JsonNode> take(JsonNode body) {
        List<JsonNode> elements = elements(operation, body);
        int hash = elements.hashCode();
        if (elements.isEmpty() || hash == previousHash && elements.get(0).equals(previousFirst)) {
            ended = true;
            return List.of();
        }
        previousHash = hash;
        previousFirst = elements.get(0);
        int next = body.path("nextPage").asInt();
        ended = !operation.isPaged() || next <= page;
        page = next;
        return elements;
    }

    /** The number of the page to read next; empty at the end. */
    OptionalInt next() {
        return ended ? OptionalInt.empty() : OptionalInt.of(page);
    }

    private static List<JsonNode> elements(FastSpringOperation operation, JsonNode body) {
        JsonNode root = body == null ? MissingNode.getInstance() : body;
        JsonNode array = operation.listMembers().stream()
                .map(member -> at(root, member))
                .filter(JsonNode::isArray)
                .findFirst()
                .orElse(MissingNode.getInstance());
        // HAL leaves an empty list out.
        boolean mayBeMissing =
                root.isObject() && operation.listMembers().stream().anyMatch(member -> member.startsWith("_embedded"));
        if (array.isMissingNode() && !mayBeMissing) {
            throw new UnreadablePageException(operation);
        }
        List<JsonNode> elements = new ArrayList<>(array.size());
        array.forEach(elements::add);
        return elements;
    }

    private static JsonNode at(JsonNode body, String member) {
        JsonNode node = body;
        for (String name : member.isEmpty() ? new String[0] : member.split("\\.")) {
            node = node.path(name);
        }
        return node;
    }
}

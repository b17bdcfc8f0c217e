package io.github.camelfastspring.operation;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The table of FastSpring's operations, one row each, and the look-ups in it. The rows follow FastSpring's API reference
 * of 2026; where its generations differ, the newest is sent and all are read.
 */
public final class FastSpringOperations {

    /** All rows. */
    public static final FastSpringOperations STANDARD = new FastSpringOperations(
            Stream.of(SessionRows.ROWS, CustomerRows.ROWS, OrderRows.ROWS, SubscriptionRows.ROWS)
                    .flatMap(List::stream)
                    .toList());

    private final Map<String, Map<String, FastSpringOperation>> byResource = new LinkedHashMap<>();
    private final Set<String> parameterNames;

    public FastSpringOperations(List<FastSpringOperation> rows) {
        for (FastSpringOperation row : rows) {
            FastSpringOperation same = byResource
                    .computeIfAbsent(row.resource(), resource -> new LinkedHashMap<>())
                    .put(row.name(), row);
            if (same != null) {
                throw new IllegalArgumentException("two rows for " + row.qualifiedName());
            }
        }
        Set<String> names = new TreeSet<>();
        rows.stream()
                .flatMap(row -> Stream.concat(row.pathParameters().stream(), row.query().stream()))
                .forEach(parameter -> names.add(parameter.name()));
        parameterNames = Collections.unmodifiableSet(names);
    }

    /** Every row, in the order of the table. */
    public List<FastSpringOperation> all() {
        return byResource.values().stream()
                .map(Map::values)
                .flatMap(Collection::stream)
                .toList();
    }

    /**
     * The row of an operation.
     *
     * @throws IllegalArgumentException if there is no such resource, or it has no such operation; the message lists the
     *                                  valid ones
     */
    public FastSpringOperation get(String resource, String operation) {
        Map<String, FastSpringOperation> rows = rows(resource);
        FastSpringOperation row = rows.get(operation);
        if (row == null) {
            throw new IllegalArgumentException("fastspring:" + resource + ": operation '" + operation
                    + "' is unknown (option operation or header CamelFastSpringOperation) for the resource '" + resource
                    + "': valid are " + String.join(", ", rows.keySet()));
        }
        return row;
    }

    /**
     * The operations of a resource.
     *
     * @throws IllegalArgumentException if there is no such resource; the message lists the valid ones
     */
    public Set<String> operationsOf(String resource) {
        return rows(resource).keySet();
    }

    /** The names of all parameters of all rows. */
    public Set<String> parameterNames() {
        return parameterNames;
    }

    private Map<String, FastSpringOperation> rows(String resource) {
        Map<String, FastSpringOperation> rows = byResource.get(resource);
        if (rows == null) {
            throw new IllegalArgumentException("resource '" + resource + "' is unknown: valid are "
                    + String.join(", ", byResource.keySet()) + ", raw");
        }
        return rows;
    }
}

package io.github.camelfastspring.operation;

import java.util.List;

/**
 * One operation of FastSpring's API: a row of {@link FastSpringOperations}. Everything that differs between operations
 * is said here.
 *
 * @param resource       the resource in the endpoint's URI
 * @param name           the option {@code operation}
 * @param method         the HTTP method, in capitals
 * @param path           the path below the base URL; {@code {name}} stands for a parameter of that name
 * @param pathParameters the parameters in the path, in order; all are required
 * @param query          the query parameters; all are optional
 * @param body           what is done with the message body
 * @param fixedBody      the body that is sent instead of the message's, or null
 * @param wrapper        the member that must hold the array of the body, put around a bare object or array; or null
 * @param counted        the member of the body whose elements {@code maxItems} is about, or null
 * @param maxItems       how many items a call may hold by FastSpring's word; 0 if it says nothing
 * @param batchParameter the path parameter that takes several comma-separated ids in one call, or null
 * @param coalesces      whether single ids of several exchanges may share a call
 * @param items          how the answer names its items where it can hold several, or null
 * @param listMembers    for lists, the members that may hold the elements, such as {@code orders} or
 *                       {@code _embedded.quotes}; an empty name is the root; null for what is no list
 * @param answer         what the operation answers with
 * @param safety         whether the operation may be repeated
 * @param confidence     how sure the row is
 */
public record FastSpringOperation(
        String resource,
        String name,
        String method,
        String path,
        List<Parameter> pathParameters,
        List<Parameter> query,
        BodyUse body,
        String fixedBody,
        String wrapper,
        String counted,
        int maxItems,
        String batchParameter,
        boolean coalesces,
        Items items,
        List<String> listMembers,
        AnswerForm answer,
        RetrySafety safety,
        Confidence confidence) {

    /**
     * The names that an answer uses for its items.
     *
     * @param members the members of the root that may hold the array, such as {@code orders}; empty where the root is it
     * @param idNames the members of an item that may hold its id, such as {@code order} and {@code id}
     * @param failed  the member that holds an array of the failed ones, where they are apart; or null
     */
    public record Items(List<String> members, List<String> idNames, String failed) {}

    /** Starts a row. */
    public static OperationRow row(String resource, String name) {
        return new OperationRow(resource, name);
    }

    /** {@code resource.name}, as in messages and exceptions. */
    public String qualifiedName() {
        return resource + "." + name;
    }

    /** Whether the operation changes nothing. */
    public boolean isRead() {
        return safety == RetrySafety.READ;
    }

    /** Whether the operation is a list. */
    public boolean isList() {
        return listMembers != null;
    }

    /** Whether the operation takes a page number. */
    public boolean isPaged() {
        return isList() && query.contains(Parameter.PAGE);
    }

    /**
     * The parameter that may be given several ids, or null: that of a batch, else the id of a read, which then takes one
     * call an id.
     */
    public Parameter listParameter() {
        String list = batchParameter == null && isRead() ? Parameter.ID.name() : batchParameter;
        for (Parameter parameter : pathParameters) {
            if (parameter.name().equals(list)) {
                return parameter;
            }
        }
        return null;
    }

    /** How many ids a call takes, at most. */
    public int idsPerCall(int batchSize) {
        if (batchParameter == null) {
            return 1;
        }
        return maxItems > 0 ? Math.min(batchSize, maxItems) : batchSize;
    }

    @Override
    public String toString() {
        return qualifiedName();
    }
}

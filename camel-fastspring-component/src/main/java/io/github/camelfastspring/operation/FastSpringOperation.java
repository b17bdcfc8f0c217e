package io.github.camelfastspring.operation;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
 * @param body           whether the message body is sent
 * @param fixedBody      the body that is sent instead of the message's, or null
 * @param batchParameter the path parameter that takes several comma-separated ids in one call, or null
 * @param items          how the answer names its items where it can hold several, or null
 * @param safety         whether the operation may be repeated
 */
public record FastSpringOperation(
        String resource,
        String name,
        String method,
        String path,
        List<Parameter> pathParameters,
        List<Parameter> query,
        boolean body,
        String fixedBody,
        String batchParameter,
        Items items,
        RetrySafety safety) {

    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

    /**
     * The names that an answer uses for its items.
     *
     * @param member  the member of the root that holds the array, such as {@code orders}; null where the root is the array
     * @param idNames the members of an item that hold its id, such as {@code order} and {@code id}
     */
    public record Items(String member, List<String> idNames) {}

    /** Starts a row. */
    static Row row(String resource, String name) {
        return new Row(resource, name);
    }

    /** {@code resource.name}, as in messages and exceptions. */
    public String qualifiedName() {
        return resource + "." + name;
    }

    /** Whether the operation changes nothing. */
    public boolean isRead() {
        return safety == RetrySafety.READ;
    }

    /**
     * The parameter that may be given several ids, or null: that of a batch, else the id of a read, which then takes one
     * call an id.
     */
    public Parameter listParameter() {
        String list = batchParameter == null && isRead() ? Parameter.ID.name() : batchParameter;
        return pathParameters.stream()
                .filter(parameter -> parameter.name().equals(list))
                .findFirst()
                .orElse(null);
    }

    /** How many ids a call takes, at most. */
    public int idsPerCall(int batchSize) {
        return batchParameter == null ? 1 : batchSize;
    }

    @Override
    public String toString() {
        return qualifiedName();
    }

    /** Builds a row; each call says one thing about the operation. */
    static final class Row {
        private final String resource;
        private final String name;
        private String method;
        private String path;
        private final List<Parameter> query = new ArrayList<>();
        private boolean body;
        private String fixedBody;
        private String batchParameter;
        private Items items;

        private Row(String resource, String name) {
            this.resource = resource;
            this.name = name;
        }

        Row get(String path) {
            return call("GET", path);
        }

        Row post(String path) {
            return call("POST", path);
        }

        Row put(String path) {
            return call("PUT", path);
        }

        Row delete(String path) {
            return call("DELETE", path);
        }

        private Row call(String method, String path) {
            this.method = method;
            this.path = path;
            return this;
        }

        Row query(Parameter... parameters) {
            query.addAll(List.of(parameters));
            return this;
        }

        /** The message body is sent, and must be JSON. */
        Row body() {
            body = true;
            return this;
        }

        /** This body is always sent, and the message body is not read. */
        Row fixedBody(String json) {
            fixedBody = json;
            return this;
        }

        /** The path parameter takes several ids in one call. */
        Row batch(Parameter parameter) {
            batchParameter = parameter.name();
            return this;
        }

        /** How the answer names its items; a null member says that the root is the array. */
        Row items(String member, String... idNames) {
            items = new Items(member, List.of(idNames));
            return this;
        }

        FastSpringOperation end() {
            return new FastSpringOperation(
                    resource,
                    name,
                    method,
                    path,
                    pathParameters(),
                    List.copyOf(query),
                    body,
                    fixedBody,
                    batchParameter,
                    items,
                    method.equals("GET") ? RetrySafety.READ : RetrySafety.WRITE);
        }

        private List<Parameter> pathParameters() {
            List<Parameter> parameters = new ArrayList<>();
            Matcher variables = VARIABLE.matcher(path);
            while (variables.find()) {
                String variable = variables.group(1);
                parameters.add(FastSpringOperations.PATH_PARAMETERS.stream()
                        .filter(parameter -> parameter.name().equals(variable))
                        .findFirst()
                        .orElseThrow(() -> new IllegalStateException(path + ": no path parameter " + variable)));
            }
            return List.copyOf(parameters);
        }
    }
}

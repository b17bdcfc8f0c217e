package io.github.camelfastspring.operation;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static io.github.camelfastspring.operation.FastSpringOperation.row;
import static io.github.camelfastspring.operation.Parameter.CHECKOUT_PATH;
import static io.github.camelfastspring.operation.Parameter.ID;
import static io.github.camelfastspring.operation.Parameter.PRODUCT_PATH;

/**
 * The table of FastSpring's operations, one row each, and the look-ups in it. The rows follow FastSpring's API reference
 * of 2026; where its generations differ, the newest is sent and all are read.
 */
public final class FastSpringOperations {

    /** The variables that may stand in a path. */
    static final List<Parameter> PATH_PARAMETERS = List.of(ID, CHECKOUT_PATH, PRODUCT_PATH);

    /** FastSpring wants days or begin, depending on the generation of its documents; days is sent always. */
    private static final Parameter DAYS = new Parameter("days", ParameterForm.integer(1, 30), "30");

    private static final Parameter BEGIN = new Parameter("begin", ParameterForm.dateOrMillis(), null);
    private static final Parameter END = new Parameter("end", ParameterForm.dateOrMillis(), null);

    private static final String SESSIONS = "/v2/checkouts/{checkoutPath}/sessions";
    private static final String SESSION = SESSIONS + "/{id}";

    /** All rows. */
    // @formatter:off
    public static final FastSpringOperations STANDARD = new FastSpringOperations(List.of(
            row("sessions", "create").post(SESSIONS).body().end(),
            row("sessions", "get").get(SESSION).end(),
            row("sessions", "replace").put(SESSION).body().end(),
            row("sessions", "getPaymentMethods")
                    .get(SESSION + "/payment-methods")
                    .end(),
            row("sessions", "addItem").post(SESSION + "/cart/items").body().end(),
            row("sessions", "updateItem")
                    .put(SESSION + "/cart/items/{productPath}")
                    .body()
                    .batch(PRODUCT_PATH)
                    .items(null, "productPath")
                    .end(),
            row("sessions", "removeItem")
                    .delete(SESSION + "/cart/items/{productPath}")
                    .end(),
            row("sessions", "updateCustomer").put(SESSION + "/customer").body().end(),
            row("sessions-v1", "create").post("/sessions").body().end(),
            row("events", "listUnprocessed")
                    .get("/events/unprocessed")
                    .query(DAYS, BEGIN, END)
                    .end(),
            row("events", "listProcessed")
                    .get("/events/processed")
                    .query(DAYS, BEGIN, END)
                    .end(),
            row("events", "markProcessed")
                    .post("/events/{id}")
                    .fixedBody("{\"processed\":true}")
                    .end(),
            row("events", "markUnprocessed")
                    .post("/events/{id}")
                    .fixedBody("{\"processed\":false}")
                    .end(),
            row("accounts", "get")
                    .get("/accounts/{id}")
                    .items("accounts", "account", "id")
                    .end(),
            row("orders", "get")
                    .get("/orders/{id}")
                    .batch(ID)
                    .items("orders", "order", "id")
                    .end(),
            row("products", "get")
                    .get("/products/{id}")
                    .batch(ID)
                    .items("products", "product")
                    .end()));
    // @formatter:on

    private final Map<String, Map<String, FastSpringOperation>> byResource = new LinkedHashMap<>();

    public FastSpringOperations(List<FastSpringOperation> rows) {
        for (FastSpringOperation row : rows) {
            FastSpringOperation same = byResource
                    .computeIfAbsent(row.resource(), resource -> new LinkedHashMap<>())
                    .put(row.name(), row);
            if (same != null) {
                throw new IllegalArgumentException("two rows for " + row.qualifiedName());
            }
        }
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
        return all().stream()
                .flatMap(row -> Stream.concat(row.pathParameters().stream(), row.query().stream()))
                .map(Parameter::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Map<String, FastSpringOperation> rows(String resource) {
        Map<String, FastSpringOperation> rows = byResource.get(resource);
        if (rows == null) {
            throw new IllegalArgumentException(
                    "resource '" + resource + "' is unknown: valid are " + String.join(", ", byResource.keySet()));
        }
        return rows;
    }
}

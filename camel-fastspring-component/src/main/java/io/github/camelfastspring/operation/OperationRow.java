package io.github.camelfastspring.operation;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Builds a row of the operation table; each call says one thing about the operation, {@link #end()} the last. */
public final class OperationRow {

    /** The variables that may stand in a path. */
    private static final List<Parameter> PATH_PARAMETERS =
            List.of(Parameter.ID, Parameter.CHECKOUT_PATH, Parameter.PRODUCT_PATH);

    private static final String OR = " or ";
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");

    private final String resource;
    private final String name;
    private final List<Parameter> query = new ArrayList<>();
    private String method;
    private String path;
    private BodyUse body = BodyUse.NONE;
    private String fixedBody;
    private String wrapper;
    private int maxItems;
    private String batchParameter;
    private boolean coalesces;
    private FastSpringOperation.Items items;
    private String counted;
    private List<String> listMembers;
    private AnswerForm answer = AnswerForm.JSON;
    private RetrySafety safety;
    private Confidence confidence = Confidence.HIGH;

    OperationRow(String resource, String name) {
        this.resource = resource;
        this.name = name;
    }

    public OperationRow get(String path) {
        return call("GET", path, RetrySafety.READ);
    }

    public OperationRow post(String path) {
        return call("POST", path, RetrySafety.WRITE);
    }

    public OperationRow put(String path) {
        return call("PUT", path, RetrySafety.REPEATABLE_WRITE);
    }

    public OperationRow delete(String path) {
        return call("DELETE", path, RetrySafety.REPEATABLE_WRITE);
    }

    private OperationRow call(String method, String path, RetrySafety safety) {
        this.method = method;
        this.path = path;
        this.safety = safety;
        return this;
    }

    public OperationRow query(Parameter... parameters) {
        query.addAll(List.of(parameters));
        return this;
    }

    /** The message body is sent, and must be JSON. */
    public OperationRow body() {
        body = BodyUse.REQUIRED;
        return this;
    }

    /** The message body is sent if there is one. */
    public OperationRow optionalBody() {
        body = BodyUse.OPTIONAL;
        return this;
    }

    /** The message body is sent; this member is put around it where it is missing. */
    public OperationRow body(String wrapper) {
        this.wrapper = wrapper;
        return body();
    }

    /** This body is always sent, and the message body is not read. */
    public OperationRow fixedBody(String json) {
        fixedBody = json;
        return this;
    }

    /** FastSpring takes no more elements in this member of the body. */
    public OperationRow atMost(int items, String member) {
        maxItems = items;
        counted = member;
        return this;
    }

    /** The path parameter takes several ids in one call. */
    public OperationRow batch(Parameter parameter) {
        batchParameter = parameter.name();
        return this;
    }

    /** Single ids of several exchanges may share a call. */
    public OperationRow coalesced() {
        coalesces = true;
        return this;
    }

    /** How the answer names its items; members that FastSpring's documents disagree about are joined by " or ". */
    public OperationRow items(String member, String... idNames) {
        items = new FastSpringOperation.Items(List.of(member.split(OR)), List.of(idNames), null);
        return this;
    }

    /** The answer's root is the array of items. */
    public OperationRow rootItems(String... idNames) {
        items = new FastSpringOperation.Items(List.of(), List.of(idNames), null);
        return this;
    }

    /** The answer holds the items that failed apart from the others. */
    public OperationRow failedItems(String succeeded, String failed, String idName) {
        items = new FastSpringOperation.Items(List.of(succeeded), List.of(idName), failed);
        return this;
    }

    /** A list that comes whole; an empty member is the root. */
    public OperationRow list(String member) {
        listMembers = List.of(member.split(OR));
        return this;
    }

    /** A list that comes in pages. */
    public OperationRow paged(String member) {
        return list(member).query(Parameter.LIMIT, Parameter.PAGE);
    }

    /** The answer is text. */
    public OperationRow text() {
        answer = AnswerForm.TEXT;
        return this;
    }

    /** Changes nothing, though its method is one that usually does. */
    public OperationRow read() {
        safety = RetrySafety.READ;
        return this;
    }

    /** Has no further effect when it is sent again. */
    public OperationRow repeatable() {
        safety = RetrySafety.REPEATABLE_WRITE;
        return this;
    }

    /** May move money. */
    public OperationRow money() {
        safety = RetrySafety.MONEY;
        return this;
    }

    public OperationRow confidence(Confidence confidence) {
        this.confidence = confidence;
        return this;
    }

    public FastSpringOperation end() {
        return new FastSpringOperation(
                resource,
                name,
                method,
                path,
                pathParameters(),
                List.copyOf(query),
                body,
                fixedBody,
                wrapper,
                counted,
                maxItems,
                batchParameter,
                coalesces,
                items,
                listMembers,
                answer,
                safety,
                confidence);
    }

    private List<Parameter> pathParameters() {
        List<Parameter> parameters = new ArrayList<>();
        Matcher variables = VARIABLE.matcher(path);
        while (variables.find()) {
            String variable = variables.group(1);
            parameters.add(PATH_PARAMETERS.stream()
                    .filter(parameter -> parameter.name().equals(variable))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(path + ": no path parameter " + variable)));
        }
        return List.copyOf(parameters);
    }
}

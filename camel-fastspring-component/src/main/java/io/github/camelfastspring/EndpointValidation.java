package io.github.camelfastspring;

import java.util.Map;
import java.util.Set;

import io.github.camelfastspring.operation.FastSpringOperations;
import io.github.camelfastspring.operation.Parameter;
import io.github.camelfastspring.operation.RawOperation;
import io.github.camelfastspring.support.OutputType;

/** What can be known of an endpoint's options before anything is started. */
final class EndpointValidation {

    /** A checkout path may be the component's, for its producers. */
    private static final Set<String> CONSUMER_PARAMETERS = Set.of("days", "begin", "checkoutPath");

    private EndpointValidation() {}

    /** @throws IllegalArgumentException if the resource, the operation or an option is wrong; the message names it */
    static void ofUri(FastSpringEndpoint endpoint) {
        endpoint.getConfiguration().baseUri();
        if (endpoint.getResource().equals(RawOperation.RESOURCE)) {
            validateRaw(endpoint);
            return;
        }
        String operation = endpoint.getOperation();
        FastSpringOperations operations = endpoint.getOperations();
        operations.operationsOf(endpoint.getResource());
        if (operation != null) {
            operations.get(endpoint.getResource(), operation);
        }
        OutputType.of(endpoint.getConfiguration().getOutputType(), endpoint.codec(), endpoint.getCamelContext());
        Map<String, Object> values = endpoint.getParameters().asMap();
        operations.all().stream()
                .filter(row -> row.resource().equals(endpoint.getResource()))
                .filter(row -> operation == null || row.name().equals(operation))
                .forEach(row -> {
                    row.query().forEach(parameter -> check(parameter, values));
                    row.pathParameters().stream()
                            .filter(parameter -> !parameter.equals(row.listParameter()))
                            .forEach(parameter -> check(parameter, values));
                });
    }

    /** What is missing may come in headers. */
    private static void validateRaw(FastSpringEndpoint endpoint) {
        if (endpoint.getOperation() != null) {
            throw new IllegalArgumentException(
                    "fastspring:raw has no operations; it takes the options method and path");
        }
        String method = endpoint.getMethod();
        String path = endpoint.getPath();
        RawOperation.of(method == null ? "GET" : method, path == null ? "/" : path);
    }

    private static void check(Parameter parameter, Map<String, Object> values) {
        Object value = values.get(parameter.name());
        if (value != null) {
            parameter.format(value, "fastspring: the option " + parameter.name());
        }
    }

    /** @throws IllegalArgumentException if an option is set that only producers have; the message names it */
    static void ofConsumer(FastSpringParameters parameters) {
        for (Map.Entry<String, Object> option : parameters.asMap().entrySet()) {
            boolean unset = option.getValue() instanceof Map<?, ?> query && query.isEmpty();
            if (!CONSUMER_PARAMETERS.contains(option.getKey()) && !unset) {
                throw new IllegalArgumentException(
                        "fastspring:events: the option " + option.getKey() + " is for producers");
            }
        }
    }
}

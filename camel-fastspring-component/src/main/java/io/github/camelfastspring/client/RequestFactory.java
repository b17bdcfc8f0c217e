package io.github.camelfastspring.client;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.camelfastspring.FastSpringConfiguration;
import io.github.camelfastspring.operation.FastSpringOperation;
import io.github.camelfastspring.operation.Parameter;

/** Makes the requests of one endpoint: base URL, credentials and user agent are its own, the rest comes from the row. */
public final class RequestFactory {

    private static final String UNRESERVED = "-._~";

    private final URI base;
    private final Credentials credentials;
    private final String userAgent;

    public RequestFactory(FastSpringConfiguration configuration, String defaultUserAgent) {
        base = configuration.baseUri();
        credentials = new Credentials(configuration.getUsername(), configuration.getPassword());
        userAgent = configuration.getUserAgent() == null ? defaultUserAgent : configuration.getUserAgent();
    }

    /**
     * A request for an operation.
     *
     * @param values  the parameters that are set, by name, in the form that the row demands
     * @param further further query parameters by name
     * @param ids    the ids for the parameter that takes several; empty where the operation has none
     * @param body    the body to send
     */
    public FastSpringRequest create(
            FastSpringOperation operation,
            Map<String, String> values,
            Map<String, String> further,
            List<String> ids,
            RequestContent body,
            CallSettings settings) {
        byte[] sent = operation.fixedBody() == null
                ? body.json()
                : operation.fixedBody().getBytes(StandardCharsets.UTF_8);
        URI uri = URI.create(base + path(operation, values, ids) + query(operation, values, further));
        return new FastSpringRequest(operation, uri, sent, ids, body.items(), credentials, userAgent, settings);
    }

    private static String path(FastSpringOperation operation, Map<String, String> values, List<String> ids) {
        String path = operation.path();
        for (Parameter parameter : operation.pathParameters()) {
            String value = parameter.equals(operation.listParameter())
                    ? ids.stream().map(RequestFactory::encode).collect(Collectors.joining(","))
                    : encodeSegments(values.get(parameter.name()));
            path = path.replace("{" + parameter.name() + "}", value);
        }
        return path;
    }

    private static String query(
            FastSpringOperation operation, Map<String, String> values, Map<String, String> further) {
        Stream<Map.Entry<String, String>> known = operation.query().stream()
                .filter(parameter -> values.containsKey(parameter.name()) && !further.containsKey(parameter.name()))
                .flatMap(parameter ->
                        texts(parameter, values.get(parameter.name())).map(text -> Map.entry(parameter.name(), text)));
        String query = Stream.concat(known, further.entrySet().stream())
                .map(parameter -> encode(parameter.getKey()) + "=" + encode(parameter.getValue()))
                .collect(Collectors.joining("&"));
        return query.isEmpty() ? "" : "?" + query;
    }

    private static Stream<String> texts(Parameter parameter, String value) {
        return parameter.form().isRepeated() ? Arrays.stream(value.split(",")) : Stream.of(value);
    }

    /** Each segment on its own: the slash of a checkout path stays a slash. */
    private static String encodeSegments(String value) {
        return Arrays.stream(value.split("/")).map(RequestFactory::encode).collect(Collectors.joining("/"));
    }

    /** RFC 3986: everything but the unreserved characters as %XX of its UTF-8 bytes. */
    private static String encode(String text) {
        StringBuilder encoded = new StringBuilder(text.length() + 8);
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            boolean alphanumeric = c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z';
            if (alphanumeric || UNRESERVED.indexOf(c) >= 0) {
                encoded.append(c);
            } else {
                encoded.append(String.format("%%%02X", (int) c));
            }
        }
        return encoded.toString();
    }
}

package io.github.camelfastspring.client;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import io.github.camelfastspring.FastSpringConfiguration;
import io.github.camelfastspring.operation.FastSpringOperation;
import io.github.camelfastspring.operation.Parameter;

/** Makes the requests of one endpoint: base URL, credentials and user agent are its own, the rest comes from the row. */
public final class RequestFactory {

    private static final String UNRESERVED = "-._~";
    private static final String UNRESERVED_AND_SLASH = "-._~/";

    private final URI base;
    private final Credentials credentials;
    private final String userAgent;
    private volatile URI lastUri;

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
        StringBuilder address = new StringBuilder(128).append(base);
        appendPath(address, operation, values, ids);
        appendQuery(address, operation, values, further);
        return new FastSpringRequest(
                operation, uri(address.toString()), sent, ids, body.items(), credentials, userAgent, settings);
    }

    /** Many endpoints have but one address, and parsing it is dear. */
    private URI uri(String address) {
        URI last = lastUri;
        if (last != null && last.toString().equals(address)) {
            return last;
        }
        URI uri = URI.create(address);
        // A query may hold personal data.
        if (uri.getRawQuery() == null) {
            lastUri = uri;
        }
        return uri;
    }

    private static void appendPath(
            StringBuilder address, FastSpringOperation operation, Map<String, String> values, List<String> ids) {
        String path = operation.path();
        Parameter list = operation.listParameter();
        int from = 0;
        // In the order of the path.
        for (Parameter parameter : operation.pathParameters()) {
            int variable = path.indexOf('{', from);
            address.append(path, from, variable);
            if (parameter.equals(list)) {
                for (int i = 0; i < ids.size(); i++) {
                    encode(address.append(i == 0 ? "" : ","), ids.get(i), UNRESERVED);
                }
            } else {
                // The slash of a checkout path stays a slash.
                encode(address, values.get(parameter.name()), UNRESERVED_AND_SLASH);
            }
            from = path.indexOf('}', variable) + 1;
        }
        address.append(path, from, path.length());
    }

    private static void appendQuery(
            StringBuilder address,
            FastSpringOperation operation,
            Map<String, String> values,
            Map<String, String> further) {
        int start = address.length();
        for (Parameter parameter : operation.query()) {
            String value = further.containsKey(parameter.name()) ? null : values.get(parameter.name());
            if (value != null && parameter.form().isRepeated()) {
                for (String one : value.split(",")) {
                    append(address, parameter.name(), one);
                }
            } else if (value != null) {
                append(address, parameter.name(), value);
            }
        }
        further.forEach((name, value) -> append(address, name, value));
        if (address.length() > start) {
            address.setCharAt(start, '?');
        }
    }

    private static void append(StringBuilder address, String name, String value) {
        encode(address.append('&'), name, UNRESERVED);
        encode(address.append('='), value, UNRESERVED);
    }

    /** RFC 3986: everything but letters, digits and the characters that may stay as %XX of its UTF-8 bytes. */
    private static void encode(StringBuilder address, String text, String stays) {
        if (staysAsItIs(text, stays)) {
            address.append(text);
            return;
        }
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xFF);
            if (staysAsItIs(c, stays)) {
                address.append(c);
            } else {
                address.append(String.format("%%%02X", (int) c));
            }
        }
    }

    private static boolean staysAsItIs(String text, String stays) {
        for (int i = 0; i < text.length(); i++) {
            if (!staysAsItIs(text.charAt(i), stays)) {
                return false;
            }
        }
        return true;
    }

    private static boolean staysAsItIs(char c, String stays) {
        return c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || stays.indexOf(c) >= 0;
    }
}

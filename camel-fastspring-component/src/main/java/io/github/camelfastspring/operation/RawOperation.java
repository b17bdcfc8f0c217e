package io.github.camelfastspring.operation;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Makes a row of what the resource {@code raw} is asked for: any call that the table does not have. */
public final class RawOperation {

    public static final String RESOURCE = "raw";

    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "DELETE");

    /** The characters that RFC 3986 allows in a path. */
    private static final Pattern PATH = Pattern.compile("(/(?:[A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2})*+)++");

    private static final Pattern CLIMBS = Pattern.compile(".*/(\\.|%2[eE]){1,2}([/;].*)?");

    private RawOperation() {}

    /**
     * The row of a call.
     *
     * @param method an HTTP method in capitals
     * @param path   the path below the base URL, encoded as it is to be sent
     * @throws IllegalArgumentException if the path could lead anywhere else than below the base URL; the message names
     *                                  the option and the header
     */
    public static FastSpringOperation of(String method, String path) {
        if (method == null || !METHODS.contains(method)) {
            throw new IllegalArgumentException("FastSpring raw: the option method (header "
                    + Parameter.header("method") + ") must be one of GET, POST, PUT, DELETE"
                    + (method == null ? ", and is missing" : ", but is '" + method + "'"));
        }
        if (path == null
                || path.startsWith("//")
                || !PATH.matcher(path).matches()
                || CLIMBS.matcher(path).matches()
                || path.toLowerCase(Locale.ROOT).contains("%2f")) {
            throw new IllegalArgumentException("FastSpring raw: the option path (header " + Parameter.header("path")
                    + ") must be a path below the base URL, such as /orders: beginning with one slash, encoded, without"
                    + " '..', encoded slash or query (use query.<name> for that)"
                    + (path == null ? ", and is missing" : ""));
        }
        OperationRow row = new OperationRow(RESOURCE, method + " " + path);
        return switch (method) {
            case "GET" -> row.get(path).end();
            case "PUT" -> row.put(path).optionalBody().end();
            case "DELETE" -> row.delete(path).optionalBody().end();
            default -> row.post(path).optionalBody().end();
        };
    }
}

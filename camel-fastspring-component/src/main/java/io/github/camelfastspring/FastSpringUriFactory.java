package io.github.camelfastspring;

import java.util.Map;
import java.util.TreeMap;

import org.apache.camel.util.ObjectHelper;
import org.apache.camel.util.URISupport;

/**
 * Builds URIs from options, as the YAML DSL does for {@code uri: fastspring} with {@code parameters}. The generated class does
 * not do it on Camel 4.18, which calls {@code multiValuePrefixes()} and expects another type from it than 4.14; so it is not
 * called here.
 */
public class FastSpringUriFactory extends FastSpringEndpointUriFactory {

    private static final Map<String, String> PREFIXES = Map.of("query", "query.", "schedulerProperties", "scheduler.");

    @Override
    protected String buildQueryParameters(String uri, Map<String, Object> parameters, boolean encode) {
        Map<String, Object> all = new TreeMap<>();
        parameters.forEach((name, value) -> {
            if (value instanceof Map<?, ?> values && PREFIXES.containsKey(name)) {
                values.forEach((key, each) -> all.put(PREFIXES.get(name) + key, each));
            } else {
                all.put(name, secretPropertyNames().contains(name) ? raw(value) : value);
            }
        });
        String query = URISupport.createQueryString(all, encode);
        return ObjectHelper.isEmpty(query) ? uri : uri + "?" + query;
    }

    /** In braces where it has a parenthesis, at which Camel would take it for ended. */
    private static Object raw(Object secret) {
        if (!(secret instanceof String text)
                || text.startsWith("#")
                || text.startsWith("RAW(")
                || text.startsWith("RAW{")) {
            return secret;
        }
        return text.contains(")") && !text.contains("}") ? "RAW{" + text + "}" : "RAW(" + text + ")";
    }
}

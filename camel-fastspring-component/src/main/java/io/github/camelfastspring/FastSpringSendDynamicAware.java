package io.github.camelfastspring;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.spi.annotations.SendDynamic;
import org.apache.camel.support.component.SendDynamicAwareSupport;

import io.github.camelfastspring.operation.FastSpringOperations;
import io.github.camelfastspring.operation.Parameter;

/**
 * Lets {@code toD} share one endpoint for all values of an operation's parameters: they go into headers before the endpoint
 * is made, so that neither ids nor personal data become part of an endpoint's URI. A header that is there already wins, as
 * it wins over an option.
 */
@SendDynamic("fastspring")
public class FastSpringSendDynamicAware extends SendDynamicAwareSupport {

    private static final String FURTHER = "query.";

    /** What would be read here of the URI factory is for lenient properties, and its type differs between versions of Camel. */
    @Override
    protected void doInit() {}

    @Override
    public boolean isLenientProperties() {
        return false;
    }

    @Override
    public DynamicAwareEntry prepare(Exchange exchange, String uri, String originalUri) throws Exception {
        return new DynamicAwareEntry(uri, originalUri, endpointProperties(exchange, uri), null);
    }

    @Override
    public String resolveStaticUri(Exchange exchange, DynamicAwareEntry entry) throws Exception {
        Map<String, Object> fixed = new LinkedHashMap<>(entry.getProperties());
        fixed.keySet().removeIf(FastSpringSendDynamicAware::isParameter);
        return asEndpointUri(exchange, entry.getUri(), fixed);
    }

    @Override
    public Processor createPreProcessor(Exchange exchange, DynamicAwareEntry entry) {
        Map<String, Object> headers = new LinkedHashMap<>();
        Map<String, Object> further = new LinkedHashMap<>();
        entry.getProperties().forEach((name, value) -> {
            if (name.startsWith(FURTHER)) {
                further.put(name.substring(FURTHER.length()), unwrap(value.toString()));
            } else if (isParameter(name)) {
                headers.put(Parameter.header(name), unwrap(value.toString()));
            }
        });
        return headers.isEmpty() && further.isEmpty() ? null : each -> move(headers, further, each.getMessage());
    }

    private static void move(Map<String, Object> headers, Map<String, Object> further, Message message) {
        headers.forEach((name, value) -> message.getHeaders().putIfAbsent(name, value));
        if (!further.isEmpty()) {
            Map<Object, Object> all = new LinkedHashMap<>(further);
            if (message.getHeader(FastSpringConstants.QUERY) instanceof Map<?, ?> given) {
                all.putAll(given);
            }
            message.setHeader(FastSpringConstants.QUERY, all);
        }
    }

    /** The producer itself removes the headers after the call. */
    @Override
    public Processor createPostProcessor(Exchange exchange, DynamicAwareEntry entry) {
        return null;
    }

    private static boolean isParameter(String option) {
        return option.startsWith(FURTHER)
                || option.equals("path")
                || FastSpringOperations.STANDARD.parameterNames().contains(option);
    }

    /** The value that an endpoint would get: RAW values as they are, others decoded. */
    private static String unwrap(String value) {
        boolean raw =
                value.startsWith("RAW(") && value.endsWith(")") || value.startsWith("RAW{") && value.endsWith("}");
        if (raw) {
            return value.substring(4, value.length() - 1);
        }
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // A percent sign that begins no escape is itself.
            return value;
        }
    }
}

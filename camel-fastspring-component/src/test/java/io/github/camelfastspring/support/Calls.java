package io.github.camelfastspring.support;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;

import io.github.camelfastspring.FastSpringComponent;

/** A Camel context with the component set up for one server, and short ways to make a call. */
public final class Calls implements AutoCloseable {

    public static final String USERNAME = "store-user";
    public static final String PASSWORD = "store-password";

    private final CamelContext context = new DefaultCamelContext();
    private final ProducerTemplate template = context.createProducerTemplate();

    public Calls(String baseUrl) {
        this(baseUrl, USERNAME, PASSWORD);
    }

    public Calls(String baseUrl, String username, String password) {
        FastSpringComponent component = new FastSpringComponent();
        component.getConfiguration().setBaseUrl(baseUrl);
        component.getConfiguration().setRequestsPerMinute(0);
        component.getConfiguration().setUsername(username);
        component.getConfiguration().setPassword(password);
        component.getConfiguration().setRetryDelay(1);
        context.addComponent("fastspring", component);
        context.start();
    }

    public CamelContext context() {
        return context;
    }

    public ProducerTemplate template() {
        return template;
    }

    /** The exchange of a call, whatever came of it. */
    public Exchange call(String uri, Object body, Map<String, Object> headers) {
        return exchange(uri, exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeaders(new HashMap<>(headers));
        });
    }

    public Exchange call(String uri, Object body) {
        return call(uri, body, Map.of());
    }

    /** The exchange of a call that is prepared by hand. */
    public Exchange exchange(String uri, Consumer<Exchange> prepare) {
        return template.request(uri, prepare::accept);
    }

    /** The exception of a call that must fail. */
    public Exception failure(String uri, Object body, Map<String, Object> headers) {
        Exchange exchange = call(uri, body, headers);
        if (exchange.getException() == null) {
            throw new AssertionError(
                    "the call succeeded: " + exchange.getMessage().getBody());
        }
        return exchange.getException();
    }

    public Exception failure(String uri, Object body) {
        return failure(uri, body, Map.of());
    }

    @Override
    public void close() {
        context.stop();
    }
}

package io.github.camelfastspring.benchmarks.load;

import java.util.concurrent.TimeUnit;

import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;

import io.github.camelfastspring.FastSpringComponent;
import io.github.camelfastspring.FastSpringConfiguration;
import io.github.camelfastspring.benchmarks.Tls;

/** Camel contexts whose component calls a stub API. */
public final class Contexts {

    public static final String USERNAME = "benchmark";
    public static final String PASSWORD = "benchmark-password";

    /** The limit does not count in the rows that set this. */
    public static final String BUDGET_OFF = "&requestsPerMinute=0";

    private Contexts() {}

    /** A context that is not started, with {@code tls} in its registry. */
    public static CamelContext create(String baseUrl, Tls tls) {
        CamelContext context = new DefaultCamelContext();
        context.getRegistry().bind("tls", tls.parameters());
        context.getShutdownStrategy().setTimeUnit(TimeUnit.MILLISECONDS);
        context.getShutdownStrategy().setTimeout(200);
        context.getShutdownStrategy().setLogInflightExchangesOnTimeout(false);
        FastSpringComponent component = context.getComponent("fastspring", FastSpringComponent.class);
        FastSpringConfiguration configuration = component.getConfiguration();
        configuration.setBaseUrl(baseUrl);
        configuration.setUsername(USERNAME);
        configuration.setPassword(PASSWORD);
        configuration.setSslContextParameters(context.getRegistry()
                .lookupByNameAndType("tls", org.apache.camel.support.jsse.SSLContextParameters.class));
        return context;
    }
}

package io.github.camelfastspring;

import java.time.Clock;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.SSLContextParametersAware;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.HealthCheckComponent;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.util.PropertiesHelper;
import org.apache.camel.util.URISupport;

import io.github.camelfastspring.client.FastSpringClient;
import io.github.camelfastspring.client.FastSpringClients;
import io.github.camelfastspring.events.EventsConsumer;
import io.github.camelfastspring.operation.FastSpringOperations;
import io.github.camelfastspring.producer.Coalescer;
import io.github.camelfastspring.support.JsonCodec;

/** Creates checkout sessions, calls FastSpring's API, and consumes the events of a store. */
@Component("fastspring")
public class FastSpringComponent extends HealthCheckComponent implements SSLContextParametersAware {

    @Metadata
    private FastSpringConfiguration configuration = new FastSpringConfiguration();

    @Metadata
    private String checkoutPath;

    @Metadata(label = "security", defaultValue = "false")
    private boolean useGlobalSslContextParameters;

    private final JsonCodec codec = new JsonCodec();
    private final FastSpringOperations operations;
    private final Coalescer coalescer = new Coalescer();
    private final Collection<EventsConsumer> eventsConsumers = new CopyOnWriteArrayList<>();
    private Clock clock = Clock.systemUTC();
    private FastSpringClients clients;

    public FastSpringComponent() {
        this(null);
    }

    public FastSpringComponent(CamelContext context) {
        this(context, FastSpringOperations.STANDARD);
    }

    /** A component with a table of its own. */
    FastSpringComponent(CamelContext context, FastSpringOperations operations) {
        super(context);
        this.operations = operations;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        FastSpringEndpoint endpoint = endpoint(uri, remaining, parameters.containsKey("delivery"));
        endpoint.getParameters().setCheckoutPath(checkoutPath);
        endpoint.getParameters().setQuery(PropertiesHelper.extractProperties(parameters, "query."));
        setProperties(endpoint, parameters);
        EndpointValidation.ofUri(endpoint);
        return endpoint;
    }

    private FastSpringEndpoint endpoint(String uri, String resource, boolean choosesDelivery) {
        return resource.equals("events") && WebhookEndpoints.isPossible()
                ? WebhookEndpoints.create(uri, this, resource, configuration.copy(), choosesDelivery)
                : new FastSpringEndpoint(uri, this, resource, configuration.copy());
    }

    /** The events consumers that are started now. */
    public Collection<EventsConsumer> eventsConsumers() {
        return eventsConsumers;
    }

    /** The time by which waits and ages of events are judged: the system's, where no test has set another. */
    public Clock clock() {
        return clock;
    }

    /** For tests with a simulated time. To be set before the context starts. */
    public void setClock(Clock clock) {
        this.clock = clock;
    }

    /** Where single ids of several exchanges meet. */
    public Coalescer coalescer() {
        return coalescer;
    }

    FastSpringOperations operations() {
        return operations;
    }

    JsonCodec codec() {
        return codec;
    }

    FastSpringClient client(FastSpringEndpoint endpoint) throws Exception {
        return clients.get(endpoint.getConfiguration(), URISupport.sanitizeUri(endpoint.getEndpointUri()));
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        clients = new FastSpringClients(getCamelContext(), useGlobalSslContextParameters, codec);
        ServiceHelper.startService(clients);
    }

    @Override
    protected void doStop() throws Exception {
        ServiceHelper.stopService(clients);
        coalescer.stop();
        super.doStop();
    }

    public FastSpringConfiguration getConfiguration() {
        return configuration;
    }

    /**
     * The options that endpoints start from. An endpoint gets a copy: what its URI says changes nothing here.
     */
    public void setConfiguration(FastSpringConfiguration configuration) {
        this.configuration = configuration;
    }

    public String getCheckoutPath() {
        return checkoutPath;
    }

    /**
     * The checkout of sessions where neither the URI nor a header names one, as storeId/checkoutId.
     */
    public void setCheckoutPath(String checkoutPath) {
        this.checkoutPath = checkoutPath;
    }

    @Override
    public boolean isUseGlobalSslContextParameters() {
        return useGlobalSslContextParameters;
    }

    /**
     * Whether the context's global SSL context parameters are used for TLS where no others are set.
     */
    @Override
    public void setUseGlobalSslContextParameters(boolean useGlobalSslContextParameters) {
        this.useGlobalSslContextParameters = useGlobalSslContextParameters;
    }
}

package io.github.camelfastspring;

import java.time.Duration;

import org.apache.camel.AsyncEndpoint;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.spi.EndpointServiceLocation;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.ScheduledPollEndpoint;
import org.apache.camel.support.SynchronousDelegateProducer;
import org.apache.camel.util.URISupport;

import io.github.camelfastspring.FastSpringBudgetConfiguration.Priority;
import io.github.camelfastspring.FastSpringWebhookConfiguration.Delivery;
import io.github.camelfastspring.client.CallBudgets;
import io.github.camelfastspring.client.CallSettings;
import io.github.camelfastspring.client.FastSpringClient;
import io.github.camelfastspring.client.Lane;
import io.github.camelfastspring.client.RequestFactory;
import io.github.camelfastspring.events.EventsConsumer;
import io.github.camelfastspring.events.EventsLedger;
import io.github.camelfastspring.operation.FastSpringOperations;
import io.github.camelfastspring.producer.FastSpringProducer;
import io.github.camelfastspring.support.JsonCodec;
import io.github.camelfastspring.webhook.PlatformWebhookServer;
import io.github.camelfastspring.webhook.WebhookServer;

/**
 * Create checkout sessions, call the FastSpring commerce API, and consume the events of a store.
 */
@UriEndpoint(
        firstVersion = "1.0.0",
        scheme = "fastspring",
        title = "FastSpring",
        syntax = "fastspring:resource",
        category = {Category.SAAS},
        headersClass = FastSpringConstants.class)
public class FastSpringEndpoint extends ScheduledPollEndpoint implements AsyncEndpoint, EndpointServiceLocation {

    /** FastSpring allows few calls a minute, so that Camel's default of 500 ms will not do. */
    static final long DEFAULT_DELAY = 60_000;

    /** Where posts are received too, polling leaves them that long. */
    private static final long CATCH_UP_AGE = 300_000;

    @UriPath(
            enums =
                    "sessions,sessions-v1,events,webhooks,accounts,coupons,products,orders,returns,quotes,invoices,data,"
                            + "subscriptions,raw")
    @Metadata(required = true, description = "What the operation is about. A consumer exists for events alone.")
    private final String resource;

    @UriParam(label = "producer")
    @Metadata(
            description =
                    "The operation of the resource, for example create for sessions. Needed by producers, unless the"
                            + " header CamelFastSpringOperation gives it; not allowed for consumers.")
    private String operation;

    @UriParam(label = "producer", enums = "GET,POST,PUT,DELETE")
    @Metadata(description = "The HTTP method of a call of the resource raw.")
    private String method;

    @UriParam(label = "producer")
    @Metadata(
            description =
                    "The path of a call of the resource raw: below the base URL, beginning with a slash, without query."
                            + " Percent signs need RAW(...) here, since Camel decodes URIs; the header is sent as it"
                            + " is.")
    private String path;

    @UriParam(label = "producer,advanced")
    @Metadata(
            description =
                    "Whether calls are made on the thread of the route, which then waits for the answer. Saves two"
                            + " changes of threads where that thread would wait in any case, as that of a ProducerTemplate"
                            + " or of a servlet does; without it no thread of the route waits.")
    private boolean synchronous;

    @UriParam
    private final FastSpringConfiguration configuration;

    @UriParam
    private FastSpringParameters parameters = new FastSpringParameters();

    @UriParam
    private FastSpringEventsConfiguration events = new FastSpringEventsConfiguration();

    @UriParam
    private FastSpringDeliveryConfiguration delivery = new FastSpringDeliveryConfiguration();

    @UriParam
    private FastSpringPollingConfiguration polling = new FastSpringPollingConfiguration();

    @UriParam
    private FastSpringWebhookConfiguration webhook = new FastSpringWebhookConfiguration();

    @UriParam(label = "consumer,scheduler", defaultValue = "60000", javaType = "java.time.Duration")
    @Metadata(description = "Milliseconds before the next poll.")
    private long delay = DEFAULT_DELAY;

    private EventsLedger ledger;

    public FastSpringEndpoint(
            String uri, FastSpringComponent component, String resource, FastSpringConfiguration configuration) {
        super(uri, component);
        this.resource = resource;
        this.configuration = configuration;
        super.setDelay(delay);
    }

    /**
     * Checks the options of a consumer, and that none is set that only producers have.
     *
     * @throws IllegalArgumentException if one is wrong; the message names it
     */
    public void validateConsumer() {
        try {
            events.validate();
            delivery.validate();
            polling.validate();
            configuration.validate();
            webhook.validate(configuration.getSecret(), events.getAcknowledge());
            EndpointValidation.ofConsumer(parameters);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(e.getMessage() + ", in " + URISupport.sanitizeUri(getEndpointUri()), e);
        }
    }

    /** What is known of the events that the consumer gets; outlives restarts of its route. */
    public synchronized EventsLedger startLedger() throws Exception {
        ledger = EventsLedger.of(this, ledger);
        return ledger;
    }

    @Override
    public Producer createProducer() throws Exception {
        FastSpringProducer producer = new FastSpringProducer(this);
        return synchronous ? new SynchronousDelegateProducer(producer) : producer;
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        boolean receives = webhook.isReceiving();
        if (receives && webhook.getWebhookPath() == null) {
            throw new IllegalArgumentException("fastspring: delivery=webhook and both need the option webhookPath, in "
                    + URISupport.sanitizeUri(getEndpointUri()));
        }
        WebhookServer server = receives
                ? new PlatformWebhookServer(
                        getCamelContext(),
                        webhook.getWebhookPath(),
                        webhook.getHttpServerComponent(),
                        URISupport.sanitizeUri(getEndpointUri()))
                : null;
        return createEventsConsumer(processor, webhook.isPolling(), server);
    }

    EventsConsumer createEventsConsumer(Processor processor, boolean polls, WebhookServer server) throws Exception {
        if (!resource.equals("events") || operation != null) {
            throw new IllegalArgumentException(
                    "A consumer exists for fastspring:events without operation alone, not for fastspring:" + resource
                            + (operation == null ? "" : "?operation=" + operation));
        }
        EventsConsumer consumer = new EventsConsumer(this, processor, polls, server);
        configureConsumer(consumer);
        return consumer;
    }

    /** How old an event must be before polling takes it, in milliseconds. */
    public long catchUpAge() {
        Long given = polling.getCatchUpAge();
        if (given != null) {
            return given;
        }
        return webhook.getDelivery() == Delivery.BOTH ? CATCH_UP_AGE : 0;
    }

    /** The client that this endpoint shares with others that reach the same API in the same way. */
    public FastSpringClient client() throws Exception {
        return getComponent().client(this);
    }

    /** Makes this endpoint's requests. */
    public RequestFactory requestFactory() {
        return new RequestFactory(configuration, "camel-fastspring/" + ComponentVersion.get());
    }

    /** The patience that the options give every call. */
    public CallSettings callSettings() {
        return new CallSettings(
                Duration.ofMillis(configuration.getRequestTimeout()),
                configuration.getMaxRetries(),
                Duration.ofMillis(configuration.getRetryDelay()),
                Duration.ofMillis(configuration.getMaxRetryDelay()),
                configuration.getPriority() == Priority.BACKGROUND ? Lane.BACKGROUND : Lane.INTERACTIVE,
                Duration.ofMillis(configuration.getBudgetTimeout()),
                configuration.isThrottled404());
    }

    /** The same for polls: in the background unless the option says otherwise, and as long as it takes. */
    public CallSettings pollSettings() {
        return callSettings()
                .waitingIn(configuration.getPriority() == Priority.INTERACTIVE ? Lane.INTERACTIVE : Lane.BACKGROUND);
    }

    /** The budget may be used otherwise. */
    @Override
    protected void doStop() throws Exception {
        CallBudgets.release(getCamelContext(), configuration);
        super.doStop();
    }

    public JsonCodec codec() {
        return getComponent().codec();
    }

    public FastSpringOperations getOperations() {
        return getComponent().operations();
    }

    @Override
    public FastSpringComponent getComponent() {
        return (FastSpringComponent) super.getComponent();
    }

    @Override
    public String getServiceUrl() {
        return configuration.getBaseUrl();
    }

    @Override
    public String getServiceProtocol() {
        return "rest";
    }

    public String getResource() {
        return resource;
    }

    public String getOperation() {
        return operation;
    }

    public void setOperation(String operation) {
        this.operation = operation;
    }

    public String getMethod() {
        return method;
    }

    public void setMethod(String method) {
        this.method = method;
    }

    public String getPath() {
        return path;
    }

    public void setPath(String path) {
        this.path = path;
    }

    public boolean isSynchronous() {
        return synchronous;
    }

    public void setSynchronous(boolean synchronous) {
        this.synchronous = synchronous;
    }

    public FastSpringConfiguration getConfiguration() {
        return configuration;
    }

    public FastSpringParameters getParameters() {
        return parameters;
    }

    public void setParameters(FastSpringParameters parameters) {
        this.parameters = parameters;
    }

    public FastSpringEventsConfiguration getEvents() {
        return events;
    }

    public void setEvents(FastSpringEventsConfiguration events) {
        this.events = events;
    }

    public FastSpringDeliveryConfiguration getDelivery() {
        return delivery;
    }

    public void setDelivery(FastSpringDeliveryConfiguration delivery) {
        this.delivery = delivery;
    }

    public FastSpringPollingConfiguration getPolling() {
        return polling;
    }

    public void setPolling(FastSpringPollingConfiguration polling) {
        this.polling = polling;
    }

    public FastSpringWebhookConfiguration getWebhook() {
        return webhook;
    }

    public void setWebhook(FastSpringWebhookConfiguration webhook) {
        this.webhook = webhook;
    }

    @Override
    public long getDelay() {
        return delay;
    }

    @Override
    public void setDelay(long delay) {
        this.delay = delay;
        super.setDelay(delay);
    }
}

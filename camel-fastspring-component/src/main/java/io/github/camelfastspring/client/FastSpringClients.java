package io.github.camelfastspring.client;

import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;

import org.apache.camel.CamelContext;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.service.ServiceSupport;
import org.apache.hc.client5.http.classic.HttpClient;

import io.github.camelfastspring.FastSpringConfiguration;
import io.github.camelfastspring.support.JsonCodec;
import io.github.camelfastspring.support.Micrometer;

/**
 * The clients of one component. Endpoints that reach the same API in the same way share one, and with it the connections;
 * credentials are not part of it, since every request brings its own.
 */
public final class FastSpringClients extends ServiceSupport {

    private record Key(
            URI baseUri,
            long connectTimeout,
            int maxConnections,
            SSLContextParameters sslContextParameters,
            HttpComponent httpComponent,
            CallBudget budget) {}

    private final CamelContext context;
    private final HttpClientFactory factory;
    private final JsonCodec codec;
    private final Map<Key, FastSpringClient> clients = new HashMap<>();
    private ExecutorService executor;
    private ScheduledExecutorService timer;
    private CallListener listener = CallListener.NONE;

    public FastSpringClients(CamelContext context, boolean globalTls, JsonCodec codec) {
        this.context = context;
        this.factory = new HttpClientFactory(context, globalTls);
        this.codec = codec;
    }

    /**
     * The client for an endpoint, made on first use; lives as long as the component runs.
     *
     * @param user the endpoint, without secrets
     */
    public synchronized FastSpringClient get(FastSpringConfiguration configuration, String user) throws Exception {
        if (!isRunAllowed()) {
            throw new IllegalStateException("fastspring: the component is stopped");
        }
        CallBudget budget = CallBudgets.of(context).get(configuration, user);
        Key key = new Key(
                configuration.baseUri(),
                configuration.getConnectTimeout(),
                configuration.getMaxConnections(),
                configuration.getSslContextParameters(),
                configuration.getHttpComponent(),
                budget);
        FastSpringClient client = clients.get(key);
        if (client == null) {
            client = create(configuration, budget);
            clients.put(key, client);
        }
        return client;
    }

    private FastSpringClient create(FastSpringConfiguration configuration, CallBudget budget) throws Exception {
        HttpClient http = factory.create(configuration);
        if (listener == CallListener.NONE && Micrometer.isPresent()) {
            listener = CallMeters.of(context);
        }
        return new FastSpringClient(
                http,
                new CallDispatcher(
                        executor, configuration.getMaxConnections(), budget == null ? () -> {} : budget::placeFreed),
                budget,
                timer,
                new ResponseClassifier(codec, Clock.systemUTC()),
                new RetryPolicy(() -> ThreadLocalRandom.current().nextDouble()),
                listener);
    }

    @Override
    protected void doStart() {
        executor = context.getExecutorServiceManager().newCachedThreadPool(this, "FastSpringCall");
        timer = CallTimer.start(context, this, "FastSpringTimer");
    }

    @Override
    protected synchronized void doStop() {
        clients.values().forEach(FastSpringClient::close);
        clients.clear();
        listener.close();
        listener = CallListener.NONE;
        context.getExecutorServiceManager().shutdownNow(timer);
        context.getExecutorServiceManager().shutdown(executor);
    }
}

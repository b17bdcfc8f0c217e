package io.github.camelfastspring.events;

import java.time.Clock;

import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;

import io.github.camelfastspring.FastSpringEndpoint;
import io.github.camelfastspring.client.FastSpringClient;
import io.github.camelfastspring.client.RequestFactory;

/**
 * What is known of an endpoint's events: those in flight, the acknowledgements under way, and the keys of those that
 * succeeded. Belongs to the endpoint, since Camel makes a new consumer each time a route is started, and events may be in
 * flight across that.
 */
public final class EventsLedger {

    private static final int DEFAULT_KEYS = 100_000;

    private final FastSpringClient client;
    private final IdempotentRepository repository;
    private final EventAcknowledger acknowledger;
    private final EventDeliveries deliveries;
    private final EventSieve.Counters counters = new EventSieve.Counters();

    private EventsLedger(FastSpringEndpoint endpoint, FastSpringClient client, IdempotentRepository repository) {
        this.client = client;
        this.repository = repository;
        RequestFactory requests = endpoint.requestFactory();
        acknowledger = new EventAcknowledger(
                client,
                requests,
                endpoint.getOperations().get("events", "markProcessed"),
                endpoint.callSettings(),
                Clock.systemUTC());
        deliveries = new EventDeliveries(
                repository, acknowledger, endpoint.getEvents().getAcknowledge(), Clock.systemUTC());
    }

    /**
     * The ledger for a consumer that starts.
     *
     * @param previous that of the consumer before, or null; kept as long as its client is the endpoint's, which changes
     *                 only with a restart of the component
     */
    public static EventsLedger of(FastSpringEndpoint endpoint, EventsLedger previous) throws Exception {
        FastSpringClient client = endpoint.client();
        if (previous != null && previous.client == client) {
            return previous;
        }
        IdempotentRepository repository = endpoint.getEvents().getIdempotentRepository();
        if (repository == null) {
            repository = previous != null
                    ? previous.repository
                    : MemoryIdempotentRepository.memoryIdempotentRepository(DEFAULT_KEYS);
        }
        // Stopped with the context, not by us: exchanges that were handed over may end after their consumer.
        endpoint.getCamelContext().addService(repository, true, true);
        return new EventsLedger(endpoint, client, repository);
    }

    EventAcknowledger acknowledger() {
        return acknowledger;
    }

    EventDeliveries deliveries() {
        return deliveries;
    }

    EventSieve.Counters counters() {
        return counters;
    }
}

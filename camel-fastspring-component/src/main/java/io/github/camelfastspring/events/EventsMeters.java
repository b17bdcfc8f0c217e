package io.github.camelfastspring.events;

import java.util.Locale;
import java.util.concurrent.TimeUnit;

import org.apache.camel.CamelContext;

import io.github.camelfastspring.support.Meters;

/** Meters of one events consumer. To be used only where Micrometer is present. */
final class EventsMeters implements EventsListener {

    private static final String PENDING = "acknowledgements.pending";

    private final Meters meters;
    private final EventTypes types;

    private EventsMeters(Meters meters, EventTypes types, boolean receives, ManagedEventsConsumer consumer) {
        this.meters = meters;
        this.types = types;
        meters.gauge(
                PENDING,
                "Acknowledgements under way or to be repeated",
                consumer,
                ManagedEventsConsumer::getAcknowledgementsPending);
        meters.gauge(
                "events.parked",
                "Events that failed as often as maxFailures allows and are not routed any more",
                consumer,
                ManagedEventsConsumer::getEventsParked);
        meters.timeGauge(
                "events.oldest.age",
                "Age of the oldest event that is still to be routed or acknowledged",
                consumer,
                ManagedEventsConsumer::getOldestUnprocessedAge);
        duplicates(0);
        if (receives) {
            signatureFailures(0);
        }
    }

    /**
     * For a consumer that starts; {@link #NONE} where the context has no meter registry. One after the other, since a name
     * that is free for two is not theirs alone.
     *
     * @param name     stands for the consumer's route
     * @param types    the option
     * @param receives whether posts come
     */
    static synchronized EventsListener of(
            CamelContext context, String name, String types, boolean receives, ManagedEventsConsumer consumer) {
        Meters meters = Meters.of(context);
        return meters == null
                ? NONE
                : new EventsMeters(meters.owned("routeId", name, PENDING), new EventTypes(types), receives, consumer);
    }

    @Override
    public void counted(EventOutcome outcome, String type) {
        switch (outcome) {
            case SUCCEEDED, FAILED, UNMATCHED ->
                meters.count(
                        "events",
                        "Outcomes of events",
                        1,
                        "type",
                        types.known(type),
                        "outcome",
                        outcome.name().toLowerCase(Locale.ROOT));
            case DUPLICATE, SKIPPED -> duplicates(1);
            default -> {
                // Routed, and counted then.
            }
        }
    }

    private void duplicates(int amount) {
        meters.count("events.duplicates", "Events that came again after they had succeeded, and were dropped", amount);
    }

    @Override
    public void routed(long lag) {
        meters.time("events.lag", "Time from an event's creation to its first try", TimeUnit.MILLISECONDS.toNanos(lag));
    }

    @Override
    public void posted(int secret) {
        if (secret == 0) {
            signatureFailures(1);
        } else {
            meters.count(
                    "posts",
                    "Posts, by the place of the secret that signed them",
                    1,
                    "secret",
                    Integer.toString(secret));
        }
    }

    private void signatureFailures(int amount) {
        meters.count("signature.failures", "Posts with a missing or wrong signature", amount);
    }

    @Override
    public void close() {
        meters.close();
    }
}

package io.github.camelfastspring.events;

import java.util.List;
import java.util.Objects;

import javax.management.openmbean.OpenDataException;
import javax.management.openmbean.TabularData;

import org.apache.camel.Processor;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedOperation;
import org.apache.camel.support.ScheduledBatchPollingConsumer;

import io.github.camelfastspring.FastSpringEndpoint;
import io.github.camelfastspring.support.Micrometer;
import io.github.camelfastspring.webhook.SignatureVerifier;

/** What an events consumer shows of itself, and lets people do, by JMX. */
abstract class ManagedEventsConsumer extends ScheduledBatchPollingConsumer {

    private final FastSpringEndpoint endpoint;
    private EventsLedger ledger;
    private EventReceipt receipt;
    private EventsListener meters = EventsListener.NONE;

    ManagedEventsConsumer(FastSpringEndpoint endpoint, Processor processor) {
        super(endpoint, processor);
        this.endpoint = endpoint;
    }

    /** Null before the start. */
    final EventsLedger ledger() {
        return ledger;
    }

    final void setLedger(EventsLedger ledger) {
        this.ledger = ledger;
    }

    final void setReceipt(EventReceipt receipt) {
        this.receipt = receipt;
    }

    /** Shows the meters of this consumer, where the application has a registry for them. */
    final void showMeters(boolean receives) {
        if (Micrometer.isPresent()) {
            String types = endpoint.getEvents().getTypes();
            meters = EventsMeters.of(endpoint.getCamelContext(), name(), types, receives, this);
            ledger.counters().tell(meters);
        }
    }

    final void hideMeters() {
        if (ledger != null) {
            ledger.counters().forget(meters);
        }
        meters.close();
    }

    /** The route's id, or what stands for it. */
    final String name() {
        // Under master: Camel tells no route id.
        String name = getRouteId() == null ? endpoint.getEvents().getConsumerName() : getRouteId();
        return name == null ? "events" : name;
    }

    /** How this consumer is doing. */
    public abstract EventsStatus status();

    /** The parked events, oldest first. */
    public List<ParkedEvent> parkedEvents() {
        return ledger == null ? List.of() : ledger.open().parked();
    }

    @ManagedOperation(description = "The events that failed as often as maxFailures allows and are not routed any more")
    public TabularData listParkedEvents() throws OpenDataException {
        return ManagedTables.ofParked(parkedEvents());
    }

    @ManagedOperation(
            description =
                    "Lets the next poll or post route a parked event again, by its id; false if none with this id is parked")
    public boolean releaseParkedEvent(String id) {
        return ledger != null && ledger.open().release(id);
    }

    @ManagedOperation(
            description = "Lets the next poll or post route all parked events again; returns how many there were")
    public int releaseParkedEvents() {
        return (int) parkedEvents().stream()
                .filter(event -> releaseParkedEvent(event.id()))
                .count();
    }

    /** How often each secret was used since the start, in the order of the option. */
    public List<SignatureVerifier.SecretUse> secretUses() {
        return receipt == null ? List.of() : receipt.secretUses();
    }

    @ManagedOperation(
            description = "How many posts were signed with each secret since the start, by its place in the option")
    public TabularData listSecretUses() throws OpenDataException {
        return ManagedTables.ofSecrets(secretUses());
    }

    @ManagedAttribute(description = "Posts that were accepted since the start, whatever became of their events")
    public long getPostsReceived() {
        return receipt == null ? 0 : receipt.received();
    }

    @ManagedAttribute(description = "Posts that were refused since the start for a missing or wrong signature")
    public long getPostsRefused() {
        return receipt == null ? 0 : receipt.refused();
    }

    @ManagedAttribute(description = "Events whose exchange succeeded")
    public long getEventsSucceeded() {
        return ledger == null ? 0 : ledger.counters().of(EventOutcome.SUCCEEDED);
    }

    @ManagedAttribute(description = "Events whose exchange failed or was rolled back")
    public long getEventsFailed() {
        return ledger == null ? 0 : ledger.counters().of(EventOutcome.FAILED);
    }

    @ManagedAttribute(description = "Events that had no outcome within completionTimeout")
    public long getEventsOverdue() {
        return ledger == null ? 0 : ledger.deliveries().overdue();
    }

    @ManagedAttribute(description = "Events in the route, those handed over to other threads included")
    public int getEventsInFlight() {
        return ledger == null ? 0 : ledger.deliveries().inFlight();
    }

    @ManagedAttribute(description = "Events left out by types or live, each time they came")
    public long getEventsUnmatched() {
        return ledger == null ? 0 : ledger.counters().of(EventOutcome.UNMATCHED);
    }

    @ManagedAttribute(description = "Events that came again after they had succeeded")
    public long getDuplicates() {
        return ledger == null ? 0 : ledger.counters().of(EventOutcome.DUPLICATE);
    }

    @ManagedAttribute(description = "Events that succeeded but could not be recorded in the idempotent repository")
    public long getEventsNotRecorded() {
        return ledger == null ? 0 : ledger.deliveries().notRecorded();
    }

    @ManagedAttribute(description = "Acknowledgements that FastSpring accepted")
    public long getAcknowledgements() {
        return ledger == null ? 0 : ledger.acknowledger().acknowledged();
    }

    @ManagedAttribute(description = "Acknowledgements under way or to be repeated")
    public int getAcknowledgementsPending() {
        return ledger == null ? 0 : ledger.acknowledger().pending();
    }

    @ManagedAttribute(description = "Acknowledgements given up: refused by FastSpring, or the event is too old")
    public long getAcknowledgementsDropped() {
        return ledger == null ? 0 : ledger.acknowledger().dropped();
    }

    @ManagedAttribute(description = "Events that repeated, under another id, one that had succeeded")
    public long getResends() {
        return ledger == null ? 0 : ledger.counters().of(EventOutcome.RESEND);
    }

    @ManagedAttribute(description = "Events that failed and wait for their next try")
    public int getEventsBackingOff() {
        return ledger == null ? 0 : ledger.open().count(OpenEvents.State.BACKING_OFF);
    }

    @ManagedAttribute(description = "Events that failed as often as maxFailures allows and are not routed any more")
    public int getEventsParked() {
        return ledger == null ? 0 : ledger.open().count(OpenEvents.State.PARKED);
    }

    @ManagedAttribute(description = "Events that had become too old for FastSpring's list before they succeeded")
    public long getEventsForgotten() {
        return ledger == null ? 0 : ledger.forgotten();
    }

    @ManagedAttribute(
            description = "How old the oldest event is that is still to be routed or acknowledged, in milliseconds")
    public long getOldestUnprocessedAge() {
        return ledger == null ? 0 : status().oldestUnprocessed().toMillis();
    }

    @ManagedAttribute(description = "How many days the oldest event has left before FastSpring forgets it")
    public long getDaysLeft() {
        return ledger == null ? 0 : status().daysLeft();
    }

    @ManagedAttribute(description = "When a poll last succeeded; empty before the first one")
    public String getLastSuccessfulPoll() {
        return ledger == null ? "" : Objects.toString(status().lastSuccessfulPoll(), "");
    }

    @ManagedAttribute(description = "What health warns of or is down for; empty if there is nothing")
    public String getTrouble() {
        if (ledger == null) {
            return "";
        }
        EventsStatus status = status();
        return Objects.toString(status.problem() != null ? status.problem() : status.warning(), "");
    }
}

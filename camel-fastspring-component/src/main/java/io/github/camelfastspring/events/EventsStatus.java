package io.github.camelfastspring.events;

import java.time.Duration;
import java.time.Instant;

/**
 * How an events consumer is doing.
 *
 * @param name                    the route's id, or {@code events} where Camel gives none, as under {@code master:}
 * @param pollFailure             what the last poll failed with; null if it did not
 * @param lastSuccessfulPoll      null before the first one
 * @param oldestUnprocessed       how old the oldest event is that is still to be routed or acknowledged; where no poll has
 *                                succeeded for longer, that long
 * @param retentionWarning        from which age on that is worth a warning
 * @param acknowledgementsPending under way or to be repeated
 * @param acknowledgementsFailing of these, failed at least once
 * @param failingFor              how long the one fails that fails for the longest time
 * @param parked                  events that failed as often as they may and wait for a person
 * @param overdue                 events without an outcome for longer than {@code completionTimeout}
 * @param hidden                  why unprocessed events may hide others; null if they do not
 */
public record EventsStatus(
        String name,
        Throwable pollFailure,
        Instant lastSuccessfulPoll,
        Duration oldestUnprocessed,
        Duration retentionWarning,
        int acknowledgementsPending,
        int acknowledgementsFailing,
        Duration failingFor,
        int parked,
        int overdue,
        String hidden) {

    /** From this age on an event is about to be lost. */
    static final Duration RETENTION_ALARM = Duration.ofDays(28);

    /** As many failing acknowledgements fill a page of FastSpring's list. */
    private static final int MANY_FAILING = EventSource.PAGE_SIZE;

    private static final Duration LONG_FAILING = Duration.ofMinutes(15);

    /** How many days the oldest event has left before FastSpring forgets it. */
    public long daysLeft() {
        return Math.max(0, EventAcknowledger.RETENTION.minus(oldestUnprocessed).toDays());
    }

    /** Why the consumer is down; null if it is not. */
    public String problem() {
        if (pollFailure != null) {
            return "the last poll failed";
        }
        if (acknowledgementsFailing >= MANY_FAILING || failingFor.compareTo(LONG_FAILING) >= 0) {
            return acknowledgementsFailing + " acknowledgements fail";
        }
        if (oldestUnprocessed.compareTo(RETENTION_ALARM) >= 0) {
            return age();
        }
        return null;
    }

    /** What somebody should look at; null if there is nothing. */
    public String warning() {
        if (ageWarning() != null) {
            return ageWarning();
        }
        if (hidden != null) {
            return hidden;
        }
        if (parked > 0) {
            return parked + " events are parked";
        }
        return overdue > 0 ? overdue + " events have no outcome within completionTimeout" : null;
    }

    /** Null as long as no event is that old. */
    String ageWarning() {
        return oldestUnprocessed.compareTo(retentionWarning) >= 0 ? age() : null;
    }

    private String age() {
        return "events that are not done may be " + oldestUnprocessed.toDays()
                + " days old, and FastSpring forgets events after 30";
    }
}

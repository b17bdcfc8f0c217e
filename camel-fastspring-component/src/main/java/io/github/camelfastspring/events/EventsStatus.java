package io.github.camelfastspring.events;

import java.time.Duration;
import java.time.Instant;

/**
 * How an events consumer is doing.
 *
 * @param name                    the route's id, or {@code events} where Camel gives none, as under {@code master:}
 * @param pollFailure             what the last poll failed with; null if it did not
 * @param lookUpFailure           why the idempotent repository could not be read when it was last tried for a post; null if
 *                                it could
 * @param lastSuccessfulPoll      null before the first one
 * @param oldestUnprocessed       how old the oldest event is that is still to be routed or acknowledged; where no poll has
 *                                succeeded for longer, that long
 * @param retention               from which age on events are out of reach: FastSpring's 30 days, or the option {@code days}
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
        Throwable lookUpFailure,
        Instant lastSuccessfulPoll,
        Duration oldestUnprocessed,
        Duration retention,
        Duration retentionWarning,
        int acknowledgementsPending,
        int acknowledgementsFailing,
        Duration failingFor,
        int parked,
        int overdue,
        String hidden) {

    /** The alarm at 28 days of 30, and the latest warning at 20; the same parts of fewer days. */
    private static final int ALARM = 28;

    private static final int LATEST_WARNING = 20;
    private static final int DAYS = 30;

    /** As many failing acknowledgements fill a page of FastSpring's list. */
    private static final int MANY_FAILING = EventSource.PAGE_SIZE;

    private static final Duration LONG_FAILING = Duration.ofMinutes(15);

    /** How many days, begun ones included, the oldest event has left before FastSpring forgets it. */
    public long daysLeft() {
        long left = Math.max(0, retention.minus(oldestUnprocessed).toMillis());
        return -Math.floorDiv(-left, Duration.ofDays(1).toMillis());
    }

    /** Why the consumer is down; null if it is not. */
    public String problem() {
        if (pollFailure != null) {
            return "the last poll failed";
        }
        if (lookUpFailure != null) {
            return "the idempotent repository cannot be read";
        }
        if (acknowledgementsFailing >= MANY_FAILING || failingFor.compareTo(LONG_FAILING) >= 0) {
            return "acknowledgements that fail: " + acknowledgementsFailing;
        }
        if (isAsOldAs(part(ALARM))) {
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
            return "events that are parked, and wait for a person: " + parked;
        }
        return overdue > 0 ? "events without an outcome within completionTimeout: " + overdue : null;
    }

    /** Null as long as no event is that old. */
    String ageWarning() {
        Duration latest = retention.compareTo(EventAcknowledger.RETENTION) < 0 ? part(LATEST_WARNING) : retention;
        return isAsOldAs(retentionWarning) || isAsOldAs(latest) ? age() : null;
    }

    private Duration part(int days) {
        return retention.multipliedBy(days).dividedBy(DAYS);
    }

    private boolean isAsOldAs(Duration age) {
        return oldestUnprocessed.compareTo(age) >= 0;
    }

    private String age() {
        return "events that are not done may be " + oldestUnprocessed.toDays()
                + " days old, and are out of reach after " + retention.toDays();
    }
}

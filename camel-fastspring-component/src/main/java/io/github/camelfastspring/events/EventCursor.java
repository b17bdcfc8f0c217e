package io.github.camelfastspring.events;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * From where polls read the list. FastSpring shows 25 events at a time, and only {@code begin} leads past those that stay
 * unprocessed.
 */
final class EventCursor {

    /** Reads all events of the last days. */
    static final long FROM_DAYS = Long.MIN_VALUE;

    private static final long NOWHERE = Long.MAX_VALUE;

    private final OpenEvents open;
    private final EventAcknowledger acknowledger;
    private final Duration lookBack;
    private final Duration fullScanInterval;
    private final Clock clock;

    private Instant fullScan;
    private long newest = FROM_DAYS;
    private long unread = NOWHERE;
    private boolean refused;

    EventCursor(
            OpenEvents open,
            EventAcknowledger acknowledger,
            Duration lookBack,
            Duration fullScanInterval,
            Clock clock) {
        this.open = open;
        this.acknowledger = acknowledger;
        this.lookBack = lookBack;
        this.fullScanInterval = fullScanInterval;
        this.clock = clock;
    }

    /** Where the poll that begins now starts to read: epoch milliseconds, or {@link #FROM_DAYS}. */
    long start() {
        if (fullScan == null || !clock.instant().isBefore(fullScan.plus(fullScanInterval))) {
            refused = false;
            return FROM_DAYS;
        }
        if (refused) {
            return FROM_DAYS;
        }
        long oldest = Math.min(
                unread,
                Math.min(open.oldest().orElse(NOWHERE), acknowledger.oldest().orElse(NOWHERE)));
        if (oldest != NOWHERE) {
            // Whether FastSpring lists what was created at the very moment of begin is not documented.
            return oldest == FROM_DAYS ? FROM_DAYS : oldest - 1;
        }
        // A time in the future must not hide what comes before it.
        return newest == FROM_DAYS ? FROM_DAYS : Math.min(newest, clock.millis()) - lookBack.toMillis();
    }

    /** A page has been read. */
    void read(long position, EventSource.Page page) {
        if (position == FROM_DAYS && !refused) {
            fullScan = clock.instant();
        }
        newest = Math.max(newest, page.newest());
    }

    /** What comes from here on has not been read. */
    void unreadFrom(long position) {
        unread = position;
    }

    /** Everything has been read. */
    void readAll() {
        unread = NOWHERE;
    }

    /** FastSpring does not take a begin of ours. Until the next full scan, only acknowledging leads on. */
    void refuse() {
        refused = true;
    }

    boolean isRefused() {
        return refused;
    }
}

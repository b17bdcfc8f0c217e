package io.github.camelfastspring.events;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.github.camelfastspring.error.FastSpringRefusedException;

/**
 * One drain of the list: page after page by moving {@code begin} to the newest event of each, so that events which stay
 * unprocessed do not hide what is behind them. Neither the order inside a page is relied on, nor whether {@code begin} is
 * inclusive, nor any total. That pages ascend is checked in the end, by reading once more from the start: were it not so,
 * something new would show. Then, and where 25 events of one moment fill a page, only acknowledging leads on.
 */
final class EventDrain {

    /** How a drain ended. */
    enum End {
        COMPLETE(null),
        CUT(null),
        IN_FLIGHT(null),
        REFUSED("FastSpring refuses begin, so that events which stay unprocessed may hide others"),
        ONE_MOMENT("25 or more events that were created at one moment stay unprocessed and hide newer ones"),
        DISORDER("FastSpring's pages do not ascend, so that events which stay unprocessed hide others");

        private final String hidden;

        End(String hidden) {
            this.hidden = hidden;
        }

        /** Why events may be hidden; null if they are not. */
        String hidden() {
            return hidden;
        }
    }

    private enum Phase {
        /** The position moves on, page by page. */
        FORWARD,
        /** Once more from the start, where nothing new may show. */
        CHECK,
        /** From the start each time: only acknowledging leads on. */
        STAY
    }

    /** What a drain needs of the poll that it is part of. */
    interface Poll {

        /** Whether a further page may be read; waits for those of the page before to be begun, and for room. */
        boolean mayRead() throws InterruptedException;

        /** Takes the events that are to be routed; false if not all of them may be taken by this poll. */
        boolean take(List<StoreEvent> events) throws Exception;
    }

    /** What takes longer in the route is in flight for the drain, as if it was handed over. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    /** An acknowledgement that is nearly there is worth a moment: its event would take a place on the next page. */
    private static final Duration MOMENT = Duration.ofMillis(2);

    /** Where they take longer than that, a wait for each page would be for nothing. */
    private static final int PAGES_WITHOUT_WAIT = 9;

    private static final int MANY_ACKNOWLEDGEMENTS = 100;

    private final EventCursor cursor;
    private final EventWindow window;
    private final EventSource source;
    private final EventsLedger ledger;
    private final EventWorkers workers;
    private final Poll poll;

    private final Set<String> seen = new HashSet<>();
    private final Set<String> known;
    private final long start;
    private Phase phase;
    private long position;
    private long reached;
    private boolean disorder;
    private int withoutWait;

    /** Whether all that could make room on the page has been waited for, since something new was seen. */
    private boolean waited;

    EventDrain(
            EventCursor cursor,
            EventWindow window,
            EventSource source,
            EventsLedger ledger,
            EventWorkers workers,
            Poll poll) {
        this.cursor = cursor;
        this.window = window;
        this.source = source;
        this.ledger = ledger;
        this.workers = workers;
        this.poll = poll;
        known = ledger.open().ids();
        start = cursor.start();
        phase = cursor.isRefused() ? Phase.STAY : Phase.FORWARD;
        position = start;
        reached = start;
    }

    /**
     * Reads the list.
     *
     * @throws Exception if FastSpring could not be asked; what was not read is read by the next drain
     */
    End run() throws Exception {
        End end = null;
        while (end == null) {
            if (!poll.mayRead()) {
                return End.CUT;
            }
            EventSource.Page page = read();
            if (page == null) {
                cursor.refuse();
                return End.REFUSED;
            }
            List<StoreEvent> news =
                    page.events().stream().filter(event -> seen.add(event.id())).toList();
            boolean allTaken = poll.take(news);
            end = phase == Phase.CHECK ? checked(page, news, allTaken) : next(page, news, allTaken);
        }
        return end;
    }

    /** Whether the drain goes on after a page; null if it does. */
    private End next(EventSource.Page page, List<StoreEvent> news, boolean allTaken) throws InterruptedException {
        if (!page.more()) {
            if (phase == Phase.FORWARD && position > start) {
                // The page before has told of more.
                disorder = news.isEmpty();
                phase = Phase.CHECK;
                position = start;
                return null;
            }
            return allTaken ? complete() : End.CUT;
        }
        if (news.isEmpty() && waited) {
            return stuck(page);
        }
        waited = news.isEmpty() || !moveTo(page.newest() - 1, page);
        if (waited) {
            settle();
        }
        cursor.unreadFrom(phase == Phase.FORWARD ? position : start);
        return allTaken ? null : End.CUT;
    }

    /** The same where the page was read once more from the start. */
    private End checked(EventSource.Page page, List<StoreEvent> news, boolean allTaken) throws InterruptedException {
        if (news.isEmpty()) {
            return disorder && page.more() ? stuck(page) : complete();
        }
        disorder |= news.stream().anyMatch(event -> event.created() < reached);
        phase = Phase.STAY;
        return next(page, news, allTaken);
    }

    /** Null if FastSpring does not take the begin that was computed. */
    private EventSource.Page read() throws Exception {
        if (ledger.lanes().queued() > EventSource.PAGE_SIZE) {
            workers.awaitIdle(PATIENCE);
        }
        if (ledger.acknowledger().firstAttempts() > MANY_ACKNOWLEDGEMENTS) {
            ledger.acknowledger().awaitFirstAttempts();
        }
        ledger.acknowledger().beforeListing();
        try {
            EventSource.Page page = source.list(window.parameters(position));
            cursor.read(position, page);
            return page;
        } catch (FastSpringRefusedException e) {
            if (window.isComputed(position)) {
                return null;
            }
            throw e;
        }
    }

    /** Moves on to the newest event of the page; false if that is no progress. */
    private boolean moveTo(long next, EventSource.Page page) throws InterruptedException {
        if (phase != Phase.FORWARD || next <= position) {
            return false;
        }
        position = next;
        reached = next;
        List<String> edge = page.events().stream()
                .filter(event -> event.created() >= next)
                .map(StoreEvent::id)
                .toList();
        if (edge.size() > EventSource.PAGE_SIZE / 2) {
            // They would fill more of the next page than the wait for their acknowledgements costs.
            settle();
        } else if (workers.awaitIdle(MOMENT)) {
            awaitEdge(edge);
        }
        return true;
    }

    private void awaitEdge(List<String> edge) throws InterruptedException {
        if (withoutWait > 0) {
            withoutWait--;
        } else if (!ledger.acknowledger().awaitFirstAttempts(edge, MOMENT)) {
            withoutWait = PAGES_WITHOUT_WAIT;
        }
    }

    /** Waits until what has been taken is done or not, as far as that needs no other threads, and FastSpring was told. */
    private void settle() throws InterruptedException {
        workers.awaitIdle(PATIENCE);
        ledger.acknowledger().awaitFirstAttempts();
    }

    private End complete() {
        cursor.readAll();
        // What has just become too old to be listed is not done for that.
        ledger.forgetUnlisted(known, seen, Math.max(start, window.sureFrom()), start == EventCursor.FROM_DAYS);
        return End.COMPLETE;
    }

    /** There is more, but nothing new to be seen. */
    private End stuck(EventSource.Page page) {
        cursor.unreadFrom(phase == Phase.FORWARD ? position : start);
        boolean passing = page.events().stream()
                .anyMatch(event ->
                        ledger.open().isBusy(event) || ledger.acknowledger().isPending(event.id()));
        if (passing) {
            return End.IN_FLIGHT;
        }
        if (phase == Phase.FORWARD) {
            return End.ONE_MOMENT;
        }
        if (cursor.isRefused()) {
            return End.REFUSED;
        }
        return disorder ? End.DISORDER : End.CUT;
    }
}

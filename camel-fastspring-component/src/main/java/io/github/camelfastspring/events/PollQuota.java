package io.github.camelfastspring.events;

/** How many events a poll takes: as many as {@code maxMessagesPerPoll} allows, and room is left for those that never failed. */
final class PollQuota {

    private final int limit;
    private int taken;
    private int retries;
    private int retriesBefore;

    /** @param limit 0 or less for none */
    PollQuota(int limit) {
        this.limit = limit;
    }

    /** A poll begins. */
    void begin() {
        taken = 0;
        retriesBefore = retries;
        retries = 0;
    }

    boolean isUsedUp() {
        return limit > 0 && taken >= limit;
    }

    /** Whether one more event may be taken that has failed before. */
    boolean mayRetry() {
        if (limit <= 0) {
            return true;
        }
        return retries < (limit == 1 && retriesBefore == 0 ? 1 : limit / 2);
    }

    void take(boolean retry) {
        taken++;
        retries += retry ? 1 : 0;
    }

    int taken() {
        return taken;
    }
}

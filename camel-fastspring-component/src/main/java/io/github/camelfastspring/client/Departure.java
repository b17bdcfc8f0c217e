package io.github.camelfastspring.client;

/**
 * Where a call leaves that enters the budget: on the thread of a caller that waits for it, if it may leave at once, and
 * else on a thread of the pool.
 */
final class Departure {

    private final Thread caller;
    private final Runnable elsewhere;

    /** These two are the caller's alone. */
    private boolean entered;

    private boolean here;

    /** @param waits whether the caller, which is this thread, waits for the call */
    Departure(boolean waits, Runnable elsewhere) {
        this.caller = waits ? Thread.currentThread() : null;
        this.elsewhere = elsewhere;
    }

    /** Called by the budget when the call may leave, on any thread. */
    void go() {
        if (Thread.currentThread() == caller && !entered) {
            // Not right now: the budget has others to let go.
            here = true;
        } else {
            elsewhere.run();
        }
    }

    /** Asked once by the caller, when the call has entered the budget: whether it leaves here. */
    boolean isHere() {
        entered = true;
        return here;
    }
}

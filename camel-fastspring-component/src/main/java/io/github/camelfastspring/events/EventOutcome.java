package io.github.camelfastspring.events;

/** What becomes of an event, as it is counted. */
enum EventOutcome {
    /** Its exchange succeeded. */
    SUCCEEDED,
    /** Its exchange failed, or had no outcome in time; once for each try. */
    FAILED,
    /** Left out by type or live flag; each time it comes. */
    UNMATCHED,
    /** It had succeeded already; each time it comes. */
    DUPLICATE,
    /** It repeats, under another id, one that had succeeded; each time it comes. */
    RESEND,
    /** Of those, not routed. */
    SKIPPED
}

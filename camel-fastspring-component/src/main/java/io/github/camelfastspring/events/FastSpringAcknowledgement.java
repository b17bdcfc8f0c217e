package io.github.camelfastspring.events;

/**
 * The handle of one event with {@code acknowledge=manual}. The first call decides; later ones have no effect. Both may be
 * called on any thread, also after the exchange has ended.
 */
public interface FastSpringAcknowledgement {

    /** The event is done: it is recorded, and marked processed at FastSpring. */
    void success();

    /** The event is not done: it stays unprocessed and is routed again by a later poll. */
    void failure();
}

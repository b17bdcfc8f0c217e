package io.github.camelfastspring.events;

/** Is told of events and posts, for those who count by more than the consumer does. Must not throw. */
interface EventsListener {

    /** Listens to nothing. */
    EventsListener NONE = new EventsListener() {};

    default void counted(EventOutcome outcome, String type) {}

    /**
     * An event gets to the route for the first time.
     *
     * @param lag milliseconds since it was created
     */
    default void routed(long lag) {}

    /**
     * A post has come.
     *
     * @param secret the place of the secret that has signed it, from 1; 0 where none has
     */
    default void posted(int secret) {}

    /** Nothing more is to be shown. */
    default void close() {}
}

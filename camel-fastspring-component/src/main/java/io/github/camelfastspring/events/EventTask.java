package io.github.camelfastspring.events;

/** An event on its way to the route. */
interface EventTask {

    StoreEvent event();

    /** Routes the event as soon as a thread is free. Does not throw. */
    void start();
}

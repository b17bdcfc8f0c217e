package io.github.camelfastspring.examples.quickstart;

/** Whoever pays at the checkout. */
@FunctionalInterface
public interface Buyer {

    /** Is given the session when it is ready to be paid. */
    void pay(String sessionId);
}

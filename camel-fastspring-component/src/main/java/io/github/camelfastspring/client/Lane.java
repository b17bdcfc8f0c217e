package io.github.camelfastspring.client;

/** The kinds of calls that share a budget, the most urgent one first. */
public enum Lane {
    ACKNOWLEDGEMENT,
    INTERACTIVE,
    BACKGROUND
}

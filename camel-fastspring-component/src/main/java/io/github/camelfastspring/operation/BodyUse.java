package io.github.camelfastspring.operation;

/** What an operation does with the message body. */
public enum BodyUse {
    /** Not sent; reads with an id take it for the id where nothing else gives one. */
    NONE,
    /** Sent if there is one. */
    OPTIONAL,
    /** Sent; an exchange without one fails. */
    REQUIRED
}

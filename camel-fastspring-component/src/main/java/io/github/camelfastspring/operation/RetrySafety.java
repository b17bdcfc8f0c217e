package io.github.camelfastspring.operation;

/** What may be done when it is not known whether a call was executed. */
public enum RetrySafety {
    /** Changes nothing: repeated by the component. */
    READ,
    /**
     * Sent again with the same content it changes nothing more, so that the route may repeat it. The component itself
     * repeats it only where it certainly was not executed.
     */
    REPEATABLE_WRITE,
    /** Sent again it may do its work again. Repeated only where it certainly was not executed. */
    WRITE,
    /** May move money. Repeated only where it certainly was not executed. */
    MONEY
}

package io.github.camelfastspring.operation;

/** What may be done when it is not known whether a call was executed. */
public enum RetrySafety {
    /** Changes nothing: may be repeated at any time. */
    READ,
    /** Changes something: repeated only where it certainly was not executed. */
    WRITE
}

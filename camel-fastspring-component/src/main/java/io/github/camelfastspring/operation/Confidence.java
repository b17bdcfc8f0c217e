package io.github.camelfastspring.operation;

/** How sure it is that FastSpring has an operation as its row says. */
public enum Confidence {
    /** In FastSpring's current reference. */
    HIGH,
    /** In FastSpring's reference, with contradictions or in an older generation only. */
    MEDIUM,
    /** Known from old or other people's documents alone. */
    LOW
}

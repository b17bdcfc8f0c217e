package io.github.camelfastspring.simulator.webhook;

/** Something that goes wrong with a post to a webhook, see {@link WebhookFaults}. */
public enum WebhookFault {
    /** The post never arrives. A failed attempt for FastSpring. */
    LOST,
    /** The post arrives and is handled, but its answer is lost. A failed attempt for FastSpring. */
    ANSWER_LOST,
    /** The same bytes arrive twice, one after the other. The answer to the first counts. */
    DOUBLED
}

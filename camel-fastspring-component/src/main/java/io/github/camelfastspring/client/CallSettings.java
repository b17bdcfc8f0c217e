package io.github.camelfastspring.client;

import java.time.Duration;

/**
 * The patience of one call.
 *
 * @param requestTimeout how long an attempt may take, from connecting to the last byte
 * @param maxRetries     how often it is repeated at most
 * @param retryDelay     the wait before the first repetition, doubled with each further one
 * @param maxRetryDelay  the longest wait before a repetition
 */
public record CallSettings(Duration requestTimeout, int maxRetries, Duration retryDelay, Duration maxRetryDelay) {}

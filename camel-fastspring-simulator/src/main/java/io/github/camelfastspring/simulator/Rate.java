package io.github.camelfastspring.simulator;

/**
 * How fast calls of the API have come since the simulator was started, with or without a {@link RateLimit}. Pages for
 * buyers do not count.
 *
 * @param calls calls so far, throttled ones included
 * @param busiestMinute the most calls that came in any 60 seconds of the simulator's clock, throttled ones included
 * @param throttled calls that the rate limit refused; answers of scripted faults are not among them
 */
public record Rate(long calls, int busiestMinute, long throttled) {}

package io.github.camelfastspring;

import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** How the consumer {@code fastspring:events} hands events to the route, and what becomes of those that fail there. */
@UriParams
public class FastSpringDeliveryConfiguration {

    /** What becomes of an event that has failed as often as it may. */
    public enum OnParked {
        LEAVE,
        ACKNOWLEDGE
    }

    /** Which events keep an order among themselves. */
    public enum Ordering {
        NONE,
        OBJECT
    }

    @UriParam(label = "consumer", defaultValue = "60000", javaType = "java.time.Duration")
    @Metadata(
            description =
                    "How long an event that failed in the route waits before it is tried again, in milliseconds; doubled"
                            + " with each further failure. The first poll after that routes it.")
    private long failureDelay = 60_000;

    @UriParam(label = "consumer", defaultValue = "3600000", javaType = "java.time.Duration")
    @Metadata(description = "The longest wait between two tries of a failing event, in milliseconds.")
    private long maxFailureDelay = 3_600_000;

    @UriParam(label = "consumer", defaultValue = "-1")
    @Metadata(
            description =
                    "How often an event may fail before it is parked: not routed any more, until it is released by"
                            + " JMX or in the developer console. -1 for no end. The count is in memory and starts again with the"
                            + " process.")
    private int maxFailures = -1;

    @UriParam(label = "consumer", defaultValue = "leave", enums = "leave,acknowledge")
    @Metadata(
            description =
                    "What becomes of a parked event at FastSpring: leave keeps it unprocessed, acknowledge marks it"
                            + " processed and gives it up.")
    private OnParked onParked = OnParked.LEAVE;

    @UriParam(label = "consumer", defaultValue = "none", enums = "none,object")
    @Metadata(
            description =
                    "With object, the events of one order, subscription, co-term group, quote or account run one after"
                            + " the other by their creation: later ones wait while an earlier one is in flight or waits for"
                            + " its next try. One that is listed after a later one was routed has the header"
                            + " CamelFastSpringEventLate.")
    private Ordering ordering = Ordering.NONE;

    @UriParam(label = "consumer", defaultValue = "1")
    @Metadata(description = "How many events are in the route at the same time, each on a thread of its own.")
    private int concurrentConsumers = 1;

    @UriParam(label = "consumer,advanced", defaultValue = "3600000", javaType = "java.time.Duration")
    @Metadata(
            description =
                    "How long an event may be without an outcome before it counts as failed, in milliseconds. A later"
                            + " success is still honoured.")
    private long completionTimeout = 3_600_000;

    @UriParam(label = "consumer,advanced", defaultValue = "1000")
    @Metadata(
            description =
                    "How many events may be without an outcome at the same time, those handed over to other threads"
                            + " included; polling pauses there.")
    private int maxInFlight = 1000;

    @UriParam(label = "consumer", defaultValue = "0")
    @Metadata(description = "How many events one poll hands to the route at most; 0 for no limit.")
    private int maxMessagesPerPoll;

    /**
     * Checks what can be known before the first poll.
     *
     * @throws IllegalArgumentException if an option is wrong; the message names it
     */
    public void validate() {
        if (failureDelay < 0) {
            throw new IllegalArgumentException("fastspring: the option failureDelay must not be negative");
        }
        if (maxFailureDelay < failureDelay) {
            throw new IllegalArgumentException("fastspring: the option maxFailureDelay, which is " + maxFailureDelay
                    + ", must not be less than failureDelay, which is " + failureDelay);
        }
        if (maxFailures != -1 && maxFailures < 1) {
            throw new IllegalArgumentException(
                    "fastspring: the option maxFailures must be at least 1, or -1 for no end");
        }
        if (onParked == OnParked.ACKNOWLEDGE && maxFailures == -1) {
            throw new IllegalArgumentException(
                    "fastspring: the option onParked=acknowledge needs the option maxFailures");
        }
        atLeastOne("concurrentConsumers", concurrentConsumers);
        atLeastOne("completionTimeout", completionTimeout);
        atLeastOne("maxInFlight", maxInFlight);
    }

    private static void atLeastOne(String option, long value) {
        if (value < 1) {
            throw new IllegalArgumentException("fastspring: the option " + option + " must be at least 1");
        }
    }

    public long getFailureDelay() {
        return failureDelay;
    }

    public void setFailureDelay(long failureDelay) {
        this.failureDelay = failureDelay;
    }

    public long getMaxFailureDelay() {
        return maxFailureDelay;
    }

    public void setMaxFailureDelay(long maxFailureDelay) {
        this.maxFailureDelay = maxFailureDelay;
    }

    public int getMaxFailures() {
        return maxFailures;
    }

    public void setMaxFailures(int maxFailures) {
        this.maxFailures = maxFailures;
    }

    public OnParked getOnParked() {
        return onParked;
    }

    public void setOnParked(OnParked onParked) {
        this.onParked = onParked;
    }

    public Ordering getOrdering() {
        return ordering;
    }

    public void setOrdering(Ordering ordering) {
        this.ordering = ordering;
    }

    public int getConcurrentConsumers() {
        return concurrentConsumers;
    }

    public void setConcurrentConsumers(int concurrentConsumers) {
        this.concurrentConsumers = concurrentConsumers;
    }

    public long getCompletionTimeout() {
        return completionTimeout;
    }

    public void setCompletionTimeout(long completionTimeout) {
        this.completionTimeout = completionTimeout;
    }

    public int getMaxInFlight() {
        return maxInFlight;
    }

    public void setMaxInFlight(int maxInFlight) {
        this.maxInFlight = maxInFlight;
    }

    public int getMaxMessagesPerPoll() {
        return maxMessagesPerPoll;
    }

    public void setMaxMessagesPerPoll(int maxMessagesPerPoll) {
        this.maxMessagesPerPoll = maxMessagesPerPoll;
    }
}

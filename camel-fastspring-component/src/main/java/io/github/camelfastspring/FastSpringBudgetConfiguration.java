package io.github.camelfastspring;

import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

import io.github.camelfastspring.client.RateBudget;

/** How calls share what FastSpring allows: 250 calls a minute for an IP address. */
@UriParams
public abstract class FastSpringBudgetConfiguration {

    /** Which calls go first where calls wait for the budget. Acknowledgements go before both. */
    public enum Priority {
        /** Somebody waits for it. */
        INTERACTIVE,
        /** Nobody does: exports, polls. */
        BACKGROUND
    }

    @UriParam(label = "common", defaultValue = "250")
    @Metadata(
            description =
                    "How many calls leave in any 60 seconds at most, retries included; all endpoints of the context with"
                            + " the same baseUrl share them, and must have the same value. 250 is what FastSpring allows. 0 for"
                            + " no limit.")
    private int requestsPerMinute = 250;

    @UriParam(label = "advanced")
    @Metadata(
            autowired = true,
            description =
                    "A budget that replaces requestsPerMinute, such as one that several machines share. The only bean of"
                            + " this type in the registry is used where it is not set.")
    private RateBudget rateBudget;

    @UriParam(label = "producer", defaultValue = "30000", javaType = "java.time.Duration")
    @Metadata(
            description =
                    "How long a call waits for the budget at most, in milliseconds; after that the exchange fails with a"
                            + " FastSpringThrottledException and nothing was sent. Polls and acknowledgements wait as long as"
                            + " it takes.")
    private long budgetTimeout = 30_000;

    @UriParam(
            label = "common",
            enums = "interactive,background",
            defaultValueNote = "interactive; background for polls, paging=all and paging=stream")
    @Metadata(
            description = "Which calls go first where calls wait for the budget: interactive ones get 80 of 100 calls"
                    + " while background ones wait too. interactive where it is not set; background for polls and for"
                    + " paging=all and stream.")
    private Priority priority;

    @UriParam(label = "advanced", defaultValue = "true")
    @Metadata(
            description =
                    "Whether a 404 without JSON that answers a read is taken for FastSpring's older way to say that"
                            + " the limit is reached: all calls pause for a minute, at most maxRetryDelay, and the call is made once"
                            + " more.")
    private boolean throttled404 = true;

    @UriParam(label = "producer", defaultValue = "false")
    @Metadata(
            description = "Whether single ids of several exchanges share a call: get of orders, products, returns and"
                    + " subscriptions, up to batchSize ids at a time. Each exchange gets its own answer or error.")
    private boolean coalesce;

    @UriParam(label = "producer,advanced", defaultValue = "20", javaType = "java.time.Duration")
    @Metadata(description = "How long an id waits for others to share its call, in milliseconds, with coalesce=true.")
    private long coalesceDelay = 20;

    void validateBudget() {
        check(requestsPerMinute >= 0, "requestsPerMinute", "must not be negative; 0 is no limit");
        check(budgetTimeout > 0, "budgetTimeout", "must be positive: a call never waits without end");
        check(coalesceDelay >= 0, "coalesceDelay", "must not be negative");
    }

    private static void check(boolean valid, String option, String problem) {
        if (!valid) {
            throw new IllegalArgumentException("fastspring: the option " + option + " " + problem);
        }
    }

    public int getRequestsPerMinute() {
        return requestsPerMinute;
    }

    public void setRequestsPerMinute(int requestsPerMinute) {
        this.requestsPerMinute = requestsPerMinute;
    }

    public RateBudget getRateBudget() {
        return rateBudget;
    }

    public void setRateBudget(RateBudget rateBudget) {
        this.rateBudget = rateBudget;
    }

    public long getBudgetTimeout() {
        return budgetTimeout;
    }

    public void setBudgetTimeout(long budgetTimeout) {
        this.budgetTimeout = budgetTimeout;
    }

    /** Null where it is not set. */
    public Priority getPriority() {
        return priority;
    }

    public void setPriority(Priority priority) {
        this.priority = priority;
    }

    public boolean isThrottled404() {
        return throttled404;
    }

    public void setThrottled404(boolean throttled404) {
        this.throttled404 = throttled404;
    }

    public boolean isCoalesce() {
        return coalesce;
    }

    public void setCoalesce(boolean coalesce) {
        this.coalesce = coalesce;
    }

    public long getCoalesceDelay() {
        return coalesceDelay;
    }

    public void setCoalesceDelay(long coalesceDelay) {
        this.coalesceDelay = coalesceDelay;
    }
}

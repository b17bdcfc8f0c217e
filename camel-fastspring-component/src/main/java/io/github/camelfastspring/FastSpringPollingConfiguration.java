package io.github.camelfastspring;

import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** From where the consumer {@code fastspring:events} reads the store's list, and when it warns of FastSpring's memory. */
@UriParams
public class FastSpringPollingConfiguration {

    private static final long RETENTION = 30L * 24 * 60 * 60 * 1000;

    @UriParam(label = "consumer,advanced", defaultValue = "3600000", javaType = "java.time.Duration")
    @Metadata(
            description = "How far before the newest event seen a poll begins, in milliseconds, where no older event is"
                    + " still to be routed or acknowledged: events may appear later than they were created.")
    private long lookBack = 3_600_000;

    @UriParam(label = "consumer,advanced", defaultValue = "3600000", javaType = "java.time.Duration")
    @Metadata(
            description = "How often a poll reads all unprocessed events of the last days, in milliseconds, instead of"
                    + " those since lookBack; the first poll does too.")
    private long fullScanInterval = 3_600_000;

    @UriParam(
            label = "consumer,advanced",
            defaultValueNote = "0; 300000 with delivery=both",
            javaType = "java.time.Duration")
    @Metadata(
            description =
                    "How old an event must be before polling takes it, in milliseconds, so that younger ones are left to"
                            + " the posts, which are faster. 0, or 300000 with delivery=both, where it is not set.")
    private Long catchUpAge;

    @UriParam(label = "consumer,advanced", defaultValue = "1728000000", javaType = "java.time.Duration")
    @Metadata(
            description =
                    "How old an event that is still to be routed or acknowledged may become before health and log warn,"
                            + " in milliseconds or as 20d; 20 days where it is not set. At 28 days health is down, since"
                            + " FastSpring forgets events after 30.")
    private long retentionWarning = 1_728_000_000L;

    /**
     * Checks what can be known before the first poll.
     *
     * @throws IllegalArgumentException if an option is wrong; the message names it
     */
    public void validate() {
        notNegative("lookBack", lookBack);
        notNegative("fullScanInterval", fullScanInterval);
        notNegative("catchUpAge", catchUpAge == null ? 0 : catchUpAge);
        notNegative("retentionWarning", retentionWarning);
        if (retentionWarning >= RETENTION) {
            throw new IllegalArgumentException(
                    "fastspring: the option retentionWarning must be less than 30 days (30d),"
                            + " after which FastSpring forgets events");
        }
    }

    private static void notNegative(String option, long value) {
        if (value < 0) {
            throw new IllegalArgumentException("fastspring: the option " + option + " must not be negative");
        }
    }

    public long getLookBack() {
        return lookBack;
    }

    public void setLookBack(long lookBack) {
        this.lookBack = lookBack;
    }

    public long getFullScanInterval() {
        return fullScanInterval;
    }

    public void setFullScanInterval(long fullScanInterval) {
        this.fullScanInterval = fullScanInterval;
    }

    /** Null where it is not set. */
    public Long getCatchUpAge() {
        return catchUpAge;
    }

    public void setCatchUpAge(Long catchUpAge) {
        this.catchUpAge = catchUpAge;
    }

    public long getRetentionWarning() {
        return retentionWarning;
    }

    public void setRetentionWarning(long retentionWarning) {
        this.retentionWarning = retentionWarning;
    }
}

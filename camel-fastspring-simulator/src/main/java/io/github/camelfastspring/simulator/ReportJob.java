package io.github.camelfastspring.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * An asynchronous report. It is complete a second after it was asked for, by the simulator's clock.
 *
 * @param id job id, begins with {@code JOB}
 * @param name {@code RevenueReport} or {@code SubscriptionReport}
 * @param created when it was asked for
 * @param notificationEmails whom to tell
 * @param csv the report
 */
public record ReportJob(String id, String name, Instant created, List<String> notificationEmails, String csv) {
    private static final Duration WORK = Duration.ofSeconds(1);

    public ReportJob {
        notificationEmails = List.copyOf(notificationEmails);
    }

    /** When it is complete. */
    public Instant completed() {
        return created.plus(WORK);
    }
}

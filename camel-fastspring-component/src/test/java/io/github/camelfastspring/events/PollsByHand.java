package io.github.camelfastspring.events;

import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.spi.ScheduledPollConsumerScheduler;
import org.apache.camel.support.service.ServiceSupport;

/** Camel's option {@code scheduler}, for tests that decide when a poll is due: in simulated time. */
final class PollsByHand extends ServiceSupport implements ScheduledPollConsumerScheduler {

    private CamelContext context;
    private volatile Runnable task;

    /** What Camel does when a poll is due, on this thread: a poll, or nothing where the route is suspended. */
    void poll() {
        task.run();
    }

    @Override
    public void onInit(Consumer consumer) {}

    @Override
    public void scheduleTask(Runnable newTask) {
        task = newTask;
    }

    @Override
    public void unscheduleTask() {}

    @Override
    public void startScheduler() {}

    @Override
    public boolean isSchedulerStarted() {
        return isStarted();
    }

    @Override
    public void setCamelContext(CamelContext newContext) {
        context = newContext;
    }

    @Override
    public CamelContext getCamelContext() {
        return context;
    }
}

package io.github.camelfastspring.client;

import java.util.concurrent.ScheduledExecutorService;

import org.apache.camel.CamelContext;
import org.apache.camel.spi.ThreadPoolProfile;

/** The timers for calls that wait. */
final class CallTimer {

    private CallTimer() {}

    /** One thread, for any number of waiting calls: with Camel's default profile, those beyond 1000 would be refused. */
    static ScheduledExecutorService start(CamelContext context, Object source, String name) {
        ThreadPoolProfile profile = new ThreadPoolProfile(name);
        profile.setPoolSize(1);
        // Of more than one thread, where virtual ones are on, Camel makes a timer that keeps what was cancelled until
        // it is due.
        profile.setMaxPoolSize(1);
        profile.setMaxQueueSize(-1);
        return context.getExecutorServiceManager().newScheduledThreadPool(source, name, profile);
    }
}

package io.github.camelfastspring.events;

import java.time.Duration;
import java.util.Map;

import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

import io.github.camelfastspring.simulator.FastSpringSimulator;

/** Looks at a route of events from outside, for tests: its polls, and the health that Camel shows. */
final class EventsWatch {

    private EventsWatch() {}

    /** For machines that have other work too. */
    static ConditionFactory patiently() {
        return Awaitility.await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(20));
    }

    /** Returns when a poll has begun and ended; only where the list fits on a page, so that a poll is one request. */
    static void awaitPoll(FastSpringSimulator simulator) {
        int before = EventsRoute.requests(simulator, "GET").size();
        // The first may be part of a poll that is under way, and the third shows that the second's poll has ended.
        patiently().until(() -> EventsRoute.requests(simulator, "GET").size() >= before + 3);
    }

    /** What Camel's health says of the events consumers. */
    static HealthCheck.Result health(EventsRoute route) {
        return HealthCheckHelper.invokeReadiness(route.context()).stream()
                .filter(result -> result.getCheck().getId().equals("fastspring-consumer"))
                .findFirst()
                .orElseThrow();
    }

    static HealthCheck.State state(EventsRoute route) {
        return health(route).getState();
    }

    static Map<String, Object> details(EventsRoute route) {
        return health(route).getDetails();
    }

    /** The warning in the details; empty if there is none. */
    static String warning(EventsRoute route) {
        return String.valueOf(details(route).getOrDefault(EventsRoute.ROUTE + ".warning", ""));
    }
}

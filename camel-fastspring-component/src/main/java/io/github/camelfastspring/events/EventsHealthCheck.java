package io.github.camelfastspring.events;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.health.HealthCheckResultBuilder;

import io.github.camelfastspring.FastSpringComponent;

/**
 * The health of all events consumers of a context, as the check {@code fastspring-consumer}. A check of its own and not the
 * consumer's, since Camel does not see a consumer under {@code master:}. A warning leaves the state up and is in the details.
 */
public final class EventsHealthCheck implements HealthCheck {

    /** The id of the check. */
    public static final String ID = "fastspring-consumer";

    private final CamelContext context;
    private boolean enabled = true;

    private EventsHealthCheck(CamelContext context) {
        this.context = context;
    }

    /** Makes the check known to the context's health registry, where there is one. */
    static void register(CamelContext context) {
        HealthCheckRegistry registry = HealthCheckRegistry.get(context);
        if (registry != null) {
            registry.register(new EventsHealthCheck(context));
        }
    }

    /** How the started events consumers of a context are doing. */
    public static List<EventsStatus> statuses(CamelContext context) {
        return consumers(context).stream().map(EventsConsumer::status).toList();
    }

    /** The started events consumers of a context, of all its components. */
    public static List<EventsConsumer> consumers(CamelContext context) {
        return context.getComponentNames().stream()
                .map(context::hasComponent)
                .filter(FastSpringComponent.class::isInstance)
                .map(FastSpringComponent.class::cast)
                .distinct()
                .flatMap(component -> component.eventsConsumers().stream())
                .toList();
    }

    @Override
    public Result call(Map<String, Object> options) {
        HealthCheckResultBuilder result = HealthCheckResultBuilder.on(this).detail(CHECK_KIND, Kind.READINESS);
        if (!enabled) {
            return result.message("Disabled")
                    .detail(CHECK_ENABLED, false)
                    .unknown()
                    .build();
        }
        result.up();
        Set<String> names = new HashSet<>();
        List<String> problems = new ArrayList<>();
        for (EventsStatus status : statuses(context)) {
            String name = status.name();
            for (int i = 2; !names.add(name); i++) {
                name = status.name() + "-" + i;
            }
            describe(name, status, result);
            if (status.problem() != null) {
                problems.add(name + ": " + status.problem());
            }
        }
        if (!problems.isEmpty()) {
            result.down().message(String.join("; ", problems));
        }
        return result.build();
    }

    private static void describe(String name, EventsStatus status, HealthCheckResultBuilder result) {
        String prefix = name + ".";
        result.detail(
                prefix + "oldestUnprocessedAge", status.oldestUnprocessed().toMillis());
        result.detail(prefix + "daysLeft", status.daysLeft());
        if (status.lastSuccessfulPoll() != null) {
            result.detail(
                    prefix + "lastSuccessfulPoll", status.lastSuccessfulPoll().toString());
        }
        result.detail(prefix + "acknowledgementsPending", status.acknowledgementsPending());
        result.detail(prefix + "parked", status.parked());
        result.detail(prefix + "overdue", status.overdue());
        if (status.warning() != null) {
            result.detail(prefix + "warning", status.warning());
        }
        if (status.problem() != null) {
            result.detail(prefix + "problem", status.problem());
            if (status.pollFailure() != null) {
                result.error(status.pollFailure());
            }
        }
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public String getGroup() {
        return "camel";
    }

    /** A pod that is restarted gains nothing from it. */
    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    public boolean isEnabled() {
        return enabled;
    }

    @Override
    public void setEnabled(boolean enabled) {
        this.enabled = enabled;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EventsHealthCheck;
    }

    @Override
    public int hashCode() {
        return ID.hashCode();
    }
}

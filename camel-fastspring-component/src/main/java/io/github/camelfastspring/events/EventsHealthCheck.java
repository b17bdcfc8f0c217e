package io.github.camelfastspring.events;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.apache.camel.CamelContext;
import org.apache.camel.health.HealthCheckRegistry;

import io.github.camelfastspring.FastSpringComponent;
import io.github.camelfastspring.support.FastSpringHealthCheck;

/**
 * The health of all events consumers of a context, as the check {@code fastspring-consumer}. A check of its own and not the
 * consumer's, since Camel does not see a consumer under {@code master:}. A warning leaves the state up and is in the details.
 */
public final class EventsHealthCheck extends FastSpringHealthCheck {

    /** The id of the check. */
    public static final String ID = "fastspring-consumer";

    private final CamelContext context;

    private EventsHealthCheck(CamelContext context) {
        super(ID);
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
        return components(context)
                .flatMap(component -> component.eventsConsumers().stream())
                .toList();
    }

    private static Stream<FastSpringComponent> components(CamelContext context) {
        return context.getComponentNames().stream()
                .map(context::hasComponent)
                .filter(FastSpringComponent.class::isInstance)
                .map(FastSpringComponent.class::cast)
                .distinct();
    }

    @Override
    protected void check(Findings findings) {
        components(context)
                .filter(FastSpringComponent::isHealthCheckConsumerEnabled)
                .flatMap(component -> component.eventsConsumers().stream())
                .forEach(consumer -> describe(consumer.status(), findings));
    }

    private static void describe(EventsStatus status, Findings findings) {
        String name = findings.name(status.name());
        findings.detail(name, "oldestUnprocessedAge", status.oldestUnprocessed().toMillis());
        findings.detail(name, "daysLeft", status.daysLeft());
        findings.detail(name, "lastSuccessfulPoll", Objects.toString(status.lastSuccessfulPoll(), null));
        findings.detail(name, "acknowledgementsPending", status.acknowledgementsPending());
        findings.detail(name, "parked", status.parked());
        findings.detail(name, "overdue", status.overdue());
        findings.detail(name, "warning", status.warning());
        findings.problem(name, status.problem());
        if (status.pollFailure() != null) {
            findings.error(status.pollFailure());
        }
    }
}

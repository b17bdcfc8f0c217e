package io.github.camelfastspring.producer;

import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import org.apache.camel.CamelContext;
import org.apache.camel.ExtendedCamelContext;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.WritableHealthCheckRepository;

import io.github.camelfastspring.FastSpringConfiguration;
import io.github.camelfastspring.FastSpringEndpoint;
import io.github.camelfastspring.client.Credentials;
import io.github.camelfastspring.support.FastSpringHealthCheck;

/**
 * The health of all producers of a context, as the check {@code fastspring-producer}, which like all of Camel's producer
 * checks is off unless switched on. It makes no calls, but looks at how those of the routes have ended.
 */
public final class ProducerHealthCheck extends FastSpringHealthCheck {

    /** The id of the check. */
    public static final String ID = "fastspring-producer";

    private record Account(URI baseUri, Credentials credentials) {}

    private final Map<Account, ProducerHealth> accounts = new LinkedHashMap<>();

    /** How many producers tell of it; guarded by the accounts. */
    private final Map<ProducerHealth, Integer> users = new HashMap<>();

    private ProducerHealthCheck() {
        super(ID);
    }

    /** Where a producer tells how its calls end. */
    static ProducerHealth of(FastSpringEndpoint endpoint) {
        FastSpringConfiguration configuration = endpoint.getConfiguration();
        Clock clock = endpoint.getComponent().clock();
        return endpoint.getComponent().isHealthCheckProducerEnabled()
                ? of(endpoint.getCamelContext()).account(configuration, clock)
                : new ProducerHealth(configuration.getBaseUrl(), clock);
    }

    /** A producer is stopped; what none uses any more is forgotten. */
    static void release(FastSpringEndpoint endpoint, ProducerHealth health) {
        ExtendedCamelContext plugins = endpoint.getCamelContext().getCamelContextExtension();
        ProducerHealthCheck check = plugins.getContextPlugin(ProducerHealthCheck.class);
        if (check != null) {
            check.release(health);
        }
    }

    private static ProducerHealthCheck of(CamelContext context) {
        synchronized (context) {
            ExtendedCamelContext plugins = context.getCamelContextExtension();
            ProducerHealthCheck check = plugins.getContextPlugin(ProducerHealthCheck.class);
            if (check == null) {
                check = new ProducerHealthCheck();
                plugins.addContextPlugin(ProducerHealthCheck.class, check);
                WritableHealthCheckRepository producers = HealthCheckHelper.getHealthCheckRepository(
                        context, "producers", WritableHealthCheckRepository.class);
                if (producers != null) {
                    producers.addHealthCheck(check);
                }
            }
            return check;
        }
    }

    private ProducerHealth account(FastSpringConfiguration configuration, Clock clock) {
        Account account = new Account(
                configuration.baseUri(), new Credentials(configuration.getUsername(), configuration.getPassword()));
        synchronized (accounts) {
            ProducerHealth health =
                    accounts.computeIfAbsent(account, any -> new ProducerHealth(configuration.getBaseUrl(), clock));
            users.merge(health, 1, Integer::sum);
            return health;
        }
    }

    private void release(ProducerHealth health) {
        synchronized (accounts) {
            if (users.computeIfPresent(health, (any, count) -> count == 1 ? null : count - 1) == null) {
                accounts.values().remove(health);
            }
        }
    }

    @Override
    protected void check(Findings findings) {
        List<ProducerHealth> all;
        synchronized (accounts) {
            all = List.copyOf(accounts.values());
        }
        for (ProducerHealth health : all) {
            String name = findings.name(health.baseUrl());
            findings.detail(name, "lastAnswer", Objects.toString(health.lastAnswer(), null));
            findings.detail(name, HTTP_RESPONSE_CODE, health.failedStatus());
            findings.problem(name, health.problem());
        }
    }
}

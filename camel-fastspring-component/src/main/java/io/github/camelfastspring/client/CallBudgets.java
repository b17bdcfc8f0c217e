package io.github.camelfastspring.client;

import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;

import io.github.bucket4j.Bucket;
import org.apache.camel.CamelContext;
import org.apache.camel.support.service.ServiceSupport;

import io.github.camelfastspring.FastSpringConfiguration;

/**
 * The budgets of a context, one for each base URL, whichever component the endpoints are of: FastSpring counts the calls of
 * a machine, not of a route.
 */
public final class CallBudgets extends ServiceSupport {

    /** What a budget was made from, and the endpoints that use it: their own configurations, and what they are called. */
    private static final class Shared {
        final int requestsPerMinute;
        final RateBudget given;
        final CallBudget budget;
        final Map<FastSpringConfiguration, String> users = new LinkedHashMap<>();

        Shared(int requestsPerMinute, RateBudget given, CallBudget budget) {
            this.requestsPerMinute = requestsPerMinute;
            this.given = given;
            this.budget = budget;
        }

        boolean isFor(FastSpringConfiguration configuration) {
            return given == configuration.getRateBudget()
                    && (given != null || requestsPerMinute == configuration.getRequestsPerMinute());
        }

        String describe() {
            return given == null ? "requestsPerMinute=" + requestsPerMinute : "a rateBudget of its own";
        }
    }

    private final CamelContext context;
    private final Map<URI, Shared> budgets = new HashMap<>();
    private ExecutorService executor;
    private ScheduledExecutorService timer;

    private CallBudgets(CamelContext context) {
        this.context = context;
    }

    /** Those of the context, made on first use. */
    public static CallBudgets of(CamelContext context) throws Exception {
        synchronized (context) {
            CallBudgets budgets = context.hasService(CallBudgets.class);
            if (budgets == null) {
                budgets = new CallBudgets(context);
                context.addService(budgets, true, true);
            }
            return budgets;
        }
    }

    /**
     * The budget for an endpoint; null where calls have no limit.
     *
     * @param configuration the endpoint's own
     * @param user          the endpoint, without secrets
     * @throws IllegalArgumentException if another endpoint with the same base URL wants another budget; the message names both
     */
    synchronized CallBudget get(FastSpringConfiguration configuration, String user) {
        URI baseUri = configuration.baseUri();
        Shared shared = budgets.get(baseUri);
        if (shared != null && !shared.isFor(configuration)) {
            shared.users.remove(configuration);
            if (!shared.users.isEmpty()) {
                Shared wanted = create(configuration);
                throw new IllegalArgumentException("fastspring: endpoints with one baseUrl share one budget, but "
                        + shared.users.values().iterator().next() + " has " + shared.describe() + " and " + user
                        + " has "
                        + wanted.describe());
            }
            shared = null;
        }
        if (shared == null) {
            shared = create(configuration);
            budgets.put(baseUri, shared);
        }
        shared.users.put(configuration, user);
        return shared.budget;
    }

    /** The endpoint with this configuration has ended. */
    public static void release(CamelContext context, FastSpringConfiguration configuration) {
        // Where the context stops, they may be gone already.
        CallBudgets budgets = context.hasService(CallBudgets.class);
        if (budgets != null) {
            budgets.release(configuration);
        }
    }

    private synchronized void release(FastSpringConfiguration configuration) {
        budgets.values().forEach(shared -> shared.users.remove(configuration));
    }

    private Shared create(FastSpringConfiguration configuration) {
        RateBudget given = configuration.getRateBudget();
        int requests = configuration.getRequestsPerMinute();
        CallBudget budget = null;
        if (given != null) {
            // It may ask another machine.
            budget = new CallBudget(given, timer, executor);
        } else if (requests > 0) {
            Bucket bucket = Bucket.builder()
                    .addLimit(RateBudget.perMinute(requests).getBandwidths()[0])
                    .withNanosecondPrecision()
                    .build();
            budget = new CallBudget(RateBudget.of(bucket), timer, Runnable::run);
        }
        return new Shared(requests, given, budget);
    }

    @Override
    protected void doStart() {
        executor = context.getExecutorServiceManager().newCachedThreadPool(this, "FastSpringBudget");
        timer = CallTimer.start(context, this, "FastSpringBudgetTimer");
    }

    @Override
    protected synchronized void doStop() {
        budgets.clear();
        context.getExecutorServiceManager().shutdownNow(timer);
        context.getExecutorServiceManager().shutdown(executor);
    }
}

package io.github.camelfastspring.support;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckResultBuilder;

/**
 * A health check, of readiness, for all of a context; two with one id are equal. What it looks at has names, which stand
 * before their details. The state is up unless something has a problem.
 */
public abstract class FastSpringHealthCheck implements HealthCheck {

    private final String id;
    private boolean enabled = true;

    protected FastSpringHealthCheck(String id) {
        this.id = id;
    }

    /** What a check finds. */
    protected static final class Findings {

        private final HealthCheckResultBuilder result;
        private final Set<String> names = new HashSet<>();
        private final List<String> problems = new ArrayList<>();

        private Findings(HealthCheckResultBuilder result) {
            this.result = result;
        }

        /** The name under which something is described: its own, with a number where another has it already. */
        public String name(String wanted) {
            String name = wanted;
            for (int i = 2; !names.add(name); i++) {
                name = wanted + "-" + i;
            }
            return name;
        }

        /** Null values are left out. */
        public void detail(String name, String key, Object value) {
            if (value != null) {
                result.detail(name + "." + key, value);
            }
        }

        /** Null where there is no problem. */
        public void problem(String name, String problem) {
            if (problem != null) {
                detail(name, "problem", problem);
                problems.add(name + ": " + problem);
            }
        }

        public void error(Throwable error) {
            result.error(error);
        }
    }

    /** Looks. */
    protected abstract void check(Findings findings);

    @Override
    public final Result call(Map<String, Object> options) {
        HealthCheckResultBuilder result = HealthCheckResultBuilder.on(this).detail(CHECK_KIND, Kind.READINESS);
        if (!enabled) {
            return result.message("Disabled")
                    .detail(CHECK_ENABLED, false)
                    .unknown()
                    .build();
        }
        Findings findings = new Findings(result.up());
        check(findings);
        if (!findings.problems.isEmpty()) {
            result.down().message(String.join("; ", findings.problems));
        }
        return result.build();
    }

    @Override
    public final String getId() {
        return id;
    }

    @Override
    public final String getGroup() {
        return "camel";
    }

    /** A pod that is restarted gains nothing from it. */
    @Override
    public final boolean isLiveness() {
        return false;
    }

    @Override
    public final boolean isEnabled() {
        return enabled;
    }

    @Override
    public final void setEnabled(boolean enabled) {
        this.enabled = enabled;
    }

    @Override
    public final boolean equals(Object other) {
        return other instanceof FastSpringHealthCheck check && id.equals(check.id);
    }

    @Override
    public final int hashCode() {
        return id.hashCode();
    }
}

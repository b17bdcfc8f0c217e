package io.github.camelfastspring.client;

import java.util.Locale;
import java.util.concurrent.CompletableFuture;

import org.apache.camel.CamelContext;

import io.github.camelfastspring.operation.RawOperation;
import io.github.camelfastspring.support.Meters;

/** Meters of calls. To be used only where Micrometer is present. */
final class CallMeters implements CallListener {

    private static final String THROTTLES = "throttles";
    private static final String THROTTLES_DESCRIPTION = "Answers of FastSpring that say that there are too many calls";

    private final Meters meters;

    private CallMeters(Meters meters) {
        this.meters = meters;
        meters.count(THROTTLES, THROTTLES_DESCRIPTION, 0);
    }

    /** {@link #NONE} where the context has no meter registry. */
    static CallListener of(CamelContext context) {
        Meters meters = Meters.of(context);
        return meters == null ? NONE : new CallMeters(meters);
    }

    @Override
    public CompletableFuture<Answer> begun(FastSpringRequest request, CompletableFuture<Answer> answer) {
        long begun = System.nanoTime();
        return answer.whenComplete((result, defect) -> meters.time(
                "calls",
                "Calls from their beginning to their last answer, with waits and repetitions",
                System.nanoTime() - begun,
                "operation",
                operation(request),
                "outcome",
                outcome(result)));
    }

    /** The path of a raw call may hold ids. */
    private static String operation(FastSpringRequest request) {
        String resource = request.operation().resource();
        return resource.equals(RawOperation.RESOURCE)
                ? resource
                : request.operation().qualifiedName();
    }

    private static String outcome(Answer answer) {
        if (answer instanceof Answer.Failure failure) {
            return name(failure.kind());
        }
        return answer instanceof Answer.Success success && !success.failed().isEmpty() ? "partial_failure" : "success";
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public void waited(Lane lane, long nanos) {
        meters.time("budget.waits", "Waits for the budget of calls", nanos, "lane", name(lane));
    }

    @Override
    public void throttled() {
        meters.count(THROTTLES, THROTTLES_DESCRIPTION, 1);
    }

    @Override
    public void close() {
        meters.close();
    }
}

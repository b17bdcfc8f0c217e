package io.github.camelfastspring.simulator.http;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import io.github.camelfastspring.simulator.Fault;
import io.github.camelfastspring.simulator.Faults;

/** Every request: into the log, past the rate limit, through the faults, then to the store. */
public final class Pipeline implements Function<RawRequest, Outcome> {
    private final RequestLog log;
    private final Function<RawRequest, Optional<ApiResponse>> limit;
    private final Faults faults;
    private final Function<RawRequest, ApiResponse> store;
    private final LastAnswers lastAnswers = new LastAnswers();

    /**
     * @param limit the answer to a request that goes no further
     */
    public Pipeline(
            RequestLog log,
            Function<RawRequest, Optional<ApiResponse>> limit,
            Faults faults,
            Function<RawRequest, ApiResponse> store) {
        this.log = log;
        this.limit = limit;
        this.faults = faults;
        this.store = store;
    }

    @Override
    public Outcome apply(RawRequest request) {
        RequestLog.Entry entry = log.received(request);
        // Before the fault is taken: whoever clears the faults from now on ends this request's waiting.
        CountDownLatch cleared = faults.cleared();
        // The limit first: a request beyond it must not use up a scripted fault.
        Outcome outcome = limit.apply(request).map(Outcome::of).orElseGet(() -> admitted(request, cleared));
        if (outcome.response() != null) {
            log.answered(entry, outcome.response().status());
        }
        return outcome;
    }

    private Outcome admitted(RawRequest request, CountDownLatch cleared) {
        return faults.take(request.method(), request.target())
                .map(fault -> faulted(fault, request, cleared))
                .orElseGet(() -> Outcome.of(execute(request)));
    }

    private Outcome faulted(Fault fault, RawRequest request, CountDownLatch cleared) {
        if (fault instanceof Fault.Answer answer) {
            return Outcome.of(ApiResponse.text(answer.status(), answer.contentType(), answer.body(), answer.headers()));
        }
        if (fault instanceof Fault.Delay delay) {
            await(cleared, delay.duration().toMillis());
            return Outcome.of(execute(request));
        }
        if (fault instanceof Fault.CutBody) {
            return Outcome.cut(execute(request));
        }
        if (fault instanceof Fault.Stale) {
            return Outcome.of(lastAnswers.to(request).orElseGet(() -> execute(request)));
        }
        if (fault instanceof Fault.Mute) {
            await(cleared, Long.MAX_VALUE);
            return Outcome.CLOSED;
        }
        if (fault instanceof Fault.Reset reset && reset.executed()) {
            execute(request);
        }
        return Outcome.CLOSED;
    }

    private ApiResponse execute(RawRequest request) {
        ApiResponse response = store.apply(request);
        lastAnswers.remember(request, response);
        return response;
    }

    private static void await(CountDownLatch cleared, long millis) {
        try {
            cleared.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

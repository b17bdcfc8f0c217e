package io.github.camelfastspring.simulator.http;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import io.github.camelfastspring.simulator.Fault;
import io.github.camelfastspring.simulator.Faults;

/** Every request: into the log, through the scripted faults, then to the store. */
public final class Pipeline implements Function<RawRequest, Outcome> {
    private final RequestLog log;
    private final Faults faults;
    private final Function<RawRequest, ApiResponse> store;

    public Pipeline(RequestLog log, Faults faults, Function<RawRequest, ApiResponse> store) {
        this.log = log;
        this.faults = faults;
        this.store = store;
    }

    @Override
    public Outcome apply(RawRequest request) {
        RequestLog.Entry entry = log.received(request);
        // Before the fault is taken: whoever clears the faults from now on ends this request's waiting.
        CountDownLatch cleared = faults.cleared();
        Outcome outcome = faults.take(request.method(), request.target())
                .map(fault -> faulted(fault, request, cleared))
                .orElseGet(() -> Outcome.of(store.apply(request)));
        if (outcome.response() != null) {
            log.answered(entry, outcome.response().status());
        }
        return outcome;
    }

    private Outcome faulted(Fault fault, RawRequest request, CountDownLatch cleared) {
        if (fault instanceof Fault.Answer answer) {
            return Outcome.of(ApiResponse.text(answer.status(), answer.contentType(), answer.body(), answer.headers()));
        }
        if (fault instanceof Fault.Delay delay) {
            await(cleared, delay.duration().toMillis());
            return Outcome.of(store.apply(request));
        }
        if (fault instanceof Fault.CutBody) {
            return Outcome.cut(store.apply(request));
        }
        if (fault instanceof Fault.Mute) {
            await(cleared, Long.MAX_VALUE);
            return Outcome.CLOSED;
        }
        if (fault instanceof Fault.Reset reset && reset.executed()) {
            store.apply(request);
        }
        return Outcome.CLOSED;
    }

    private static void await(CountDownLatch cleared, long millis) {
        try {
            cleared.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package io.github.camelfastspring.client;

import java.io.Closeable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

import org.apache.camel.util.IOHelper;
import org.apache.camel.util.function.Suppliers;
import org.apache.hc.client5.http.classic.HttpClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.camelfastspring.client.Answer.Execution;
import io.github.camelfastspring.client.Answer.Failure;
import io.github.camelfastspring.client.Answer.Kind;
import io.github.camelfastspring.client.TransportException.Stage;
import io.github.camelfastspring.error.ErrorDetails;

/**
 * Executes calls to one FastSpring API without blocking: sends, judges the answer, and repeats what may be repeated. Holds
 * nothing of a call beyond its end, and no credentials at all.
 */
public final class FastSpringClient implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(FastSpringClient.class);

    private final HttpClient http;
    private final HttpTransport transport;
    private final ResponseClassifier classifier;
    private final RetryPolicy retryPolicy;
    private final CallDispatcher dispatcher;
    private final CallBudget budget;
    private final ScheduledExecutorService timer;
    private final CallListener listener;
    private final Map<CompletableFuture<Answer>, FastSpringRequest> open = new ConcurrentHashMap<>();

    /** Those of them that FastSpring may have executed by now. */
    private final Set<CompletableFuture<Answer>> sent = ConcurrentHashMap.newKeySet();

    private volatile boolean closed;

    /** @param budget null where calls have no limit */
    FastSpringClient(
            HttpClient http,
            CallDispatcher dispatcher,
            CallBudget budget,
            ScheduledExecutorService timer,
            ResponseClassifier classifier,
            RetryPolicy retryPolicy,
            CallListener listener) {
        this.http = http;
        this.transport = new HttpTransport(http, new Deadlines(timer));
        this.dispatcher = dispatcher;
        this.budget = budget;
        this.timer = timer;
        this.classifier = classifier;
        this.retryPolicy = retryPolicy;
        this.listener = listener;
    }

    /** Executes a call. The future always completes, and never exceptionally. */
    public CompletableFuture<Answer> execute(FastSpringRequest request) {
        return execute(request, () -> request, false);
    }

    /**
     * The same for a call whose content is known when it leaves: until then it may have waited for the budget.
     *
     * @param request     stands for it until then; its settings hold
     * @param whenLeaving asked once, for what is sent
     */
    public CompletableFuture<Answer> execute(FastSpringRequest request, Supplier<FastSpringRequest> whenLeaving) {
        return execute(request, whenLeaving, false);
    }

    /**
     * The same for a caller that waits in any case: the call runs on its thread, which saves the change to another and back.
     * One that has to wait before it leaves, or to be repeated, goes on elsewhere.
     */
    public CompletableFuture<Answer> executeHere(FastSpringRequest request) {
        return execute(request, () -> request, true);
    }

    /** Whether this thread is the client's own, and goes on with the route of a call that it has made. */
    public boolean isContinuing() {
        return dispatcher.isContinuing();
    }

    private CompletableFuture<Answer> execute(
            FastSpringRequest request, Supplier<FastSpringRequest> whenLeaving, boolean here) {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        open.put(answer, request);
        answer.whenComplete((result, error) -> {
            open.remove(answer);
            sent.remove(answer);
        });
        CompletableFuture<Answer> told = listener.begun(request, answer);
        start(new Attempt(request, Suppliers.memorize(whenLeaving::get), answer, 0, false), here);
        return told;
    }

    /** Runs a task soon, on a thread that may wait; for callers whose next step belongs to somebody else. */
    public void runSoon(Runnable task) {
        dispatcher.hand(task);
    }

    /** Runs a task after a time; false if the client is closed, so that it will not run. */
    public boolean runAfter(Duration time, Runnable task) {
        return schedule(task, time);
    }

    /**
     * Runs a task later, for callers that repeat a call by rules of their own.
     *
     * @param failure  what came of the call
     * @param repeated how often it was repeated already
     * @return false if the client is closed, so that the task will not run
     */
    public boolean runLater(Runnable task, Failure failure, int repeated, CallSettings settings) {
        return schedule(task, retryPolicy.waitAfter(failure, repeated, settings));
    }

    /**
     * One try of a call.
     *
     * @param request  stands for it until it leaves
     * @param sent     what is sent; the same in each try
     * @param repeated how often it was repeated already
     * @param doubted  whether it was made once more because of a 404 that may not have meant it
     */
    private record Attempt(
            FastSpringRequest request,
            Supplier<FastSpringRequest> sent,
            CompletableFuture<Answer> answer,
            int repeated,
            boolean doubted) {

        CallSettings settings() {
            return request.settings();
        }

        Attempt repetition() {
            return new Attempt(request, sent, answer, repeated + 1, doubted);
        }

        Attempt afterDoubt() {
            return new Attempt(request, sent, answer, repeated, true);
        }
    }

    private void start(Attempt attempt, boolean here) {
        FastSpringRequest request = attempt.request();
        if (closed) {
            attempt.answer().complete(stopped(request));
            return;
        }
        Supplier<Answer> call = () -> {
            sent.add(attempt.answer());
            // After that: who closes now either is seen here or sees it.
            return closed ? stopped(request) : once(attempt.sent().get());
        };
        Consumer<Answer> next = result -> finish(attempt, result);
        Consumer<Throwable> rejected =
                error -> attempt.answer().complete(notSent(request, "not sent, no thread could be had", error));
        if (budget == null) {
            if (!here || !dispatcher.runHere(call, next)) {
                dispatcher.dispatch(call, next, rejected);
            }
            return;
        }
        Lane lane = attempt.settings().lane();
        long asked = System.nanoTime();
        Departure departure = new Departure(here, () -> dispatcher.dispatchReserved(call, next, rejected));
        budget.enter(
                lane,
                dispatcher,
                attempt.settings().budgetTimeout(),
                () -> {
                    listener.waited(lane, System.nanoTime() - asked);
                    departure.go();
                },
                waited -> {
                    listener.waited(lane, waited.toNanos());
                    // What follows is the exchange's route, and the budget's timer must not wait for it.
                    dispatcher.hand(() -> attempt.answer().complete(noBudget(request, waited)));
                });
        if (departure.isHere()) {
            dispatcher.runHereReserved(call, next);
        }
    }

    private void finish(Attempt attempt, Answer result) {
        if (!(result instanceof Failure failure)) {
            attempt.answer().complete(result);
            return;
        }
        if (failure.execution() == Execution.NONE) {
            sent.remove(attempt.answer());
        }
        if (!isRepeated(attempt, failure)) {
            attempt.answer().complete(result);
        }
    }

    private boolean isRepeated(Attempt attempt, Failure failure) {
        CallSettings settings = attempt.settings();
        if (!attempt.doubted() && retryPolicy.isThrottled404(failure, settings)) {
            LOG.warn(
                    "FastSpring answered {} with 404 and without JSON, which may mean that the rate limit is reached;"
                            + " calls pause, and it is asked once more",
                    attempt.request());
            Duration wait = retryPolicy.waitAfter(failure, 0, settings);
            pause(wait);
            return schedule(() -> start(attempt.afterDoubt(), false), wait);
        }
        if (failure.kind() == Kind.THROTTLED) {
            pause(retryPolicy.waitAfter(failure, attempt.repeated(), settings));
        }
        return retryPolicy
                .next(failure, attempt.repeated(), settings)
                .filter(wait -> schedule(() -> start(attempt.repetition(), false), wait))
                .isPresent();
    }

    /** What FastSpring tells one call is true for all. */
    private void pause(Duration time) {
        listener.throttled();
        if (budget != null) {
            budget.pause(time);
        }
    }

    private Answer once(FastSpringRequest request) {
        try {
            RawResponse response = transport.send(request);
            return classifier.classify(request.operation(), request.ids(), request.askedItems(), response);
        } catch (TransportException e) {
            return failure(request, e);
        } catch (RuntimeException | Error e) {
            // Whatever it was, the caller must hear of it.
            return failure(request, new TransportException(Stage.NO_ANSWER, "failed, " + e, e));
        }
    }

    private static Failure failure(FastSpringRequest request, TransportException e) {
        boolean notSent = e.stage() == Stage.NOT_SENT;
        boolean readable = notSent || e.stage() == Stage.NO_ANSWER;
        return new Failure(
                readable ? Kind.UNAVAILABLE : Kind.PROTOCOL,
                new ErrorDetails(request.operation().qualifiedName(), e.getMessage(), 0, null, List.of(), e.getCause()),
                null,
                e.stage() != Stage.UNREADABLE,
                notSent ? Execution.NONE : Execution.UNKNOWN,
                !request.operation().isRead(),
                false,
                false);
    }

    private static Failure noBudget(FastSpringRequest request, Duration waited) {
        String problem =
                "not sent, no call of the rate budget could be had within budgetTimeout, " + waited.toMillis() + " ms";
        return new Failure(
                Kind.THROTTLED,
                new ErrorDetails(request.operation().qualifiedName(), problem, 0, null, List.of(), null),
                null,
                false,
                Execution.NONE,
                !request.operation().isRead(),
                false,
                false);
    }

    private static Failure notSent(FastSpringRequest request, String problem, Throwable cause) {
        return failure(request, new TransportException(Stage.NOT_SENT, problem, cause));
    }

    private static Failure stopped(FastSpringRequest request) {
        return notSent(request, "not sent, the component is stopped", null);
    }

    private boolean schedule(Runnable task, Duration wait) {
        if (closed) {
            return false;
        }
        try {
            timer.schedule(task, wait.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    /** Ends the connections. Calls that wait for an answer or a repetition end as unavailable. */
    @Override
    public void close() {
        closed = true;
        if (budget != null) {
            budget.forget(dispatcher);
        }
        if (http instanceof Closeable closeable) {
            IOHelper.close(closeable);
        }
        open.forEach((answer, request) -> answer.complete(
                sent.contains(answer)
                        ? failure(request, new TransportException(Stage.NO_ANSWER, "the component was stopped", null))
                        : stopped(request)));
    }
}

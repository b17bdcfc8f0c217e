package io.github.camelfastspring.client;

import java.io.Closeable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.apache.camel.util.IOHelper;
import org.apache.hc.client5.http.classic.HttpClient;

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

    private final HttpClient http;
    private final HttpTransport transport;
    private final ResponseClassifier classifier;
    private final RetryPolicy retryPolicy;
    private final CallDispatcher dispatcher;
    private final ScheduledExecutorService timer;
    private final Map<CompletableFuture<Answer>, FastSpringRequest> open = new ConcurrentHashMap<>();
    private volatile boolean closed;

    FastSpringClient(
            HttpClient http,
            CallDispatcher dispatcher,
            ScheduledExecutorService timer,
            ResponseClassifier classifier,
            RetryPolicy retryPolicy) {
        this.http = http;
        this.transport = new HttpTransport(http, timer);
        this.dispatcher = dispatcher;
        this.timer = timer;
        this.classifier = classifier;
        this.retryPolicy = retryPolicy;
    }

    /** Executes a call. The future always completes, and never exceptionally. */
    public CompletableFuture<Answer> execute(FastSpringRequest request) {
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        open.put(answer, request);
        answer.whenComplete((result, error) -> open.remove(answer));
        attempt(request, 0, answer);
        return answer;
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

    private void attempt(FastSpringRequest request, int repeated, CompletableFuture<Answer> answer) {
        if (closed) {
            answer.complete(notSent(request, "not sent, the component is stopped", null));
            return;
        }
        dispatcher.dispatch(
                () -> once(request),
                result -> finish(request, repeated, answer, result),
                rejected -> answer.complete(notSent(request, "not sent, no thread could be had", rejected)));
    }

    private void finish(FastSpringRequest request, int repeated, CompletableFuture<Answer> answer, Answer result) {
        Optional<Duration> wait = result instanceof Failure failure
                ? retryPolicy.next(failure, repeated, request.settings())
                : Optional.empty();
        if (wait.isEmpty() || !schedule(() -> attempt(request, repeated + 1, answer), wait.get())) {
            answer.complete(result);
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
                false);
    }

    private static Failure notSent(FastSpringRequest request, String problem, Throwable cause) {
        return failure(request, new TransportException(Stage.NOT_SENT, problem, cause));
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
        if (http instanceof Closeable closeable) {
            IOHelper.close(closeable);
        }
        open.forEach((answer, request) -> answer.complete(
                failure(request, new TransportException(Stage.NO_ANSWER, "the component was stopped", null))));
    }
}

package io.github.camelfastspring.producer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import com.fasterxml.jackson.databind.JsonNode;

import io.github.camelfastspring.client.Answer;
import io.github.camelfastspring.client.Answer.Execution;
import io.github.camelfastspring.client.Answer.Failure;
import io.github.camelfastspring.client.Answer.Success;
import io.github.camelfastspring.client.FastSpringRequest;
import io.github.camelfastspring.error.FastSpringError;
import io.github.camelfastspring.error.FastSpringFailedItem;
import io.github.camelfastspring.operation.FastSpringOperation;

/**
 * Executes the requests of one call, one after the other, and gathers what comes of them. A call that cannot go on stops
 * the rest: the outcome says which ids were not sent.
 */
final class CallExecution {

    /**
     * What came of a call.
     *
     * @param last    the last answer that was a success, or null
     * @param broken  the failure that ended the call, or null
     * @param items   the items that succeeded, by id
     * @param failed  the ids that were refused
     * @param unknown the ids of a write without readable answer
     * @param notSent the ids that were not sent, or certainly not executed
     */
    record Outcome(
            Success last,
            Failure broken,
            Map<String, JsonNode> items,
            List<FastSpringFailedItem> failed,
            List<String> unknown,
            List<String> notSent) {}

    private final Function<FastSpringRequest, CompletableFuture<Answer>> sender;
    private final Call call;
    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    private final Map<String, JsonNode> items = new LinkedHashMap<>();
    private final List<FastSpringFailedItem> failed = new ArrayList<>();
    private final List<String> unknown = new ArrayList<>();
    private Success last;

    private CallExecution(Function<FastSpringRequest, CompletableFuture<Answer>> sender, Call call) {
        this.sender = sender;
        this.call = call;
    }

    /**
     * Executes the call; the future never completes exceptionally but for a defect.
     *
     * @param sender sends a request and tells the answer
     */
    static CompletableFuture<Outcome> of(Function<FastSpringRequest, CompletableFuture<Answer>> sender, Call call) {
        CallExecution execution = new CallExecution(sender, call);
        execution.next(0);
        return execution.outcome;
    }

    private void next(int index) {
        if (index == call.requests().size()) {
            end(null, List.of());
            return;
        }
        FastSpringRequest request = call.requests().get(index);
        sender.apply(request).thenAccept(answer -> take(answer, request, index)).exceptionally(defect -> {
            outcome.completeExceptionally(defect);
            return null;
        });
    }

    private void take(Answer answer, FastSpringRequest request, int index) {
        if (answer instanceof Success success) {
            last = success;
            if (success.isItemised()) {
                takeItems(success, request);
            } else {
                takeWhole(success, request);
            }
            next(index + 1);
            return;
        }
        Failure failure = (Failure) answer;
        if (call.list() && failure.isRefusal()) {
            boolean notFound = failure.kind() == Answer.Kind.NOT_FOUND;
            List<FastSpringError> errors = failure.details().errors().isEmpty()
                    ? List.of(new FastSpringError(null, null, failure.details().describe()))
                    : failure.details().errors();
            request.ids().forEach(id -> failed.add(new FastSpringFailedItem(id, notFound, errors)));
            next(index + 1);
            return;
        }
        List<String> rest = new ArrayList<>();
        (failure.execution() == Execution.UNKNOWN ? unknown : rest).addAll(request.ids());
        call.requests().subList(index + 1, call.requests().size()).forEach(later -> rest.addAll(later.ids()));
        end(failure, rest);
    }

    private void takeItems(Success success, FastSpringRequest request) {
        items.putAll(success.items());
        failed.addAll(success.failed());
        if (!request.ids().isEmpty()) {
            request.ids().stream().filter(id -> !isNamed(id, success)).forEach(unknown::add);
            return;
        }
        // Items of a body are not known by id: those that the answer leaves out are told by their number.
        int named = success.items().size() + success.failed().size();
        for (int i = named; i < request.sentItems(); i++) {
            unknown.add("[" + i + "]");
        }
    }

    private static boolean isNamed(String id, Success success) {
        return success.items().containsKey(id)
                || success.failed().stream().anyMatch(item -> item.id().equals(id));
    }

    /** An answer that is not made of items: for the one id, for the id that it names, or for all. */
    private void takeWhole(Success success, FastSpringRequest request) {
        FastSpringOperation.Items names = call.operation().items();
        boolean forAll =
                request.ids().size() <= 1 || names == null || names.members().isEmpty() || success.body() == null;
        for (String id : request.ids()) {
            boolean itsOwn = forAll
                    || names.idNames().stream()
                            .anyMatch(name -> success.body().path(name).asText().equals(id));
            if (itsOwn) {
                items.put(id, success.body());
            } else if (call.operation().isRead()) {
                FastSpringError missing = new FastSpringError(null, null, "missing from the answer");
                failed.add(new FastSpringFailedItem(id, false, List.of(missing)));
            } else {
                unknown.add(id);
            }
        }
    }

    private void end(Failure broken, List<String> notSent) {
        outcome.complete(new Outcome(last, broken, items, failed, unknown, notSent));
    }
}

package io.github.camelfastspring.producer;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import io.github.camelfastspring.client.Answer;
import io.github.camelfastspring.client.Answer.Failure;
import io.github.camelfastspring.client.Answer.Success;
import io.github.camelfastspring.client.FastSpringClient;
import io.github.camelfastspring.client.FastSpringRequest;
import io.github.camelfastspring.producer.CallExecution.Outcome;

/** Reads all pages of a list into one array, without blocking. */
final class AllPages {

    private final FastSpringClient client;
    private final Call call;
    private final Pages pages;
    private final ArrayNode elements =
            JsonNodeFactory.withExactBigDecimals(true).arrayNode();
    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();

    private AllPages(FastSpringClient client, Call call) {
        this.client = client;
        this.call = call;
        this.pages = call.pages();
    }

    static CompletableFuture<Outcome> of(FastSpringClient client, Call call) {
        AllPages all = new AllPages(client, call);
        all.read(call.requests().get(0));
        return all.outcome;
    }

    private void read(FastSpringRequest request) {
        client.execute(request).thenAccept(this::take).exceptionally(e -> {
            // Wrapped by the future, and an unreadable page once more.
            Throwable defect = e instanceof CompletionException ? e.getCause() : e;
            outcome.completeExceptionally(defect instanceof UnreadablePageException ? defect.getCause() : defect);
            return null;
        });
    }

    private void take(Answer answer) {
        if (answer instanceof Failure failure) {
            end(null, failure);
            return;
        }
        Success success = (Success) answer;
        elements.addAll(pages.take(success.body()));
        OptionalInt next = pages.next();
        if (next.isPresent()) {
            read(call.page(next.getAsInt()));
        } else {
            end(new Success(success.status(), elements, null, null, List.of()), null);
        }
    }

    private void end(Success success, Failure failure) {
        outcome.complete(new Outcome(success, failure, Map.of(), List.of(), List.of(), List.of()));
    }
}

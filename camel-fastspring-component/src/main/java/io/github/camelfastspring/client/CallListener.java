package io.github.camelfastspring.client;

import java.util.concurrent.CompletableFuture;

/** Is told of calls, for those who count. Must not throw, and must not take long. */
interface CallListener {

    /** Listens to nothing, and costs nothing. */
    CallListener NONE = new CallListener() {};

    /**
     * A call begins.
     *
     * @return what whoever made the call waits for: {@code answer}, or a stage that ends right after it
     */
    default CompletableFuture<Answer> begun(FastSpringRequest request, CompletableFuture<Answer> answer) {
        return answer;
    }

    /** An attempt of a call has waited for the budget, and leaves or gives up. */
    default void waited(Lane lane, long nanos) {}

    /** FastSpring has answered that there are too many calls. */
    default void throttled() {}

    /** Nothing more is to be shown. */
    default void close() {}
}

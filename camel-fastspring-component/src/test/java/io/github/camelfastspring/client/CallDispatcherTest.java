package io.github.camelfastspring.client;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CallDispatcherTest {

    private final List<String> events = new ArrayList<>();

    @Test
    void runsNoMoreCallsAtATimeThanThereArePlaces() {
        List<Runnable> threads = new ArrayList<>();
        CallDispatcher dispatcher = new CallDispatcher(threads::add, 2, () -> {});
        for (String call : List.of("a", "b", "c")) {
            dispatcher.dispatch(() -> call, events::add, rejected -> events.add("rejected " + call));
        }
        assertThat(threads).hasSize(2);

        threads.get(0).run();
        assertThat(events).containsExactly("a");
        assertThat(threads).as("the place is free for the third").hasSize(3);
    }

    @Test
    void aCallThatTheExecutorDoesNotTakeIsToldAndLosesNoPlace() {
        List<Runnable> threads = new ArrayList<>();
        CallDispatcher dispatcher = new CallDispatcher(
                task -> {
                    if (threads.size() == 1) {
                        threads.add(null);
                        throw new RejectedExecutionException("as the test wants");
                    }
                    threads.add(task);
                },
                1,
                () -> {});
        for (String call : List.of("a", "b", "c")) {
            dispatcher.dispatch(() -> call, events::add, rejected -> events.add("rejected " + call));
        }

        threads.get(0).run();
        assertThat(events).as("a got its answer though b could not be started").containsExactly("rejected b", "a");
        threads.get(2).run();
        assertThat(events).containsExactly("rejected b", "a", "c");
    }
}

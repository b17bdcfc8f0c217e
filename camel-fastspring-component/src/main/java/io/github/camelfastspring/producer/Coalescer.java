package io.github.camelfastspring.producer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.github.camelfastspring.client.Answer;
import io.github.camelfastspring.client.Answer.Failure;
import io.github.camelfastspring.client.Answer.Success;
import io.github.camelfastspring.client.FastSpringClient;
import io.github.camelfastspring.client.FastSpringRequest;
import io.github.camelfastspring.operation.FastSpringOperation;

/**
 * Lets single ids of several exchanges share a call. Ids wait for {@code coalesceDelay}, and then, without losing time,
 * for as long as the call itself waits to leave; what it takes along is decided when it leaves. Everybody gets the answer
 * to his own id, or is asked alone.
 */
public final class Coalescer {

    /**
     * What a call that may share says of itself.
     *
     * @param delay   how long its id waits for others
     * @param size    how many ids share a call at most
     * @param request makes the request for several ids
     */
    record Sharing(Duration delay, int size, Function<List<String>, FastSpringRequest> request) {}

    /** What calls must have in common: everything but the id. The request stands for all of it, with no id in it. */
    private record Key(FastSpringClient client, FastSpringRequest withoutId, Duration delay, int size) {}

    private final Map<Key, Group> groups = new HashMap<>();

    /** The answer for the one id of the request. */
    CompletableFuture<Answer> execute(FastSpringClient client, FastSpringRequest request, Sharing sharing) {
        Key key = new Key(client, sharing.request().apply(List.of()), sharing.delay(), sharing.size());
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        Runnable next;
        synchronized (groups) {
            Group group = groups.computeIfAbsent(key, any -> new Group(key, sharing));
            next = group.add(request, answer);
        }
        next.run();
        return answer;
    }

    /** The clients are closed: ids that still wait for others hear of it. */
    public void stop() {
        List<Group> waiting;
        synchronized (groups) {
            waiting = List.copyOf(groups.values());
        }
        waiting.forEach(Group::delayed);
    }

    /** The ids that wait for a call with the same parameters. Guarded by the map of all groups. */
    private final class Group {

        private final Key key;
        private final Sharing sharing;
        private final Map<String, List<Waiting>> ids = new LinkedHashMap<>();
        private boolean delays;
        private int calls;

        Group(Key key, Sharing sharing) {
            this.key = key;
            this.sharing = sharing;
        }

        /** Returns what is to be done without the lock. */
        Runnable add(FastSpringRequest request, CompletableFuture<Answer> answer) {
            ids.computeIfAbsent(request.ids().get(0), id -> new ArrayList<>(1))
                    .add(new Waiting(request, answer, System.nanoTime()));
            if (calls > 0 || ids.size() >= sharing.size()) {
                return newCalls();
            }
            if (delays) {
                return () -> {};
            }
            delays = true;
            return () -> {
                if (!key.client().runAfter(sharing.delay(), this::delayed)) {
                    delayed();
                }
            };
        }

        private void delayed() {
            Runnable next;
            synchronized (groups) {
                delays = false;
                next = newCalls();
                removeIfIdle();
            }
            next.run();
        }

        /** As many calls as the waiting ids need. */
        private Runnable newCalls() {
            int needed = (ids.size() + sharing.size() - 1) / sharing.size();
            int missing = Math.max(0, needed - calls);
            calls += missing;
            return () -> {
                for (int i = 0; i < missing; i++) {
                    new Shared().start();
                }
            };
        }

        /** The oldest ids, as many as fit into a call. */
        Map<String, List<Waiting>> leave() {
            synchronized (groups) {
                Map<String, List<Waiting>> leaving = new LinkedHashMap<>();
                Iterator<Map.Entry<String, List<Waiting>>> oldest =
                        ids.entrySet().iterator();
                while (oldest.hasNext() && leaving.size() < sharing.size()) {
                    Map.Entry<String, List<Waiting>> next = oldest.next();
                    leaving.put(next.getKey(), next.getValue());
                    oldest.remove();
                }
                calls--;
                removeIfIdle();
                return leaving;
            }
        }

        private void removeIfIdle() {
            if (ids.isEmpty() && calls == 0 && !delays) {
                groups.remove(key, this);
            }
        }

        /** A call for several ids. */
        private final class Shared {

            private Map<String, List<Waiting>> asked;
            private final Answer inVain;

            /** For the ids that wait when it leaves. */
            Shared() {
                inVain = null;
            }

            /**
             * For ids that have waited with others.
             *
             * @param inVain what those others were told
             */
            Shared(Map<String, List<Waiting>> ids, Answer inVain) {
                asked = ids;
                this.inVain = inVain;
            }

            void start() {
                call(key.withoutId());
            }

            /** For no longer than the first of them may wait. */
            void startAgain() {
                call(key.withoutId().waitingAtMost(shortest(asked())));
            }

            private void call(FastSpringRequest standsForIt) {
                key.client().execute(standsForIt, this::request).thenAccept(this::answer);
            }

            private FastSpringRequest request() {
                return sharing.request().apply(List.copyOf(asked().keySet()));
            }

            /** Once: a call may be answered, because the component stops, while it is about to leave. */
            private synchronized Map<String, List<Waiting>> asked() {
                if (asked == null) {
                    asked = leave();
                }
                return asked;
            }

            private void answer(Answer answer) {
                // Of a call that has not left, those that it would have taken along.
                Map<String, List<Waiting>> answered = asked();
                if (answer instanceof Failure failure && failure.isWithoutBudget()) {
                    withoutBudget(answered, inVain == null ? answer : inVain);
                    return;
                }
                // One id was asked as if it were alone.
                boolean alone = answered.size() == 1;
                answered.forEach((id, waiting) -> tell(
                        waiting, alone ? answer : own(answer, key.withoutId().operation(), id)));
            }

            /** Those who joined later have time left. */
            private void withoutBudget(Map<String, List<Waiting>> ids, Answer told) {
                Map<String, List<Waiting>> later = new LinkedHashMap<>();
                ids.forEach((id, all) -> {
                    Map<Boolean, List<Waiting>> parts =
                            all.stream().collect(Collectors.partitioningBy(Waiting::mayWait));
                    parts.get(false).forEach(one -> one.take(key.client(), told));
                    if (!parts.get(true).isEmpty()) {
                        later.put(id, parts.get(true));
                    }
                });
                if (!later.isEmpty()) {
                    new Shared(later, told).startAgain();
                }
            }

            /** Everybody may do with his answer what he likes. */
            private void tell(List<Waiting> waiting, Answer own) {
                for (Waiting one : waiting.subList(1, waiting.size())) {
                    one.take(key.client(), own instanceof Success success ? success.copy() : own);
                }
                waiting.get(0).take(key.client(), own);
            }
        }
    }

    /**
     * One exchange's request, which can still be made alone.
     *
     * @param since {@link System#nanoTime} when it began to wait
     */
    private record Waiting(FastSpringRequest request, CompletableFuture<Answer> answer, long since) {

        /** @param own null if it has to be asked alone */
        void take(FastSpringClient client, Answer own) {
            // What follows is the exchange's route, which may take its time: nobody else waits for it.
            client.runSoon(() -> {
                if (own != null) {
                    answer.complete(own);
                } else {
                    client.execute(request).thenAccept(answer::complete);
                }
            });
        }

        boolean mayWait() {
            return left().toMillis() > 0;
        }

        /** Of its time to wait for the budget. */
        Duration left() {
            return request.settings().budgetTimeout().minusNanos(System.nanoTime() - since);
        }
    }

    private static Duration shortest(Map<String, List<Waiting>> ids) {
        return ids.values().stream()
                .flatMap(List::stream)
                .map(Waiting::left)
                .min(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    /** What the answer to a shared call says about one id; null if that is not certain, so that it is asked alone. */
    private static Answer own(Answer answer, FastSpringOperation operation, String id) {
        if (answer instanceof Failure failure) {
            return switch (failure.kind()) {
                case AUTHENTICATION, THROTTLED, UNAVAILABLE -> failure;
                case NOT_FOUND, REFUSED, PROTOCOL -> null;
            };
        }
        return ((Success) answer).ownOf(operation, id);
    }
}

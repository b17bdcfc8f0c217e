package io.github.camelfastspring.client;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.github.camelfastspring.client.Deadlines.Deadline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class DeadlinesTest {

    private static final long NEVER = 3_600_000;

    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
    private final Deadlines deadlines = new Deadlines(timer);
    private final List<String> late = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    @Test
    void whatTakesTooLongIsEndedWhicheverWasFirst() {
        Deadline never = deadlines.start(NEVER, () -> late.add("never"));
        deadlines.start(300, () -> late.add("last"));
        deadlines.start(20, () -> late.add("first"));
        Deadline second = deadlines.start(150, () -> late.add("second"));

        await().until(() -> late.size() == 3);
        assertThat(late)
                .as("those that came too late together have no order")
                .containsExactlyInAnyOrder("first", "second", "last");
        assertThat(second.isMissed()).isTrue();
        assertThat(never.isMissed()).isFalse();
    }

    @Test
    void oneThatCannotBeEndedDoesNotStandInTheWayOfOthers() {
        deadlines.start(20, () -> {
            throw new AssertionError("as a client of the user's may do");
        });
        deadlines.start(60, () -> late.add("late"));

        await().until(() -> !late.isEmpty());
    }

    @Test
    void whatEndsInTimeIsNeverEnded() {
        Deadline met = deadlines.start(30, () -> late.add("met"));
        met.met();
        deadlines.start(60, () -> late.add("late"));

        await().until(() -> !late.isEmpty());
        assertThat(late).containsExactly("late");
        assertThat(met.isMissed()).isFalse();
    }

    @Test
    void callsThatEndInTimeCostTheTimerNothing() {
        timer.setRemoveOnCancelPolicy(false);
        IntStream.range(0, 1_000)
                .forEach(i -> deadlines.start(NEVER, () -> late.add("never")).met());

        assertThat(timer.getQueue()).hasSize(1);
    }

    @Test
    void nothingIsKeptOfWhatEndedInTime() {
        AtomicReference<Runnable> call = new AtomicReference<>(new Thread());
        WeakReference<Runnable> kept = new WeakReference<>(call.get());
        deadlines.start(NEVER, call.get()).met();
        call.set(null);

        await().until(() -> {
            System.gc();
            return kept.get() == null;
        });
    }

    @Test
    void aDeadlineBehindOneThatWasMetComesAllTheSame() {
        deadlines.start(20, () -> late.add("never")).met();
        deadlines.start(40, () -> late.add("a"));
        await().until(() -> late.size() == 1);
        deadlines.start(20, () -> late.add("b"));

        await().until(() -> late.size() == 2);
        assertThat(late).containsExactly("a", "b");
    }

    @Test
    void aStoppedTimerIsTold() {
        deadlines.start(20_000, () -> late.add("never"));
        timer.shutdownNow();

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> deadlines.start(NEVER, () -> late.add("never")))
                    .isInstanceOf(RejectedExecutionException.class);
        }
    }

    @Test
    void noTimeIsTooLong() throws Exception {
        CountDownLatch busy = new CountDownLatch(1);
        timer.execute(() -> await().until(() -> busy.getCount() == 0));
        deadlines.start(1, () -> late.add("overdue"));
        long start = System.nanoTime();
        await().until(() -> System.nanoTime() - start > 2_000_000);
        deadlines.start(Long.MAX_VALUE, () -> late.add("never"));
        busy.countDown();

        await().until(() -> !late.isEmpty());
        assertThat(late).containsExactly("overdue");
    }
}

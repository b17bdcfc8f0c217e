package io.github.camelfastspring.client;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static io.github.camelfastspring.client.Lane.ACKNOWLEDGEMENT;
import static io.github.camelfastspring.client.Lane.BACKGROUND;
import static io.github.camelfastspring.client.Lane.INTERACTIVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Who leaves when, with calls that the test hands out and connections that it frees. */
@Timeout(60)
class CallBudgetTest {

    private static final Duration SOON = Duration.ofMillis(1);
    private static final Duration LONG = Duration.ofMinutes(10);

    private final AtomicInteger allowed = new AtomicInteger();
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1);
    private final List<String> left = new CopyOnWriteArrayList<>();
    private final List<String> refused = new CopyOnWriteArrayList<>();
    private final List<Runnable> underWay = new CopyOnWriteArrayList<>();
    private final CallBudget budget = new CallBudget(this::take, timer, Runnable::run);

    CallBudgetTest() {
        // As Camel's.
        timer.setRemoveOnCancelPolicy(true);
    }

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    private Duration take() {
        return allowed.getAndUpdate(calls -> Math.max(0, calls - 1)) > 0 ? Duration.ZERO : SOON;
    }

    /** So many connections; a call holds one until the test runs it. */
    private CallDispatcher places(int count, CallBudget of) {
        return new CallDispatcher(underWay::add, count, of::placeFreed);
    }

    private CallDispatcher places(int count) {
        return places(count, budget);
    }

    private void enter(CallBudget into, Lane lane, CallDispatcher places, Duration atMost, String name) {
        into.enter(
                lane,
                places,
                atMost,
                () -> {
                    left.add(name);
                    places.dispatchReserved(() -> name, result -> {}, error -> {});
                },
                waited -> refused.add(name + " after " + waited.toMillis()));
    }

    private void enter(Lane lane, CallDispatcher places, String... names) {
        for (String name : names) {
            enter(budget, lane, places, LONG, name);
        }
    }

    private void enterMany(Lane lane, CallDispatcher places, int count) {
        IntStream.range(0, count).forEach(i -> enter(lane, places, lane.name()));
    }

    private void allow(int calls) {
        int before = left.size();
        allowed.set(calls);
        await().until(() -> left.size() == before + calls && allowed.get() == 0);
    }

    @Test
    void callsOfALaneLeaveInTheOrderInWhichTheyCame() {
        enter(INTERACTIVE, places(10), "a", "b", "c", "d");
        assertThat(left).isEmpty();
        assertThat(budget.waiting()).isEqualTo(4);

        allow(3);
        assertThat(left).containsExactly("a", "b", "c");
        allow(1);
        assertThat(left).containsExactly("a", "b", "c", "d");
        assertThat(budget.waiting()).isZero();
    }

    @Test
    void aCallLeavesOnItsCallersThreadAtOnceWhereNothingIsInTheWay() {
        allowed.set(1);
        enter(INTERACTIVE, places(1), "a");

        assertThat(left).containsExactly("a");
        assertThat(timer.getQueue()).isEmpty();
    }

    @Test
    void lanesGetTheirSharesAndTheIdleOnesOfOthers() {
        CallDispatcher places = places(1000);
        enterMany(BACKGROUND, places, 100);
        enterMany(INTERACTIVE, places, 100);
        enterMany(ACKNOWLEDGEMENT, places, 60);

        allow(100);
        assertThat(Collections.frequency(left, "ACKNOWLEDGEMENT")).isEqualTo(60);
        assertThat(Collections.frequency(left, "INTERACTIVE")).isEqualTo(35);
        assertThat(Collections.frequency(left, "BACKGROUND")).isEqualTo(5);
        left.clear();
        allow(50);
        assertThat(Collections.frequency(left, "INTERACTIVE")).isEqualTo(40);
        assertThat(Collections.frequency(left, "BACKGROUND")).isEqualTo(10);
        left.clear();
        allow(110);
        assertThat(left.subList(31, 110)).containsOnly("BACKGROUND");
    }

    @Test
    void nothingIsTakenFromTheBudgetWhileNoConnectionIsFree() {
        CallDispatcher places = places(1);
        allowed.set(10);
        enter(INTERACTIVE, places, "a", "b", "c");
        assertThat(left).containsExactly("a");
        assertThat(allowed).hasValue(9);

        underWay.get(0).run();
        assertThat(left).as("at once, by the thread that freed it").containsExactly("a", "b");
        assertThat(allowed).hasValue(8);
        underWay.get(1).run();
        underWay.get(2).run();
        assertThat(left).containsExactly("a", "b", "c");
        assertThat(allowed).hasValue(7);
    }

    @Test
    void aLaneWithoutFreeConnectionsHoldsUpNobody() {
        CallDispatcher full = places(1);
        allowed.set(1);
        enter(ACKNOWLEDGEMENT, full, "a");
        enter(ACKNOWLEDGEMENT, full, "b");
        enter(BACKGROUND, places(5), "c", "d");

        allow(2);
        assertThat(left).containsExactly("a", "c", "d");
    }

    @Test
    void clientsTakeTurnsHoweverManyCallsEachHasWaiting() {
        CallDispatcher one = places(100);
        CallDispatcher other = places(100);
        IntStream.range(0, 50).forEach(i -> enter(INTERACTIVE, one, "one"));
        IntStream.range(0, 10).forEach(i -> enter(INTERACTIVE, other, "other"));

        allow(20);
        assertThat(left).containsSubsequence("one", "other", "one", "other");
        assertThat(Collections.frequency(left, "other")).isEqualTo(10);
        allow(5);
        assertThat(left.subList(20, 25)).containsOnly("one");
        enter(INTERACTIVE, other, "other again");
        allow(2);
        assertThat(left.subList(25, 27)).contains("other again");
    }

    @Test
    void aClientWithFewConnectionsDoesNotSlowDownTheOther() {
        CallDispatcher small = places(1);
        CallDispatcher large = places(64);
        IntStream.range(0, 20).forEach(i -> enter(INTERACTIVE, small, "small"));
        IntStream.range(0, 20).forEach(i -> enter(INTERACTIVE, large, "large"));

        allow(11);
        assertThat(Collections.frequency(left, "small")).isEqualTo(1);
        underWay.forEach(Runnable::run);
        underWay.clear();
        allow(1);
        assertThat(left.get(11)).as("its turn comes as soon as it can go").isEqualTo("small");
    }

    @Test
    void aCallThatWaitedLongEnoughIsRefusedOnceAndDoesNotLeaveAnyMore() {
        CallDispatcher places = places(5);
        enter(budget, INTERACTIVE, places, Duration.ofMillis(20), "a");
        enter(budget, INTERACTIVE, places, null, "b");
        await().until(() -> !refused.isEmpty());
        assertThat(refused).containsExactly("a after 20");
        assertThat(budget.waiting()).isEqualTo(1);

        allow(1);
        assertThat(left).containsExactly("b");
        assertThat(refused).hasSize(1);
    }

    @Test
    void aCallThatLeftKeepsNothingInTheTimer() {
        enterMany(INTERACTIVE, places(3000), 3000);
        assertThat(timer.getQueue()).hasSizeGreaterThanOrEqualTo(3000);

        allow(3000);
        await().until(() -> timer.getQueue().isEmpty());
        assertThat(refused).isEmpty();
    }

    @Test
    void waitingCallsHoldNoThread() {
        int before = Thread.activeCount();
        enterMany(INTERACTIVE, places(1), 5000);
        enterMany(BACKGROUND, places(1), 5000);

        assertThat(budget.waiting()).isEqualTo(10_000);
        assertThat(Thread.activeCount()).isLessThanOrEqualTo(before + 1);
    }

    @Test
    void nobodyLeavesDuringAPauseAndAllGoOnByThemselvesAfterIt() {
        budget.pause(LONG);
        allowed.set(5);
        enter(budget, INTERACTIVE, places(5), Duration.ofMillis(5), "a");
        await().until(() -> !refused.isEmpty());
        assertThat(left).isEmpty();
        assertThat(allowed).hasValue(5);

        CallBudget other = new CallBudget(this::take, timer, Runnable::run);
        other.pause(Duration.ofMillis(50));
        other.pause(Duration.ofMillis(1));
        enter(other, INTERACTIVE, places(5, other), LONG, "b");
        assertThat(left).isEmpty();
        await().untilAsserted(() -> assertThat(left).containsExactly("b"));
    }

    @Test
    void aPauseIsProlongedWhileSomebodyIsToBeWokenUp() {
        budget.pause(Duration.ofMillis(30));
        enter(INTERACTIVE, places(5), "a");
        budget.pause(Duration.ofMillis(150));
        long end = System.nanoTime() + Duration.ofMillis(120).toNanos();
        allowed.set(1);

        await().until(() -> !left.isEmpty());
        assertThat(System.nanoTime()).isGreaterThan(end);
    }

    @Test
    void callsGoOnWhenTheBudgetCanBeAskedAgain() {
        AtomicInteger asked = new AtomicInteger();
        CallBudget lost = new CallBudget(
                () -> {
                    if (asked.incrementAndGet() == 1) {
                        throw new IllegalStateException("as the test wants");
                    }
                    return Duration.ZERO;
                },
                timer,
                Runnable::run);

        enter(lost, INTERACTIVE, places(5, lost), LONG, "a");
        enter(lost, INTERACTIVE, places(5, lost), LONG, "b");
        assertThat(left).isEmpty();
        assertThat(asked).as("not asked again for every call").hasValue(1);
        await().untilAsserted(() -> assertThat(left).containsExactlyInAnyOrder("a", "b"));
    }

    /** A bean is somebody else's code. */
    @Test
    void whateverTheBudgetDoesCallsGoOnAfterwards() {
        List<RateBudget> oddities = List.of(
                () -> {
                    throw new NoClassDefFoundError("as the test wants");
                },
                () -> null,
                () -> Duration.ofSeconds(-5),
                () -> ChronoUnit.FOREVER.getDuration());
        for (int i = 0; i < oddities.size(); i++) {
            RateBudget oddity = oddities.get(i);
            AtomicInteger asked = new AtomicInteger();
            CallBudget odd = new CallBudget(
                    () -> asked.incrementAndGet() == 1 ? oddity.take() : Duration.ZERO, timer, Runnable::run);
            enter(odd, INTERACTIVE, places(5, odd), Duration.ofMillis(2500), "call " + i);
        }
        await().untilAsserted(() -> assertThat(left).containsExactlyInAnyOrder("call 0", "call 1", "call 2"));
        await().untilAsserted(() -> assertThat(refused).containsExactly("call 3 after 2500"));
    }

    @Test
    void aClosedClientsCallsAreForgottenAndOthersGoOn() {
        CallDispatcher closed = places(5);
        enter(INTERACTIVE, closed, "a", "b");
        enter(BACKGROUND, closed, "c");
        enter(INTERACTIVE, places(5), "d");

        budget.forget(closed);
        assertThat(budget.waiting()).isEqualTo(1);
        allow(1);
        assertThat(left).containsExactly("d");
        assertThat(refused).isEmpty();
    }

    @Test
    void whoCannotGetAThreadLosesNoPlaceAndHoldsUpNobody() {
        List<Runnable> threads = new ArrayList<>();
        CallDispatcher places = new CallDispatcher(
                task -> {
                    if (threads.isEmpty()) {
                        threads.add(task);
                        throw new RejectedExecutionException("as the test wants");
                    }
                    threads.add(task);
                },
                1,
                budget::placeFreed);
        enter(INTERACTIVE, places, "a", "b");

        allow(2);
        assertThat(left).containsExactly("a", "b");
        assertThat(threads).hasSize(2);
    }
}

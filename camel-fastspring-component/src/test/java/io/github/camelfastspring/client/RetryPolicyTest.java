package io.github.camelfastspring.client;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import io.github.camelfastspring.client.Answer.Execution;
import io.github.camelfastspring.client.Answer.Failure;
import io.github.camelfastspring.client.Answer.Kind;
import io.github.camelfastspring.error.ErrorDetails;

import static org.assertj.core.api.Assertions.assertThat;

class RetryPolicyTest {

    private static final CallSettings SETTINGS = new CallSettings(
            Duration.ofSeconds(30), 3, Duration.ofMillis(1000), Duration.ofMillis(5000), Lane.INTERACTIVE, null, true);

    private final RetryPolicy longest = new RetryPolicy(() -> 1);
    private final RetryPolicy shortest = new RetryPolicy(() -> 0);

    private static Failure failure(boolean passing, Execution execution, boolean write, Duration retryAfter) {
        ErrorDetails details = new ErrorDetails("x.y", "failed", 503, null, List.of(), null);
        return new Failure(Kind.UNAVAILABLE, details, retryAfter, passing, execution, write, false, false);
    }

    @Test
    void theWaitDoublesUpToTheLongest() {
        Failure failure = failure(true, Execution.UNKNOWN, false, null);

        assertThat(longest.next(failure, 0, SETTINGS)).contains(Duration.ofMillis(1000));
        assertThat(longest.next(failure, 1, SETTINGS)).contains(Duration.ofMillis(2000));
        assertThat(longest.next(failure, 2, SETTINGS)).contains(Duration.ofMillis(4000));
        assertThat(longest.waitAfter(failure, 3, SETTINGS)).isEqualTo(Duration.ofMillis(5000));
        assertThat(longest.waitAfter(failure, 5000, SETTINGS)).isEqualTo(Duration.ofMillis(5000));
        assertThat(shortest.next(failure, 1, SETTINGS)).contains(Duration.ofMillis(1000));
    }

    @Test
    void thereIsAnEnd() {
        assertThat(longest.next(failure(true, Execution.UNKNOWN, false, null), 3, SETTINGS))
                .isEmpty();
    }

    @Test
    void writesAreRepeatedOnlyWhereTheyCertainlyWereNotExecuted() {
        assertThat(longest.next(failure(true, Execution.UNKNOWN, true, null), 0, SETTINGS))
                .isEmpty();
        assertThat(longest.next(failure(true, Execution.NONE, true, null), 0, SETTINGS))
                .isPresent();
    }

    @Test
    void whatWillNotPassIsNotRepeated() {
        assertThat(longest.next(failure(false, Execution.NONE, false, null), 0, SETTINGS))
                .isEmpty();
    }

    @Test
    void retryAfterIsObeyedUpToTheLongestWait() {
        assertThat(shortest.next(failure(true, Execution.NONE, true, Duration.ofSeconds(2)), 0, SETTINGS))
                .contains(Duration.ofSeconds(2));
        assertThat(shortest.next(failure(true, Execution.NONE, true, Duration.ofHours(1)), 0, SETTINGS))
                .contains(Duration.ofMillis(5000));
    }
}

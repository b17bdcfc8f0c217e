package io.github.camelfastspring.simulator.api;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.github.camelfastspring.simulator.Rate;
import io.github.camelfastspring.simulator.RateLimit;
import io.github.camelfastspring.simulator.RateLimit.Answer;
import io.github.camelfastspring.simulator.http.ApiResponse;
import io.github.camelfastspring.simulator.http.RawRequest;
import io.github.camelfastspring.simulator.http.RouteTable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RateGateTest {
    private static final RawRequest CALL = new RawRequest("GET", "/orders", List.of(), new byte[0]);

    private final HandClock clock = new HandClock();

    @Test
    @Timeout(20)
    void manyCallsAreCheap() {
        RateGate gate = gate(RateLimit.perMinute(250));

        // One a millisecond: 60,000 are in the window of all that came.
        for (int i = 0; i < 300_000; i++) {
            gate.apply(CALL);
            assertThat(gate.rate().calls()).isEqualTo(i + 1);
            clock.now = clock.now.plusMillis(1);
        }

        assertThat(gate.rate()).isEqualTo(new Rate(300_000, 60_000, 300_000 - 5 * 250));
    }

    @Test
    void theTimeIsRoundedUp() {
        RateGate gate = gate(RateLimit.perMinute(1));
        assertThat(gate.apply(CALL)).isEmpty();

        assertThat(retryAfter(gate)).isEqualTo("60");
        clock.now = clock.now.plusNanos(1);
        assertThat(retryAfter(gate)).isEqualTo("60");
        clock.now = Instant.EPOCH.plusSeconds(1);
        assertThat(retryAfter(gate)).isEqualTo("59");
        clock.now = Instant.EPOCH.plusSeconds(60).minusNanos(1);
        assertThat(retryAfter(gate)).isEqualTo("1");
        clock.now = Instant.EPOCH.plusSeconds(60);
        assertThat(gate.apply(CALL)).isEmpty();
    }

    @Test
    void aClockThatIsSetBackStandsStill() {
        RateGate gate = gate(RateLimit.perMinute(2));
        gate.apply(CALL);
        clock.now = clock.now.minus(Duration.ofHours(1));

        assertThat(gate.apply(CALL)).isEmpty();
        assertThat(retryAfter(gate)).isEqualTo("60");
        clock.now = Instant.EPOCH.plusSeconds(60);
        assertThat(gate.apply(CALL)).isEmpty();
        assertThat(gate.rate()).isEqualTo(new Rate(4, 3, 1));
    }

    @Test
    void theAnswersOfALimitAreChosenInAnyOrder() {
        assertThat(RateLimit.perMinute(250)).isEqualTo(new RateLimit(250, Answer.RETRY_AFTER));
        assertThat(RateLimit.perMinute(1).withoutRetryAfter().asNotFound().answer())
                .isEqualTo(Answer.NOT_FOUND);
        assertThat(RateLimit.perMinute(1).asNotFound().withoutRetryAfter().answer())
                .isEqualTo(Answer.NOT_FOUND);
        assertThatThrownBy(() -> RateLimit.perMinute(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("callsPerMinute must be at least 1, not 0");
    }

    private RateGate gate(RateLimit limit) {
        return new RateGate(limit, new RouteTable(List.of()), clock);
    }

    private static String retryAfter(RateGate gate) {
        Optional<ApiResponse> answer = gate.apply(CALL);
        return answer.orElseThrow().headers().get("Retry-After");
    }

    /** A clock that can be set back too. */
    private static final class HandClock extends Clock {
        private Instant now = Instant.EPOCH;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}

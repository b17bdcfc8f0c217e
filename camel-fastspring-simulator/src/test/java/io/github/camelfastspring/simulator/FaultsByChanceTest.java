package io.github.camelfastspring.simulator;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FaultsByChanceTest {
    private static final String ATLAS = "/products/sky-atlas";
    private static final String PLANNER = "/products/paper-planner";

    @RegisterExtension
    final FastSpringSimulatorExtension fastSpring = new FastSpringSimulatorExtension();

    private Faults faults;
    private TestClient client;

    @BeforeEach
    void client() {
        faults = fastSpring.simulator().faults();
        client = new TestClient(fastSpring.simulator());
    }

    @Test
    void aSeedRepeatsItsSequence() {
        faults.sometimes(7, 0.5, "GET", "/products", Fault.status(429), Fault.status(503));
        List<Integer> first = statuses(60);
        faults.clear();
        faults.sometimes(7, 0.5, "GET", "/products", Fault.status(429), Fault.status(503));
        List<Integer> again = statuses(60);
        faults.clear();
        faults.sometimes(8, 0.5, "GET", "/products", Fault.status(429), Fault.status(503));
        List<Integer> other = statuses(60);

        assertThat(first).contains(200, 429, 503).isEqualTo(again).isNotEqualTo(other);
    }

    @Test
    void theShareAndTheFaultsAreKept() {
        faults.sometimes(1, 0.4, "GET", "/products", Fault.status(429), Fault.status(503));

        List<Integer> statuses = statuses(500);

        // The sequence of a seed is the same everywhere, so that these bounds hold always or never.
        assertThat(statuses.stream().filter(status -> status == 200)).hasSizeBetween(260, 340);
        assertThat(statuses.stream().filter(status -> status == 429)).hasSizeBetween(70, 130);
        assertThat(statuses.stream().filter(status -> status == 503)).hasSizeBetween(70, 130);
    }

    @Test
    void aShareOf0IsNeverAndOf1Always() {
        faults.sometimes(1, 1, "GET", ATLAS, Fault.status(503)).sometimes(1, 0, "GET", PLANNER, Fault.status(503));

        for (int i = 0; i < 20; i++) {
            assertThat(status(ATLAS)).isEqualTo(503);
            assertThat(status(PLANNER)).isEqualTo(200);
        }
    }

    @Test
    void theFirstRuleThatMatchesDecidesAlone() {
        faults.sometimes(1, 0, "GET", ATLAS, Fault.status(500))
                .sometimes(1, 1, "GET", "/products", Fault.status(503))
                .sometimes(1, 1, "GET", PLANNER, Fault.status(500));

        assertThat(status(ATLAS)).isEqualTo(200);
        assertThat(status(PLANNER)).isEqualTo(503);
        assertThat(status("/accounts")).isEqualTo(200);
    }

    @Test
    void aScriptedFaultGoesFirstAndLeavesTheSequenceAlone() {
        faults.sometimes(7, 0.5, "GET", "/products", Fault.status(503));
        List<Integer> alone = statuses(10);
        faults.clear();

        faults.sometimes(7, 0.5, "GET", "/products", Fault.status(503));
        List<Integer> start = statuses(5);
        faults.next("GET", "/products", Fault.status(429));
        assertThat(status(ATLAS)).isEqualTo(429);
        List<Integer> rest = statuses(5);

        assertThat(Stream.concat(start.stream(), rest.stream())).isEqualTo(alone);
    }

    @Test
    void clearingForgetsTheRules() {
        faults.sometimes(1, 1, "GET", "/products", Fault.status(503));
        assertThat(status(ATLAS)).isEqualTo(503);

        faults.clear();

        assertThat(statuses(20)).containsOnly(200);
    }

    @Test
    void badArgumentsAreNamed() {
        for (double share : new double[] {-0.1, 1.1, Double.NaN}) {
            assertThatThrownBy(() -> faults.sometimes(1, share, "GET", "/", Fault.reset()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("share must be from 0 to 1, not " + share);
        }
        assertThatThrownBy(() -> faults.sometimes(1, 0.5, "GET", "/"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("faults must name at least one fault");
        assertThat(status(ATLAS)).isEqualTo(200);
    }

    private List<Integer> statuses(int requests) {
        return Stream.generate(() -> status(ATLAS)).limit(requests).toList();
    }

    private int status(String target) {
        return client.get(target).status();
    }
}

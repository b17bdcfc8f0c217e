package io.github.camelfastspring.client;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.github.camelfastspring.client.Lane.ACKNOWLEDGEMENT;
import static io.github.camelfastspring.client.Lane.BACKGROUND;
import static io.github.camelfastspring.client.Lane.INTERACTIVE;
import static org.assertj.core.api.Assertions.assertThat;

class LaneSharesTest {

    private final LaneShares shares = new LaneShares();

    private List<Lane> turns(int count, Lane... waiting) {
        List<Lane> turns = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            turns.add(shares.next(EnumSet.of(waiting[0], waiting)));
        }
        return turns;
    }

    private static int of(Lane lane, List<Lane> turns) {
        return Collections.frequency(turns, lane);
    }

    @Test
    void allThreeLanesGetTheirShares() {
        List<Lane> turns = turns(100, ACKNOWLEDGEMENT, INTERACTIVE, BACKGROUND);

        assertThat(of(ACKNOWLEDGEMENT, turns)).isEqualTo(60);
        assertThat(of(INTERACTIVE, turns)).isEqualTo(35);
        assertThat(of(BACKGROUND, turns)).isEqualTo(5);
        assertThat(of(BACKGROUND, turns.subList(0, 21)))
                .as("not at the end of a minute only")
                .isPositive();
    }

    @Test
    void eachTwoLanesGetTheirShares() {
        assertThat(of(ACKNOWLEDGEMENT, turns(100, ACKNOWLEDGEMENT, INTERACTIVE)))
                .isEqualTo(60);
        assertThat(of(ACKNOWLEDGEMENT, turns(100, ACKNOWLEDGEMENT, BACKGROUND))).isEqualTo(60);
        assertThat(of(INTERACTIVE, turns(100, INTERACTIVE, BACKGROUND))).isEqualTo(80);
    }

    @Test
    void idleSharesAreLent() {
        for (Lane lane : Lane.values()) {
            assertThat(turns(50, lane)).containsOnly(lane);
        }
    }

    @Test
    void whatALaneWasLentIsNotHeldAgainstItAndWhatItDidNotUseIsNotSaved() {
        turns(1000, BACKGROUND);
        assertThat(of(BACKGROUND, turns(20, INTERACTIVE, BACKGROUND))).isEqualTo(4);
        turns(1000, INTERACTIVE);
        assertThat(of(BACKGROUND, turns(20, INTERACTIVE, BACKGROUND))).isBetween(4, 5);
    }

    /** Calls come in bursts and one by one, and each waits until it leaves. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void sharesHoldWhileLanesComeAndGo(long seed) {
        Random random = new Random(seed);
        int[] calls = new int[3];
        int[] often = {1 + random.nextInt(40), 1 + random.nextInt(40), 1 + random.nextInt(40)};
        int[] many = {1 + random.nextInt(30), 1 + random.nextInt(30), 1 + random.nextInt(30)};
        List<Set<Lane>> waits = new ArrayList<>();
        List<Lane> turns = new ArrayList<>();
        while (turns.size() < 20_000) {
            Set<Lane> waiting = EnumSet.noneOf(Lane.class);
            for (Lane lane : Lane.values()) {
                if (random.nextInt(often[lane.ordinal()]) == 0) {
                    calls[lane.ordinal()] += 1 + random.nextInt(many[lane.ordinal()]);
                }
                if (calls[lane.ordinal()] > 0) {
                    waiting.add(lane);
                }
            }
            if (!waiting.isEmpty()) {
                Lane next = shares.next(waiting);
                assertThat(waiting).contains(next);
                calls[next.ordinal()]--;
                waits.add(waiting);
                turns.add(next);
            }
        }

        for (int from = 0; from + 100 <= turns.size(); from += 10) {
            List<Lane> minute = turns.subList(from, from + 100);
            List<Set<Lane>> waiting = waits.subList(from, from + 100);
            String context = "seed " + seed + ", turn " + from;
            if (waiting.stream().allMatch(lanes -> lanes.size() > 1)) {
                assertThat(of(ACKNOWLEDGEMENT, minute)).as(context).isLessThanOrEqualTo(62);
                assertThat(of(INTERACTIVE, minute)).as(context).isLessThanOrEqualTo(82);
            }
            if (waiting.stream().allMatch(lanes -> lanes.contains(BACKGROUND))) {
                assertThat(of(BACKGROUND, minute)).as(context).isGreaterThanOrEqualTo(4);
            }
        }
    }
}

package io.github.camelfastspring.benchmarks.load;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.github.camelfastspring.benchmarks.load.ClosedLoop.Slice;

/**
 * Paths measured in turn, slice by slice, the order reversed in each round: what the machine does besides falls on all of
 * them alike. Ratios are taken within a round.
 */
public final class Slices {

    /**
     * How long is measured.
     *
     * @param warmUp milliseconds of each path before the first round, twice
     * @param slice  milliseconds of each path in a round
     * @param rounds how many rounds
     */
    public record Times(int warmUp, int slice, int rounds) {}

    private final Map<CallPath, List<Slice>> measured = new LinkedHashMap<>();

    private Slices() {}

    public static Slices measure(List<CallPath> paths, int callers, Times times) throws InterruptedException {
        Slices slices = new Slices();
        paths.forEach(path -> slices.measured.put(path, new ArrayList<>()));
        List<CallPath> order = new ArrayList<>(paths);
        try (ClosedLoop loop = new ClosedLoop()) {
            for (int i = 0; i < 2; i++) {
                for (CallPath path : order) {
                    loop.run(path, callers, times.warmUp());
                }
            }
            for (int round = 0; round < times.rounds(); round++) {
                for (CallPath path : order) {
                    slices.measured.get(path).add(loop.run(path, callers, times.slice()));
                }
                Collections.reverse(order);
            }
        }
        return slices;
    }

    public Quartiles perSecond(CallPath path) {
        return Quartiles.of(measured.get(path).stream().map(Slice::perSecond).toList());
    }

    /** Processor time of this process for a call, in microseconds. */
    public Quartiles cpu(CallPath path) {
        return Quartiles.of(measured.get(path).stream().map(Slice::cpu).toList());
    }

    /** The rate of one over the rate of the other, round by round. */
    public Quartiles ratio(CallPath path, CallPath base) {
        List<Slice> of = measured.get(path);
        List<Slice> over = measured.get(base);
        return Quartiles.of(IntStream.range(0, of.size())
                .mapToObj(i -> of.get(i).perSecond() / over.get(i).perSecond())
                .toList());
    }
}

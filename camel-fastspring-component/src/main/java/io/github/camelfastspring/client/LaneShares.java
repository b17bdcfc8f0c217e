package io.github.camelfastspring.client;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * Which lane goes next. While others wait, acknowledgements get 60 of 100 calls and interactive ones 80, and background
 * ones never less than 5; what a lane does not ask for goes to the others. Smooth weighted round robin: shares hold over
 * few calls, and no lane waits for long. Not thread-safe.
 */
final class LaneShares {

    private static final int ALL = 100;

    private final Map<Lane, Integer> credit = new EnumMap<>(Lane.class);

    /** @param waiting the lanes in which calls wait; not empty */
    Lane next(Set<Lane> waiting) {
        credit.keySet().retainAll(waiting);
        Lane next = null;
        for (Lane lane : Lane.values()) {
            if (waiting.contains(lane)) {
                credit.merge(lane, share(lane, waiting), Integer::sum);
                if (next == null || credit.get(lane) > credit.get(next)) {
                    next = lane;
                }
            }
        }
        credit.merge(next, -ALL, Integer::sum);
        return next;
    }

    private static int share(Lane lane, Set<Lane> waiting) {
        if (waiting.size() == 1) {
            return ALL;
        }
        boolean acknowledgements = waiting.contains(Lane.ACKNOWLEDGEMENT);
        boolean background = waiting.contains(Lane.BACKGROUND);
        return switch (lane) {
            case ACKNOWLEDGEMENT -> 60;
            case INTERACTIVE -> acknowledgements ? background ? 35 : 40 : 80;
            case BACKGROUND -> waiting.contains(Lane.INTERACTIVE) ? acknowledgements ? 5 : 20 : 40;
        };
    }
}

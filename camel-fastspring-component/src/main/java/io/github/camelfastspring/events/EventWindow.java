package io.github.camelfastspring.events;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

import io.github.camelfastspring.operation.FastSpringOperation;
import io.github.camelfastspring.operation.Parameter;

/** Which events are asked for: those of the last days, and of these the ones since begin. */
final class EventWindow {

    private static final String BEGIN = "begin";

    /** The clocks of both sides may differ. */
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private final Map<String, String> options = new HashMap<>();
    private final Duration days;
    private final Clock clock;

    /** @param given the endpoint's parameters by name */
    EventWindow(FastSpringOperation list, Map<String, Object> given, Clock clock) {
        this.clock = clock;
        for (Parameter parameter : list.query()) {
            Object value = given.getOrDefault(parameter.name(), parameter.defaultValue());
            if (value != null) {
                options.put(
                        parameter.name(), parameter.format(value, "fastspring:events: the option " + parameter.name()));
            }
        }
        days = Duration.ofDays(Long.parseLong(options.get("days")));
    }

    /** How long FastSpring may list an event, as far as can be told by another clock. */
    Duration retention() {
        return days().plus(MARGIN);
    }

    /** How far back events can be read. */
    Duration days() {
        return days.compareTo(EventAcknowledger.RETENTION) < 0 ? days : EventAcknowledger.RETENTION;
    }

    /** From where on FastSpring lists all events, as far as can be told by another clock: epoch milliseconds. */
    long sureFrom() {
        return clock.instant().minus(days).plus(MARGIN).toEpochMilli();
    }

    /**
     * The parameters of a listing now.
     *
     * @param position epoch milliseconds, or {@link EventCursor#FROM_DAYS}
     */
    Map<String, String> parameters(long position) {
        Map<String, String> parameters = new HashMap<>(options);
        String begin = options.get(BEGIN);
        if (begin != null && !isInside(millis(begin))) {
            // Further back than the days it says nothing, and is refused.
            parameters.remove(BEGIN);
        }
        if (isComputed(position)) {
            parameters.put(BEGIN, Long.toString(position));
        }
        return parameters;
    }

    /** Whether the position makes a begin of its own, rather than that of the option or none. */
    boolean isComputed(long position) {
        String begin = options.get(BEGIN);
        return position >= sureFrom() && (begin == null || position > millis(begin));
    }

    private boolean isInside(long millis) {
        return millis >= clock.instant().minus(days).toEpochMilli();
    }

    private static long millis(String begin) {
        return begin.contains("-")
                ? LocalDate.parse(begin)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant()
                        .toEpochMilli()
                : Long.parseLong(begin);
    }
}

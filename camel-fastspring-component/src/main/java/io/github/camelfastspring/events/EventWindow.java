package io.github.camelfastspring.events;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

import io.github.camelfastspring.operation.FastSpringOperation;
import io.github.camelfastspring.operation.Parameter;

/** Which events are asked for: those of the last days, and of these the ones since begin. */
final class EventWindow {

    private final Map<String, String> options = new HashMap<>();
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
    }

    /** The parameters of a listing now. A begin that is further back than the days says nothing, and is refused. */
    Map<String, String> parameters() {
        String begin = options.get("begin");
        Duration days = Duration.ofDays(Long.parseLong(options.get("days")));
        if (begin == null || !instant(begin).isBefore(clock.instant().minus(days))) {
            return options;
        }
        Map<String, String> parameters = new HashMap<>(options);
        parameters.remove("begin");
        return parameters;
    }

    private static Instant instant(String begin) {
        return begin.contains("-")
                ? LocalDate.parse(begin).atStartOfDay(ZoneOffset.UTC).toInstant()
                : Instant.ofEpochMilli(Long.parseLong(begin));
    }
}

package io.github.camelfastspring.support;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Statistic;

/** The component's meters in a registry, for tests. */
public final class MeterTexts {

    private MeterTexts() {}

    private static List<Meter> meters(MeterRegistry registry) {
        return registry.getMeters().stream()
                .filter(meter -> meter.getId().getName().startsWith("camel.fastspring."))
                .toList();
    }

    /** All that a registry tells of the component's meters, beside their numbers. */
    public static List<String> texts(MeterRegistry registry) {
        return meters(registry).stream()
                .map(meter -> meter.getId() + " " + meter.getId().getDescription())
                .toList();
    }

    /**
     * The numbers of the meters of one name, which are counts where they are no gauges, by the values of some tags in the
     * order of their names, with a blank between them.
     */
    public static Map<String, Integer> numbers(MeterRegistry registry, String name, String... tags) {
        Map<String, Integer> numbers = new TreeMap<>();
        for (Meter meter : meters(registry)) {
            if (meter.getId().getName().equals("camel.fastspring." + name)) {
                String values = List.of(tags).stream()
                        .map(tag -> meter.getId().getTag(tag))
                        .collect(Collectors.joining(" "));
                meter.measure().forEach(measurement -> {
                    if (measurement.getStatistic() == Statistic.COUNT
                            || measurement.getStatistic() == Statistic.VALUE) {
                        numbers.merge(values, (int) measurement.getValue(), Integer::sum);
                    }
                });
            }
        }
        return numbers;
    }
}

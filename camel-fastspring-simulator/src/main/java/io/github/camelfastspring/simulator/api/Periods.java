package io.github.camelfastspring.simulator.api;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;

import io.github.camelfastspring.simulator.Subscription;

/** Days and billing periods, in UTC. */
final class Periods {
    private static final Map<String, ChronoUnit> UNITS = Map.of(
            "day", ChronoUnit.DAYS, "week", ChronoUnit.WEEKS, "month", ChronoUnit.MONTHS, "year", ChronoUnit.YEARS);

    private Periods() {}

    static Instant day(Instant instant) {
        return instant.truncatedTo(ChronoUnit.DAYS);
    }

    static Instant plusDays(Instant instant, int days) {
        return instant.plus(days, ChronoUnit.DAYS);
    }

    /** A managed subscription ("adhoc") is charged on demand; it still shows a next date, a month later. */
    static Instant plus(Instant instant, String unit, long length) {
        return instant.atZone(ZoneOffset.UTC)
                .plus(length, UNITS.getOrDefault(unit, ChronoUnit.MONTHS))
                .toInstant();
    }

    /** The day of a subscription's charge so many periods after the next one, or before it. */
    static Instant next(Subscription subscription, int periods) {
        return plus(subscription.next(), subscription.intervalUnit(), (long) periods * subscription.intervalLength());
    }

    /** First day of the running period. */
    static Instant start(Subscription subscription) {
        Instant start = next(subscription, -1);
        return start.isBefore(subscription.begin()) ? subscription.begin() : start;
    }

    static int daysBetween(Instant from, Instant to) {
        return (int) ChronoUnit.DAYS.between(day(from), day(to));
    }
}

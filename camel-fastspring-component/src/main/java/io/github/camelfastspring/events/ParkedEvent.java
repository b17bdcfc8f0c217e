package io.github.camelfastspring.events;

import java.time.Instant;

/**
 * An event that has failed as often as {@code maxFailures} allows and is not routed any more.
 *
 * @param id       FastSpring's id
 * @param type     such as {@code order.completed}
 * @param created  when it came into being
 * @param failures how often its route failed
 */
public record ParkedEvent(String id, String type, Instant created, int failures) {

    @Override
    public String toString() {
        return id + " " + type + " " + created + " failures=" + failures;
    }
}

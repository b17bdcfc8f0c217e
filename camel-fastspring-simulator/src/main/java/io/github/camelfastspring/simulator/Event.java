package io.github.camelfastspring.simulator;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * An event of the store.
 *
 * @param id event id, 22 characters of {@code [A-Za-z0-9_-]}
 * @param type event type, e.g. {@code order.completed}
 * @param live whether it is no test
 * @param created epoch milliseconds
 * @param processed whether somebody marked it processed
 * @param data the payload; do not change it
 */
public record Event(String id, String type, boolean live, long created, boolean processed, JsonNode data) {
    Event withProcessed(boolean newProcessed) {
        return new Event(id, type, live, created, newProcessed, data);
    }
}

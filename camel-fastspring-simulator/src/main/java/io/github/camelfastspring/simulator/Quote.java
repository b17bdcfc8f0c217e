package io.github.camelfastspring.simulator;

import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A quote.
 *
 * @param id quote id, 28 capitals and digits
 * @param request what was asked for, in the members of the request; do not change it
 * @param created when it was made
 * @param updated when it last changed
 * @param status {@code OPEN}, {@code CANCELED}, {@code EXPIRED} ...
 * @param history the statuses that it got later
 */
public record Quote(
        String id, ObjectNode request, Instant created, Instant updated, String status, List<StatusChange> history) {

    /** A change of the status and when it happened. */
    public record StatusChange(String status, Instant when) {}

    public Quote {
        history = List.copyOf(history);
    }

    /** The day it stops being valid. */
    public Instant expires() {
        return created.plus(
                java.time.Duration.ofDays(request.path("expirationDateDays").asInt(30)));
    }

    /** This quote with another request. */
    public Quote withRequest(ObjectNode newRequest, Instant now) {
        return new Quote(id, newRequest, created, now, status, history);
    }

    /** This quote in another status. */
    public Quote withStatus(String newStatus, Instant now) {
        List<StatusChange> longer = new java.util.ArrayList<>(history);
        longer.add(new StatusChange(newStatus, now));
        return new Quote(id, request, created, now, newStatus, longer);
    }
}

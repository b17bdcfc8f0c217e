package io.github.camelfastspring.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A payment invoice.
 *
 * @param id invoice id, 28 capitals and digits
 * @param document what its creation answered; do not change it
 */
public record Invoice(String id, ObjectNode document) {}

package io.github.camelfastspring.simulator;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A line of a session's cart.
 *
 * @param product product path
 * @param quantity how many, at least 1
 * @param details the request's line item as it was sent (custom price, attributes and so on); do not change it
 */
public record LineItem(String product, int quantity, ObjectNode details) {}

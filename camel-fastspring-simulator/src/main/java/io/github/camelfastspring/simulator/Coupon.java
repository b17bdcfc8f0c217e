package io.github.camelfastspring.simulator;

import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A coupon.
 *
 * @param id coupon id
 * @param settings everything but the codes, in the members that a read answers; do not change it
 * @param codes the codes that buyers enter, in capitals
 * @param uses how often a code was used, by code
 */
public record Coupon(String id, ObjectNode settings, List<String> codes, Map<String, Integer> uses) {
    public Coupon {
        codes = List.copyOf(codes);
        uses = Map.copyOf(uses);
    }

    /** How often each code can be used; 0 for as often as one likes. */
    public int limit() {
        String limit = settings.path("limit").asText();
        return limit.isEmpty() ? 0 : Integer.parseInt(limit);
    }

    /** This coupon with other codes. */
    public Coupon withCodes(List<String> newCodes) {
        return new Coupon(id, settings, newCodes, uses);
    }

    /** This coupon with one use more of a code. */
    public Coupon withUse(String code) {
        Map<String, Integer> counted = new java.util.HashMap<>(uses);
        counted.merge(code, 1, Integer::sum);
        return new Coupon(id, settings, codes, counted);
    }
}

package io.github.camelfastspring.simulator.judge;

/**
 * Why a request is malformed.
 *
 * @param status the status answered
 * @param field the offending member, parameter or header
 * @param reason for the reader of the log
 */
public record Refusal(int status, String field, String reason, String rejectedValue) {
    static Refusal of(int status, String field, String reason) {
        return new Refusal(status, field, reason, null);
    }
}

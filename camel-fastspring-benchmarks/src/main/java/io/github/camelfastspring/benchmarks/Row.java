package io.github.camelfastspring.benchmarks;

import java.util.Locale;

/**
 * A line of the table of results.
 *
 * @param measure  what was measured
 * @param caller   whether the caller blocks or is asynchronous; empty where nobody calls
 * @param must     what must be reached, or empty
 * @param aim      what is aimed at, or empty
 * @param value    the figure that must and aim are about
 * @param measured the figure as text, with its spread
 * @param details  what else is to be known of it
 */
public record Row(
        String measure, String caller, String must, String aim, double value, String measured, String details) {

    /** A row without a goal. */
    public static Row of(String measure, Object caller, double value, String measured, String details) {
        return new Row(measure, caller.toString(), "", "", value, measured, details);
    }

    /** The same row with a goal. */
    public Row goal(String must, String aim) {
        return new Row(measure, caller, must, aim, value, measured, details);
    }

    String markdown() {
        return String.format(
                Locale.ROOT, "| %s | %s | %s | %s | %s | %s |", measure, caller, must, aim, measured, details);
    }
}

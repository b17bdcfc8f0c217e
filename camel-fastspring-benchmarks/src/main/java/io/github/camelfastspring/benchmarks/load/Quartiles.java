package io.github.camelfastspring.benchmarks.load;

import java.util.Collection;
import java.util.Locale;

/** The median of some figures, and the range of the middle half of them. */
public record Quartiles(double low, double median, double high) {

    public static Quartiles of(Collection<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return new Quartiles(quantile(sorted, 0.25), quantile(sorted, 0.5), quantile(sorted, 0.75));
    }

    /** The value below which that share of the values is, with a straight line between neighbours. */
    public static double quantile(double[] sorted, double share) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        double position = share * (sorted.length - 1);
        int below = (int) position;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }

    /** @param digits after the point */
    public String text(int digits) {
        String one = "%,." + digits + "f";
        return String.format(Locale.ROOT, one + " (" + one + " to " + one + ")", median, low, high);
    }
}

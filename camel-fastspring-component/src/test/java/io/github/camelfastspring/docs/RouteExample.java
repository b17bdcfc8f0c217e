package io.github.camelfastspring.docs;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

import io.github.camelfastspring.samples.Sample;

/** A route that makes the call of a sample, in each of Camel's languages. */
final class RouteExample {

    private static final int WIDTH = 110;
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z][A-Za-z0-9_./+-]*");
    private static final Pattern WORDS = Pattern.compile("(?i)true|false|null|yes|no|on|off");
    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,8}");

    private final Sample sample;

    RouteExample(Sample sample) {
        this.sample = sample;
    }

    /** The endpoint at which the route begins. */
    static String from(Sample sample) {
        return "direct:" + sample.row().resource() + "-" + sample.row().name();
    }

    String java() {
        StringBuilder route = new StringBuilder("from(\"" + from(sample) + "\")\n");
        sample.headers()
                .forEach((name, value) ->
                        route.append("    .setHeader(\"" + name + "\", constant(\"" + value + "\"))\n"));
        StringBuilder to = new StringBuilder("    .to(\"");
        int lineStart = 0;
        for (String part : sample.uri().split("(?=&)")) {
            if (to.length() - lineStart + part.length() > WIDTH) {
                to.append("\"\n");
                lineStart = to.length();
                to.append("        + \"");
            }
            to.append(part);
        }
        return route.append(to).append("\");").toString();
    }

    String xml() {
        StringBuilder route = new StringBuilder("<route>\n  <from uri=\"" + from(sample) + "\"/>\n");
        sample.headers()
                .forEach((name, value) -> route.append("  <setHeader name=\"" + name + "\">\n    <constant>"
                        + value.replace("&", "&amp;").replace("<", "&lt;") + "</constant>\n  </setHeader>\n"));
        return route.append("  <to uri=\"" + sample.uri().replace("&", "&amp;") + "\"/>\n</route>")
                .toString();
    }

    String yaml() {
        StringBuilder route = new StringBuilder("- route:\n    from:\n      uri: " + from(sample) + "\n      steps:\n");
        sample.headers()
                .forEach((name, value) -> route.append("        - setHeader:\n            name: " + name
                        + "\n            constant: " + scalar(value, false) + "\n"));
        route.append("        - to:\n            uri: fastspring:"
                + sample.row().resource() + "\n            parameters:\n");
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("operation", sample.row().name());
        parameters.putAll(sample.options());
        parameters.forEach((name, value) -> route.append("              " + name + ": " + scalar(value, true))
                .append('\n'));
        return route.toString();
    }

    private static String scalar(String text, boolean option) {
        boolean plain = PLAIN.matcher(text).matches() && !WORDS.matcher(text).matches();
        boolean value =
                option && (WORDS.matcher(text).matches() || NUMBER.matcher(text).matches());
        return plain || value ? text : '"' + text + '"';
    }
}

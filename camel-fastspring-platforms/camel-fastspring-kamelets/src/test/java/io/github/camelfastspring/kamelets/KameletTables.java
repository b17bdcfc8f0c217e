package io.github.camelfastspring.kamelets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes the tables of the page about Kamelets between their markers, from the Kamelets themselves. Run by the build, so that
 * they cannot go stale.
 */
public final class KameletTables {

    private static final Pattern TABLE =
            Pattern.compile("(<!-- kamelet:start (\\S+) -->\\R)(.*?)(<!-- kamelet:end -->)", Pattern.DOTALL);

    private KameletTables() {}

    /** Updates the page for the module in the folder that is the first argument. */
    public static void main(String[] arguments) throws IOException {
        Path module = Path.of(arguments[0]);
        Path page = module.resolve("../../docs/kamelets.md");
        String text = Files.readString(page);
        String updated = update(text, KameletFile.all(module.resolve(KameletFile.FOLDER)));
        if (!updated.equals(text)) {
            Files.writeString(page, updated);
        }
    }

    /** @throws IllegalStateException if a Kamelet has no table, or a table no Kamelet */
    static String update(String text, List<KameletFile> kamelets) {
        Map<String, String> tables =
                kamelets.stream().collect(Collectors.toMap(KameletFile::name, KameletTables::table));
        String updated = TABLE.matcher(text).replaceAll(match -> {
            String table = tables.remove(match.group(2));
            if (table == null) {
                throw new IllegalStateException("there is no Kamelet " + match.group(2) + ", or it has two tables");
            }
            return Matcher.quoteReplacement(match.group(1) + "\n" + table + "\n" + match.group(4));
        });
        if (!tables.isEmpty()) {
            throw new IllegalStateException("no table for " + tables.keySet()
                    + "; a table stands between <!-- kamelet:start NAME --> and <!-- kamelet:end -->");
        }
        return updated;
    }

    private static String table(KameletFile kamelet) {
        List<?> required = kamelet.list("spec", "definition", "required");
        return "| Property | Type | Default | Meaning |\n|---|---|---|---|\n"
                + kamelet.properties().entrySet().stream()
                        .map(property -> row(property, required.contains(property.getKey())))
                        .collect(Collectors.joining());
    }

    private static String row(Map.Entry<String, Object> property, boolean required) {
        Map<?, ?> schema = (Map<?, ?>) property.getValue();
        String type = schema.get("enum") instanceof List<?> values
                ? "one of " + values.stream().map(KameletTables::code).collect(Collectors.joining(", "))
                : code(schema.get("type"));
        String value = required ? "required" : schema.containsKey("default") ? code(schema.get("default")) : "";
        String example = schema.containsKey("example") ? " For example " + code(schema.get("example")) + "." : "";
        return Stream.of(code(property.getKey()), type, value, schema.get("description") + example)
                .map(cell -> " " + cell.replace("|", "\\|") + " ")
                .collect(Collectors.joining("|", "|", "|\n"));
    }

    private static String code(Object value) {
        return "`" + value + "`";
    }
}

package io.github.camelfastspring.docs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.github.camelfastspring.operation.FastSpringOperation;
import io.github.camelfastspring.operation.FastSpringOperations;
import io.github.camelfastspring.operation.Parameter;

import static io.github.camelfastspring.docs.Markdown.code;
import static io.github.camelfastspring.docs.Markdown.head;
import static io.github.camelfastspring.docs.Markdown.line;

/**
 * Writes the tables of the docs between their markers, from the catalog json and the operation table, and the pages of the
 * resources. Run by the build, so that they cannot go stale; changes nothing where they are up to date.
 */
public final class DocsTables {

    private static final String CATALOG = "/META-INF/io/github/camelfastspring/fastspring.json";
    /** Begins the part of a description that Camel makes of a default that is no value. */
    private static final String NOTE = " Default value notice: ";

    private static final Pattern TABLE =
            Pattern.compile("(<!-- options:start ([^>]+?) -->\\R)(.*?)(<!-- options:end -->)", Pattern.DOTALL);

    private final Map<String, String> tables = new LinkedHashMap<>();
    private final Set<String> unused = new LinkedHashSet<>();

    DocsTables(JsonNode catalog) {
        catalog.get("componentProperties").properties().forEach(option -> addOption("component", option));
        catalog.get("properties")
                .properties()
                .forEach(option ->
                        addOption("endpoint " + option.getValue().get("group").asText(), option));
        Set<String> options = new TreeSet<>();
        catalog.get("properties").fieldNames().forEachRemaining(name -> options.add(Parameter.header(name)));
        catalog.get("headers").properties().forEach(header -> {
            String answer = options.contains(header.getKey()) ? "request" : "response";
            boolean event = header.getValue().get("group").asText().equals("consumer");
            addHeader("headers " + (event ? "event" : answer), header);
        });
        FastSpringOperations.STANDARD.all().forEach(this::addOperation);
        unused.addAll(tables.keySet());
    }

    /** Updates all Markdown files of the folder that is the first argument. */
    public static void main(String[] arguments) throws IOException {
        try (InputStream json = DocsTables.class.getResourceAsStream(CATALOG)) {
            Path docs = Path.of(arguments[0]);
            new DocsTables(new ObjectMapper().readTree(json)).update(docs);
            ResourcePages.write(docs.resolve("resources"));
        }
    }

    void update(Path folder) throws IOException {
        List<Path> pages;
        try (Stream<Path> files = Files.list(folder)) {
            pages = files.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
        for (Path page : pages) {
            String text = Files.readString(page);
            String updated = TABLE.matcher(text).replaceAll(match -> Matcher.quoteReplacement(table(match, page)));
            if (!updated.equals(text)) {
                Files.writeString(page, updated);
            }
        }
        if (!unused.isEmpty()) {
            throw new IllegalStateException("no page in " + folder + " has the tables " + unused
                    + "; a table stands between <!-- options:start NAME --> and <!-- options:end -->");
        }
    }

    private String table(MatchResult match, Path page) {
        String name = match.group(2);
        if (!tables.containsKey(name)) {
            throw new IllegalStateException(page + ": there is no table " + name + ", only " + tables.keySet());
        }
        unused.remove(name);
        return match.group(1) + "\n" + tables.get(name) + "\n" + match.group(4);
    }

    private void addOption(String table, Map.Entry<String, JsonNode> option) {
        JsonNode json = option.getValue();
        String type = json.has("enum") ? "one of " + codes(json.get("enum")) : simple(json);
        String value = json.has("defaultValue")
                ? "`" + json.get("defaultValue").asText() + "`"
                : json.get("description").asText().replaceFirst("^(?s:.*?)(?:" + NOTE + "(.*))?$", "$1");
        addRow(table, "Option|Type|Default|Meaning", code(option.getKey()), type, value, description(json));
    }

    private void addHeader(String table, Map.Entry<String, JsonNode> header) {
        JsonNode json = header.getValue();
        addRow(table, "Header|Type|Meaning", code(header.getKey()), simple(json), description(json));
    }

    private void addOperation(FastSpringOperation row) {
        addRow(
                "operations",
                "Resource|Operation|Call|Body sent|Several ids|Repeated after a failure|Confidence",
                "[" + code(row.resource()) + "](resources/" + row.resource() + ".md)",
                "[" + code(row.name()) + "](" + ResourcePages.link(row) + ")",
                code(row.method() + " " + row.path()),
                RowWords.bodyShort(row),
                RowWords.idsShort(row),
                RowWords.repeatedShort(row),
                row.confidence().name().toLowerCase(Locale.ROOT));
    }

    private void addRow(String table, String columns, String... cells) {
        tables.merge(table, head(columns) + line(cells), (before, all) -> before + line(cells));
    }

    private static String description(JsonNode json) {
        return json.get("description")
                .asText()
                .replaceFirst(NOTE + ".*", "")
                .replace("<", "&lt;")
                .replace("*", "\\*");
    }

    /** The Java type without packages. */
    private static String simple(JsonNode json) {
        String java = json.get("javaType").asText();
        return json.path("type").asText().equals("duration")
                ? "milliseconds"
                : code(java.replaceAll("\\b(?:\\w+\\.)+(?=[A-Z])", ""));
    }

    private static String codes(JsonNode values) {
        return StreamSupport.stream(values.spliterator(), false)
                .map(value -> code(value.asText()))
                .collect(Collectors.joining(", "));
    }
}

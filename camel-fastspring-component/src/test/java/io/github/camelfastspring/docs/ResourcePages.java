package io.github.camelfastspring.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import io.github.camelfastspring.operation.Confidence;
import io.github.camelfastspring.operation.FastSpringOperation;
import io.github.camelfastspring.operation.FastSpringOperations;
import io.github.camelfastspring.operation.Parameter;
import io.github.camelfastspring.samples.Sample;
import io.github.camelfastspring.samples.Sample.Member;
import io.github.camelfastspring.samples.Samples;

import static io.github.camelfastspring.docs.Markdown.block;
import static io.github.camelfastspring.docs.Markdown.code;
import static io.github.camelfastspring.docs.Markdown.head;
import static io.github.camelfastspring.docs.Markdown.line;

/** The pages of the resources, from the operation table and the samples. */
public final class ResourcePages {

    private static final String NOTICE = "<!-- Written by the build, from the operation table and the samples. -->\n";

    private static final Pattern FORM_WITHOUT_END = Pattern.compile("from (\\d+) to " + Integer.MAX_VALUE);

    private ResourcePages() {}

    /** All pages, by file name. */
    public static Map<String, String> all() {
        Map<String, String> pages = new LinkedHashMap<>();
        for (FastSpringOperation row : FastSpringOperations.STANDARD.all()) {
            Sample sample = Samples.of(row);
            pages.merge(
                    row.resource() + ".md",
                    begin(row.resource()) + section(sample),
                    (page, all) -> page + section(sample));
        }
        return pages;
    }

    /** Writes those pages that are not up to date. */
    static void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        for (Map.Entry<String, String> page : all().entrySet()) {
            Path file = folder.resolve(page.getKey());
            if (!Files.exists(file) || !Files.readString(file).equals(page.getValue())) {
                Files.writeString(file, page.getValue());
            }
        }
    }

    /** Where the section of a row is, seen from the folder of the docs. */
    static String link(FastSpringOperation row) {
        return "resources/" + row.resource() + ".md#" + row.name().toLowerCase(Locale.ROOT);
    }

    private static String begin(String resource) {
        StringBuilder page =
                new StringBuilder("# " + resource + "\n\n" + NOTICE + "\n" + Samples.describe(resource) + "\n\n"
                        + "All resources: [operations](../operations.md). Ids, bodies, answers and paging are described in"
                        + " [producer](../producer.md).\n\n");
        page.append(head("Operation|Call|Does"));
        for (FastSpringOperation row : FastSpringOperations.STANDARD.all()) {
            if (row.resource().equals(resource)) {
                String link = "[" + code(row.name()) + "](" + link(row).replaceFirst(".*#", "#") + ")";
                page.append(line(
                        link,
                        code(row.method() + " " + row.path()),
                        Samples.of(row).description()));
            }
        }
        return page.append('\n').toString();
    }

    /** The section of a row. */
    public static String section(Sample sample) {
        FastSpringOperation row = sample.row();
        StringBuilder section = new StringBuilder("## " + row.name() + "\n\n" + sample.description() + "\n\n");
        item(section, "Call", code(row.method() + " " + row.path()));
        if (row.confidence() != Confidence.HIGH) {
            item(section, "Confidence", RowWords.confidence(row));
        }
        if (!row.pathParameters().isEmpty()) {
            item(section, "Ids", RowWords.ids(row));
        }
        item(section, "Body sent", RowWords.body(row));
        item(section, "Answer", RowWords.answer(sample));
        item(section, "Errors", sample.errors());
        item(section, "Repeated after a failure", RowWords.repeated(row));
        section.append('\n');
        parameters(section, row);
        body(section, sample);
        RouteExample example = new RouteExample(sample);
        section.append(block("java", example.java())).append('\n');
        section.append(block("xml", example.xml())).append('\n');
        section.append(block("yaml", example.yaml())).append('\n');
        if (!sample.response().isBlank()) {
            section.append("<details><summary>What FastSpring sends</summary>\n\n")
                    .append(block(
                            sample.response().startsWith("{")
                                            || sample.response().startsWith("[")
                                    ? "json"
                                    : "text",
                            sample.response()))
                    .append("\n</details>\n\n");
        }
        return section.toString();
    }

    private static void item(StringBuilder section, String name, String text) {
        section.append("- ").append(name).append(": ").append(text);
        section.append(text.endsWith(".") ? "\n" : ".\n");
    }

    private static void parameters(StringBuilder section, FastSpringOperation row) {
        if (row.pathParameters().isEmpty() && row.query().isEmpty()) {
            return;
        }
        section.append(head("Option|Header|Where|Form"));
        parameters(section, row.pathParameters(), "path, required");
        parameters(section, row.query(), "query");
        section.append('\n');
    }

    private static void parameters(StringBuilder section, List<Parameter> parameters, String where) {
        for (Parameter parameter : parameters) {
            String standard = parameter.defaultValue() == null ? "" : "; " + parameter.defaultValue() + " if not set";
            section.append(line(
                    code(parameter.name()),
                    code(parameter.header()),
                    where,
                    FORM_WITHOUT_END.matcher(parameter.form().description()).replaceFirst("of at least $1")
                            + standard));
        }
    }

    private static void body(StringBuilder section, Sample sample) {
        if (sample.request() == null) {
            return;
        }
        section.append(head("Member of the body|Type|Meaning"));
        for (Member member : sample.body()) {
            String required = member.required() ? ", required" : "";
            section.append(line(code(member.name()), member.type() + required, member.note()));
        }
        section.append("\nWith this message body, as text, `Map` or an object of yours:\n\n")
                .append(block("json", sample.request()))
                .append('\n');
    }
}

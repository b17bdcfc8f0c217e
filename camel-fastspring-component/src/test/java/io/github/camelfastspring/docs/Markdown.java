package io.github.camelfastspring.docs;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Small pieces of Markdown. */
final class Markdown {

    private Markdown() {}

    static String code(String text) {
        return "`" + text + "`";
    }

    /** The first two lines of a table, of columns that are separated by {@code |}. */
    static String head(String columns) {
        return line(columns.split("\\|")) + columns.replaceAll("[^|]+", "---").replaceAll("(.+)", "|$1|\n");
    }

    /** A line of a table. */
    static String line(String... cells) {
        return Stream.of(cells)
                .map(cell -> " " + cell.replace("|", "\\|").replace("\n", " ") + " ")
                .collect(Collectors.joining("|", "|", "|\n"));
    }

    static String block(String language, String text) {
        return "```" + language + "\n" + text.strip() + "\n```\n";
    }
}

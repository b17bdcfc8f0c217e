package io.github.camelfastspring.simulator.api;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;

import io.github.camelfastspring.simulator.payload.Json;

/**
 * The columns that a report knows, in lower case, from the resource {@code report-columns.json}.
 *
 * @param columns what it can show
 * @param groups what it can be grouped by
 */
record ReportColumns(Set<String> columns, Set<String> groups) {
    static final int MAX_ROWS = 1000;
    private static final String RESOURCE = "/io/github/camelfastspring/simulator/report-columns.json";

    static ReportColumns of(String report) {
        try (InputStream in = ReportColumns.class.getResourceAsStream(RESOURCE)) {
            JsonNode columns = Json.read(in.readAllBytes()).path(report);
            return new ReportColumns(names(columns.path("columns")), names(columns.path("groupBy")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The columns that are asked for, all without doubles; a few if none is. */
    List<String> wanted(JsonNode request) {
        Set<String> wanted = names(request.path("reportColumns"));
        return wanted.isEmpty() ? List.of("product_path", "transaction_currency") : new ArrayList<>(wanted);
    }

    private static Set<String> names(JsonNode sent) {
        Set<String> names = new LinkedHashSet<>();
        sent.forEach(name -> names.add(name.asText().toLowerCase(Locale.ROOT)));
        return names;
    }
}

package io.github.camelfastspring.samples;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.github.camelfastspring.operation.AnswerForm;
import io.github.camelfastspring.operation.BodyUse;
import io.github.camelfastspring.operation.FastSpringOperation;
import io.github.camelfastspring.operation.FastSpringOperations;
import io.github.camelfastspring.operation.Parameter;

/** The samples of all rows, and what is missing of them. */
public final class Samples {

    private static final String FOLDER = "/samples/";
    private static final JsonNode INDEX = index();

    private Samples() {}

    /** The samples of all rows of the table, in its order. */
    public static List<Sample> all() {
        return FastSpringOperations.STANDARD.all().stream().map(Samples::of).toList();
    }

    /** The sample of a row. */
    public static Sample of(FastSpringOperation row) {
        String name = row.qualifiedName();
        return new Sample(
                row,
                INDEX.at("/operations").get(name),
                read(name + ".request.json"),
                firstOf(name + ".response.json", name + ".response.txt"),
                firstOf(name + ".error.json", name + ".error.txt"));
    }

    /** What a resource is, in words. */
    public static String describe(String resource) {
        return INDEX.at("/resources").path(resource).asText();
    }

    /** All that the samples lack for these rows, or have too much; empty if they are complete. */
    public static List<String> problems(Collection<FastSpringOperation> rows) {
        List<String> problems = new ArrayList<>();
        rows.forEach(row -> check(row, problems));
        Set<String> names =
                rows.stream().map(FastSpringOperation::qualifiedName).collect(Collectors.toSet());
        INDEX.get("operations").fieldNames().forEachRemaining(name -> {
            if (!names.contains(name)) {
                problems.add(name + ": in the index, but not in the table");
            }
        });
        return problems;
    }

    private static void check(FastSpringOperation row, List<String> problems) {
        Sample sample = of(row);
        boolean sendsBody = row.body() != BodyUse.NONE;
        if (sendsBody != (sample.request() != null)) {
            problems.add(row + (sendsBody ? ": no request sample" : ": a request sample, but no body"));
        }
        if (sample.response() == null) {
            problems.add(row + ": no response sample");
        } else if ((row.answer() == AnswerForm.TEXT || sample.response().isEmpty())
                != (read(row + ".response.txt") != null)) {
            problems.add(row + ": the response sample has the wrong form");
        }
        if (sample.error() == null) {
            problems.add(row + ": no error sample");
        }
        if (describe(row.resource()).isBlank()) {
            problems.add(row.resource() + ": no description of the resource");
        }
        JsonNode index = sample.index();
        if (index == null) {
            problems.add(row + ": not in the index");
            return;
        }
        for (String member : List.of("/description", "/request", "/success", "/errors", "/error/status")) {
            if (index.at(member).asText().isBlank()) {
                problems.add(row + ": no " + member + " in the index");
            }
        }
        if (index.at("/error/text").asText().isBlank()
                || sample.error() != null && !sample.error().contains(sample.errorText())) {
            problems.add(row + ": /error/text is not in the error sample");
        }
        if (!sample.exception().matches("FastSpring\\w+Exception")) {
            problems.add(row + ": no exception in the index");
        }
        if (sendsBody == sample.body().isEmpty()) {
            problems.add(row + (sendsBody ? ": no sketch of the body" : ": a sketch of a body that is not sent"));
        }
        for (Parameter parameter : row.pathParameters()) {
            if (!sample.options().containsKey(parameter.name())
                    && !sample.headers().containsKey(parameter.header())) {
                problems.add(row + ": no " + parameter.name() + " in the index");
            }
        }
    }

    private static String firstOf(String... files) {
        for (String file : files) {
            String text = read(file);
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    private static JsonNode index() {
        try {
            return new ObjectMapper().readTree(read("samples.json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(String file) {
        try (InputStream in = Samples.class.getResourceAsStream(FOLDER + file)) {
            return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

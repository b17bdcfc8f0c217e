package io.github.camelfastspring.docs;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.github.camelfastspring.operation.AnswerForm;
import io.github.camelfastspring.operation.BodyUse;
import io.github.camelfastspring.operation.Confidence;
import io.github.camelfastspring.operation.FastSpringOperation;
import io.github.camelfastspring.operation.RetrySafety;
import io.github.camelfastspring.samples.Sample;

import static io.github.camelfastspring.docs.Markdown.code;

/** What a row of the operation table says, in words. */
final class RowWords {

    private static final Map<RetrySafety, String> REPEATED = Map.of(
            RetrySafety.READ, "yes: it changes nothing",
            RetrySafety.REPEATABLE_WRITE,
                    "only if it was certainly not executed; your route may repeat it: the same call again changes nothing more",
            RetrySafety.WRITE, "only if it was certainly not executed",
            RetrySafety.MONEY, "only if it was certainly not executed; it may move money");

    private static final Map<RetrySafety, String> REPEATED_SHORT = Map.of(
            RetrySafety.READ, "yes",
            RetrySafety.REPEATABLE_WRITE, "if not executed; safe for your route to repeat",
            RetrySafety.WRITE, "if not executed",
            RetrySafety.MONEY, "if not executed; moves money");

    private static final Map<Confidence, String> CONFIDENCE = Map.of(
            Confidence.HIGH, "high",
            Confidence.MEDIUM,
                    "**medium**: in FastSpring's documents, but with contradictions or in one generation of them only",
            Confidence.LOW, "**low**: known from old or other people's documents alone");

    private RowWords() {}

    static String repeated(FastSpringOperation row) {
        return REPEATED.get(row.safety());
    }

    static String repeatedShort(FastSpringOperation row) {
        return REPEATED_SHORT.get(row.safety());
    }

    static String confidence(FastSpringOperation row) {
        return CONFIDENCE.get(row.confidence());
    }

    static String ids(FastSpringOperation row) {
        if (row.batchParameter() != null) {
            return "several " + code(row.batchParameter()) + "s in a call, as many as `batchSize`; more are cut into"
                    + " several calls";
        }
        return row.listParameter() != null ? "several ids make a call each" : "one in a call";
    }

    static String idsShort(FastSpringOperation row) {
        if (row.batchParameter() != null) {
            return "`batchSize` a call";
        }
        return row.listParameter() != null ? "one call an id" : "no";
    }

    /** What is sent. */
    static String body(FastSpringOperation row) {
        if (row.fixedBody() != null) {
            return code(row.fixedBody()) + ", always; the message body is not read";
        }
        if (row.body() == BodyUse.NONE) {
            return "none";
        }
        String body = "the message body" + (row.body() == BodyUse.OPTIONAL ? ", if there is one" : "");
        if (row.wrapper() != null) {
            body += ": one object, or a list of them; " + code("{\"" + row.wrapper() + "\":[...]}")
                    + " is put around it where it is missing";
        }
        if (row.maxItems() > 0) {
            body += "; at most " + row.maxItems() + " " + row.counted();
        }
        return body;
    }

    static String bodyShort(FastSpringOperation row) {
        if (row.fixedBody() != null) {
            return code(row.fixedBody());
        }
        return switch (row.body()) {
            case NONE -> "none";
            case OPTIONAL -> "the message body, if any";
            case REQUIRED -> row.wrapper() == null ? "the message body" : "the message body, in " + code(row.wrapper());
        };
    }

    /** What the body is after the call. */
    static String answer(Sample sample) {
        FastSpringOperation row = sample.row();
        if (sample.successStatus() == 204) {
            return "none: the body is null";
        }
        if (row.answer() == AnswerForm.TEXT) {
            return "text, as a `String`; a stream with `outputType=stream`";
        }
        if (row.isPaged()) {
            return "a list in pages. `paging=page` gives one page as FastSpring sends it, with the elements in "
                    + members(row.listMembers())
                    + ", `paging=all` one list of all elements, `paging=stream` an iterator"
                    + " over them";
        }
        if (row.isList()) {
            return "a list that comes whole. `paging=page` gives it as FastSpring sends it, with the elements in "
                    + members(row.listMembers())
                    + ", `paging=all` the list of elements alone, `paging=stream` an iterator"
                    + " over them";
        }
        if (row.listParameter() != null) {
            return "the object; of several a list of them in the order of the ids";
        }
        if (row.items() != null && row.pathParameters().isEmpty()) {
            return "what FastSpring sends, with an item in "
                    + members(row.items().members()) + " for each; each is judged by itself";
        }
        return "an object";
    }

    private static String members(List<String> members) {
        return members.stream()
                .map(member -> member.isEmpty() ? "its root" : code(member))
                .collect(Collectors.joining(" or "));
    }
}

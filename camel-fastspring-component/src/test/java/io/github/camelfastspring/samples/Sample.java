package io.github.camelfastspring.samples;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;

import io.github.camelfastspring.operation.FastSpringOperation;

/**
 * How a row of the operation table is called, and what comes back: an entry of {@code samples/samples.json} and the files
 * beside it.
 *
 * @param row      the row
 * @param index    the entry
 * @param request  the message body as a user would write it; null where the row sends none
 * @param response the answer of a success; empty for none
 * @param error    the answer of a failure
 */
public record Sample(FastSpringOperation row, JsonNode index, String request, String response, String error) {

    /** A member of the body. */
    public record Member(String name, String type, boolean required, String note) {}

    public String description() {
        return index.get("description").asText();
    }

    /** The options in the URI, but for the operation. */
    public Map<String, String> options() {
        return texts("options");
    }

    /** The headers of the message, for what does not belong into a URI. */
    public Map<String, String> headers() {
        return texts("headers");
    }

    private Map<String, String> texts(String member) {
        Map<String, String> texts = new LinkedHashMap<>();
        index.path(member)
                .properties()
                .forEach(text -> texts.put(text.getKey(), text.getValue().asText()));
        return texts;
    }

    /** The endpoint's URI. */
    public String uri() {
        String options = options().entrySet().stream()
                .map(option -> "&" + option.getKey() + "=" + option.getValue())
                .collect(Collectors.joining());
        return "fastspring:" + row.resource() + "?operation=" + row.name() + options;
    }

    /** Method, path and query, as they must be sent. */
    public String requestLine() {
        return index.get("request").asText();
    }

    public int successStatus() {
        return index.get("success").asInt();
    }

    /** Where in the answer the body of the message is, as a JSON pointer; empty for the whole. */
    public String answer() {
        return index.path("answer").asText();
    }

    public int errorStatus() {
        return index.at("/error/status").asInt();
    }

    /** The simple name of the exception that the error must become. */
    public String exception() {
        return index.at("/error/exception").asText();
    }

    /** A part of FastSpring's text in the error. */
    public String errorText() {
        return index.at("/error/text").asText();
    }

    /** The members of the body. */
    public List<Member> body() {
        List<Member> members = new ArrayList<>();
        index.path("body")
                .forEach(member -> members.add(new Member(
                        member.get("name").asText(),
                        member.get("type").asText(),
                        member.get("required").asBoolean(),
                        member.path("note").asText())));
        return members;
    }

    /** Typical errors, in words. */
    public String errors() {
        return index.get("errors").asText();
    }

    @Override
    public String toString() {
        return row.qualifiedName();
    }
}

package io.github.camelfastspring.simulator.http;

import java.util.List;

import io.github.camelfastspring.simulator.RecordedRequest.Header;

/** A request as it came off the wire. */
public record RawRequest(String method, String target, List<Header> headers, byte[] body) {
    /** The first value of a header, {@code null} if absent. */
    public String header(String name) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(Header::value)
                .findFirst()
                .orElse(null);
    }

    public String rawPath() {
        int end = target.indexOf('?');
        return end < 0 ? target : target.substring(0, end);
    }

    /** The query as sent, {@code null} if there is none. */
    public String rawQuery() {
        int start = target.indexOf('?');
        return start < 0 ? null : target.substring(start + 1);
    }
}

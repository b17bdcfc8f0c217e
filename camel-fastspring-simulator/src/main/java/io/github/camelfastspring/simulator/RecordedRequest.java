package io.github.camelfastspring.simulator;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A request that reached the simulator.
 *
 * @param method method as sent, in its letter case
 * @param target path and query as sent, nothing decoded
 * @param headers headers in the order sent
 * @param body body bytes, empty if there was none
 * @param status the status answered; 0 if none was (yet)
 */
public record RecordedRequest(String method, String target, List<Header> headers, byte[] body, int status) {

    /** A header as sent. */
    public record Header(String name, String value) {}

    public RecordedRequest {
        headers = List.copyOf(headers);
        body = body.clone();
    }

    /** The first value of a header, whatever the letter case of its name; {@code null} if absent. */
    public String header(String name) {
        return headers.stream()
                .filter(header -> header.name().equalsIgnoreCase(name))
                .map(Header::value)
                .findFirst()
                .orElse(null);
    }

    @Override
    public byte[] body() {
        return body.clone();
    }

    /** The body read as UTF-8. */
    public String bodyText() {
        return new String(body, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        // No headers and no body: they may hold credentials and personal data.
        return method + " " + target + " -> " + status;
    }
}

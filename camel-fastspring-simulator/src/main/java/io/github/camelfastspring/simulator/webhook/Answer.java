package io.github.camelfastspring.simulator.webhook;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What came back for a post.
 *
 * @param status 0 if nothing did
 * @param failure why nothing did, else {@code null}
 */
record Answer(int status, String body, String failure) {
    static Answer of(int status, String body) {
        return new Answer(status, body, null);
    }

    static Answer none(String failure) {
        return new Answer(0, "", failure);
    }

    /**
     * The events of the post that it makes processed: all for 200, the listed ones for 202, else none. FastSpring says
     * "one a line"; that it forgives carriage returns, blanks and empty lines is a guess.
     */
    List<String> processed(List<String> posted) {
        if (status == 200) {
            return posted;
        }
        if (status != 202) {
            return List.of();
        }
        Set<String> listed = body.lines().map(String::strip).collect(Collectors.toSet());
        return posted.stream().filter(listed::contains).toList();
    }
}

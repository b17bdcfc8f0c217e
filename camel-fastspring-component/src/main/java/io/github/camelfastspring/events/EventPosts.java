package io.github.camelfastspring.events;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** The posts that wait for an answer, by the events that they brought. An event may be in several. */
final class EventPosts {

    private final Map<String, List<EventPost>> byEvent = new ConcurrentHashMap<>();

    void add(EventPost post) {
        post.ids()
                .forEach(id ->
                        byEvent.merge(id, List.of(post), (some, more) -> Stream.concat(some.stream(), more.stream())
                                .toList()));
    }

    void remove(EventPost post) {
        post.ids()
                .forEach(id -> byEvent.computeIfPresent(id, (key, posts) -> {
                    List<EventPost> left =
                            posts.stream().filter(other -> other != post).toList();
                    return left.isEmpty() ? null : left;
                }));
    }

    /** The event is done. Returns whether the answer to a post acknowledges it. */
    boolean done(String id) {
        boolean acknowledges = false;
        for (EventPost post : byEvent.getOrDefault(id, List.of())) {
            acknowledges |= post.done(id);
        }
        return acknowledges;
    }

    /** The event has failed, or waits for something else. */
    void notDone(String id) {
        byEvent.getOrDefault(id, List.of()).forEach(post -> post.notDone(id));
    }

    /**
     * Tells posts that came while the event still counted as taken, when its outcome was known already.
     *
     * @param acknowledged whether the event is done
     */
    void settled(String id, boolean acknowledged) {
        if (acknowledged) {
            done(id);
        } else {
            notDone(id);
        }
    }

    /** Answers all posts with what is known by now. */
    void close() {
        List.copyOf(byEvent.values()).forEach(posts -> posts.forEach(EventPost::close));
    }
}

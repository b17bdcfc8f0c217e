package io.github.camelfastspring.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

import com.fasterxml.jackson.databind.JsonNode;

import io.github.camelfastspring.simulator.http.ApiResponse;
import io.github.camelfastspring.simulator.http.HttpFront;
import io.github.camelfastspring.simulator.http.Outcome;
import io.github.camelfastspring.simulator.http.RawRequest;
import io.github.camelfastspring.simulator.payload.Json;

/** A server that posts go to. It answers as scripted, then 200. */
final class WebhookReceiver implements AutoCloseable {
    private final List<RawRequest> posts = Collections.synchronizedList(new ArrayList<>());
    private final ConcurrentLinkedQueue<Function<RawRequest, Outcome>> script = new ConcurrentLinkedQueue<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private final HttpFront front = new HttpFront(0, this::answer);

    String url() {
        return "http://127.0.0.1:" + front.port() + "/hook";
    }

    List<RawRequest> posts() {
        synchronized (posts) {
            return List.copyOf(posts);
        }
    }

    WebhookReceiver answers(ApiResponse... next) {
        for (ApiResponse response : next) {
            script.add(post -> Outcome.of(response));
        }
        return this;
    }

    WebhookReceiver answers(Function<RawRequest, ApiResponse> next) {
        script.add(post -> Outcome.of(next.apply(post)));
        return this;
    }

    WebhookReceiver resets() {
        script.add(post -> Outcome.CLOSED);
        return this;
    }

    /** The next post is answered only when the receiver closes. */
    WebhookReceiver hangs() {
        script.add(post -> {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Outcome.CLOSED;
        });
        return this;
    }

    /** The events of a post, in its order. */
    static List<JsonNode> events(RawRequest post) {
        try {
            List<JsonNode> events = new ArrayList<>();
            Json.read(post.body()).get("events").forEach(events::add);
            return events;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> ids(RawRequest post) {
        return events(post).stream().map(event -> event.get("id").asText()).toList();
    }

    private Outcome answer(RawRequest post) {
        posts.add(post);
        Function<RawRequest, Outcome> next = script.poll();
        return next == null ? Outcome.of(ApiResponse.empty(200)) : next.apply(post);
    }

    @Override
    public void close() {
        end.countDown();
        front.close();
    }
}

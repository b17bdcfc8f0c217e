package io.github.camelfastspring.webhook;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.github.camelfastspring.simulator.webhook.SampleEvents;
import io.github.camelfastspring.simulator.webhook.WebhookPost;

/**
 * Bodies of posts, byte by byte: the simulator's samples always, and with {@code -Dfastspring.examples=<folder>} the
 * published events in its subfolder {@code events}, which are not part of this project.
 */
public final class PublishedBodies {

    /**
     * A body.
     *
     * @param name where it comes from
     * @param post the body of a whole post
     */
    public record Body(String name, byte[] post) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    private PublishedBodies() {}

    public static List<Body> samples() {
        List<Body> bodies = new ArrayList<>();
        for (String type : SampleEvents.types()) {
            bodies.add(new Body(type, WebhookPost.of(SampleEvents.of(type)).body()));
            bodies.add(new Body(
                    type + ", expanded",
                    WebhookPost.of(SampleEvents.expanded(type)).body()));
        }
        return bodies;
    }

    /** Empty without the folder. */
    public static List<Body> published() {
        String folder = System.getProperty("fastspring.examples", "");
        if (folder.isEmpty()) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(Path.of(folder, "events"))) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .map(PublishedBodies::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static List<Body> all() {
        return Stream.concat(samples().stream(), published().stream()).toList();
    }

    private static Body read(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            boolean whole = JSON.readTree(bytes).path("events").isArray();
            return new Body(file.getFileName().toString(), whole ? bytes : post(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The event's bytes as they are; reading and writing them again would change them. */
    private static byte[] post(byte[] event) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write("{\"events\":[".getBytes(StandardCharsets.US_ASCII));
        out.write(event);
        out.write("]}".getBytes(StandardCharsets.US_ASCII));
        return out.toByteArray();
    }
}

package io.github.camelfastspring.kamelets;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * A Kamelet as it stands in its file.
 *
 * @param file its file
 * @param yaml what the file holds
 */
record KameletFile(Path file, Map<String, Object> yaml) {

    static final Path FOLDER = Path.of("src/main/resources/kamelets");
    static final String EXTENSION = ".kamelet.yaml";

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\??([A-Za-z0-9._-]+)}}");

    /** All of the project, by name. */
    static List<KameletFile> all() {
        return all(FOLDER);
    }

    static List<KameletFile> all(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().map(KameletFile::read).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static KameletFile read(Path file) {
        try {
            return of(file, Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    static KameletFile of(Path file, String text) {
        return new KameletFile(
                file, (Map<String, Object>) new Load(LoadSettings.builder().build()).loadFromString(text));
    }

    String name() {
        return text("metadata", "name");
    }

    /** What stands at a path of keys; null where nothing does. */
    Object at(String... path) {
        Object node = yaml;
        for (String key : path) {
            node = node instanceof Map<?, ?> map ? map.get(key) : null;
        }
        return node;
    }

    String text(String... path) {
        return at(path) instanceof String text ? text : null;
    }

    @SuppressWarnings("unchecked")
    Map<String, Object> map(String... path) {
        return at(path) instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    List<?> list(String... path) {
        return at(path) instanceof List<?> list ? list : List.of();
    }

    /** The properties, by name. */
    Map<String, Object> properties() {
        return map("spec", "definition", "properties");
    }

    /** The names that the template puts in double braces. */
    Set<String> usedProperties() {
        Set<String> names = new TreeSet<>();
        Matcher matcher = PLACEHOLDER.matcher(String.valueOf(at("spec", "template")));
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    @Override
    public String toString() {
        return file.getFileName().toString();
    }
}

package io.github.camelfastspring.simulator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;

import io.github.camelfastspring.simulator.payload.Json;

import static org.assertj.core.api.Assertions.assertThat;

/** Reads the real bodies of a folder and compares members, see {@link RealBodiesTest}. */
final class RealBodies {
    /** Objects whose keys are data. */
    private static final Set<String> FREE_KEYS = Set.of(
            "accountTags",
            "orderTags",
            "attributes",
            "display",
            "price",
            "fulfillments",
            "tags",
            "amount",
            "reason",
            "pricing",
            "quantityDiscount",
            "discountReason",
            "total_price");

    private RealBodies() {}

    static List<Path> files(Path folder, String pattern) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches(pattern))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static JsonNode read(Path file) {
        try {
            return Json.read(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Every member that we emit, with its type, is in one of the real bodies. */
    static void emitsKnownMembersOnly(JsonNode ours, List<Path> real, Set<String> onlyOurs) {
        assertThat(real).isNotEmpty();
        Map<String, Set<JsonNodeType>> known = new LinkedHashMap<>();
        real.forEach(file -> walk("", read(file), FREE_KEYS, known));
        Map<String, Set<JsonNodeType>> emitted = new LinkedHashMap<>();
        walk("", ours, FREE_KEYS, emitted);
        Set<String> unknown = new TreeSet<>();
        emitted.forEach((path, types) -> types.forEach(type -> {
            Set<JsonNodeType> realTypes = known.getOrDefault(path, Set.of());
            boolean fits = realTypes.contains(type)
                    || !realTypes.isEmpty()
                            && (type == JsonNodeType.NULL
                                    || Set.of(JsonNodeType.NULL).equals(realTypes));
            if (!fits && onlyOurs.stream().noneMatch(path::matches)) {
                unknown.add(path + " " + type + ", real: " + realTypes);
            }
        }));
        assertThat(unknown).as("emitted, but in none of " + names(real)).isEmpty();
    }

    private static List<String> names(List<Path> files) {
        List<String> names = new ArrayList<>();
        files.forEach(file -> names.add(file.getFileName().toString()));
        return names;
    }

    /**
     * Gathers the paths of all members, with the types that they have.
     *
     * @param freeKeys names of objects whose keys are data, so that they are not looked into
     */
    static void walk(String path, JsonNode node, Set<String> freeKeys, Map<String, Set<JsonNodeType>> paths) {
        paths.computeIfAbsent(path, key -> new LinkedHashSet<>()).add(node.getNodeType());
        String name = path.substring(path.lastIndexOf('/') + 1);
        if (node.isObject() && !freeKeys.contains(name)) {
            node.properties().forEach(member -> walk(path + "/" + member.getKey(), member.getValue(), freeKeys, paths));
        }
        if (node.isArray()) {
            node.forEach(element -> walk(path + "[]", element, freeKeys, paths));
        }
    }
}

package io.github.camelfastspring.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The docs are as the build writes them, and writing them again changes nothing. */
class DocsTablesTest {

    private static final Path DOCS = Path.of("../docs");

    @Test
    void theDocsAreCurrent(@TempDir Path folder) throws Exception {
        Map<String, String> docs = read(DOCS);
        for (Map.Entry<String, String> page : docs.entrySet()) {
            Path copy = folder.resolve(page.getKey());
            Files.createDirectories(copy.getParent());
            Files.writeString(copy, page.getValue());
        }

        DocsTables.main(new String[] {folder.toString()});

        assertThat(read(folder)).isEqualTo(docs);
    }

    @Test
    void pagesAreWrittenOnceOnly(@TempDir Path folder) throws Exception {
        ResourcePages.write(folder);
        Path page = folder.resolve("accounts.md");
        Files.setLastModifiedTime(page, FileTime.fromMillis(0));
        ResourcePages.write(folder);

        assertThat(Files.getLastModifiedTime(page).toMillis()).isZero();
    }

    private static Map<String, String> read(Path folder) throws IOException {
        Map<String, String> pages = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(file -> file.toString().endsWith(".md")).toList()) {
                pages.put(folder.relativize(file).toString(), Files.readString(file));
            }
        }
        return pages;
    }
}

package io.github.camelfastspring;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The version that the build wrote beside this class. */
final class ComponentVersion {

    private ComponentVersion() {}

    static String get() {
        Properties properties = new Properties();
        try (InputStream file = ComponentVersion.class.getResourceAsStream("version.properties")) {
            properties.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version");
    }
}

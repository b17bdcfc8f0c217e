package io.github.camelfastspring.karaf;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import aQute.bnd.osgi.Builder;
import aQute.bnd.osgi.Jar;
import org.osgi.framework.Constants;

import static org.assertj.core.api.Assertions.assertThat;

/** Writes bundles and features for a test; gives their URLs. */
final class TestBundles {

    private TestBundles() {}

    /** A file with one feature of the class's name: a bundle of the classes beside it, and the features that it needs. */
    static String feature(Class<?> one, Path folder, String... needed) throws Exception {
        String name = one.getSimpleName();
        String features =
                Stream.of(needed).map("<feature>%s</feature>"::formatted).collect(Collectors.joining());
        Path file = folder.resolve(name + ".xml");
        Files.writeString(
                file,
                """
                <features name="%1$s" xmlns="http://karaf.apache.org/xmlns/features/v1.6.0">
                  <feature name="%1$s">%2$s<bundle>%3$s</bundle></feature>
                </features>
                """
                        .formatted(name, features, pack(one, null, folder)));
        return file.toUri().toString();
    }

    /** A bundle of the classes beside this one, which are looked up in the class path of the test. */
    static String pack(Class<?> one, String activator, Path folder) throws Exception {
        try (Builder builder = new Builder()) {
            builder.setBundleSymbolicName(one.getName());
            builder.setBundleVersion("1.0.0");
            builder.setPrivatePackage(one.getPackageName());
            if (activator != null) {
                builder.setBundleActivator(activator);
            }
            builder.addClasspath(Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                    .map(File::new)
                    .filter(File::exists)
                    .toList());
            Jar jar = builder.build();
            assertThat(builder.getErrors()).isEmpty();
            return write(jar, folder.resolve(one.getSimpleName() + ".jar"));
        }
    }

    /** The bundle in another version. */
    static String changeVersion(Path bundle, String version, Path folder) throws Exception {
        try (Jar jar = new Jar(bundle.toFile())) {
            Manifest manifest = jar.getManifest();
            manifest.getMainAttributes().putValue(Constants.BUNDLE_VERSION, version);
            jar.setManifest(manifest);
            return write(jar, folder.resolve(version + ".jar"));
        }
    }

    private static String write(Jar jar, Path file) throws Exception {
        jar.write(file.toFile());
        return file.toUri().toString();
    }
}

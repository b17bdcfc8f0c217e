package io.github.camelfastspring.karaf;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/**
 * A real Karaf: the unpacked distribution in a process of its own, with the {@code etc} and {@code data} of one test. What it
 * installs comes out of folders of this machine.
 */
final class Karaf implements AutoCloseable {

    private final Path base;
    private final Process process;
    private final JMXConnector connector;
    private final KarafAdministration administration;

    private Karaf(Path base, Process process, JMXServiceURL url) throws Exception {
        this.base = base;
        this.process = process;
        try {
            connector = patiently()
                    .ignoreExceptions()
                    .until(
                            () -> {
                                Map<String, ?> login =
                                        Map.of(JMXConnector.CREDENTIALS, new String[] {"karaf", "karaf"});
                                return JMXConnectorFactory.connect(url, login);
                            },
                            connected -> true);
            administration = new KarafAdministration(connector.getMBeanServerConnection());
            patiently().ignoreExceptions().until(administration::isReady);
        } catch (Throwable e) {
            end();
            throw e;
        }
    }

    /** Starts it in a new folder. */
    static Karaf start(Path base) throws Exception {
        Path home = Path.of(System.getProperty("karaf.home"));
        Path etc = base.resolve("etc");
        copy(home.resolve("etc"), etc);
        Files.createDirectory(base.resolve("data"));
        int registry = freePort();
        int server = freePort();
        set(
                etc.resolve("org.apache.karaf.management.cfg"),
                Map.of("rmiRegistryPort", String.valueOf(registry), "rmiServerPort", String.valueOf(server)));
        String repositories = Stream.of(
                        home.resolve("system"),
                        Path.of(System.getProperty("karaf.staged")),
                        Path.of(System.getProperty("maven.local")))
                .map(folder -> folder.toUri() + "@id=" + folder.getFileName() + "@snapshots")
                .collect(Collectors.joining(","));
        String maven = "org.ops4j.pax.url.mvn.";
        set(
                etc.resolve(maven + "cfg"),
                Map.of(
                        maven + "repositories",
                        "",
                        maven + "defaultRepositories",
                        repositories,
                        maven + "localRepository",
                        base.resolve("repository").toString()));
        set(etc.resolve("users.properties"), Map.of("karaf", "karaf,admin,manager,viewer,systembundles"));
        withoutRemoteShell(etc.resolve("org.apache.karaf.features.cfg"));
        replaceBundles(etc.resolve("org.apache.karaf.features.xml"));

        // As a daemon, the script becomes the JVM.
        ProcessBuilder script =
                new ProcessBuilder("sh", home.resolve("bin/karaf").toString(), "daemon");
        script.environment()
                .putAll(Map.of("JAVA_HOME", System.getProperty("java.home"), "KARAF_BASE", base.toString()));
        script.redirectErrorStream(true)
                .redirectOutput(base.resolve("output.txt").toFile());
        Process process = script.start();
        process.getOutputStream().close();
        return new Karaf(
                base,
                process,
                new JMXServiceURL("service:jmx:rmi://127.0.0.1:%d/jndi/rmi://127.0.0.1:%d/karaf-root"
                        .formatted(server, registry)));
    }

    KarafAdministration administration() {
        return administration;
    }

    /** Writes a configuration, which Karaf then finds: all of it, or nothing yet. */
    void configure(String pid, Map<String, String> properties) throws IOException {
        Path file = base.resolve(pid + ".cfg");
        set(file, properties);
        Files.move(file, base.resolve("etc").resolve(file.getFileName()), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Gives up when the process has ended. */
    ConditionFactory patiently() {
        return Awaitility.await("Karaf, see " + base.resolve("data/log/karaf.log"))
                .atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofMillis(100))
                .failFast("Karaf ended, see " + base.resolve("output.txt"), () -> !process.isAlive());
    }

    @Override
    public void close() {
        try {
            connector.close();
        } catch (IOException e) {
            // The process ends all the same.
        } finally {
            end();
        }
    }

    private void end() {
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroy);
        try {
            process.waitFor(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        all.forEach(ProcessHandle::destroyForcibly);
    }

    private static void withoutRemoteShell(Path file) throws IOException {
        Properties properties = load(file);
        String features = Stream.of(properties.getProperty("featuresBoot").split("\\s*,\\s*"))
                .filter(feature -> !feature.startsWith("ssh/"))
                .collect(Collectors.joining(","));
        set(file, Map.of("featuresBoot", features));
    }

    /** The component's own bundle is not replaced: it is staged under its coordinates. */
    private static void replaceBundles(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of(System.getProperty("karaf.processing")))) {
            Files.write(
                    file,
                    lines.filter(line -> !line.contains("/camel-fastspring/")).toList());
        }
    }

    private static void set(Path file, Map<String, String> values) throws IOException {
        Properties properties = load(file);
        properties.putAll(values);
        try (OutputStream out = Files.newOutputStream(file)) {
            properties.store(out, null);
        }
    }

    private static Properties load(Path file) throws IOException {
        Properties properties = new Properties();
        if (Files.exists(file)) {
            try (InputStream in = Files.newInputStream(file)) {
                properties.load(in);
            }
        }
        return properties;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path copy = to.resolve(from.relativize(file));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}

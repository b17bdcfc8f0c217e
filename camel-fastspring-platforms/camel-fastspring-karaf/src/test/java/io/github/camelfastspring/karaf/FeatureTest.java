package io.github.camelfastspring.karaf;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;

import aQute.bnd.header.Attrs;
import aQute.bnd.header.Parameters;
import aQute.bnd.osgi.Domain;
import aQute.bnd.version.Version;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Constants;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

import io.github.camelfastspring.FastSpringComponent;

import static org.assertj.core.api.Assertions.assertThat;

/** The component's bundle and the features, as far as can be said without a Karaf. */
class FeatureTest {

    private static final List<String> OPTIONAL =
            List.of("io.vertx.", "io.micrometer.", "org.apache.camel.component.webhook");

    @Test
    void theJarIsABundleThatExportsItsPackages() throws Exception {
        Domain manifest = manifest();

        assertThat(manifest.getBundleSymbolicName().getKey()).isEqualTo("io.github.camelfastspring.camel-fastspring");
        assertThat(Version.parseVersion(manifest.getBundleVersion())).isGreaterThanOrEqualTo(new Version(1));
        assertThat(manifest.getExportPackage().keySet())
                .contains(
                        "io.github.camelfastspring",
                        "io.github.camelfastspring.client",
                        "io.github.camelfastspring.error",
                        "io.github.camelfastspring.events")
                .allMatch(name -> (name + ".").startsWith("io.github.camelfastspring."));
        manifest.getExportPackage().forEach((name, attributes) -> assertThat(attributes.getVersion())
                .isEqualTo(manifest.getBundleVersion()));
    }

    @Test
    void importsHaveRangesAndOptionalLibrariesAreOptional() throws Exception {
        Parameters imports = manifest().getImportPackage();

        assertThat(imports.keySet()).anyMatch(name -> name.startsWith("io.vertx."));
        imports.forEach((name, attributes) -> {
            assertThat(attributes.get(Constants.RESOLUTION_DIRECTIVE + ":"))
                    .as(name)
                    .isEqualTo(OPTIONAL.stream().anyMatch(name::startsWith) ? "optional" : null);
            assertThat(attributes.getVersion()).as(name).isEqualTo(range(name));
        });
    }

    /** Null for what the JDK has. */
    private static String range(String name) {
        if (name.startsWith("java.") || name.startsWith("javax.")) {
            return null;
        }
        return Stream.of(
                        "org.apache.camel [4.10,5)",
                        "org.apache.hc [0,6)",
                        "com.fasterxml.jackson [2.15,3)",
                        "io.github.bucket4j [8.14,9)",
                        "org.slf4j [1.7,3)",
                        "io.vertx [0,5)",
                        "io.micrometer [1.14,2)")
                .map(line -> line.split(" "))
                .filter(entry -> (name + ".").startsWith(entry[0] + "."))
                .map(entry -> entry[1])
                .findAny()
                .orElse("none: this library is not among the features");
    }

    @Test
    void theComponentIsAnnouncedToThoseWhoWaitForItAndNeedsCamelsExtender() throws Exception {
        Attrs component = manifest().getProvideCapability().get("osgi.service");
        Attrs extender = manifest().getRequireCapability().get("osgi.extender");

        assertThat(component.getTyped("objectClass")).isEqualTo(List.of("org.apache.camel.spi.ComponentResolver"));
        assertThat(component)
                .containsEntry("component", "fastspring")
                .containsEntry(Constants.EFFECTIVE_DIRECTIVE + ":", "active");
        assertThat(extender.get(Constants.FILTER_DIRECTIVE + ":"))
                .isEqualTo("(&(osgi.extender=org.apache.camel)(version>=4.10)(!(version>=5)))");
    }

    @Test
    void theFeatureNeedsCamelsFeaturesAndStartsAtTheirLevel() throws Exception {
        Element feature = feature("camel-fastspring");

        assertThat(feature.getAttribute("start-level")).isEqualTo("50");
        assertThat(texts(feature, "feature")).containsExactly("wrap", "camel-core", "camel-http", "camel-jackson");
        assertThat(texts(feature, "bundle"))
                .hasSize(3)
                .noneMatch(url -> url.contains("${"))
                .last()
                .asString()
                .startsWith("mvn:io.github.camelfastspring/camel-fastspring/" + feature.getAttribute("version"));
    }

    @Test
    void theFeatureForWebhooksHasAServer() throws Exception {
        assertThat(texts(feature("camel-fastspring-webhook"), "feature"))
                .containsExactly("camel-fastspring", "camel-platform-http-vertx");
    }

    private static Domain manifest() throws Exception {
        return Domain.domain(componentJar().toFile());
    }

    static Path componentJar() throws Exception {
        return Path.of(FastSpringComponent.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }

    private static Element feature(String name) throws Exception {
        Document document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(Path.of(System.getProperty("features.file")).toFile());
        return elements(document.getDocumentElement(), "feature")
                .filter(feature -> feature.getAttribute("name").equals(name))
                .findAny()
                .orElseThrow();
    }

    private static List<String> texts(Element parent, String name) {
        return elements(parent, name).map(Element::getTextContent).toList();
    }

    private static Stream<Element> elements(Element parent, String name) {
        NodeList all = parent.getElementsByTagName(name);
        return IntStream.range(0, all.getLength()).mapToObj(index -> (Element) all.item(index));
    }
}

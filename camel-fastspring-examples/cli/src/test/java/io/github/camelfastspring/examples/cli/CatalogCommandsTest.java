package io.github.camelfastspring.examples.cli;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.camelfastspring.simulator.FastSpringSimulatorExtension;

import static org.assertj.core.api.Assertions.assertThat;

/** What the Camel CLI tells of this project where its jars are on the CLI's class path. */
class CatalogCommandsTest {

    /** A catalogue of Kamelets that this version of the CLI can read. */
    private static final String CATALOGUE = "--kamelets-version=4.10.0";

    @RegisterExtension
    final FastSpringSimulatorExtension fastSpring = new FastSpringSimulatorExtension();

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"fastspring", "component:fastspring"})
    void docShowsTheComponent(String name) throws Exception {
        try (CamelCli camel = cli().withJar("camel-fastspring").start("doc", name, CATALOGUE)) {
            assertThat(camel.join())
                    .contains("Component Name: fastspring")
                    .contains("<artifactId>camel-fastspring</artifactId>", "<version>" + CamelCli.VERSION)
                    .contains("fastspring:resource")
                    .contains("checkoutPath", "CamelFastSpringEventType");

            assertThat(camel.exitCode()).isZero();
        }
    }

    @Test
    void docFiltersOptions() throws Exception {
        try (CamelCli camel =
                cli().withJar("camel-fastspring").start("doc", "component:fastspring", "--filter=delivery")) {
            assertThat(camel.join()).contains("delivery", "- webhook").doesNotContain("checkoutPath");
        }
    }

    @Test
    void withoutTheJarThereIsNoDoc() throws Exception {
        try (CamelCli camel = cli().start("doc", "component:fastspring")) {
            assertThat(camel.join()).contains("not found");

            assertThat(camel.exitCode()).isNotZero();
        }
    }

    @Test
    void theKameletsAreListed() throws Exception {
        try (CamelCli camel = cli().withJar("camel-fastspring-kamelets")
                .start("catalog", "kamelet", "--filter=fastspring", CATALOGUE)) {
            assertThat(camel.join())
                    .contains("fastspring-events-source")
                    .contains("fastspring-session-create-action")
                    .contains("fastspring-product-sink");
        }
    }

    private CamelCli cli() throws Exception {
        return new CamelCli(folder, fastSpring.simulator());
    }
}

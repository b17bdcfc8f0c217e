package io.github.camelfastspring.simulator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(FastSpringSimulatorExtension.class)
class FastSpringSimulatorExtensionParameterTest {
    @Test
    void simulatorAndExtensionAreInjected(FastSpringSimulator simulator, FastSpringSimulatorExtension extension) {
        assertThat(extension.simulator()).isSameAs(simulator);
        extension.expectRefused("unknown path");

        new TestClient(simulator).get("/no/such/path");
    }
}

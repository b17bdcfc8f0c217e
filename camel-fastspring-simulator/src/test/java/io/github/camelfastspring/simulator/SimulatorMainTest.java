package io.github.camelfastspring.simulator;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SimulatorMainTest {
    @Test
    void argumentsAreTakenOver() {
        try (FastSpringSimulator simulator = SimulatorMain.parse("--port=0", "--username=u", "--password=p=q")
                .start()) {
            assertThat(simulator.username()).isEqualTo("u");
            assertThat(simulator.password()).isEqualTo("p=q");
            assertThat(simulator.baseUrl()).startsWith("http://127.0.0.1:");
        }
    }

    @Test
    void theGreetingSaysHowToUseIt() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (FastSpringSimulator simulator = FastSpringSimulator.start()) {
            SimulatorMain.greet(simulator, new PrintStream(out, true, StandardCharsets.UTF_8));

            assertThat(out.toString(StandardCharsets.UTF_8))
                    .contains(simulator.baseUrl(), "simulator / simulator-password")
                    .contains("examplestore/popup-checkout", "cloud-notes-monthly", "operation=create");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--prot=1", "port", "--port", "--port=x", "--port=70000", "--=1"})
    void wrongArgumentsAreNamed(String argument) {
        assertThatThrownBy(() -> SimulatorMain.parse(argument))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(argument.replaceAll("--port=", ""));
    }
}

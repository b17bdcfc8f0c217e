package io.github.camelfastspring.simulator;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FastSpringSimulatorExtensionTest {
    private final FastSpringSimulatorExtension extension = new FastSpringSimulatorExtension();

    @BeforeEach
    void before() {
        extension.beforeEach(null);
    }

    @AfterEach
    void after() {
        assertThatThrownBy(extension::simulator).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aTestWithoutRefusalsPasses() {
        new TestClient(extension.simulator()).get("/orders/nope");

        assertThatCode(() -> extension.afterEach(null)).doesNotThrowAnyException();
    }

    @Test
    void anUnexpectedRefusalFailsTheTestAndIsNamed() {
        new TestClient(extension.simulator()).get("/no/such/path?x=1");

        assertThatThrownBy(() -> extension.afterEach(null))
                .isInstanceOf(AssertionError.class)
                .hasMessage("Expected no refused requests, but the simulator refused 1:"
                        + "\n  GET /no/such/path?x=1 -> 404: unknown path");
    }

    @Test
    void expectedRefusalsPassInOrder() {
        extension.expectRefused("unknown path", "letter case");
        refuseTwo();

        assertThatCode(() -> extension.afterEach(null)).doesNotThrowAnyException();
    }

    @Test
    void theOrderOfRefusalsCounts() {
        extension.expectRefused("letter case");
        extension.expectRefused("unknown path");
        refuseTwo();

        assertThatThrownBy(() -> extension.afterEach(null)).hasMessageContaining("refused 2:");
    }

    @Test
    void anExpectedRefusalThatDoesNotComeFails() {
        extension.expectRefused("unknown path");

        assertThatThrownBy(() -> extension.afterEach(null))
                .hasMessage("Expected refused requests for [unknown path], but the simulator refused none");
    }

    @Test
    void theNextTestGetsANewSimulator() {
        FastSpringSimulator first = extension.simulator();
        extension.expectRefused("unknown path", "letter case");
        refuseTwo();
        extension.afterEach(null);

        extension.beforeEach(null);

        assertThat(extension.simulator()).isNotSameAs(first);
        extension.afterEach(null);
    }

    private void refuseTwo() {
        TestClient client = new TestClient(extension.simulator());
        client.get("/no/such/path");
        client.get("/ORDERS/x");
    }
}

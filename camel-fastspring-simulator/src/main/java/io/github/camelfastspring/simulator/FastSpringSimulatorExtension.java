package io.github.camelfastspring.simulator;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * JUnit 5 extension: a simulator for each test, as {@link #simulator()} or as a parameter of the test. After the test
 * the simulator is closed, and the test fails if the judge refused a request that the test did not expect to be
 * refused, or if an expected refusal did not come.
 *
 * <pre>{@code
 * @RegisterExtension
 * final FastSpringSimulatorExtension fastSpring = new FastSpringSimulatorExtension();
 * }</pre>
 *
 * With {@code @ExtendWith}, a parameter of this type gives the extension. One instance serves one test at a time: in
 * tests that run in parallel, register it in a field that is not static.
 */
public final class FastSpringSimulatorExtension implements BeforeEachCallback, AfterEachCallback, ParameterResolver {
    private final Supplier<FastSpringSimulator> starter;
    private final List<String> expected = Collections.synchronizedList(new ArrayList<>());
    private FastSpringSimulator simulator;

    /** Simulators with the defaults. */
    public FastSpringSimulatorExtension() {
        this(FastSpringSimulator::start);
    }

    /** Simulators that {@code starter} starts, one a test. */
    public FastSpringSimulatorExtension(Supplier<FastSpringSimulator> starter) {
        this.starter = starter;
    }

    /**
     * The simulator of the running test.
     *
     * @throws IllegalStateException outside of a test
     */
    public FastSpringSimulator simulator() {
        if (simulator == null) {
            throw new IllegalStateException("The simulator exists only while a test runs");
        }
        return simulator;
    }

    /**
     * Says that the judge will refuse requests in this test: one for each fragment, in this order, whose reason
     * contains the fragment. May be called several times.
     */
    public void expectRefused(String... reasonFragments) {
        expected.addAll(List.of(reasonFragments));
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        expected.clear();
        simulator = starter.get();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (simulator == null) {
            return;
        }
        List<RefusedRequest> refused = simulator.refusedRequests();
        simulator.close();
        simulator = null;
        if (!asExpected(refused)) {
            throw new AssertionError(message(refused));
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == FastSpringSimulator.class || type == FastSpringSimulatorExtension.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == FastSpringSimulator.class ? simulator() : this;
    }

    private boolean asExpected(List<RefusedRequest> refused) {
        if (refused.size() != expected.size()) {
            return false;
        }
        for (int i = 0; i < refused.size(); i++) {
            if (!refused.get(i).reason().contains(expected.get(i))) {
                return false;
            }
        }
        return true;
    }

    private String message(List<RefusedRequest> refused) {
        String listed = refused.stream().map(request -> "\n  " + request).collect(Collectors.joining());
        return (expected.isEmpty() ? "Expected no refused requests" : "Expected refused requests for " + expected)
                + ", but the simulator refused " + (listed.isEmpty() ? "none" : refused.size() + ":" + listed);
    }
}

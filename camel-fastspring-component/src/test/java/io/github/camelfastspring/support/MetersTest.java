package io.github.camelfastspring.support;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MetersTest {

    /** A call may end after its component, and would bring back a meter that nobody removes. */
    @Test
    void whatIsToldAfterTheEndIsNotShown() throws Exception {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        try (CamelContext context = new DefaultCamelContext()) {
            context.getRegistry().bind("meters", registry);
            Meters meters = Meters.of(context);
            meters.count("throttles", "a counter", 1);
            assertThat(registry.getMeters()).hasSize(1);

            meters.close();
            assertThat(registry.getMeters()).isEmpty();
            meters.count("throttles", "a counter", 1);
            meters.time("calls", "a timer", 1);
            assertThat(registry.getMeters()).isEmpty();
        }
    }
}

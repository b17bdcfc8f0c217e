package io.github.camelfastspring.examples.quickstart;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.camelfastspring.simulator.Event;
import io.github.camelfastspring.simulator.FastSpringSimulator;
import io.github.camelfastspring.simulator.Fault;
import io.github.camelfastspring.simulator.Order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Runs the example as its users do, and looks at what it says and leaves behind. */
class QuickstartTest {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private FastSpringSimulator simulator;

    @BeforeEach
    void start() {
        simulator = FastSpringSimulator.start();
    }

    @AfterEach
    void stop() {
        simulator.close();
    }

    @Test
    void sellsThreeProductsAndWritesTheOrder() throws Exception {
        int exitCode = run();

        String text = printed.toString(StandardCharsets.UTF_8);
        assertThat(exitCode).as(text).isZero();
        assertThat(simulator.refusedRequests()).isEmpty();
        assertThat(simulator.store().orders()).hasSize(1);
        assertThat(simulator.store().unprocessedEvents()).isEmpty();
        Order order = simulator.store().orders().get(0);
        assertThat(order.live()).isFalse();
        assertThat(Files.readString(folder.resolve("simulator/orders.csv")))
                .isEqualTo(OrderLines.HEADER + String.join("", expectedLines(order)));

        assertThat(text)
                .contains("session       " + order.sessionId())
                .contains("added         1 x cloud-notes-monthly")
                .contains("address       " + simulator.baseUrl() + "/checkout/session/" + order.sessionId())
                .contains("order " + order.reference())
                .contains("$" + order.total())
                .contains("orders.csv");
        List<Event> events = simulator.store().events();
        assertThat(text).contains(events.size() + " events received, " + events.size() + " acknowledged");
        assertThat(events).allSatisfy(event -> assertThat(text)
                .containsPattern("received +\\Q" + event.type() + "\\E +\\Q" + event.id() + "\\E\\R")
                .containsPattern("acknowledged +\\Q" + event.type() + "\\E +\\Q" + event.id() + "\\E\\R"));
        assertThat(text)
                .doesNotContain(simulator.password())
                .doesNotContain("@")
                .doesNotContain("Ada")
                .doesNotContain("FAILED");
    }

    @Test
    void saysWhatWentWrongWhenTheCheckoutIsRefused() throws Exception {
        simulator.faults().next("POST", "/v2/checkouts", Fault.status(401));

        assertThat(run()).isEqualTo(1);

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("FAILED: FastSpring sessions.create")
                .doesNotContain(simulator.password());
    }

    @Test
    void endsInTimeWhenNothingIsAcknowledged() throws Exception {
        simulator.faults().next(1000, "POST", "/events/", Fault.status(503));

        assertThat(run(Duration.ofSeconds(3))).isEqualTo(1);

        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("FAILED: not done after 3 s")
                .contains(" 0 acknowledged");
    }

    @Test
    void asksForWhatARealStoreNeeds() {
        assertThatThrownBy(() -> Settings.of(Map.of("FASTSPRING_USERNAME", "me"), folder))
                .hasMessageContaining("FASTSPRING_PASSWORD");
        Map<String, String> credentials = Map.of("FASTSPRING_USERNAME", "me", "FASTSPRING_PASSWORD", "secret");
        assertThatThrownBy(() -> Settings.of(credentials, folder))
                .hasMessageContaining("FASTSPRING_CHECKOUT_PATH")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(() -> Settings.of(with(credentials, "FASTSPRING_CHECKOUT_PATH", "s/c"), folder))
                .hasMessageContaining("FASTSPRING_PRODUCTS");
    }

    @Test
    void doesNotAcknowledgeARealStoresEventsUnlessAsked() {
        Map<String, String> store = Map.of(
                "FASTSPRING_USERNAME", "me",
                "FASTSPRING_PASSWORD", "secret",
                "FASTSPRING_CHECKOUT_PATH", "store/checkout",
                "FASTSPRING_PRODUCTS", "a, b,c");

        assertThat(Settings.of(store, folder).acknowledge()).isEqualTo("none");
        assertThat(Settings.of(store, folder).products()).containsExactly("a", "b", "c");
        assertThat(Settings.of(with(store, "FASTSPRING_ACKNOWLEDGE", "true"), folder)
                        .acknowledge())
                .isEqualTo("onCompletion");
    }

    private int run() throws Exception {
        return run(Settings.simulated(folder).timeLimit());
    }

    private int run(Duration timeLimit) throws Exception {
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        Settings settings = Settings.simulated(folder).withTimeLimit(timeLimit);
        return new Quickstart(settings, out).in(simulator);
    }

    private static List<String> expectedLines(Order order) {
        List<String> lines = new ArrayList<>();
        for (Order.Item item : order.items()) {
            lines.add("%s,%s,%s,%s,%d,%s,%s\n"
                    .formatted(
                            order.id(),
                            order.reference(),
                            Instant.ofEpochMilli(order.changed().toEpochMilli()),
                            item.product(),
                            item.quantity(),
                            item.subtotal(),
                            order.currency()));
        }
        return lines;
    }

    private static Map<String, String> with(Map<String, String> map, String name, String value) {
        Map<String, String> more = new HashMap<>(map);
        more.put(name, value);
        return more;
    }
}

package io.github.camelfastspring.producer;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.camelfastspring.error.FastSpringAuthenticationException;
import io.github.camelfastspring.error.FastSpringNotFoundException;
import io.github.camelfastspring.error.FastSpringPartialFailureException;
import io.github.camelfastspring.error.FastSpringRefusedException;
import io.github.camelfastspring.operation.FastSpringOperation;
import io.github.camelfastspring.operation.FastSpringOperations;
import io.github.camelfastspring.simulator.Event;
import io.github.camelfastspring.simulator.FastSpringSimulator;
import io.github.camelfastspring.simulator.FastSpringSimulatorExtension;
import io.github.camelfastspring.simulator.Order;
import io.github.camelfastspring.support.Calls;

import static org.assertj.core.api.Assertions.assertThat;

/** Every row against the simulated store, whose judge refuses what FastSpring would. */
class SimulatedStoreTest {

    private static final String SESSIONS = "fastspring:sessions?checkoutPath=examplestore/popup-checkout&operation=";

    @RegisterExtension
    final FastSpringSimulatorExtension store = new FastSpringSimulatorExtension();

    private final Set<String> exercised = new TreeSet<>();
    private FastSpringSimulator simulator;
    private Calls calls;

    @BeforeEach
    void start() {
        simulator = store.simulator();
        calls = new Calls(simulator.baseUrl(), simulator.username(), simulator.password());
    }

    @AfterEach
    void stop() {
        calls.close();
    }

    private Object call(String row, String uri, Object body, int status) {
        exercised.add(row);
        Exchange exchange = calls.call(uri, body);
        assertThat(exchange.getException()).as(uri).isNull();
        assertThat(exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE)).isEqualTo(status);
        return exchange.getMessage().getBody();
    }

    private Map<?, ?> map(String row, String uri, Object body, int status) {
        return (Map<?, ?>) call(row, uri, body, status);
    }

    @Test
    void everyRow() {
        String first = simulator.store().products().get(0).path();
        String second = simulator.store().products().get(1).path();
        Map<?, ?> session = map(
                "sessions.create",
                SESSIONS + "create",
                Map.of(
                        "customer",
                        Map.of("billToContact", Map.of("email", "robin@example.com", "firstName", "Robin")),
                        "cart",
                        Map.of("lineItems", List.of(Map.of("productPath", first, "quantity", 2)))),
                201);
        String id = (String) session.get("id");
        map("sessions.addItem", SESSIONS + "addItem&id=" + id, Map.of("productPath", second), 200);
        call(
                "sessions.updateItem",
                SESSIONS + "updateItem&id=" + id + "&productPath=" + first + "," + second,
                "{\"productPath\":\"" + first + "\",\"quantity\":3}",
                200);
        assertThat(call(
                        "sessions.removeItem",
                        SESSIONS + "removeItem&id=" + id + "&productPath=" + second,
                        "not sent",
                        204))
                .isNull();
        map(
                "sessions.updateCustomer",
                SESSIONS + "updateCustomer&id=" + id,
                Map.of("billToContact", Map.of("email", "robin@example.com", "lastName", "Vale")),
                200);
        Map<?, ?> read = map("sessions.get", SESSIONS + "get&id=" + id, null, 200);
        assertThat((List<?>) ((Map<?, ?>) read.get("cart")).get("lineItems"))
                .singleElement()
                .satisfies(
                        item -> assertThat(((Map<?, ?>) item).get("quantity")).isEqualTo(3));
        call("sessions.getPaymentMethods", SESSIONS + "getPaymentMethods&id=" + id, null, 200);
        map(
                "sessions.replace",
                SESSIONS + "replace&id=" + id,
                Map.of(
                        "customer",
                        Map.of("billToContact", Map.of("email", "robin@example.com")),
                        "cart",
                        Map.of("lineItems", List.of(Map.of("productPath", first)))),
                200);
        Order order = simulator.buy(id);
        Map<?, ?> sold = map("orders.get", "fastspring:orders?operation=get&id=" + order.id(), null, 200);
        assertThat(sold.get("order")).isEqualTo(order.id());
        Map<?, ?> account =
                map("accounts.get", "fastspring:accounts?operation=get&id=" + sold.get("account"), null, 200);
        assertThat(account.get("account")).isEqualTo(sold.get("account"));
        assertThat((List<?>)
                        call("products.get", "fastspring:products?operation=get&id=" + second + "," + first, null, 200))
                .map(product -> (String) ((Map<?, ?>) product).get("product"))
                .containsExactly(second, first);
        map(
                "sessions-v1.create",
                "fastspring:sessions-v1?operation=create",
                Map.of("account", sold.get("account"), "items", List.of(Map.of("product", first, "quantity", 1))),
                200);
        events();

        assertThat(exercised)
                .containsExactlyElementsOf(FastSpringOperations.STANDARD.all().stream()
                        .map(FastSpringOperation::qualifiedName)
                        .sorted()
                        .toList());
    }

    private void events() {
        Event event = simulator.store().unprocessedEvents().get(0);
        Map<?, ?> list = map("events.listUnprocessed", "fastspring:events?operation=listUnprocessed", null, 200);
        assertThat((List<?>) list.get("events")).hasSameSizeAs(simulator.store().unprocessedEvents());
        call("events.markProcessed", "fastspring:events?operation=markProcessed&id=" + event.id(), "x", 200);
        assertThat(simulator.store().event(event.id()).orElseThrow().processed())
                .isTrue();
        Map<?, ?> done = map("events.listProcessed", "fastspring:events?operation=listProcessed&days=1", null, 200);
        assertThat((List<?>) done.get("events")).hasSize(1);
        call("events.markUnprocessed", "fastspring:events?operation=markUnprocessed&id=" + event.id(), null, 200);
        assertThat(simulator.store().event(event.id()).orElseThrow().processed())
                .isFalse();
    }

    @Test
    void whatTheStoreDoesNotHaveIsNotFound() {
        assertThat(calls.failure("fastspring:accounts?operation=get&id=nobody", null))
                .isInstanceOf(FastSpringNotFoundException.class);
        assertThat(calls.failure("fastspring:orders?operation=get&id=nothing", null))
                .isInstanceOf(FastSpringNotFoundException.class);
        assertThat(calls.failure("fastspring:products?operation=get&id=nothing", null))
                .isInstanceOf(FastSpringNotFoundException.class);
        assertThat(calls.failure(SESSIONS + "get&id=nothing", null)).isInstanceOf(FastSpringNotFoundException.class);
        assertThat(calls.failure("fastspring:events?operation=markProcessed&id=nothing", null))
                .isInstanceOf(FastSpringNotFoundException.class);
        String known = simulator.store().products().get(0).path();
        assertThat(calls.failure("fastspring:products?operation=get&id=nothing," + known, null))
                .isInstanceOfSatisfying(FastSpringPartialFailureException.class, e -> {
                    assertThat(e.getSucceeded()).hasSize(1);
                    assertThat(e.getFailed()).singleElement().satisfies(item -> assertThat(item.id())
                            .isEqualTo("nothing"));
                });
    }

    @Test
    void whatTheStoreRefusesIsRefused() {
        store.expectRefused("unknown");
        assertThat(calls.failure(SESSIONS + "create", "{\"colour\":\"red\"}"))
                .isInstanceOf(FastSpringRefusedException.class)
                .hasMessageContaining("sessions.create");
    }

    @Test
    void wrongCredentialsAreTold() {
        store.expectRefused("credentials");
        assertThat(calls.failure("fastspring:accounts?operation=get&id=a&password=wrong", null))
                .isInstanceOf(FastSpringAuthenticationException.class);
    }
}

package io.github.camelfastspring.simulator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.camelfastspring.simulator.payload.Json;

import static io.github.camelfastspring.simulator.TestClient.SESSIONS;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares what the simulator emits with real bodies, which are not part of this project: run with
 * {@code -Dfastspring.examples=<folder>}.
 */
@EnabledIfSystemProperty(named = "fastspring.examples", matches = ".+")
class RealBodiesTest {
    /** Objects whose keys are data. */
    private static final Set<String> FREE_KEYS =
            Set.of("accountTags", "orderTags", "attributes", "display", "price", "fulfillments");

    private static final String RICH_SESSION =
            """
            {"country":"US","customer":{"accountId":"%s","externalAccountId":"crm-4711",
            "billToContact":{"email":"ada@example.com","firstName":"Ada","lastName":"Example","company":"Example Ltd",
            "phoneNumber":"202-555-0100"},"billToAddress":{"addressLine1":"1 Sample Road","addressLine2":"Floor 2",
            "city":"Springfield","region":"IL","postalCode":"62701"},
            "shipToContact":{"email":"ada@example.com","firstName":"Ada","lastName":"Example","company":"Example Ltd",
            "phoneNumber":"202-555-0100"},"shipToAddress":{"addressLine1":"1 Sample Road","addressLine2":"Floor 2",
            "city":"Springfield","region":"IL","postalCode":"62701"},
            "accountTags":{"tier":"gold"},"taxId":"US1","taxIdRegion":"IL"},"orderTags":{"source":"test"},
            "hidePaymentMethods":["WIRE"],"buyerIp":"nowhere",
            "cart":{"couponCode":"WELCOME10","lineItems":[{"productPath":"cloud-notes-monthly","quantity":2,
            "attributes":{"seat":"1"},"descriptions":{"instructions":{"en":"Unpack"},"summary":{"en":"Notes"},
            "imageUrl":"https://example.com/n.png"},"customPrice":{"discountDuration":2,
            "discounts":[{"percentDiscount":10}]},"subscriptionOverrides":{"trialDays":7,
            "billingFrequency":{"intervalUnit":"MONTH","intervalLength":1,"intervalCount":1}}}]}}""";

    @RegisterExtension
    final FastSpringSimulatorExtension fastSpring = new FastSpringSimulatorExtension();

    private final Path folder = Path.of(System.getProperty("fastspring.examples"));
    private FastSpringSimulator simulator;
    private TestClient client;
    private Order order;
    private String sessionId;

    @BeforeEach
    void fillTheStore() {
        simulator = fastSpring.simulator();
        client = new TestClient(simulator);
        String first = client.post(SESSIONS, RICH_SESSION.replace("\"accountId\":\"%s\",", ""))
                .json()
                .get("id")
                .asText();
        order = simulator.buy(first);
        sessionId = client.post(SESSIONS, RICH_SESSION.formatted(order.accountId()))
                .json()
                .get("id")
                .asText();
    }

    @Test
    void accountCreated() {
        compareEvent("account.created");
    }

    @Test
    void orderCompleted() {
        compareEvent("order.completed");
    }

    @Test
    void subscriptionActivated() {
        compareEvent("subscription.activated");
    }

    @Test
    void sessionCreate() {
        JsonNode ours =
                client.post(SESSIONS, RICH_SESSION.formatted(order.accountId())).json();
        compare(ours, real("sessions.create.response"), Function.identity());
    }

    @Test
    void sessionGet() {
        compare(client.get(SESSIONS + "/" + sessionId).json(), real("sessions.get.response"), Function.identity());
    }

    @Test
    void sessionPaymentMethods() {
        JsonNode ours =
                client.get(SESSIONS + "/" + sessionId + "/payment-methods").json();
        compare(ours, real("sessions.getPaymentMethods.response"), Function.identity());
    }

    @Test
    void sessionItem() {
        JsonNode ours = client.put(SESSIONS + "/" + sessionId + "/cart/items/cloud-notes-monthly", "{\"quantity\":2}")
                .json();
        compare(ours, real("sessions.addItem.response"), Function.identity());
    }

    @Test
    void sessionCustomer() {
        JsonNode session = client.get(SESSIONS + "/" + sessionId).json();
        JsonNode ours = client.put(
                        SESSIONS + "/" + sessionId + "/customer",
                        without(session.get("customer"), "savedPaymentMethod").toString())
                .json();
        compare(ours, real("sessions.updateCustomer.response"), Function.identity());
    }

    @Test
    void sessionError() {
        JsonNode ours = client.post(SESSIONS, "{\"customer\":{\"billToContact\":{\"email\":\"x\"}}}")
                .json();
        compare(ours, real("sessions.error400.response"), Function.identity());
    }

    @Test
    void sessionV1() {
        JsonNode ours = client.post(
                        "/sessions",
                        "{\"account\":\"" + order.accountId() + "\",\"items\":[{\"product\":\"sky-atlas\"}]}")
                .json();
        compare(ours, real("sessionsV1.create.response"), Function.identity());
    }

    @Test
    void account() {
        JsonNode ours = client.get("/accounts/" + order.accountId()).json();
        // Of the older bodies, which are wrapped, only the account.
        compare(
                ours,
                real("accounts.get."),
                body -> body.has("accounts") ? body.get("accounts").get(0) : body);
    }

    @Test
    void orderAnswer() {
        JsonNode ours = client.get("/orders/" + order.id()).json();
        compare(
                ours,
                real("orders.get.response"),
                Function.identity(),
                // Live clients read it; the published body has no subscription in it.
                // Tags and attributes can be written; older bodies have them.
                Set.of("/items[]/subscription", "/items[]/attributes", "/tags", "/tags/source"),
                // Nothing drove our buyer to the product.
                Set.of("/items[]/driver", "/items[]/driver/type", "/items[]/driver/path"));
    }

    @Test
    void orderError() {
        compare(client.get("/orders/nope").json(), real("orders.get.error400.response"), Function.identity());
    }

    @Test
    void product() {
        JsonNode ours = client.get("/products/cloud-notes-monthly").json();
        compare(
                ours,
                real("products.get.response"),
                Function.identity(),
                Set.of(),
                // Our products offer nothing and deliver nothing.
                Set.of(
                        "/products[]/offers[]",
                        "/products[]/offers[]/type",
                        "/products[]/offers[]/display",
                        "/products[]/offers[]/items",
                        "/products[]/offers[]/items[]"));
    }

    @Test
    void publishedRequestsAreAccepted() throws IOException {
        int seen = 0;
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(file -> file.getFileName().toString().matches("sessions.*\\.request\\.json"))
                    .toList()) {
                String name = file.getFileName().toString();
                String target = name.startsWith("sessionsV1")
                        ? "/sessions"
                        : name.startsWith("sessions.addItem") ? SESSIONS + "/" + sessionId + "/cart/items" : SESSIONS;
                client.post(target, Files.readString(file));
                assertThat(simulator.refusedRequests()).as(name).isEmpty();
                seen++;
            }
        }
        assertThat(seen).isPositive();
    }

    private void compareEvent(String type) {
        Event event = simulator.store().events().stream()
                .filter(each -> each.type().equals(type))
                .findFirst()
                .orElseThrow();
        JsonNode ours = null;
        for (JsonNode listed : client.get("/events/unprocessed?days=1").json().get("events")) {
            if (listed.get("id").asText().equals(event.id())) {
                ours = without(listed, "event");
            }
        }
        compare(ours, read(folder.resolve("events"), type + "__"), Function.identity());
    }

    private List<JsonNode> real(String prefix) {
        List<JsonNode> bodies = read(folder, prefix);
        bodies.removeIf(body -> prefix.equals("accounts.get.")
                && "error".equals(body.path("result").asText()));
        return bodies;
    }

    private static List<JsonNode> read(Path folder, String prefix) {
        List<JsonNode> bodies = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(file -> file.getFileName().toString().startsWith(prefix))
                    .sorted()
                    .toList()) {
                bodies.add(Json.read(Files.readAllBytes(file)));
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        assertThat(bodies).as("bodies " + prefix + "* in " + folder).isNotEmpty();
        return bodies;
    }

    private static void compare(JsonNode ours, List<JsonNode> real, Function<JsonNode, JsonNode> unwrap) {
        compare(ours, real, unwrap, Set.of(), Set.of());
    }

    /** Every path we emit, with its type, is in a real body; every path that is in all real bodies is in ours. */
    private static void compare(
            JsonNode ours,
            List<JsonNode> real,
            Function<JsonNode, JsonNode> unwrap,
            Set<String> onlyOurs,
            Set<String> onlyReal) {
        Map<String, Set<JsonNodeType>> emitted = paths(ours);
        Map<String, Set<JsonNodeType>> known = new LinkedHashMap<>();
        Set<String> always = null;
        for (JsonNode body : real) {
            Map<String, Set<JsonNodeType>> paths = paths(unwrap.apply(body));
            paths.forEach((path, types) ->
                    known.computeIfAbsent(path, key -> new LinkedHashSet<>()).addAll(types));
            if (always == null) {
                always = new TreeSet<>(paths.keySet());
            } else {
                always.retainAll(paths.keySet());
            }
        }
        Set<String> unknown = new TreeSet<>();
        emitted.forEach((path, types) -> types.forEach(type -> {
            Set<JsonNodeType> realTypes = known.getOrDefault(path, Set.of());
            boolean fits = realTypes.contains(type)
                    || !realTypes.isEmpty()
                            && (type == JsonNodeType.NULL
                                    || Set.of(JsonNodeType.NULL).equals(realTypes));
            if (!fits && !onlyOurs.contains(path)) {
                unknown.add(path + " " + type + ", real: " + realTypes);
            }
        }));
        Set<String> missing = new TreeSet<>(always);
        missing.removeAll(emitted.keySet());
        missing.removeAll(onlyReal);
        assertThat(unknown).as("emitted, but in no real body").isEmpty();
        assertThat(missing).as("in all real bodies, but not emitted").isEmpty();
    }

    private static Map<String, Set<JsonNodeType>> paths(JsonNode body) {
        Map<String, Set<JsonNodeType>> paths = new LinkedHashMap<>();
        RealBodies.walk("", body, FREE_KEYS, paths);
        return paths;
    }

    private static JsonNode without(JsonNode node, String member) {
        return node.<com.fasterxml.jackson.databind.node.ObjectNode>deepCopy().without(member);
    }
}

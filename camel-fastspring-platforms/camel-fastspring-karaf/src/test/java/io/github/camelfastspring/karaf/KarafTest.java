package io.github.camelfastspring.karaf;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnJre;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

import io.github.camelfastspring.FastSpringComponent;
import io.github.camelfastspring.karaf.posts.PostRoutes;
import io.github.camelfastspring.karaf.records.RecordActivator;
import io.github.camelfastspring.karaf.shop.ShopRoutes;
import io.github.camelfastspring.simulator.Event;
import io.github.camelfastspring.simulator.FastSpringSimulator;
import io.github.camelfastspring.simulator.FastSpringSimulatorExtension;
import io.github.camelfastspring.simulator.Order;
import io.github.camelfastspring.simulator.Session;
import io.github.camelfastspring.simulator.webhook.Webhook;

import static org.assertj.core.api.Assertions.assertThat;

/** The feature in a real Karaf, with routes of other bundles, which talk to the simulator. */
@Tag("karaf")
@EnabledOnJre(value = JRE.JAVA_17, disabledReason = "Karaf 4.4 does not start on new JDKs; tested with JDK 17")
class KarafTest {

    private static final String COMPONENT = "io.github.camelfastspring.camel-fastspring";
    private static final String OUR_PACKAGE = "io.github.camelfastspring.";
    private static final String CAMEL_MBEANS = "org.apache.camel:*";

    @RegisterExtension
    final FastSpringSimulatorExtension fastSpring = new FastSpringSimulatorExtension();

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    private FastSpringSimulator simulator;
    private Path orders;

    @BeforeEach
    void simulate() {
        simulator = fastSpring.simulator();
        orders = folder.resolve("orders");
    }

    @Test
    void theFeatureAloneRunsRoutesAndStopsAndStartsAndIsUpdatedAndGoesWithoutATrace() throws Exception {
        try (Karaf karaf = Karaf.start(folder.resolve("karaf"))) {
            KarafAdministration administration = karaf.administration();
            installShop(karaf);
            assertThat(administration.idleBundles()).allMatch(bundle -> bundle.startsWith("org.apache.karaf."));
            String component = administration.bundle(COMPONENT, "ID");
            sellAndReceive(karaf);
            assertThat(ourThreads(administration)).isNotEmpty();
            assertThat(administration.mbeans(CAMEL_MBEANS)).isNotEmpty();
            assertThat(administration.services(component)).isNotEmpty();

            administration.bundles().stop(component);
            assertThat(administration.bundle(COMPONENT, "State")).isEqualTo("Resolved");
            karaf.patiently().untilAsserted(() -> assertThatNothingRuns(administration));
            assertThat(administration.services(component)).isEmpty();

            administration.bundles().start(component);
            sellAndReceive(karaf);

            administration.bundles().stop(component);
            administration
                    .bundles()
                    .update(component, TestBundles.changeVersion(FeatureTest.componentJar(), "1.0.1", folder));
            administration.bundles().refresh(component);
            // A refresh goes on in the background; it ends with the importers' start.
            karaf.patiently().until(() -> "Resolved".equals(administration.bundle(COMPONENT, "State")));
            administration.bundles().start(component);
            assertThat(administration.bundle(COMPONENT, "Version")).isEqualTo("1.0.1");
            sellAndReceive(karaf);
            assertThat(administration
                            .classes()
                            .filter(line -> line.contains(FastSpringComponent.class.getName() + "/")))
                    .as("loaded once: by the class loader of the update")
                    .hasSize(1);

            administration.features().uninstallFeature("ShopRoutes");
            administration.features().uninstallFeature("camel-fastspring");
            assertThat(administration.bundle(COMPONENT, "State")).isNull();
            karaf.patiently().untilAsserted(() -> assertThatNothingRuns(administration));
            administration
                    .bundles()
                    .install(TestBundles.pack(RecordActivator.class, RecordActivator.class.getName(), folder), true);
            assertThat(administration.heap().filter(KarafTest::isOurs)).isEmpty();
            assertThat(administration.classes().filter(KarafTest::isOurs)).isEmpty();
        }
    }

    @Test
    void theFeatureWorksBesideOthersAndReceivesPosts() throws Exception {
        try (Karaf karaf = Karaf.start(folder.resolve("karaf"))) {
            KarafAdministration administration = karaf.administration();
            installShop(karaf);
            sellAndReceive(karaf);

            for (String feature : List.of(
                    "camel-fastspring-webhook",
                    "camel-webhook",
                    "camel-servlet",
                    "camel-micrometer",
                    "camel-yaml-dsl")) {
                administration.features().installFeature(feature);
            }
            assertThat(administration.idleBundles()).allMatch(bundle -> bundle.startsWith("org.apache.karaf."));
            sellAndReceive(karaf);

            int port = Karaf.freePort();
            String secret = "a-webhook-secret";
            Path posts = folder.resolve("posts");
            administration
                    .features()
                    .addRepository(TestBundles.feature(
                            PostRoutes.class, folder, "scr", "camel-fastspring-webhook", "camel-webhook"));
            administration.features().installFeature("PostRoutes");
            karaf.configure(
                    "posts",
                    Map.of(
                            "baseUrl", simulator.baseUrl(),
                            "username", simulator.username(),
                            "password", simulator.password(),
                            "port", String.valueOf(port),
                            "secret", secret,
                            "folder", posts.toString()));
            karaf.patiently()
                    .until(administration::routeStates, List.of("Started", "Started", "Started", "Started")::equals);
            simulator
                    .webhooks()
                    .deliverByHand()
                    .add(Webhook.to("http://127.0.0.1:" + port + "/fastspring")
                            .secret(secret)
                            .types("account.created"))
                    .add(Webhook.to("http://127.0.0.1:" + port + "/camel")
                            .secret(secret)
                            .types("account.updated"));
            for (String type : List.of("account.created", "account.updated")) {
                simulator
                        .store()
                        .publish(type, true, simulator.store().events().get(0).data());
            }
            assertThat(simulator.webhooks().deliver()).hasSize(2).allSatisfy(delivery -> assertThat(delivery.status())
                    .isEqualTo(200));
            assertThat(posts).isDirectoryContaining("glob:**/account.created");
            assertThat(posts).isDirectoryContaining("glob:**/account.updated");

            for (String feature : List.of("PostRoutes", "ShopRoutes", "camel-fastspring-webhook", "camel-fastspring")) {
                administration.features().uninstallFeature(feature);
            }
            assertThat(administration.bundle(COMPONENT, "State")).isNull();
            karaf.patiently().untilAsserted(() -> assertThatNothingRuns(administration));
        }
    }

    /** Installs as a user would: repositories, features, among them the one of the routes, and a file with their settings. */
    private void installShop(Karaf karaf) throws Exception {
        KarafAdministration administration = karaf.administration();
        administration.features().addRepository(System.getProperty("camel.features"));
        administration.features().addRepository(System.getProperty("fastspring.features"));
        administration.features().installFeature("camel-fastspring");
        assertThat(administration.bundle(COMPONENT, "State")).isEqualTo("Active");
        administration
                .features()
                .addRepository(TestBundles.feature(ShopRoutes.class, folder, "scr", "camel-fastspring"));
        administration.features().installFeature("ShopRoutes");
        karaf.configure(
                "shop",
                Map.of(
                        "baseUrl", simulator.baseUrl(),
                        "username", simulator.username(),
                        "password", simulator.password(),
                        "checkoutPath", simulator.checkouts().get(0),
                        "folder", orders.toString()));
    }

    /** The routes have opened a checkout, or will; the buyer pays, and the routes write the order. */
    private void sellAndReceive(Karaf karaf) throws Exception {
        Session session = karaf.patiently()
                .until(this::openSessions, sessions -> !sessions.isEmpty())
                .get(0);
        Order order = simulator.buy(session.id());
        karaf.patiently().until(() -> simulator.store().unprocessedEvents().stream()
                .noneMatch(event -> event.type().equals("order.completed")));
        Event event = simulator.store().events().stream()
                .filter(any -> any.type().equals("order.completed"))
                .reduce((one, later) -> later)
                .orElseThrow();
        assertThat(orders.resolve(event.id() + ".txt"))
                .hasContent("com.fastspring.order.completed " + order.reference());
    }

    private List<Session> openSessions() {
        return simulator.store().sessions().stream()
                .filter(session -> session.orderId() == null)
                .toList();
    }

    private static void assertThatNothingRuns(KarafAdministration administration) throws Exception {
        assertThat(ourThreads(administration)).isEmpty();
        assertThat(administration.mbeans(CAMEL_MBEANS)).isEmpty();
    }

    private static Stream<String> ourThreads(KarafAdministration administration) throws Exception {
        return administration.threads().stream()
                .filter(thread -> thread.startsWith("Camel ") || thread.contains("FastSpring"));
    }

    private static boolean isOurs(String line) {
        return line.contains(OUR_PACKAGE) && !line.contains(RecordActivator.class.getPackageName());
    }
}

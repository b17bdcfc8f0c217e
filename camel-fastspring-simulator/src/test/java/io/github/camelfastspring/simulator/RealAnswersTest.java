package io.github.camelfastspring.simulator;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.github.camelfastspring.simulator.payload.EventPayload;

import static org.assertj.core.api.Assertions.assertThat;

/** As {@link RealBodiesTest}, for all operations but those of sessions: members that we emit are in real bodies. */
@EnabledIfSystemProperty(named = "fastspring.examples", matches = ".+")
class RealAnswersTest {
    private static final Map<String, String> TARGETS = Map.ofEntries(
            Map.entry("accounts.create", "POST /accounts"),
            Map.entry("accounts.update", "POST /accounts/{account}"),
            Map.entry("coupons.createOrUpdate", "POST /coupons"),
            Map.entry("coupons.addCodes", "POST /coupons/welcome"),
            Map.entry("data.createRevenueReport", "POST /data/v1/revenue"),
            Map.entry("data.createSubscriptionReport", "POST /data/v1/subscription"),
            Map.entry("invoices.create", "POST /invoices/paymentInvoice"),
            Map.entry("orders.update", "POST /orders"),
            Map.entry("products.createOrUpdate", "POST /products"),
            Map.entry("products.createOrUpdateOffers", "POST /products/offers/sky-atlas"),
            Map.entry("quotes.create", "POST /quotes"),
            Map.entry("quotes.update", "PUT /quotes/{quote}"),
            Map.entry("returns.create", "POST /returns"),
            Map.entry("subscriptions.charge", "POST /subscriptions/charge"),
            Map.entry("subscriptions.createCoterm", "POST /subscriptions/coterm"),
            Map.entry("subscriptions.updateCoterm", "POST /subscriptions/coterm/x"),
            Map.entry("subscriptions.createProformaInvoice", "POST /subscriptions/proformaInvoice"),
            Map.entry("subscriptions.estimate", "POST /subscriptions/estimate"),
            Map.entry("subscriptions.pause", "POST /subscriptions/{subscription}/pause"),
            Map.entry("subscriptions.previewProration", "POST /subscriptions"),
            Map.entry("subscriptions.queryCancelSurveys", "POST /subscriptions/cancelSurvey/response/query"),
            Map.entry("subscriptions.saveCancelSurvey", "POST /subscriptions/cancelSurvey/response"),
            Map.entry("subscriptions.transfer", "POST /subscriptions/transfer"),
            Map.entry("subscriptions.uncancel", "POST /subscriptions"),
            Map.entry("subscriptions.update", "POST /subscriptions"),
            Map.entry("webhooks.updateKey", "POST /webhooks/keys"));

    @RegisterExtension
    final FastSpringSimulatorExtension fastSpring = new FastSpringSimulatorExtension();

    private final Path folder = Path.of(System.getProperty("fastspring.examples"));
    private FastSpringSimulator simulator;
    private TestClient client;
    private Order order;
    private String account;
    private String subscription;
    private String quote;

    @BeforeEach
    void fillTheStore() {
        simulator = fastSpring.simulator();
        client = new TestClient(simulator);
        order = simulator.buy(
                client.session(
                        "{\"productPath\":\"cloud-notes-monthly\",\"attributes\":{\"a\":\"b\"}},{\"productPath\":\"sky-atlas\"}"));
        account = order.accountId();
        subscription = simulator.store().subscriptions().get(0).id();
        quote = client.post("/quotes", QuotesTest.QUOTE).json().get("id").asText();
    }

    @Test
    void publishedRequestsAreAccepted() {
        int seen = 0;
        for (Path file : RealBodies.files(folder, "(?!sessions).*\\.request\\.json")) {
            String name = file.getFileName().toString();
            String operation = name.split("\\.")[0] + "." + name.split("\\.")[1];
            assertThat(TARGETS).containsKey(operation);
            String[] target = filled(TARGETS.get(operation)).split(" ");
            TestClient.Answer answer =
                    client.call(target[0], target[1], RealBodies.read(file).toString());
            assertThat(simulator.refusedRequests()).as(name).isEmpty();
            // An empty 500 is documented for invoices; nothing else has one.
            assertThat(answer.text()).as(name).isNotEmpty();
            seen++;
        }
        assertThat(seen).isGreaterThan(40);
    }

    @Test
    void accounts() {
        compare("accounts.list", client.get("/accounts"));
        // Pagination is in the schema of the lookup, not in its sample.
        compare(
                "accounts.lookup",
                client.get("/accounts?subscriptionId=" + subscription),
                "/page",
                "/limit",
                "/nextPage",
                "/total");
        compare("accounts.create", client.post("/accounts", AccountsTest.ACCOUNT));
        compare("accounts.update", client.post("/accounts/" + account, "{\"language\":\"de\"}"));
        event("account.updated");
        compare("accounts.authenticate", client.get("/accounts/" + account + ",nope/authenticate"));
        error("accounts.lookup", client.get("/accounts?custom=nobody"));
        error("accounts.create", client.post("/accounts", "{\"country\":\"XX\"}"));
        error("accounts.authenticate", client.get("/accounts/nope/authenticate"));
    }

    @Test
    void coupons() {
        compare("coupons.createOrUpdate", client.post("/coupons", CouponsTest.COUPON));
        compare("coupons.list", client.get("/coupons"));
        compare("coupons.get", client.get("/coupons/autumn"));
        compare("coupons.addCodes", client.post("/coupons/autumn", "{\"codes\":[\"x\"]}"));
        compare("coupons.listCodes", client.get("/coupons/autumn/codes"));
        compare("coupons.deleteCodes", client.delete("/coupons/autumn/codes"));
    }

    @Test
    void products() {
        compare("products.createOrUpdate", client.post("/products", ProductsTest.PRODUCT));
        compare("products.list", client.get("/products"));
        compare("products.createOrUpdateOffers", client.post("/products/offers/sky-atlas", ProductsTest.OFFERS));
        compare("products.getOffers", client.get("/products/offers/sky-atlas"));
        compare("products.get", client.get("/products/sky-atlas"));
        compare("products.listPrices", client.get("/products/price"));
        compare("products.getPrice", client.get("/products/price/sky-atlas"));
        compare("products.delete", client.delete("/products/sky-atlas"));
        error("products.delete", client.delete("/products/sky-atlas"));
        error("products.getOffers", client.get("/products/offers/sky-atlas"));
    }

    @Test
    void ordersAndReturns() {
        compare("orders.list", client.get("/orders"));
        compare("orders.update", client.post("/orders", "{\"orders\":[{\"order\":\"" + order.id() + "\"}]}"));
        error("orders.update", client.post("/orders", "{\"orders\":[{\"order\":\"nope\"}]}"));
        JsonNode returned = client.post("/returns", "{\"returns\":[{\"order\":\"" + order.id() + "\"}]}")
                .json();
        compare("returns.create", returned);
        compare(
                "returns.get",
                client.get("/returns/" + returned.at("/returns/0/return").asText()));
        error("returns.create", client.post("/returns", "{\"returns\":[{\"order\":\"" + order.id() + "\"}]}"));
        event("return.created");
    }

    @Test
    void quotesAndInvoices() {
        compare("quotes.get", client.get("/quotes/" + quote));
        compare("quotes.list", client.get("/quotes"));
        event("quote.created");
        JsonNode invoice =
                client.post("/invoices/paymentInvoice", InvoicesTest.INVOICE).json();
        compare("invoices.create", invoice);
        compareTo(
                "invoices.get.error404.response.json",
                client.get("/invoices/nope").json());
    }

    @Test
    void subscriptionReadsAndCancellation() {
        compare("subscriptions.list", client.get("/subscriptions"), "/page", "/limit", "/total");
        // The sample of get is the oldest; newer members are in those of pause.
        compareTo("subscriptions\\.(get|pause)\\..*response\\.json", withoutArray("/subscriptions/" + subscription));
        compare("subscriptions.listEntries", client.get("/subscriptions/" + subscription + "/entries"));
        client.post("/subscriptions", update("\"addons\":[{\"product\":\"sky-atlas\"}]"));
        compare("subscriptions.listHistory", client.get("/subscriptions/" + subscription + "/history"));
        compare("subscriptions.cancel", client.delete("/subscriptions/" + subscription));
        error("subscriptions.cancel", client.delete("/subscriptions/" + subscription));
        event("subscription.canceled");
        compare("subscriptions.update", client.post("/subscriptions", update("\"deactivation\":null")));
        event("subscription.uncanceled");
        simulator.clock().advance(Duration.ofDays(1));
        client.delete("/subscriptions/" + subscription + "?billingPeriod=0");
        event("subscription.deactivated");
    }

    @Test
    void subscriptionChanges() {
        compare(
                "subscriptions.previewProration",
                client.post("/subscriptions", update("\"quantity\":2,\"prorate\":true,\"preview\":true")));
        compare(
                "subscriptions.estimate",
                client.post("/subscriptions/estimate", "{\"subscription\":\"" + subscription + "\",\"quantity\":2}"));
        compare(
                "subscriptions.pause",
                client.post("/subscriptions/" + subscription + "/pause", "{\"pausePeriodCount\":1}"));
        compare("subscriptions.resume", client.post("/subscriptions/" + subscription + "/resume", null));
        error("subscriptions.pause", client.post("/subscriptions/" + subscription + "/pause", "{}"));
        String proforma = "{\"subscription\":\"" + subscription
                + "\",\"product\":\"cloud-notes-monthly\",\"prorate\":false,\"quantity\":1}";
        compare("subscriptions.createProformaInvoice", client.post("/subscriptions/proformaInvoice", proforma));
        compare("subscriptions.getProformaInvoice", client.get("/subscriptions/proformaInvoice/" + subscription));
        client.post("/subscriptions", update("\"quantity\":2,\"prorate\":true"));
        event("subscription.updated");
        event("subscription.charge.completed");
    }

    @Test
    void groupsSurveysAndTransfers() {
        String group = client.post(
                        "/subscriptions/coterm",
                        "{\"accountId\":\"" + account
                                + "\",\"coTermGroup\":{\"displayName\":\"All\",\"subscriptions\":[\"" + subscription
                                + "\"]}}")
                .json()
                .at("/coTermGroup/coTermGroupId")
                .asText();
        String path = "/subscriptions/coterm/" + group;
        compare("subscriptions.getCoterm", client.get(path));
        compare("subscriptions.estimateCoterm", client.post(path + "/estimate", null));
        compare("subscriptions.executeCoterm", client.post(path + "/execute", null));
        event("subscription.group.created");
        compare(
                "subscriptions.updateCoterm",
                client.post(path, "{\"action\":\"REMOVE\",\"subscriptions\":[\"" + subscription + "\"]}"));
        compare("subscriptions.deleteCoterm", client.delete(path));
        compare(
                "subscriptions.saveCancelSurvey",
                client.post(
                        "/subscriptions/cancelSurvey/response",
                        "{\"subscription\":\"" + subscription + "\",\"cancelSurvey\":{\"reasonId\":\"1\"}}"));
        compare("subscriptions.getCancelSurvey", client.get("/subscriptions/cancelSurvey/reasons/" + subscription));
        compare(
                "subscriptions.queryCancelSurveys",
                client.post(
                        "/subscriptions/cancelSurvey/response/query",
                        "{\"startDate\":\"2020-01-01T00:00:00Z\",\"endDate\":\"2099-01-01T00:00:00Z\","
                                + "\"pagination\":{\"limit\":10,\"offset\":0}}"));
        String other =
                client.post("/accounts", AccountsTest.ACCOUNT).json().get("id").asText();
        compare(
                "subscriptions.transfer",
                client.post(
                        "/subscriptions/transfer",
                        "{\"initiatedBy\":\"a@example.com\",\"sourceAccountId\":\"" + account
                                + "\",\"targetAccountId\":\"" + other + "\",\"subscriptions\":[\"" + subscription
                                + "\",\"nope\"]}"));
    }

    @Test
    void reportsAndKeys() {
        String request = "{\"filter\":{\"startDate\":\"2020-01-01\"},\"reportColumns\":[\"country_iso\"],\"async\":%s}";
        compare("data.createRevenueReport", client.post("/data/v1/revenue", request.formatted(false)));
        JsonNode job = client.post("/data/v1/revenue", request.formatted(true)).json();
        compareTo("data.createRevenueReport.async.response.json", job);
        compare("data.getJob", client.get("/data/v1/jobs/" + job.get("id").asText()));
        compare("data.listJobs", client.get("/data/v1/jobs"));
        error("data.getJob", client.get("/data/v1/jobs/nope"));
        error("data.createRevenueReport", client.post("/data/v1/revenue", "{\"reportColumns\":[\"nope\"]}"));
        error("webhooks.updateKey", client.post("/webhooks/keys", "{}"));
    }

    private JsonNode withoutArray(String target) {
        return client.get(target).json();
    }

    private String update(String members) {
        return "{\"subscriptions\":[{\"subscription\":\"" + subscription + "\"," + members + "}]}";
    }

    private String filled(String target) {
        return target.replace("{account}", account)
                .replace("{subscription}", subscription)
                .replace("{quote}", quote);
    }

    private void compare(String operation, TestClient.Answer ours, String... onlyOurs) {
        assertThat(ours.status()).as(operation + " " + ours.text()).isIn(200, 201);
        compare(operation, ours.json(), onlyOurs);
    }

    private void compare(String operation, JsonNode ours, String... onlyOurs) {
        List<Path> real = RealBodies.files(folder, operation.replace(".", "\\.") + "\\..*(response|error)\\.json");
        RealBodies.emitsKnownMembersOnly(ours, real, Set.of(onlyOurs));
    }

    private void error(String operation, TestClient.Answer ours) {
        assertThat(ours.status()).as(operation).isGreaterThanOrEqualTo(400);
        List<Path> real = RealBodies.files(folder, operation.replace(".", "\\.") + "\\..*error.*\\.json");
        RealBodies.emitsKnownMembersOnly(ours.json(), real, Set.of());
    }

    private void compareTo(String pattern, JsonNode ours) {
        RealBodies.emitsKnownMembersOnly(ours, RealBodies.files(folder, pattern), Set.of());
    }

    private void event(String type) {
        Event event = simulator.store().events().stream()
                .filter(each -> each.type().equals(type))
                .reduce((first, second) -> second)
                .orElseThrow();
        // All of these have the same data; single samples lack this or that.
        boolean same = type.startsWith("subscription.") && !type.contains(".charge.");
        String pattern = type.startsWith("subscription.group")
                ? "subscription\\.group.*"
                : same ? "subscription\\.(?!group|charge).*" : type.replace(".", "\\.") + "__.*\\.json";
        List<Path> real = RealBodies.files(folder.resolve("events"), pattern);
        RealBodies.emitsKnownMembersOnly(EventPayload.of(event), real, Set.of());
    }
}

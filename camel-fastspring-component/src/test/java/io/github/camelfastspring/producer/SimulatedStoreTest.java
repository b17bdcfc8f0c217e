package io.github.camelfastspring.producer;

import java.time.Duration;
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
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

/** Every row against the simulated store, whose judge refuses what FastSpring would. */
class SimulatedStoreTest {

    private static final String SESSIONS = "fastspring:sessions?checkoutPath=examplestore/popup-checkout&operation=";

    private static final String ACCOUNT =
            """
            {"contact":{"first":"Grace","last":"Example","email":"grace@example.com"},"language":"en","country":"US",
            "lookup":{"custom":"crm-0815"}}""";

    private static final String MANAGED =
            """
            [{"product":"managed","display":{"en":"Managed"},"pricing":{"interval":"adhoc","intervalLength":1,
            "price":{"USD":10}}},{"product":"trial-plan","display":{"en":"Trial"},"pricing":{"interval":"month",
            "intervalLength":1,"trial":14,"paymentCollected":false,"price":{"USD":9}}}]""";

    private static final String COUPON =
            """
            {"coupon":"autumn","discount":{"type":"percent","percent":50},"codes":["fall50"]}""";

    private static final String QUOTE =
            """
            {"items":[{"product":"sky-atlas","quantity":3}],"name":"Library",
            "recipient":{"email":"lib@example.com","first":"Li","last":"Brary"},
            "recipientAddress":{"country":"US","postalCode":"62701"},"expirationDateDays":10}""";

    private static final String INVOICE =
            """
            {"currencyCode":"USD","contacts":[{"contactType":"billTo","contact":{"email":"a@example.com",
            "firstName":"Ada","lastName":"Example"},"address":{"city":"Springfield","country":"US"}},
            {"contactType":"deliverTo","contact":{"email":"b@example.com","firstName":"Bo","lastName":"Example"}}],
            "dueDate":"2026-12-01T00:00:00Z","invoiceItems":[{"productPath":"sky-atlas","quantity":2,
            "useCatalogPricing":true}],"paymentMethod":"WIRE","mode":"TEST"}""";

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

    /** One story of a shop, in which every operation has its part. */
    @Test
    void everyRow() {
        sessionsAndEvents();
        customers();
        catalogue();
        subscriptions();
        groupsAndSurveys();
        ordersAndPapers();
        data();

        assertThat(exercised)
                .containsExactlyElementsOf(FastSpringOperations.STANDARD.all().stream()
                        .map(FastSpringOperation::qualifiedName)
                        .sorted()
                        .toList());
    }

    private void sessionsAndEvents() {
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

    private void customers() {
        Map<?, ?> created = map("accounts.create", "fastspring:accounts?operation=create", ACCOUNT, 200);
        String id = (String) created.get("id");
        assertThat(call("accounts.list", "fastspring:accounts?operation=list&paging=all", null, 200))
                .asInstanceOf(LIST)
                .contains(id);
        exercised.add("accounts.lookup");
        Exchange found = calls.call(
                "fastspring:accounts?operation=lookup", null, Map.of("CamelFastSpringEmail", "grace@example.com"));
        assertThat(found.getMessage().getBody().toString()).contains(id);
        map("accounts.update", "fastspring:accounts?operation=update&id=" + id, "{\"language\":\"de\"}", 200);
        Map<?, ?> links =
                map("accounts.authenticate", "fastspring:accounts?operation=authenticate&id=" + id, null, 200);
        assertThat(links.get("url").toString()).isNotBlank();
        call(
                "webhooks.updateKey",
                "fastspring:webhooks?operation=updateKey",
                "{\"url\":\"https://example.com/hook\",\"hmacSecret\":\"a new secret\"}",
                200);
    }

    private void catalogue() {
        String path = simulator.store().products().get(0).path();
        call("products.list", "fastspring:products?operation=list&paging=all", null, 200);
        call("products.createOrUpdate", "fastspring:products?operation=createOrUpdate", MANAGED, 200);
        call(
                "products.createOrUpdateOffers",
                "fastspring:products?operation=createOrUpdateOffers&id=" + path,
                "{\"product\":\"" + path + "\",\"offers\":[{\"type\":\"addon\",\"display\":{\"en\":\"More\"},"
                        + "\"items\":[\"sky-atlas\"]}]}",
                200);
        map("products.getOffers", "fastspring:products?operation=getOffers&id=" + path + "&type=addon", null, 200);
        assertThat(call(
                        "products.listPrices",
                        "fastspring:products?operation=listPrices&limit=1&paging=all",
                        null,
                        200))
                .asInstanceOf(LIST)
                .hasSameSizeAs(simulator.store().products());
        map("products.getPrice", "fastspring:products?operation=getPrice&country=US&id=" + path, null, 200);
        call(
                "products.createOrUpdate",
                "fastspring:products?operation=createOrUpdate",
                "{\"product\":\"short-lived\",\"display\":{\"en\":\"Short\"},\"pricing\":{\"price\":{\"USD\":5}}}",
                200);
        map("products.delete", "fastspring:products?operation=delete&id=short-lived", null, 200);

        call("coupons.createOrUpdate", "fastspring:coupons?operation=createOrUpdate", COUPON, 200);
        call("coupons.addCodes", "fastspring:coupons?operation=addCodes&id=autumn", "{\"codes\":[\"fall60\"]}", 200);
        assertThat(call("coupons.list", "fastspring:coupons?operation=list&paging=all", null, 200))
                .asInstanceOf(LIST)
                .contains("autumn");
        map("coupons.get", "fastspring:coupons?operation=get&id=autumn&expand=true", null, 200);
        assertThat(call("coupons.listCodes", "fastspring:coupons?operation=listCodes&id=autumn&paging=all", null, 200))
                .isEqualTo(List.of("FALL50", "FALL60"));
        map("coupons.deleteCodes", "fastspring:coupons?operation=deleteCodes&id=autumn", null, 200);
        call("coupons.delete", "fastspring:coupons?operation=delete&id=autumn", null, 200);
    }

    /** Buys a product and gives the id of the subscription. */
    private String subscribe(String product) {
        Map<?, ?> session = (Map<?, ?>) calls.call(
                        SESSIONS + "create",
                        Map.of(
                                "customer",
                                Map.of("billToContact", Map.of("email", "grace@example.com")),
                                "cart",
                                Map.of("lineItems", List.of(Map.of("productPath", product)))))
                .getMessage()
                .getBody();
        return simulator.buy((String) session.get("id")).items().get(0).subscriptionId();
    }

    private void subscriptions() {
        String id = subscribe("cloud-notes-monthly");
        String one = "&id=" + id;
        String uri = "fastspring:subscriptions?operation=";
        assertThat(call("subscriptions.list", uri + "list&status=active&paging=all", null, 200))
                .asInstanceOf(LIST)
                .isNotEmpty();
        map("subscriptions.get", uri + "get" + one, null, 200);
        assertThat(call("subscriptions.listEntries", uri + "listEntries" + one, null, 200))
                .isInstanceOf(List.class);
        String change = "{\"subscription\":\"" + id + "\",\"quantity\":2,\"prorate\":true";
        call("subscriptions.previewProration", uri + "previewProration", change + ",\"preview\":true}", 200);
        call("subscriptions.update", uri + "update", change + "}", 200);
        call("subscriptions.estimate", uri + "estimate", "{\"subscription\":\"" + id + "\",\"quantity\":3}", 200);
        map("subscriptions.listHistory", uri + "listHistory&order=decreasing" + one, null, 200);
        call("subscriptions.pause", uri + "pause" + one, "{\"pausePeriodCount\":1}", 200);
        call("subscriptions.resume", uri + "resume" + one, null, 200);
        map("subscriptions.getCancelSurvey", uri + "getCancelSurvey" + one, null, 200);
        map("subscriptions.cancel", uri + "cancel" + one, null, 200);
        call(
                "subscriptions.uncancel",
                uri + "uncancel",
                "{\"subscription\":\"" + id + "\",\"deactivation\":null}",
                200);
        call(
                "subscriptions.createProformaInvoice",
                uri + "createProformaInvoice",
                "{\"subscription\":\"" + id
                        + "\",\"product\":\"cloud-notes-monthly\",\"prorate\":false,\"quantity\":2}",
                200);
        map("subscriptions.getProformaInvoice", uri + "getProformaInvoice&lang=de" + one, null, 200);
        String managed = subscribe("managed");
        call("subscriptions.charge", uri + "charge", "{\"subscription\":\"" + managed + "\"}", 200);
        assertThat(calls.failure(uri + "charge", "{\"subscription\":\"" + managed + "\"}"))
                .as("one success a day")
                .isInstanceOf(FastSpringRefusedException.class);
        String trial = subscribe("trial-plan");
        simulator.clock().advance(Duration.ofDays(15));
        call("subscriptions.convert", uri + "convert&id=" + trial, null, 200);
    }

    private void groupsAndSurveys() {
        String id = subscribe("cloud-notes-monthly");
        String uri = "fastspring:subscriptions?operation=";
        String account = simulator
                .store()
                .accountByEmail("grace@example.com")
                .orElseThrow()
                .id();
        Map<?, ?> created = map(
                "subscriptions.createCoterm",
                uri + "createCoterm",
                "{\"accountId\":\"" + account + "\",\"coTermGroup\":{\"displayName\":\"All\",\"subscriptions\":[\"" + id
                        + "\"]}}",
                200);
        String group = "&id=" + ((Map<?, ?>) created.get("coTermGroup")).get("coTermGroupId");
        map("subscriptions.getCoterm", uri + "getCoterm" + group, null, 200);
        call(
                "subscriptions.updateCoterm",
                uri + "updateCoterm" + group,
                "{\"action\":\"ADD\",\"preview\":false,\"subscriptions\":[\"" + subscribe("cloud-notes-monthly")
                        + "\"]}",
                200);
        map("subscriptions.estimateCoterm", uri + "estimateCoterm" + group, null, 200);
        map("subscriptions.executeCoterm", uri + "executeCoterm" + group, null, 200);
        map("subscriptions.deleteCoterm", uri + "deleteCoterm" + group, null, 200);
        call(
                "subscriptions.saveCancelSurvey",
                uri + "saveCancelSurvey",
                "{\"subscription\":\"" + id
                        + "\",\"cancelSurvey\":{\"reasonName\":\"need\",\"feedbackText\":\"done\"}}",
                200);
        map(
                "subscriptions.queryCancelSurveys",
                uri + "queryCancelSurveys",
                "{\"startDate\":\"2020-01-01T00:00:00Z\",\"endDate\":\"2099-01-01T00:00:00Z\","
                        + "\"pagination\":{\"limit\":5,\"offset\":0}}",
                200);
        Map<?, ?> target = (Map<?, ?>) calls.call(
                        "fastspring:accounts?operation=create",
                        ACCOUNT.replace("grace@", "linus@").replace("0815", "0816"))
                .getMessage()
                .getBody();
        exercised.add("subscriptions.transfer");
        Exception transfer = calls.failure(
                uri + "transfer",
                "{\"initiatedBy\":\"linus@example.com\",\"sourceAccountId\":\"" + account + "\",\"targetAccountId\":\""
                        + target.get("id") + "\",\"subscriptions\":[\"" + id + "\",\"nope\"]}");
        assertThat(transfer).isInstanceOfSatisfying(FastSpringPartialFailureException.class, e -> {
            assertThat(e.getSucceeded()).isEqualTo(List.of(id));
            assertThat(e.getFailed()).singleElement().satisfies(item -> assertThat(item.id())
                    .isEqualTo("nope"));
        });
    }

    private void ordersAndPapers() {
        Order order = simulator.store().orders().get(0);
        assertThat(call("orders.list", "fastspring:orders?operation=list&paging=all", null, 200))
                .asInstanceOf(LIST)
                .hasSameSizeAs(simulator.store().orders());
        call(
                "orders.update",
                "fastspring:orders?operation=update",
                "{\"order\":\"" + order.id() + "\",\"tags\":{\"crm\":\"4711\"}}",
                200);
        call(
                "orders.create",
                "fastspring:orders?operation=create",
                "{\"account\":\"" + order.accountId() + "\",\"items\":[{\"product\":\"sky-atlas\",\"quantity\":1}]}",
                200);
        call(
                "returns.create",
                "fastspring:returns?operation=create",
                "{\"order\":\"" + order.id() + "\",\"reason\":\"DUPLICATE_ORDER\",\"note\":\"n\"}",
                200);
        map(
                "returns.get",
                "fastspring:returns?operation=get&id="
                        + simulator.store().returns().all().get(0).id(),
                null,
                200);
        Map<?, ?> quote = map("quotes.create", "fastspring:quotes?operation=create", QUOTE, 201);
        String one = "&id=" + quote.get("id");
        assertThat(call("quotes.list", "fastspring:quotes?operation=list&paging=all", null, 200))
                .asInstanceOf(LIST)
                .hasSize(1);
        map("quotes.get", "fastspring:quotes?operation=get" + one, null, 200);
        map("quotes.update", "fastspring:quotes?operation=update" + one, "{\"notes\":\"n\"}", 200);
        call("quotes.cancel", "fastspring:quotes?operation=cancel" + one, null, 200);
        call("quotes.delete", "fastspring:quotes?operation=delete" + one, null, 200);
        Map<?, ?> invoice = map("invoices.create", "fastspring:invoices?operation=create", INVOICE, 200);
        map("invoices.get", "fastspring:invoices?operation=get&id=" + invoice.get("id"), null, 200);
    }

    private void data() {
        String report = "{\"reportColumns\":[\"product_path\",\"transaction_amount\"],\"async\":true}";
        Map<?, ?> job = map("data.createRevenueReport", "fastspring:data?operation=createRevenueReport", report, 200);
        map(
                "data.createSubscriptionReport",
                "fastspring:data?operation=createSubscriptionReport",
                "{\"reportColumns\":[\"mrr\"]}",
                200);
        simulator.clock().advance(Duration.ofSeconds(5));
        assertThat(call("data.listJobs", "fastspring:data?operation=listJobs", null, 200))
                .isInstanceOf(List.class);
        map("data.getJob", "fastspring:data?operation=getJob&id=" + job.get("id"), null, 200);
        assertThat(call(
                        "data.downloadReport",
                        "fastspring:data?operation=downloadReport&id=" + job.get("id"),
                        null,
                        200))
                .asString()
                .startsWith("product_path,transaction_amount");
        call("data.resetCache", "fastspring:data?operation=resetCache", null, 200);
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

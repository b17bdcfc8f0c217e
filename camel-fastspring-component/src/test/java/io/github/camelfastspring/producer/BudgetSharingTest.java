package io.github.camelfastspring.producer;

import java.util.List;
import java.util.Map;

import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import io.github.camelfastspring.FastSpringComponent;
import io.github.camelfastspring.FastSpringConfiguration;
import io.github.camelfastspring.client.CallBudgets;
import io.github.camelfastspring.error.FastSpringThrottledException;
import io.github.camelfastspring.support.ManualBudget;
import io.github.camelfastspring.support.RawServer;
import io.github.camelfastspring.support.RawServerTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** Which endpoints share a budget: with one call a minute, the second finds nothing left. */
@Timeout(60)
class BudgetSharingTest extends RawServerTest {

    private static final String ONCE = "&budgetTimeout=20&requestsPerMinute=1";
    private static final String ACCOUNT = "fastspring:accounts?operation=get&id=a";
    private static final String ORDER = "fastspring:orders?operation=get&id=o";

    private void passes(String uri) {
        assertThat(calls.call(uri, null).getException()).as(uri).isNull();
    }

    private void findsNothingLeft(String uri) {
        assertThat(calls.failure(uri, null)).as(uri).isInstanceOf(FastSpringThrottledException.class);
    }

    private void refused(String uri, String... fragments) {
        assertThatThrownBy(() -> calls.template().sendBody(uri, null))
                .rootCause()
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .contains(fragments);
    }

    private FastSpringComponent component(String baseUrl) {
        FastSpringComponent component = new FastSpringComponent();
        FastSpringConfiguration configuration = component.getConfiguration();
        configuration.setBaseUrl(baseUrl);
        configuration.setUsername("other");
        configuration.setPassword("store");
        configuration.setRequestsPerMinute(1);
        configuration.setBudgetTimeout(20);
        return component;
    }

    @Test
    void allEndpointsOfAContextShare() {
        passes(ACCOUNT + ONCE);
        findsNothingLeft(ORDER + ONCE);
        findsNothingLeft(ACCOUNT + ONCE + "&maxConnections=3");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void componentsOfOtherNamesShareToo() {
        calls.context().addComponent("shop", component(server.baseUrl() + "/"));
        passes("shop:accounts?operation=get&id=a");
        findsNothingLeft(ACCOUNT + ONCE);
    }

    @Test
    void otherBaseUrlsAndContextsHaveTheirOwn() throws Exception {
        passes(ACCOUNT + ONCE);
        try (RawServer second = new RawServer();
                CamelContext context = new DefaultCamelContext()) {
            calls.context().addComponent("shop", component(second.baseUrl()));
            passes("shop:accounts?operation=get&id=a");
            context.addComponent("fastspring", component(server.baseUrl()));
            context.start();
            Exchange exchange = context.createProducerTemplate().request(ACCOUNT, e -> {});
            assertThat(exchange.getException()).isNull();
        }
    }

    @Test
    void zeroIsNoLimit() {
        for (int i = 0; i < 300; i++) {
            passes(ACCOUNT + "&requestsPerMinute=0");
        }
    }

    @Test
    void differentValuesFailAndNameBothEndpoints() {
        passes(ACCOUNT + ONCE);
        refused(
                ORDER + "&requestsPerMinute=250&password=hidden",
                "accounts?",
                "has requestsPerMinute=1",
                "orders?",
                "has requestsPerMinute=250");
        refused(ORDER, "accounts?", "orders?", "requestsPerMinute=0");
        calls.context().addComponent("shop", component(server.baseUrl()));
        refused("shop:orders?operation=list&requestsPerMinute=2", "accounts?", "shop:", "requestsPerMinute=2");
        calls.context().getRegistry().bind("shared", new ManualBudget());
        refused(
                ORDER + "&rateBudget=#shared",
                "accounts?",
                "requestsPerMinute=1",
                "orders?",
                "a rateBudget of its own");
        assertThatThrownBy(() -> calls.template().sendBody(ORDER + "&requestsPerMinute=9&password=hidden", null))
                .rootCause()
                .message()
                .doesNotContain("hidden");
    }

    @Test
    void differentValuesFailWhenARouteStarts() {
        passes(ACCOUNT + ONCE);
        assertThatThrownBy(() -> calls.context().addRoutes(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("fastspring:events?requestsPerMinute=3").to("log:events");
                    }
                }))
                .hasMessageContainingAll("accounts?", "requestsPerMinute=1", "events?", "requestsPerMinute=3");
    }

    @Test
    void differentBudgetsFailAndTheSameOneIsShared() {
        ManualBudget budget = new ManualBudget();
        budget.allow(2);
        calls.context().getRegistry().bind("one", budget);
        calls.context().getRegistry().bind("two", new ManualBudget());
        passes(ACCOUNT + "&rateBudget=#one&requestsPerMinute=9");
        passes(ORDER + "&rateBudget=#one");
        refused(ORDER + "&rateBudget=#two", "accounts?", "orders?", "a rateBudget of its own");
        assertThat(budget.taken()).isEqualTo(2);
    }

    @Test
    void anEndpointThatEndedFreesItsValue() throws Exception {
        passes(ACCOUNT + "&requestsPerMinute=100");
        passes(ORDER + "&requestsPerMinute=100");
        calls.context().removeEndpoints("fastspring:accounts*");
        refused(ACCOUNT + "&requestsPerMinute=200", "orders?", "requestsPerMinute=100");
        calls.context().removeEndpoints("fastspring:orders*");
        passes(ORDER + "&requestsPerMinute=200");
        refused(ACCOUNT + "&requestsPerMinute=300", "orders?", "requestsPerMinute=200");
    }

    @Test
    void aRouteThatWasRemovedFreesItsValue() throws Exception {
        calls.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("fastspring:events?requestsPerMinute=100&initialDelay=60000")
                        .routeId("old")
                        .to("log:events");
            }
        });
        refused(ACCOUNT + "&requestsPerMinute=200", "events?");
        calls.context().getRouteController().stopRoute("old");
        calls.context().removeRoute("old");
        passes(ACCOUNT + "&requestsPerMinute=200");
    }

    /** In messages, and in names of endpoints, both are the same. */
    @Test
    void endpointsThatDifferInTheirCredentialsAreTwo() throws Exception {
        String one = ACCOUNT + "&requestsPerMinute=100&username=a&password=b";
        String other = ACCOUNT + "&requestsPerMinute=100&username=c&password=d";
        passes(one);
        passes(other);
        calls.context().removeEndpoint(calls.context().getEndpoint(one));

        refused(ORDER + "&requestsPerMinute=200", "accounts?", "requestsPerMinute=100");
    }

    @Test
    void dynamicEndpointsShareToo() throws Exception {
        calls.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:order").toD("fastspring:orders?operation=get&id=${header.order}" + ONCE);
            }
        });
        Map<String, Object> order = Map.of("order", "o");
        assertThat(calls.call("direct:order", null, order).getException()).isNull();
        assertThat(calls.failure("direct:order", null, order)).isInstanceOf(FastSpringThrottledException.class);
        findsNothingLeft(ACCOUNT + ONCE);
    }

    @Test
    void theOnlyBudgetInTheRegistryIsUsed() throws Exception {
        for (boolean before : List.of(true, false)) {
            ManualBudget budget = new ManualBudget();
            budget.allow(2);
            try (CamelContext context = new DefaultCamelContext()) {
                context.getRegistry().bind("budget", budget);
                if (!before) {
                    context.start();
                }
                context.addComponent("fastspring", component(server.baseUrl()));
                context.start();
                for (int i = 0; i < 2; i++) {
                    assertThat(context.createProducerTemplate()
                                    .request(ACCOUNT, e -> {})
                                    .getException())
                            .isNull();
                }
                assertThat(context.createProducerTemplate()
                                .request(ACCOUNT, e -> {})
                                .getException())
                        .isInstanceOf(FastSpringThrottledException.class);
            }
            assertThat(budget.taken()).isEqualTo(2);
        }
    }

    @Test
    void aContextThatStartsAgainHasABudgetAgain() {
        passes(ACCOUNT + ONCE);
        findsNothingLeft(ACCOUNT + ONCE);
        calls.context().stop();
        calls.context().addComponent("fastspring", component(server.baseUrl()));
        calls.context().start();
        ProducerTemplate again = calls.context().createProducerTemplate();
        assertThat(again.request(ACCOUNT + ONCE, e -> {}).getException()).isNull();
        assertThat(again.request(ORDER + ONCE, e -> {}).getException())
                .isInstanceOf(FastSpringThrottledException.class);
    }

    @Test
    void aStoppedContextLeavesNoThread() {
        passes(ACCOUNT + ONCE);
        findsNothingLeft(ACCOUNT + ONCE);
        calls.context().getEndpoint(ORDER + "&requestsPerMinute=7");
        String name = calls.context().getName();
        calls.close();

        assertThat(calls.context().hasService(CallBudgets.class)).isNull();
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().contains("FastSpring")
                        && thread.getName().contains("(" + name + ")")));
    }

    @Test
    void wrongValuesAreRefusedAtStart() {
        for (String wrong :
                List.of("requestsPerMinute=-1", "budgetTimeout=0", "budgetTimeout=-5", "coalesceDelay=-1")) {
            refused(ACCOUNT + "&" + wrong, wrong.substring(0, wrong.indexOf('=')), "must");
        }
    }
}

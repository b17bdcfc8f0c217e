package io.github.camelfastspring.producer;

import java.util.LinkedHashMap;
import java.util.Map;

import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.github.camelfastspring.support.RawServerTest;

import static io.github.camelfastspring.support.RawServer.json;
import static org.assertj.core.api.Assertions.assertThat;

/** The headers about budget and coalescing: what they may be, and that they do not outlive the call. */
class BudgetHeadersTest extends RawServerTest {

    private static final String ORDER = "fastspring:orders?operation=get";

    private static Map<String, Object> headers(String id) {
        return new LinkedHashMap<>(Map.of(
                "CamelFastSpringId",
                id,
                "CamelFastSpringPriority",
                "background",
                "CamelFastSpringBudgetTimeout",
                "1000",
                "CamelFastSpringThrottled404",
                "false",
                "CamelFastSpringCoalesce",
                "true",
                "CamelFastSpringCoalesceDelay",
                1));
    }

    @Test
    void areRemovedAfterASuccessAndAFailure() {
        server.then(json(200, "{\"order\":\"a\"}"), json(404, "{}"));
        Exchange good = calls.call(ORDER, null, headers("a"));
        assertThat(good.getException()).isNull();
        assertThat(good.getMessage().getHeaders())
                .doesNotContainKeys(headers("a").keySet().toArray(String[]::new));
        Exchange bad = calls.call(ORDER + "&maxRetries=0", null, headers("b"));
        assertThat(bad.getException()).isNotNull();
        assertThat(bad.getMessage().getHeaders())
                .doesNotContainKeys(headers("b").keySet().toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource({
        "CamelFastSpringPriority, urgent, interactive or background",
        "CamelFastSpringPriority, '', interactive or background",
        "CamelFastSpringBudgetTimeout, 0, whole number of at least 1",
        "CamelFastSpringBudgetTimeout, -5, whole number of at least 1",
        "CamelFastSpringBudgetTimeout, soon, whole number of at least 1",
        "CamelFastSpringThrottled404, yes, true or false",
        "CamelFastSpringCoalesce, 1, true or false",
        "CamelFastSpringCoalesceDelay, -1, whole number of at least 0",
        "CamelFastSpringCoalesceDelay, 1.5, whole number of at least 0"
    })
    void wrongValuesFailBeforeAnythingIsSent(String header, String value, String rule) {
        Map<String, Object> headers = headers("a");
        headers.put(header, value);
        Exchange exchange = calls.call(ORDER, null, headers);

        assertThat(exchange.getException())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("orders.get", header, rule, "'" + value + "'");
        assertThat(exchange.getMessage().getHeaders())
                .doesNotContainKeys(headers.keySet().toArray(String[]::new));
        assertThat(server.requests()).isEmpty();
    }
}

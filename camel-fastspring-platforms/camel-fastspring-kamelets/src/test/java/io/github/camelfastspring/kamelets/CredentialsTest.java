package io.github.camelfastspring.kamelets;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;

import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.github.camelfastspring.simulator.FastSpringSimulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/** The ways in which a Kamelet gets its credentials, and that it shows them nowhere. */
class CredentialsTest {

    private static final String NAME = "fastspring-product-sink";
    private static final String KAMELET = "kamelet:" + NAME;
    private static final String USERNAME = "store+api@example.com";
    private static final String PRODUCT = "{\"product\":\"sky-atlas\",\"display\":{\"en\":\"Sky\"}}";

    @ParameterizedTest
    @ValueSource(strings = {"plain", "a&b%41+c", "d#e=f?g", "#x", "h i", "j)k", "${body}", "50%", "RAW(l)", "ü€\"'<>"})
    void anyPasswordWorksInEveryWay(String password) throws Exception {
        try (FastSpringSimulator simulator = simulator(password)) {
            assertAccepted(
                    new KameletContext(simulator)
                            .with("camel.component.fastspring.username", USERNAME)
                            .with("camel.component.fastspring.password", password),
                    "");
            assertAccepted(
                    new KameletContext(simulator)
                            .with("shop.password", password)
                            .with("camel.kamelet." + NAME + ".apiUsername", USERNAME)
                            .with("camel.kamelet." + NAME + ".apiPassword", "{{shop.password}}"),
                    "");
            assertAccepted(
                    new KameletContext(simulator)
                            .with("camel.kamelet." + NAME + ".apiUsername", USERNAME)
                            .with("camel.kamelet." + NAME + ".apiPassword", password),
                    "");
            assertAccepted(
                    new KameletContext(simulator)
                            .with("shop.username", USERNAME)
                            .with("shop.password", password),
                    "?apiUsername=RAW({{shop.username}})&apiPassword=RAW({{shop.password}})");
            assertAccepted(
                    new KameletContext(simulator),
                    "?apiUsername=RAW(" + USERNAME + ")&apiPassword=RAW(" + password + ")");
        }
    }

    /** Camel takes a property of a template that is not set from a variable of that name. */
    @Test
    void variablesOfTheEnvironmentAreNoProperties() throws Exception {
        assertThat(System.getenv()).containsKeys("USERNAME", "PASSWORD", "SECRET", "TYPES");
        try (FastSpringSimulator simulator = simulator("plain")) {
            assertAccepted(
                    new KameletContext(simulator)
                            .with("camel.component.fastspring.username", USERNAME)
                            .with("camel.component.fastspring.password", "plain"),
                    "");
        }
    }

    @Test
    void missingCredentialsAreNamed() throws Exception {
        try (FastSpringSimulator simulator = simulator("plain");
                KameletContext context = new KameletContext(simulator)) {
            assertThat(catchThrowable(() -> context.sendTo(KAMELET)))
                    .rootCause()
                    .hasMessageStartingWith("fastspring: the option ")
                    .hasMessageEndingWith(" is missing");
        }
    }

    @Test
    void nothingIsShown() throws Exception {
        String password = "a&b%41+c";
        List<String> secrets = List.of(USERNAME, password, "b%41", "b%2541", "the-hmac-secret");
        try (LogLines log = new LogLines();
                FastSpringSimulator simulator = simulator("another");
                KameletContext context = new KameletContext(simulator)
                        .with("camel.kamelet.fastspring-events-source.apiUsername", USERNAME)
                        .with("camel.kamelet.fastspring-events-source.apiPassword", password)
                        .with("camel.kamelet.fastspring-events-source.secretKey", "the-hmac-secret")) {
            context.receiveFrom("kamelet:fastspring-events-source?delay=100");
            context.camel()
                    .addRoutes(route(
                            "direct:start",
                            KAMELET + "?apiUsername=RAW(" + USERNAME + ")&apiPassword=RAW(" + password + ")"));

            StringWriter trace = new StringWriter();
            context.send(PRODUCT, Map.of()).getException().printStackTrace(new PrintWriter(trace));

            assertThat(trace.toString()).contains("HTTP 401");
            assertThat(secrets).noneMatch(trace.toString()::contains);
            assertThat(secrets).noneMatch(managed()::contains);
            assertThat(log.lines())
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat(secrets).as(line).noneMatch(line::contains));
        }
    }

    private static FastSpringSimulator simulator(String password) {
        return FastSpringSimulator.builder().credentials(USERNAME, password).start();
    }

    private static void assertAccepted(KameletContext context, String properties) throws Exception {
        try (context) {
            Exchange exchange = context.sendTo(KAMELET + properties).send(PRODUCT, Map.of());

            assertThat(exchange.getException()).as(properties).isNull();
        }
    }

    private static RouteBuilder route(String from, String to) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from(from).to(to);
            }
        };
    }

    /** All that Camel shows by JMX. */
    private static String managed() throws Exception {
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        StringBuilder text = new StringBuilder();
        for (ObjectName name : beans.queryNames(new ObjectName("org.apache.camel:*"), null)) {
            text.append(name).append('\n');
            for (MBeanAttributeInfo attribute : beans.getMBeanInfo(name).getAttributes()) {
                try {
                    text.append(beans.getAttribute(name, attribute.getName())).append('\n');
                } catch (RuntimeMBeanException e) {
                    // Some attributes of Camel's have no value while it runs.
                    text.append(attribute.getName()).append('\n');
                }
            }
        }
        assertThat(text.toString()).contains("fastspring-events-source");
        return text.toString();
    }
}

package io.github.camelfastspring.springboot;

import java.time.Duration;
import java.util.List;

import org.apache.camel.CamelContext;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.spring.boot.CamelAutoConfiguration;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.github.camelfastspring.FastSpringBudgetConfiguration.Priority;
import io.github.camelfastspring.FastSpringComponent;
import io.github.camelfastspring.FastSpringConfiguration;
import io.github.camelfastspring.FastSpringConfiguration.Paging;
import io.github.camelfastspring.FastSpringConfiguration.PartialFailure;
import io.github.camelfastspring.FastSpringEndpoint;
import io.github.camelfastspring.client.RateBudget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Properties reach the component, or the application does not start. */
class BindingTest {

    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(CamelAutoConfiguration.class, FastSpringComponentAutoConfiguration.class));

    @Test
    void everyKindOfOptionIsBound() {
        application
                .withPropertyValues(
                        "shop.user=ada",
                        "camel.component.fastspring.username=${shop.user}",
                        "camel.component.fastspring.password={{shop.user}}",
                        "camel.component.fastspring.base-url=http://127.0.0.1:8099",
                        "camel.component.fastspring.checkoutPath=examplestore/popup-checkout",
                        "camel.component.fastspring.requests-per-minute=100",
                        "camel.component.fastspring.connect-timeout=2s",
                        "camel.component.fastspring.request-timeout=3000",
                        "camel.component.fastspring.throttled404=false",
                        "camel.component.fastspring.priority=background",
                        "camel.component.fastspring.paging=stream",
                        "camel.component.fastspring.partial-failure=return",
                        "camel.component.fastspring.lazy-start-producer=true",
                        "camel.component.fastspring.use-global-ssl-context-parameters=true")
                .run(context -> {
                    FastSpringComponent component = component(context.getBean(CamelContext.class));
                    FastSpringConfiguration configuration = component.getConfiguration();

                    assertThat(configuration.getUsername()).isEqualTo("ada");
                    assertThat(configuration.getPassword()).isEqualTo("ada");
                    assertThat(configuration.getBaseUrl()).isEqualTo("http://127.0.0.1:8099");
                    assertThat(component.getCheckoutPath()).isEqualTo("examplestore/popup-checkout");
                    assertThat(configuration.getRequestsPerMinute()).isEqualTo(100);
                    assertThat(configuration.getConnectTimeout()).isEqualTo(2000);
                    assertThat(configuration.getRequestTimeout()).isEqualTo(3000);
                    assertThat(configuration.isThrottled404()).isFalse();
                    assertThat(configuration.getPriority()).isEqualTo(Priority.BACKGROUND);
                    assertThat(configuration.getPaging()).isEqualTo(Paging.STREAM);
                    assertThat(configuration.getPartialFailure()).isEqualTo(PartialFailure.RETURN);
                    assertThat(component.isLazyStartProducer()).isTrue();
                    assertThat(component.isUseGlobalSslContextParameters()).isTrue();
                });
    }

    @Test
    void whatIsNotSetKeepsTheComponentsDefault() {
        application.run(context -> {
            FastSpringConfiguration defaults = new FastSpringConfiguration();
            FastSpringConfiguration configuration =
                    component(context.getBean(CamelContext.class)).getConfiguration();

            assertThat(configuration).usingRecursiveComparison().isEqualTo(defaults);
        });
    }

    @Test
    void optionsReferToBeans() {
        application
                .withUserConfiguration(Beans.class)
                .withPropertyValues(
                        "camel.component.fastspring.rate-budget=#secondBudget",
                        "camel.component.fastspring.ssl-context-parameters=#bean:tls",
                        "camel.component.fastspring.http-component=#class:org.apache.camel.component.http.HttpComponent")
                .run(context -> {
                    CamelContext camel = context.getBean(CamelContext.class);
                    FastSpringConfiguration configuration = component(camel).getConfiguration();
                    FastSpringEndpoint events = camel.getEndpoint(
                            "fastspring:events?idempotentRepository=#handled", FastSpringEndpoint.class);

                    assertThat(configuration.getRateBudget()).isSameAs(context.getBean("secondBudget"));
                    assertThat(configuration.getSslContextParameters()).isSameAs(context.getBean("tls"));
                    assertThat(configuration.getHttpComponent()).isNotNull();
                    assertThat(events.getEvents().getIdempotentRepository()).isSameAs(context.getBean("handled"));
                });
    }

    /** A bean has what it was made with, and what the properties say beyond it. */
    @Test
    void aConfigurationOfTheApplicationIsTheStart() {
        application
                .withUserConfiguration(Beans.class)
                .withPropertyValues(
                        "camel.component.fastspring.configuration=#ours", "camel.component.fastspring.max-retries=5")
                .run(context -> {
                    FastSpringConfiguration configuration =
                            component(context.getBean(CamelContext.class)).getConfiguration();

                    assertThat(configuration).isSameAs(context.getBean("ours"));
                    assertThat(configuration.getBatchSize()).isEqualTo(7);
                    assertThat(configuration.getMaxRetries()).isEqualTo(5);
                });
    }

    /** Whose credentials would else be those of the first. */
    @Test
    void aSecondStoreIsTheApplicationsOwn() {
        application
                .withUserConfiguration(SecondStore.class)
                .withPropertyValues("camel.component.fastspring.username=first")
                .run(context -> {
                    CamelContext camel = context.getBean(CamelContext.class);

                    assertThat(component(camel).getConfiguration().getUsername())
                            .isEqualTo("first");
                    assertThat(camel.getComponent("secondstore", FastSpringComponent.class)
                                    .getConfiguration()
                                    .getUsername())
                            .isEqualTo("second");
                });
    }

    @Test
    void configuringCanBeSwitchedOff() {
        for (String off : List.of(
                "camel.component.fastspring.enabled=false",
                "camel.component.fastspring.customizer.enabled=false",
                "camel.component.enabled=false",
                "camel.component.customizer.enabled=false")) {
            application
                    .withPropertyValues("camel.component.fastspring.username=ada", off)
                    .run(context -> assertThat(component(context.getBean(CamelContext.class))
                                    .getConfiguration()
                                    .getUsername())
                            .as(off)
                            .isNull());
        }
    }

    /** Not with the value, which may be a secret. */
    @ParameterizedTest
    @CsvSource({
        "max-retries, Integer",
        "paging, page or all or stream",
        "connect-timeout, Duration",
        "throttled404, Boolean",
    })
    @ExtendWith(OutputCaptureExtension.class)
    void aWrongValueFailsAtStart(String name, String form, CapturedOutput output) {
        assertFailsToStart("camel.component.fastspring." + name);

        assertThat(output)
                .contains("camel.component.fastspring." + name)
                .contains(form)
                .doesNotContain("visible");
    }

    @Test
    void aMissingBeanFailsWhereTheComponentIsMade() {
        application
                .withPropertyValues("camel.component.fastspring.rate-budget=#missing")
                .run(context -> assertThatThrownBy(() -> component(context.getBean(CamelContext.class)))
                        .hasStackTraceContaining("rateBudget")
                        .hasStackTraceContaining("missing"));
    }

    /** Not with its value, which may be a secret. */
    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void aWrongNameFailsAtStart(CapturedOutput output) {
        assertFailsToStart("camel.component.fastspring.pasword");

        assertThat(output).contains("camel.component.fastspring.pasword").doesNotContain("visible");
    }

    private static void assertFailsToStart(String property) {
        assertThatThrownBy(() -> new SpringApplication(Small.class)
                        .run("--" + property + "=visible", "--spring.main.web-application-type=none"))
                .hasStackTraceContaining(property);
    }

    private static FastSpringComponent component(CamelContext context) {
        return context.getComponent("fastspring", FastSpringComponent.class);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Small {}

    @Configuration(proxyBeanMethods = false)
    static class Beans {

        @Bean
        RateBudget firstBudget() {
            return () -> Duration.ZERO;
        }

        @Bean
        RateBudget secondBudget() {
            return () -> Duration.ZERO;
        }

        @Bean
        SSLContextParameters tls() {
            return new SSLContextParameters();
        }

        @Bean
        IdempotentRepository handled() {
            return MemoryIdempotentRepository.memoryIdempotentRepository();
        }

        @Bean
        FastSpringConfiguration ours() {
            FastSpringConfiguration configuration = new FastSpringConfiguration();
            configuration.setBatchSize(7);
            configuration.setMaxRetries(7);
            return configuration;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class SecondStore {

        @Bean
        FastSpringComponent secondstore() {
            FastSpringComponent component = new FastSpringComponent();
            component.getConfiguration().setUsername("second");
            return component;
        }
    }
}

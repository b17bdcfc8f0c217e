package io.github.camelfastspring.examples.springboot;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

import io.github.camelfastspring.simulator.FastSpringSimulator;
import io.github.camelfastspring.simulator.webhook.Webhook;

/** A FastSpring store on this machine, which posts its events to the application. */
@Configuration(proxyBeanMethods = false)
@Profile("simulator")
class SimulatedStore {

    private static final Logger LOG = LoggerFactory.getLogger(SimulatedStore.class);

    @Bean
    FastSpringSimulator simulator(
            @Value("${simulator.port}") int port,
            @Value("${camel.component.fastspring.username}") String username,
            @Value("${camel.component.fastspring.password}") String password) {
        return FastSpringSimulator.builder()
                .port(port)
                .credentials(username, password)
                .start();
    }

    @Bean
    ApplicationListener<WebServerInitializedEvent> webhook(
            FastSpringSimulator simulator, @Value("${camel.component.fastspring.secret}") String secret) {
        return event -> simulator
                .webhooks()
                .add(Webhook.to("http://localhost:" + event.getWebServer().getPort() + "/fastspring/events")
                        .secret(secret));
    }

    @Bean
    ApplicationListener<ApplicationReadyEvent> invitation() {
        return event -> LOG.info(
                "Open http://localhost:{}/checkout and press Pay",
                event.getApplicationContext().getEnvironment().getProperty("local.server.port"));
    }
}

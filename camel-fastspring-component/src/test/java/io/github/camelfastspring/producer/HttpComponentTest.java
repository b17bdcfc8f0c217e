package io.github.camelfastspring.producer;

import java.net.URI;

import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.component.http.LoggingHttpActivityListener;
import org.apache.camel.http.common.HttpConfiguration;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.core5.http.HttpHost;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.github.camelfastspring.error.FastSpringAuthenticationException;
import io.github.camelfastspring.support.Calls;
import io.github.camelfastspring.support.RawServer;

import static org.assertj.core.api.Assertions.assertThat;

/** What the user sets on Camel's HTTP component applies, as far as no call is made twice by it. */
class HttpComponentTest {

    private RawServer server;
    private Calls calls;
    private HttpComponent https;

    @BeforeEach
    void start() {
        server = new RawServer();
        calls = new Calls(server.baseUrl());
        https = calls.context().getComponent("https", HttpComponent.class);
    }

    @AfterEach
    void stop() throws Exception {
        calls.close();
        server.close();
    }

    @Test
    void itsCredentialsAreNotUsedToSendAWriteAgain() {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setAuthMethod("Basic");
        configuration.setAuthUsername("other");
        configuration.setAuthPassword("other");
        https.setHttpConfiguration(configuration);
        server.otherwise(request -> RawServer.json(401, "", "WWW-Authenticate: Basic realm=\"x\""));

        Exception e = calls.failure("fastspring:sessions?operation=create&checkoutPath=a/b", "{}");

        assertThat(e).isInstanceOf(FastSpringAuthenticationException.class);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void anActivityListenerDoesNoHarm() {
        https.setHttpActivityListener(new LoggingHttpActivityListener());

        assertThat(calls.call("fastspring:accounts?operation=get&id=a", null).getException())
                .isNull();
    }

    @Test
    void itsProxyIsUsed() throws Exception {
        try (RawServer proxy = new RawServer()) {
            String address = proxy.baseUrl().substring("http://".length());
            https.setHttpClientConfigurer(builder -> builder.setDefaultRequestConfig(RequestConfig.custom()
                    .setProxy(HttpHost.create(URI.create("http://" + address)))
                    .build()));

            calls.call("fastspring:accounts?operation=get&id=a", null);

            assertThat(proxy.onlyRequest().line()).startsWith("GET " + server.baseUrl() + "/accounts/a ");
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void itsConnectionManagerWinsAndIsNotClosed() throws Exception {
        try (PoolingHttpClientConnectionManager manager = new PoolingHttpClientConnectionManager()) {
            https.setClientConnectionManager(manager);

            assertThat(calls.call("fastspring:accounts?operation=get&id=a", null)
                            .getException())
                    .isNull();
            assertThat(manager.getTotalStats().getAvailable()).isEqualTo(1);
            calls.context().getComponent("fastspring").stop();
            assertThat(manager.getTotalStats().getAvailable()).as("still open").isEqualTo(1);
        }
    }

    @Test
    void anotherHttpComponentCanBeNamed() {
        HttpComponent own = new HttpComponent();
        own.setClientConnectionManager(new PoolingHttpClientConnectionManager());
        calls.context().getRegistry().bind("own", own);

        assertThat(calls.call("fastspring:accounts?operation=get&id=a&httpComponent=#own", null)
                        .getException())
                .isNull();
        PoolingHttpClientConnectionManager manager =
                (PoolingHttpClientConnectionManager) own.getClientConnectionManager();
        assertThat(manager.getTotalStats().getAvailable()).isEqualTo(1);
    }
}

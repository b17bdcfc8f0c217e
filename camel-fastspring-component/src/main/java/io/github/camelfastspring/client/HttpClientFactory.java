package io.github.camelfastspring.client;

import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;

import javax.net.ssl.SSLContext;

import org.apache.camel.CamelContext;
import org.apache.camel.CamelContextAware;
import org.apache.camel.component.http.HttpComponent;
import org.apache.camel.component.http.HttpEndpoint;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.ChainElement;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.core5.reactor.ssl.SSLBufferMode;
import org.apache.hc.core5.ssl.SSLContexts;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

import io.github.camelfastspring.FastSpringConfiguration;

/**
 * Makes the HTTP client from Camel's HTTP component, so that the user's proxy, TLS and client settings apply. What the
 * client would do by itself and must not, it does not: repeat, follow redirects, keep cookies.
 */
final class HttpClientFactory {

    /** A connection that was idle for longer is checked before use, since a write on a dead one has no known outcome. */
    private static final TimeValue VALIDATE_AFTER = TimeValue.ofMilliseconds(500);

    /** FastSpring takes nothing older. */
    private static final String[] TLS_VERSIONS = {"TLSv1.3", "TLSv1.2"};

    private final CamelContext context;
    private final boolean globalTls;

    HttpClientFactory(CamelContext context, boolean globalTls) {
        this.context = context;
        this.globalTls = globalTls;
    }

    HttpClient create(FastSpringConfiguration configuration) throws Exception {
        HttpComponent http = configuration.getHttpComponent() != null
                ? configuration.getHttpComponent()
                : context.getComponent("https", HttpComponent.class);
        CamelContextAware.trySetCamelContext(http, context);
        URI base = configuration.baseUri();
        HttpEndpoint endpoint = (HttpEndpoint) http.createEndpoint(base.getScheme() + "://" + base.getRawAuthority());
        // It expects an exchange, and there is none.
        endpoint.setHttpActivityListener(null);
        endpoint.setLogHttpActivity(false);
        if (http.getClientConnectionManager() != null && configuration.getSslContextParameters() != null) {
            throw new IllegalArgumentException("fastspring: the option sslContextParameters has no effect, since the"
                    + " httpComponent has a connection manager of its own; set TLS there");
        }
        if (http.getClientConnectionManager() == null) {
            // The endpoint made one of its own, with too few connections.
            endpoint.getClientConnectionManager().close();
            endpoint.setClientConnectionManager(connectionManager(configuration, http));
        }
        endpoint.getClientBuilder()
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableConnectionState()
                .disableDefaultUserAgent()
                .addExecInterceptorAfter(ChainElement.CONNECT.name(), "fastspring-sent", new SentMark());
        return endpoint.getHttpClient();
    }

    private HttpClientConnectionManager connectionManager(FastSpringConfiguration configuration, HttpComponent http)
            throws GeneralSecurityException, IOException {
        return PoolingHttpClientConnectionManagerBuilder.create()
                .setTlsSocketStrategy(new DefaultClientTlsStrategy(
                        sslContext(configuration, http),
                        TLS_VERSIONS,
                        null,
                        SSLBufferMode.STATIC,
                        HostnameVerificationPolicy.CLIENT,
                        http.getX509HostnameVerifier()))
                .setMaxConnTotal(configuration.getMaxConnections())
                .setMaxConnPerRoute(configuration.getMaxConnections())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.ofMilliseconds(configuration.getConnectTimeout()))
                        .setTimeToLive(TimeValue.ofMilliseconds(http.getConnectionTimeToLive()))
                        .setValidateAfterInactivity(VALIDATE_AFTER)
                        .build())
                .build();
    }

    private SSLContext sslContext(FastSpringConfiguration configuration, HttpComponent http)
            throws GeneralSecurityException, IOException {
        SSLContextParameters parameters = configuration.getSslContextParameters();
        if (parameters == null) {
            parameters = http.getSslContextParameters();
        }
        if (parameters == null && (globalTls || http.isUseGlobalSslContextParameters())) {
            parameters = context.getSSLContextParameters();
        }
        if (parameters != null) {
            return parameters.createSSLContext(context);
        }
        return http.isUseSystemProperties() ? SSLContexts.createSystemDefault() : SSLContexts.createDefault();
    }
}

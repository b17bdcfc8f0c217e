package io.github.camelfastspring.producer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.jsse.KeyManagersParameters;
import org.apache.camel.support.jsse.KeyStoreParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.github.camelfastspring.error.FastSpringUnavailableException;
import io.github.camelfastspring.support.Calls;
import io.github.camelfastspring.support.RawServer;

import static org.assertj.core.api.Assertions.assertThat;

/** Calls over TLS, with a certificate made for the test by the JDK's own tool. */
class TlsTest {

    private static final String URI = "fastspring:accounts?operation=get&id=a1&maxRetries=0";

    @TempDir
    static Path folder;

    private SSLContextParameters parameters;
    private RawServer server;
    private Calls calls;

    @BeforeEach
    void start() throws Exception {
        Path store = folder.resolve("store.p12");
        if (!store.toFile().exists()) {
            makeKey(store);
        }
        KeyStoreParameters keys = new KeyStoreParameters();
        keys.setResource("file:" + store);
        keys.setPassword("changeit");
        KeyManagersParameters keyManagers = new KeyManagersParameters();
        keyManagers.setKeyStore(keys);
        keyManagers.setKeyPassword("changeit");
        TrustManagersParameters trust = new TrustManagersParameters();
        trust.setKeyStore(keys);
        parameters = new SSLContextParameters();
        parameters.setKeyManagers(keyManagers);
        parameters.setTrustManagers(trust);
        SSLContext context = parameters.createSSLContext(new DefaultCamelContext());
        server = new RawServer(context.getServerSocketFactory(), true);
        calls = new Calls(server.baseUrl());
        calls.context().getRegistry().bind("tls", parameters);
    }

    private static void makeKey(Path store) throws IOException, InterruptedException {
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        Process process = new ProcessBuilder(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "RSA",
                        "-keysize",
                        "2048",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-validity",
                        "7",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        "changeit")
                .redirectErrorStream(true)
                .start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    @AfterEach
    void stop() throws Exception {
        calls.close();
        server.close();
    }

    @Test
    void theEndpointsTrustStoreIsUsed() {
        assertThat(calls.call(URI + "&sslContextParameters=#tls", null).getException())
                .isNull();
        assertThat(server.onlyRequest().line()).isEqualTo("GET /accounts/a1 HTTP/1.1");
    }

    @Test
    void anUntrustedServerGetsNothing() {
        Exception e =
                calls.failure("fastspring:sessions?operation=create&checkoutPath=a/b&maxRetries=0", "{}", Map.of());

        assertThat(e).isInstanceOfSatisfying(FastSpringUnavailableException.class, unavailable -> {
            assertThat(unavailable.isOutcomeUnknown()).as("nothing was sent").isFalse();
            assertThat(unavailable).hasMessageContaining("the connection could not be made");
        });
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void anotherHostNameIsNotAccepted() {
        String address = server.baseUrl().replace("localhost", "127.0.0.1");

        Exception e = calls.failure(URI + "&sslContextParameters=#tls&baseUrl=" + address, null);

        assertThat(e).isInstanceOf(FastSpringUnavailableException.class);
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void olderTlsIsNotSpokenEvenWhereTheServerWantsIt() throws Exception {
        SSLContext context = parameters.createSSLContext(new DefaultCamelContext());
        try (SSLServerSocket old =
                (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0)) {
            old.setEnabledProtocols(new String[] {"TLSv1.1"});
            Thread acceptor = new Thread(() -> {
                try {
                    old.accept().getInputStream().read();
                } catch (IOException e) {
                    // The handshake fails, as it must.
                }
            });
            acceptor.setDaemon(true);
            acceptor.start();

            Exception e = calls.failure(
                    URI + "&sslContextParameters=#tls&baseUrl=https://localhost:" + old.getLocalPort(), null);

            assertThat(e)
                    .isInstanceOf(FastSpringUnavailableException.class)
                    .hasMessageContaining("the connection could not be made");
        }
    }
}

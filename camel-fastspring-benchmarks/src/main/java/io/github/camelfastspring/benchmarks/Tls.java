package io.github.camelfastspring.benchmarks;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.SSLContext;

import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.jsse.KeyStoreParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;

/** A certificate for localhost, made by the JDK's own tool, and the trust in it. */
public record Tls(Path store) {

    public static final String PASSWORD = "changeit";

    /** The certificate in the folder, made if there is none. */
    public static Tls in(Path folder) throws IOException, InterruptedException {
        Path store = folder.resolve("localhost.p12");
        if (!Files.exists(store)) {
            make(store);
        }
        return new Tls(store);
    }

    private static void make(Path store) throws IOException, InterruptedException {
        Files.createDirectories(store.getParent());
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        List<String> options = List.of(
                ("-genkeypair -alias server -keyalg RSA -keysize 2048 -dname CN=localhost -ext san=dns:localhost"
                                + " -validity 3650 -storetype PKCS12 -storepass " + PASSWORD)
                        .split(" "));
        ProcessBuilder builder =
                new ProcessBuilder(keytool).redirectErrorStream(true).redirectOutput(Redirect.DISCARD);
        builder.command().addAll(options);
        builder.command().addAll(List.of("-keystore", store.toString()));
        Process process = builder.start();
        if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException("keytool made no certificate");
        }
    }

    /** In the form that Camel's components take. */
    public SSLContextParameters parameters() {
        KeyStoreParameters keys = new KeyStoreParameters();
        keys.setResource("file:" + store);
        keys.setPassword(PASSWORD);
        TrustManagersParameters trust = new TrustManagersParameters();
        trust.setKeyStore(keys);
        SSLContextParameters parameters = new SSLContextParameters();
        parameters.setTrustManagers(trust);
        return parameters;
    }

    /** For clients without Camel. */
    public SSLContext context() throws GeneralSecurityException, IOException {
        return parameters().createSSLContext(new DefaultCamelContext());
    }
}

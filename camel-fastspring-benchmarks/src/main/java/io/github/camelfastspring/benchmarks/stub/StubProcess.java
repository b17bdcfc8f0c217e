package io.github.camelfastspring.benchmarks.stub;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.github.camelfastspring.benchmarks.Jvm;
import io.github.camelfastspring.benchmarks.Tls;

/** The process of the stub APIs. What they cost is not charged to those who call them. */
public final class StubProcess implements AutoCloseable {

    private final ObjectMapper json = new ObjectMapper();
    private final Process process;
    private final int controlPort;

    public StubProcess(Tls tls) throws IOException {
        process = new ProcessBuilder(Jvm.command(
                        "-XX:+UseSerialGC -Xmx512m", StubMain.class, tls.store().toString(), Tls.PASSWORD))
                .redirectError(Redirect.INHERIT)
                .start();
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = output.readLine();
        if (line == null || !line.startsWith("port ")) {
            process.destroy();
            throw new IOException("the process of the stub APIs did not start: " + line);
        }
        controlPort = Integer.parseInt(line.substring("port ".length()));
    }

    public Stub open(StubSettings settings) throws IOException {
        return new Stub(this, ask("/open", settings, new TypeReference<Integer>() {}));
    }

    <T> T ask(String path, Object body, TypeReference<T> type) throws IOException {
        HttpURLConnection http = (HttpURLConnection)
                URI.create("http://127.0.0.1:" + controlPort + path).toURL().openConnection();
        http.setConnectTimeout(10_000);
        http.setReadTimeout(30_000);
        if (body != null) {
            http.setRequestMethod("POST");
            http.setDoOutput(true);
            try (OutputStream out = http.getOutputStream()) {
                out.write(json.writeValueAsBytes(body));
            }
        }
        try (InputStream in = http.getInputStream()) {
            return json.readValue(in, type);
        }
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}

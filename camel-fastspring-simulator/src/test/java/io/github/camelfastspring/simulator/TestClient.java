package io.github.camelfastspring.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

import com.fasterxml.jackson.databind.JsonNode;

import io.github.camelfastspring.simulator.payload.Json;

/** Speaks HTTP to a simulator. */
final class TestClient {
    static final String SESSIONS = "/v2/checkouts/examplestore/popup-checkout/sessions";

    private final FastSpringSimulator simulator;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    TestClient(FastSpringSimulator simulator) {
        this.simulator = simulator;
    }

    record Answer(int status, String text) {
        JsonNode json() {
            try {
                return Json.read(text.getBytes(StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new IllegalStateException("Not JSON: " + text, e);
            }
        }
    }

    Answer get(String target) {
        return call("GET", target, null);
    }

    Answer post(String target, String body) {
        return call("POST", target, body);
    }

    Answer put(String target, String body) {
        return call("PUT", target, body);
    }

    Answer delete(String target) {
        return call("DELETE", target, null);
    }

    Answer call(String method, String target, String body) {
        HttpRequest.Builder request = request(method, target, body).header("Authorization", authorization(simulator));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        return send(request);
    }

    /** Like {@link #call}, but connection failures come through. */
    HttpResponse<String> exchange(String method, String target, String body) throws IOException, InterruptedException {
        return http.send(
                request(method, target, body)
                        .header("Authorization", authorization(simulator))
                        .header("Content-Type", "application/json")
                        .build(),
                BodyHandlers.ofString());
    }

    HttpRequest.Builder request(String method, String target, String body) {
        return HttpRequest.newBuilder(URI.create(simulator.baseUrl() + target))
                .timeout(Duration.ofSeconds(20))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    }

    Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Sends bytes as they are and reads until the simulator closes the connection. */
    String raw(String head, String body) {
        String request = head.replace("\n", "\r\n") + "\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
        URI base = URI.create(simulator.baseUrl());
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.UTF_8));
            out.flush();
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A session with this cart, as JSON of its line items. */
    String session(String lineItems) {
        return post(SESSIONS, "{\"cart\":{\"lineItems\":[" + lineItems + "]}}")
                .json()
                .get("id")
                .asText();
    }

    static String authorization(FastSpringSimulator simulator) {
        String pair = simulator.username() + ":" + simulator.password();
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}

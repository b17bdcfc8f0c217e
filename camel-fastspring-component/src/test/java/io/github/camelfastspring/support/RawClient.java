package io.github.camelfastspring.support;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Sends requests byte by byte, also such as no HTTP library would send. */
public final class RawClient {

    /**
     * What came back.
     *
     * @param status the HTTP status; 0 if the server only ended the connection
     * @param head   status line and headers
     * @param body   as text
     */
    public record Answer(int status, String head, String body) {

        /** The names of the headers, in small letters. */
        public List<String> headers() {
            return head.lines()
                    .skip(1)
                    .filter(line -> line.contains(":"))
                    .map(line -> line.substring(0, line.indexOf(':')).toLowerCase())
                    .toList();
        }

        /** The value of a header, or null. */
        public String header(String name) {
            return head.lines()
                    .skip(1)
                    .filter(line -> line.toLowerCase().startsWith(name.toLowerCase() + ":"))
                    .map(line -> line.substring(name.length() + 1).trim())
                    .findFirst()
                    .orElse(null);
        }
    }

    private static final int PATIENCE = 30_000;

    private RawClient() {}

    /** A whole request; {@code Content-Length} comes by itself, other headers as they are given, name and value. */
    public static byte[] request(String method, String path, byte[] body, String... headers) {
        List<String> all = new ArrayList<>(List.of(headers));
        all.add("Content-Length: " + body.length);
        return requestWithHeaders(method, path, body, all);
    }

    /** A request with these headers alone, and {@code Host}. */
    public static byte[] requestWithHeaders(String method, String path, byte[] body, List<String> headers) {
        StringBuilder head = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n");
        headers.forEach(header -> head.append(header).append("\r\n"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
        out.writeBytes(body);
        return out.toByteArray();
    }

    /** A post to the path of the URL, which has no query. */
    public static Answer post(String url, byte[] body, String... headers) throws IOException {
        return send(url, request("POST", URI.create(url).getPath(), body, headers));
    }

    /** Sends the bytes to the host of the URL, and reads one answer. */
    public static Answer send(String url, byte[] request) throws IOException {
        return send(url, request, false);
    }

    /** Sends the bytes and then the end of the connection, as a client that went away, and reads an answer if there is one. */
    public static Answer sendCut(String url, byte[] request) throws IOException {
        return send(url, request, true);
    }

    private static Answer send(String url, byte[] request, boolean end) throws IOException {
        URI uri = URI.create(url);
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.setSoTimeout(PATIENCE);
            OutputStream out = socket.getOutputStream();
            try {
                out.write(request);
                out.flush();
                if (end) {
                    socket.shutdownOutput();
                }
            } catch (IOException e) {
                // The server need not read it all; it may have answered.
            }
            return read(new BufferedInputStream(socket.getInputStream()));
        }
    }

    private static Answer read(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        try {
            while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
                int b = in.read();
                if (b < 0) {
                    return new Answer(0, "", "");
                }
                head.write(b);
            }
        } catch (SocketException e) {
            return new Answer(0, "", "");
        }
        String text = head.toString(StandardCharsets.ISO_8859_1);
        Answer bodiless = new Answer(Integer.parseInt(text.substring(9, 12)), text, "");
        String length = bodiless.header("Content-Length");
        byte[] body = length == null ? chunks(in) : in.readNBytes(Integer.parseInt(length));
        return new Answer(bodiless.status(), text, new String(body, StandardCharsets.UTF_8));
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int size;
        do {
            size = Integer.parseInt(line(in), 16);
            body.write(in.readNBytes(size));
            line(in);
        } while (size > 0);
        return body.toByteArray();
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
            line.append((char) b);
        }
        return line.toString().trim();
    }
}

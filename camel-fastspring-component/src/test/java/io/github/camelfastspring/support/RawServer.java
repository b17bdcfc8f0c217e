package io.github.camelfastspring.support;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import javax.net.ServerSocketFactory;

/**
 * A server on a bare socket: records what really is on the wire, and answers with any bytes, also such as no HTTP library
 * would send.
 */
public final class RawServer implements AutoCloseable {

    /** A request as it came. */
    public record Request(String head, byte[] body) {

        public String line() {
            return head.substring(0, head.indexOf("\r\n"));
        }

        public String bodyText() {
            return new String(body, StandardCharsets.UTF_8);
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

    /** What is done with a connection once a request has come; returns whether the connection is kept. */
    @FunctionalInterface
    public interface Reply {
        boolean to(OutputStream out) throws IOException;
    }

    private final ServerSocket server;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Queue<Reply> replies = new ConcurrentLinkedQueue<>();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Function<Request, Reply> otherwise = request -> json(200, "{}");
    private final boolean tls;

    public RawServer() {
        this(ServerSocketFactory.getDefault(), false);
    }

    public RawServer(ServerSocketFactory sockets, boolean tls) {
        this.tls = tls;
        try {
            server = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
    }

    public String baseUrl() {
        return (tls ? "https://localhost:" : "http://127.0.0.1:") + server.getLocalPort();
    }

    public List<Request> requests() {
        return requests;
    }

    public Request onlyRequest() {
        if (requests.size() != 1) {
            throw new AssertionError("expected one request, got " + requests);
        }
        return requests.get(0);
    }

    /** How many connections were opened. */
    public int connections() {
        return connections.get();
    }

    /** Replies to the next requests, in order. */
    public RawServer then(Reply... next) {
        replies.addAll(List.of(next));
        return this;
    }

    /** The reply when no other is left; an empty JSON object by default. */
    public RawServer otherwise(Function<Request, Reply> reply) {
        otherwise = reply;
        return this;
    }

    /** A whole and correct answer. */
    public static Reply json(int status, String body, String... headers) {
        return answer(status, "application/json", body, headers);
    }

    public static Reply answer(int status, String contentType, String body, String... headers) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " X\r\nContent-Type: " + contentType + "\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        if (status != 204) {
            head.append("Content-Length: ").append(bytes.length).append("\r\n");
        }
        head.append("\r\n");
        return out -> {
            out.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
            out.write(bytes);
            out.flush();
            return true;
        };
    }

    /** Any text, and then the end of the connection. */
    public static Reply raw(String text) {
        return out -> {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
            return false;
        };
    }

    /** Any text, and then nothing more, without an end. */
    public Reply rawThenSilence(String text) {
        return out -> {
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
            try {
                closed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return false;
        };
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                sockets.add(socket);
                connections.incrementAndGet();
                daemon(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            boolean keep = true;
            while (keep) {
                Request request = read(in);
                if (request == null) {
                    return;
                }
                requests.add(request);
                Reply reply = replies.poll();
                keep = (reply != null ? reply : otherwise.apply(request)).to(out);
            }
        } catch (IOException e) {
            // The client went away; some tests are about that.
        } finally {
            sockets.remove(socket);
        }
    }

    private static Request read(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int b = in.read();
            if (b < 0) {
                return null;
            }
            head.write(b);
        }
        Request request = new Request(head.toString(StandardCharsets.ISO_8859_1), new byte[0]);
        String length = request.header("Content-Length");
        return length == null ? request : new Request(request.head(), in.readNBytes(Integer.parseInt(length)));
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "raw-server");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        server.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}

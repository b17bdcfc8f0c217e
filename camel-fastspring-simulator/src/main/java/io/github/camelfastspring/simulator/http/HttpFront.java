package io.github.camelfastspring.simulator.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.ExceptionListener;
import org.apache.hc.core5.http.HttpConnection;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.impl.bootstrap.HttpServer;
import org.apache.hc.core5.http.impl.bootstrap.ServerBootstrap;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.io.entity.AbstractHttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.camelfastspring.simulator.RecordedRequest.Header;

/** The HTTP server, on the loopback address only. It knows nothing of FastSpring. */
public final class HttpFront implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpFront.class);
    private static final int BACKLOG = 256;
    // Longer than any keep-alive of a test or an example.
    private static final Timeout IDLE = Timeout.ofMinutes(10);

    private final Function<RawRequest, Outcome> processor;
    private final HttpServer server;

    /**
     * Starts listening.
     *
     * @param port 0 for any free one
     * @throws UncheckedIOException if the port cannot be had
     */
    public HttpFront(int port, Function<RawRequest, Outcome> processor) {
        this.processor = processor;
        this.server = ServerBootstrap.bootstrap()
                .setLocalAddress(loopback())
                .setListenerPort(port)
                .setSocketConfig(SocketConfig.custom()
                        .setBacklogSize(BACKLOG)
                        .setTcpNoDelay(true)
                        .setSoTimeout(IDLE)
                        .build())
                .setRequestRouter((request, context) -> (received, answer, ignored) -> exchange(received, answer))
                .setExceptionListener(new Quiet())
                .create();
        try {
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot listen on 127.0.0.1:" + port + ": " + e.getMessage(), e);
        }
    }

    /** The port it listens on. */
    public int port() {
        return server.getLocalPort();
    }

    @Override
    public void close() {
        server.close(CloseMode.IMMEDIATE);
    }

    /** Never the IPv6 loopback, which the JVM may prefer. */
    private static InetAddress loopback() {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        } catch (UnknownHostException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void exchange(ClassicHttpRequest request, ClassicHttpResponse answer) throws IOException {
        Outcome outcome = processor.apply(read(request));
        if (outcome.response() == null) {
            throw new ClosedOnPurpose();
        }
        ApiResponse response = outcome.response();
        answer.setCode(response.status());
        response.headers().forEach(answer::setHeader);
        if (response.contentType() != null) {
            // As text: a scripted fault may state a type that cannot be parsed.
            answer.setHeader(HttpHeaders.CONTENT_TYPE, response.contentType());
        }
        // 204 and 304 have no body by definition; everything else states its length, zero included.
        if (response.status() == 204 || response.status() == 304) {
            return;
        }
        if (outcome.wholeBody()) {
            answer.setEntity(new ByteArrayEntity(response.body(), null));
        } else {
            answer.setEntity(new HalfEntity(response.body()));
            // Makes the server end the connection in good order, so that what was written arrives.
            answer.setHeader(HttpHeaders.CONNECTION, "close");
        }
    }

    private static RawRequest read(ClassicHttpRequest request) throws IOException {
        List<Header> headers = new ArrayList<>();
        Iterator<org.apache.hc.core5.http.Header> sent = request.headerIterator();
        while (sent.hasNext()) {
            org.apache.hc.core5.http.Header header = sent.next();
            headers.add(new Header(header.getName(), header.getValue()));
        }
        byte[] body = request.getEntity() == null ? new byte[0] : EntityUtils.toByteArray(request.getEntity());
        return new RawRequest(request.getMethod(), request.getPath(), headers, body == null ? new byte[0] : body);
    }

    /** Ends the connection without an answer. */
    private static final class ClosedOnPurpose extends IOException {
        ClosedOnPurpose() {
            super("The simulator closes the connection");
        }
    }

    /** States the full length and writes half of it. */
    private static final class HalfEntity extends AbstractHttpEntity {
        private final byte[] whole;

        HalfEntity(byte[] whole) {
            super((ContentType) null, null);
            this.whole = whole;
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            out.write(whole, 0, whole.length / 2);
        }

        @Override
        public InputStream getContent() {
            return new ByteArrayInputStream(whole);
        }

        @Override
        public long getContentLength() {
            return whole.length;
        }

        @Override
        public boolean isStreaming() {
            return false;
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }

    private static final class Quiet implements ExceptionListener {
        @Override
        public void onError(Exception ex) {
            LOG.debug("Connection ended: {}", ex.toString());
        }

        @Override
        public void onError(HttpConnection connection, Exception ex) {
            LOG.debug("Connection ended: {}", ex.toString());
        }
    }
}

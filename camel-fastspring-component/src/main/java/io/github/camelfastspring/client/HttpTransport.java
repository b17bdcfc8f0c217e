package io.github.camelfastspring.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.hc.client5.http.classic.HttpClient;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.Configurable;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http.ProtocolException;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;

import io.github.camelfastspring.client.Deadlines.Deadline;
import io.github.camelfastspring.client.TransportException.Stage;

/** Sends one request once and reads the whole answer, all before a deadline. */
final class HttpTransport {

    /** No answer of FastSpring's comes near; it keeps a broken or foreign server from filling the memory. */
    static final int MAX_ANSWER = 64 * 1024 * 1024;

    /** Without a charset: JSON has none. */
    private static final ContentType JSON = ContentType.create(ContentType.APPLICATION_JSON.getMimeType());

    /** What the HTTP client is told about a call with this time-out. */
    private record Limits(Duration timeout, RequestConfig config) {}

    private final HttpClient client;
    private final RequestConfig defaults;
    private final Deadlines deadlines;

    /** Those of the last call: nearly all have the same. */
    private volatile Limits limits;

    HttpTransport(HttpClient client, Deadlines deadlines) {
        this.client = client;
        this.defaults = client instanceof Configurable configurable ? configurable.getConfig() : RequestConfig.DEFAULT;
        this.deadlines = deadlines;
    }

    /**
     * Sends the request and waits for the answer.
     *
     * @throws TransportException if no whole answer came
     */
    RawResponse send(FastSpringRequest request) throws TransportException {
        Duration timeout = request.settings().requestTimeout();
        HttpUriRequestBase http = httpRequest(request, timeout);
        HttpClientContext context = HttpClientContext.create();
        AtomicBoolean answered = new AtomicBoolean();
        Deadline deadline = startDeadline(http, timeout);
        try {
            return client.execute(http, context, response -> {
                answered.set(true);
                return read(response, http);
            });
        } catch (TransportException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            boolean sent = SentMark.isSent(context);
            boolean timeOut = deadline.isMissed() || sent && e instanceof SocketTimeoutException;
            Stage stage = stage(sent, answered.get(), timeOut, e);
            throw new TransportException(stage, problem(stage, timeOut, timeout, e), e);
        } finally {
            deadline.met();
        }
    }

    private Deadline startDeadline(HttpUriRequestBase http, Duration timeout) throws TransportException {
        try {
            return deadlines.start(timeout.toMillis(), http::cancel);
        } catch (RejectedExecutionException e) {
            throw new TransportException(Stage.NOT_SENT, "the component is stopped", e);
        }
    }

    private HttpUriRequestBase httpRequest(FastSpringRequest request, Duration timeout) {
        HttpUriRequestBase http = new HttpUriRequestBase(request.operation().method(), request.uri());
        http.setConfig(config(timeout));
        http.setHeader(HttpHeaders.AUTHORIZATION, request.credentials().authorization());
        http.setHeader(HttpHeaders.USER_AGENT, request.userAgent());
        http.setHeader(HttpHeaders.ACCEPT, ContentType.APPLICATION_JSON.getMimeType());
        if (request.body() == null) {
            // FastSpring's documents ask for it on every request, also on those without a body.
            http.setHeader(HttpHeaders.CONTENT_TYPE, ContentType.APPLICATION_JSON.getMimeType());
        } else {
            http.setEntity(new ByteArrayEntity(request.body(), JSON));
        }
        return http;
    }

    private RequestConfig config(Duration timeout) {
        Limits last = limits;
        if (last == null || !last.timeout().equals(timeout)) {
            last = new Limits(
                    timeout,
                    RequestConfig.copy(defaults)
                            .setConnectionRequestTimeout(Timeout.of(timeout))
                            .setResponseTimeout(Timeout.of(timeout))
                            .setRedirectsEnabled(false)
                            // A challenge is not answered: the credentials were sent, and a write must not be sent
                            // twice.
                            .setTargetPreferredAuthSchemes(List.of())
                            .setHardCancellationEnabled(true)
                            .build());
            limits = last;
        }
        return last.config();
    }

    private static RawResponse read(ClassicHttpResponse response, HttpUriRequestBase http) throws IOException {
        Header retryAfter = response.getFirstHeader(HttpHeaders.RETRY_AFTER);
        HttpEntity entity = response.getEntity();
        byte[] body = entity == null ? new byte[0] : read(entity, http);
        return new RawResponse(response.getCode(), body, retryAfter == null ? null : retryAfter.getValue());
    }

    private static byte[] read(HttpEntity entity, HttpUriRequestBase http) throws IOException {
        if (entity.getContentLength() > MAX_ANSWER) {
            throw tooLarge(http);
        }
        int length = (int) entity.getContentLength();
        try (InputStream content = entity.getContent()) {
            // Of a known length, in one array; a body that is cut off fails in here.
            byte[] body = content.readNBytes(length >= 0 ? length : MAX_ANSWER + 1);
            if (body.length > MAX_ANSWER) {
                throw tooLarge(http);
            }
            return body;
        }
    }

    /** Cancels first: closing the answer would read all of the rest. */
    private static TransportException tooLarge(HttpUriRequestBase http) {
        http.cancel();
        return new TransportException(
                Stage.UNREADABLE, "the answer is larger than " + MAX_ANSWER / 1024 / 1024 + " MiB", null);
    }

    private static Stage stage(boolean sent, boolean answered, boolean timeOut, Exception e) {
        if (!sent) {
            return Stage.NOT_SENT;
        }
        if (timeOut || e instanceof NoHttpResponseException) {
            return Stage.NO_ANSWER;
        }
        if (answered) {
            return Stage.CUT_OFF;
        }
        return e.getCause() instanceof ProtocolException ? Stage.UNREADABLE : Stage.NO_ANSWER;
    }

    private static String problem(Stage stage, boolean timeOut, Duration timeout, Exception e) {
        if (timeOut) {
            return "no answer within " + timeout.toMillis() + " ms";
        }
        return switch (stage) {
            case NOT_SENT -> "the connection could not be made, " + e;
            case NO_ANSWER -> "the connection broke before an answer came, " + e;
            case CUT_OFF -> "the answer is cut off";
            case UNREADABLE -> "the answer is not HTTP";
        };
    }
}

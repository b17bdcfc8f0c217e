package io.github.camelfastspring.webhook;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

import com.fasterxml.jackson.databind.JsonNode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.camelfastspring.support.JsonCodec;

/** Receives FastSpring's posts, from whichever HTTP server: checks them, hands their events on, and answers by the outcome. */
public final class WebhookReceiver {

    /** The header of the signature; FastSpring does not promise its letter case. */
    static final String SIGNATURE = "X-FS-Signature";

    static final String METHOD = "POST";

    private static final Duration WARNING_EVERY = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(WebhookReceiver.class);

    /** The bytes of a request's body, as they came. */
    interface Body {

        /**
         * Reads the body.
         *
         * @param limit how many bytes it may have
         * @return null if it has more
         * @throws IOException if it cannot be read
         */
        byte[] read(int limit) throws IOException;
    }

    private final SignatureVerifier verifier;
    private final int maxBodySize;
    private final JsonCodec codec;
    private final BooleanSupplier accepting;
    private final Function<JsonNode, CompletionStage<PostOutcome>> events;
    private final LongAdder received = new LongAdder();

    /** Said once in a while: anybody may send wrong ones, as many as they like. */
    private final AtomicLong nextWarning = new AtomicLong(System.nanoTime());

    /**
     * @param verifier    null accepts posts of anybody
     * @param maxBodySize in bytes
     * @param accepting   false while the route is suspended or stops
     * @param events      takes the events of a post, and tells in the end what has become of them
     */
    public WebhookReceiver(
            SignatureVerifier verifier,
            int maxBodySize,
            JsonCodec codec,
            BooleanSupplier accepting,
            Function<JsonNode, CompletionStage<PostOutcome>> events) {
        this.verifier = verifier;
        this.maxBodySize = maxBodySize;
        this.codec = codec;
        this.accepting = accepting;
        this.events = events;
    }

    /** How many posts were accepted, whatever became of their events. */
    public long received() {
        return received.sum();
    }

    int maxBodySize() {
        return maxBodySize;
    }

    /** Null accepts posts of anybody. */
    public SignatureVerifier verifier() {
        return verifier;
    }

    /**
     * Receives a request. The answer may come later, from another thread. Does not throw.
     *
     * @param signature the value of the header {@value #SIGNATURE}; null if there is none, or more than one
     */
    CompletionStage<WebhookAnswer> receive(String method, String signature, Body body) {
        if (!METHOD.equalsIgnoreCase(method)) {
            return refuse(405, "FastSpring's webhook takes POST alone");
        }
        if (!accepting.getAsBoolean()) {
            return refuse(503, "The route does not take events now");
        }
        try {
            byte[] bytes = body.read(maxBodySize);
            if (bytes == null) {
                return refuse(413, "The post is larger than webhookMaxBodySize");
            }
            if (verifier != null && !verifier.verify(bytes, signature)) {
                warn("its signature is " + (signature == null ? "missing" : "wrong"));
                return refuse(403, "The signature is missing or wrong");
            }
            JsonNode posted = eventsOf(bytes);
            if (posted == null) {
                warn("it is not JSON with a list of events");
                return refuse(400, "The post is not JSON with a list of events");
            }
            received.increment();
            return events.apply(posted).handle(WebhookReceiver::answer);
        } catch (IOException e) {
            return refuse(400, "The post could not be read");
        } catch (RuntimeException | LinkageError e) {
            return CompletableFuture.completedFuture(answer(null, e));
        }
    }

    private void warn(String why) {
        long now = System.nanoTime();
        long next = nextWarning.get();
        if (now - next >= 0 && nextWarning.compareAndSet(next, now + WARNING_EVERY.toNanos())) {
            LOG.warn("A post was refused: {}. Others that are refused within a minute are not logged", why);
        }
    }

    /** Null if there is no list. */
    private JsonNode eventsOf(byte[] bytes) {
        try {
            JsonNode posted = codec.read(bytes).path("events");
            return posted.isArray() ? posted : null;
        } catch (IOException e) {
            return null;
        }
    }

    private static WebhookAnswer answer(PostOutcome outcome, Throwable failure) {
        if (failure != null) {
            LOG.warn("A post could not be processed; FastSpring sends it again", failure);
            return WebhookAnswer.of(new PostOutcome(1, List.of()));
        }
        return WebhookAnswer.of(outcome);
    }

    private static CompletionStage<WebhookAnswer> refuse(int status, String why) {
        return CompletableFuture.completedFuture(WebhookAnswer.refusal(status, why));
    }
}

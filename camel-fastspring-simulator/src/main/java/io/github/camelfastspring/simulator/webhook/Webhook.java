package io.github.camelfastspring.simulator.webhook;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;

import io.github.camelfastspring.simulator.Event;

/**
 * A URL to which the simulator posts events, and how. Immutable: each method that changes something gives another
 * webhook.
 *
 * <pre>{@code
 * simulator.webhooks().add(Webhook.to("http://localhost:8080/fastspring").secret("s3cret").types("order.*"));
 * }</pre>
 */
public final class Webhook {
    private static final int MAX_SECRET = 100;
    private static final int NO_PLACEHOLDER = 0;

    /** Which events of the live and the test store are posted. */
    private enum Traffic {
        BOTH,
        LIVE,
        TEST
    }

    private final String url;
    private final String secret;
    private final List<String> types;
    private final Traffic traffic;
    private final RetrySchedule retries;
    private final int maxEvents;
    private final Duration timeout;
    private final boolean retriesKeepSecret;
    private final int placeholderStatus;

    // Nine values are many, but nobody outside sees them in a row.
    private Webhook(
            String url,
            String secret,
            List<String> types,
            Traffic traffic,
            RetrySchedule retries,
            int maxEvents,
            Duration timeout,
            boolean retriesKeepSecret,
            int placeholderStatus) {
        this.url = url;
        this.secret = secret;
        this.types = types;
        this.traffic = traffic;
        this.retries = retries;
        this.maxEvents = maxEvents;
        this.timeout = timeout;
        this.retriesKeepSecret = retriesKeepSecret;
        this.placeholderStatus = placeholderStatus;
    }

    /**
     * A webhook without secret for all events, with the retries of {@link RetrySchedule#CURRENT}, at most 25 events a
     * post and a time-out of 10 seconds.
     *
     * @param url with scheme ({@code http} or {@code https}) and host. A certificate is checked with the trust store of
     *     this JVM. Any port will do, although FastSpring itself allows few.
     * @throws IllegalArgumentException if the URL is not like that
     */
    public static Webhook to(String url) {
        return new Webhook(
                checked(url),
                null,
                List.of("*"),
                Traffic.BOTH,
                RetrySchedule.CURRENT,
                25,
                Duration.ofSeconds(10),
                false,
                NO_PLACEHOLDER);
    }

    /**
     * A URL that nobody serves, as it is set up by those who only poll: events need a webhook to exist. Nothing goes
     * over the network; every post counts as answered with {@code status} and an empty body. With 200 every event is
     * processed before a poller sees it, a known trap; with anything else the events stay, and the retries run.
     *
     * @param status from 100 to 599
     * @throws IllegalArgumentException if the URL is not like that of {@link #to}, or if there is no such status
     */
    public static Webhook placeholder(String url, int status) {
        if (status < 100 || status > 599) {
            throw new IllegalArgumentException("status must be from 100 to 599, not " + status);
        }
        return to(url).answeredWith(status);
    }

    private Webhook answeredWith(int status) {
        return new Webhook(url, secret, types, traffic, retries, maxEvents, timeout, retriesKeepSecret, status);
    }

    /**
     * Signs posts with this secret; {@code null}, the default, for posts without signature. A secret that
     * {@code POST /webhooks/keys} set for the URL goes before it.
     *
     * @throws IllegalArgumentException if it is blank, or longer than the 100 characters that FastSpring allows
     */
    public Webhook secret(String newSecret) {
        if (newSecret != null && (newSecret.isBlank() || newSecret.length() > MAX_SECRET)) {
            throw new IllegalArgumentException("A secret must have 1 to " + MAX_SECRET + " characters");
        }
        return new Webhook(
                url, newSecret, types, traffic, retries, maxEvents, timeout, retriesKeepSecret, placeholderStatus);
    }

    /**
     * Posts only events of these types, e.g. {@code return.created}, or {@code order.*} for all that begin so. Default:
     * all. With FastSpring, events of other types would not even exist; here they do, unprocessed.
     *
     * @throws IllegalArgumentException if there are none, or if a {@code *} is not at the end
     */
    public Webhook types(String... newTypes) {
        if (newTypes.length == 0) {
            throw new IllegalArgumentException("A webhook needs at least one event type");
        }
        for (String type : newTypes) {
            int star = type.indexOf('*');
            if (type.isEmpty() || star >= 0 && star < type.length() - 1) {
                throw new IllegalArgumentException("An event type may have a * only at its end, not so: " + type);
            }
        }
        return new Webhook(
                url,
                secret,
                List.of(newTypes),
                traffic,
                retries,
                maxEvents,
                timeout,
                retriesKeepSecret,
                placeholderStatus);
    }

    /** Posts only events of live orders. Default: live and test ones. */
    public Webhook liveOnly() {
        return new Webhook(
                url, secret, types, Traffic.LIVE, retries, maxEvents, timeout, retriesKeepSecret, placeholderStatus);
    }

    /** Posts only events of test orders. Default: live and test ones. */
    public Webhook testOnly() {
        return new Webhook(
                url, secret, types, Traffic.TEST, retries, maxEvents, timeout, retriesKeepSecret, placeholderStatus);
    }

    /** When posts that failed are repeated. Default: {@link RetrySchedule#CURRENT}. */
    public Webhook retries(RetrySchedule newRetries) {
        return new Webhook(
                url,
                secret,
                types,
                traffic,
                Objects.requireNonNull(newRetries, "retries"),
                maxEvents,
                timeout,
                retriesKeepSecret,
                placeholderStatus);
    }

    /**
     * How many events a post has at most; what came into being together is split above that. Default 25; FastSpring's
     * limit is not known.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public Webhook maxEventsPerPost(int newMax) {
        if (newMax < 1) {
            throw new IllegalArgumentException("A post has at least 1 event, not " + newMax);
        }
        return new Webhook(url, secret, types, traffic, retries, newMax, timeout, retriesKeepSecret, placeholderStatus);
    }

    /**
     * How long the whole answer may take, in real time, not by the simulator's clock. Default 10 seconds; FastSpring's
     * is not known.
     *
     * @throws IllegalArgumentException if it is zero or negative
     */
    public Webhook timeout(Duration newTimeout) {
        if (newTimeout.isZero() || newTimeout.isNegative()) {
            throw new IllegalArgumentException("timeout must be above zero, not " + newTimeout);
        }
        return new Webhook(
                url, secret, types, traffic, retries, maxEvents, newTimeout, retriesKeepSecret, placeholderStatus);
    }

    /**
     * Whether retries are signed with the secret of their first attempt, although another has been set meanwhile.
     * Default: no, they are signed with the new one. What FastSpring does is not known.
     */
    public Webhook retriesKeepSecret(boolean keep) {
        return new Webhook(url, secret, types, traffic, retries, maxEvents, timeout, keep, placeholderStatus);
    }

    /** The URL, as given. */
    public String url() {
        return url;
    }

    String secret() {
        return secret;
    }

    RetrySchedule retries() {
        return retries;
    }

    int maxEventsPerPost() {
        return maxEvents;
    }

    Duration timeout() {
        return timeout;
    }

    boolean retriesKeepSecret() {
        return retriesKeepSecret;
    }

    /** The status that stands for an answer; empty for a webhook that is really called. */
    OptionalInt placeholderStatus() {
        return placeholderStatus == NO_PLACEHOLDER ? OptionalInt.empty() : OptionalInt.of(placeholderStatus);
    }

    boolean wants(Event event) {
        return (traffic == Traffic.BOTH || event.live() == (traffic == Traffic.LIVE))
                && types.stream().anyMatch(type -> matches(type, event.type()));
    }

    @Override
    public String toString() {
        // Never the secret.
        return "Webhook[" + url + "]";
    }

    private static boolean matches(String wanted, String type) {
        return wanted.endsWith("*") ? type.startsWith(wanted.substring(0, wanted.length() - 1)) : type.equals(wanted);
    }

    private static String checked(String url) {
        URI uri = URI.create(url);
        boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
        if (!http || uri.getHost() == null) {
            throw new IllegalArgumentException("A webhook needs a URL with http or https and a host, not " + url);
        }
        return url;
    }
}
